import { countryIn } from './countries.ts'
import { divisionTable, levelOf, liesIn } from './divisions.ts'
import type { Division, PlaceMention } from './divisions.ts'

/** What a place text such as 江苏省泰州市兴化市 or 法国香槟地区 names. */
export interface Place {
  text: string
  /** The finest divisions that fit; several where the name alone does not say which (鼓楼区). Empty for a foreign place. */
  codes: readonly string[]
  /** Where the divisions stand in `text`, UTF-16. */
  start: number
  end: number
  country?: string
}

/** An address or a place name. @returns undefined where it names no place that is known */
export function readPlace(text: string): Place | undefined {
  const places = readPlaces(text)
  if (places.length > 0) return places[0]
  const country = countryIn(text)
  return country === undefined ? undefined : { text, codes: [], start: 0, end: text.length, country }
}

/** Every chain of divisions in the text: 陕西省延安市洛川县 is one place, 河南 和 山东 are two. */
export function readPlaces(text: string): Place[] {
  const places: Place[] = []
  let chain: { divisions: readonly Division[]; first: PlaceMention; last: PlaceMention } | undefined
  const close = (): void => {
    if (chain) places.push({ text, codes: chain.divisions.map((d) => d.code), start: chain.first.start, end: chain.last.end })
    chain = undefined
  }
  for (const mention of divisionTable().find(text)) {
    if (chain && mention.start - chain.last.end <= 3) {
      const deeper = mention.divisions.filter((d) => chain?.divisions.some((c) => c.code !== d.code && liesIn(d.code, c.code)))
      if (deeper.length > 0) {
        chain = { divisions: deeper, first: chain.first, last: mention }
        continue
      }
      const above = chain.divisions.filter((c) => mention.divisions.some((d) => liesIn(c.code, d.code)))
      if (above.length > 0) {
        chain = { divisions: above, first: chain.first, last: mention }
        continue
      }
    }
    close()
    chain = { divisions: coarsest(mention), first: mention, last: mention }
  }
  close()
  return places
}

/** A bare short form that both a prefecture and a county in it bear (吉林, 朝阳) is left open; the whole form is never both. */
function coarsest(mention: PlaceMention): readonly Division[] {
  const [only] = mention.divisions
  if (mention.divisions.length <= 1 || !only) return mention.divisions
  // 吉林 is the province before it is the city of that name.
  const top = mention.divisions.filter((d) => levelOf(d.code) === 1)
  return top.length > 0 ? top : mention.divisions
}
