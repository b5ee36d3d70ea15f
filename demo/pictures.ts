import sharp from 'sharp'
import type { Label } from '../domain/index.ts'
import { drawOutline, outlines } from './drawings.ts'
import { department, sayable } from './goods/index.ts'
import type { Offer } from './market.ts'
import { escape } from './pages/html.ts'
import { randomOf } from './random.ts'

export interface Picture {
  type: 'image/jpeg' | 'image/png'
  bytes: Buffer
}

const GROUNDS = ['#f3ead8', '#e6efe4', '#e9eef5', '#f7e9e4', '#efeaf4', '#f4f1e1', '#e4f0ee']
const INKS = ['#8a3b1e', '#2f5d3a', '#274b7a', '#7a2740', '#4b3a7a', '#6b5a17', '#1f6660']
const SANS = 'Noto Sans CJK SC'
const SERIF = 'Noto Serif CJK SC'

/** Breaks a text into lines of at most `width` characters, Latin letters and digits counting half, at spaces where there are some. */
export function wrapText(text: string, width: number): string[] {
  const weight = (part: string): number =>
    Array.from(part).reduce((sum, character) => sum + (character.charCodeAt(0) < 0x2e80 ? 0.55 : 1), 0)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line && weight(line) + weight(word) + 0.5 > width) {
      lines.push(line)
      line = ''
    }
    let rest = line ? `${line} ${word}` : word
    while (weight(rest) > width) {
      let cut = rest.length
      while (cut > 1 && weight(rest.slice(0, cut)) > width) cut--
      lines.push(rest.slice(0, cut))
      rest = rest.slice(cut)
    }
    line = rest
  }
  if (line) lines.push(line)
  return lines
}

/** The goods as a shop would photograph them, as a drawing: ground, body, a word or two on it. */
function mainSvg(offer: Offer): string {
  const random = randomOf('picture', offer.id)
  const ground = random.pick(GROUNDS)
  const ink = random.pick(INKS)
  const noun = offer.facts.category?.[1] ?? department(offer.department).name
  const slogan = random.pick(sayable(department(offer.department).qualities, { noun, words: [] }))
  const words = offer.facts.labels?.find((label) => label.where === 'main-image')?.text ?? ''
  const banner = words
    ? `<rect x="0" y="410" width="500" height="50" fill="#c22"/><text x="250" y="444" font-size="26" fill="#fff" text-anchor="middle" font-family="${SANS}" font-weight="bold">${escape(words.slice(0, 18))}</text>`
    : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500"><rect width="500" height="500" fill="${ground}"/>${drawOutline(random.pick(outlines(offer.department)), ink, ground, escape(noun.slice(0, 8)), SERIF)}<text x="250" y="60" font-size="30" fill="${ink}" text-anchor="middle" font-family="${SANS}">${escape(offer.facts.brand ?? '')}</text>${banner}<text x="250" y="488" font-size="20" fill="#666" text-anchor="middle" font-family="${SANS}">${escape(slogan)}</text></svg>`
}

/** A label as it stands on the thing: frame, text, date, a bar code; the round mark of indications where the text names it. */
function labelSvg(offer: Offer, label: Label): string {
  const random = randomOf('label', offer.id, label.text)
  const plate = label.where === 'nameplate'
  const sign = label.where === 'shop-sign'
  const [paper, ink] = plate
    ? ['#d5d8db', '#22262a']
    : sign
      ? ['#b3202a', '#fff7e0']
      : label.where === 'detail-page'
        ? ['#fff9e8', '#7a1f1f']
        : [random.pick(GROUNDS), random.pick(INKS)]
  const size = sign ? 54 : 27
  const lines = wrapText(label.text, sign ? 12 : 19)
  const top = 74
  const text = lines
    .map(
      (line, index) =>
        `<text x="${sign ? 320 : 44}" y="${top + index * size * 1.5}" font-size="${size}" fill="${ink}" font-family="${plate ? SANS : SERIF}" font-weight="bold"${sign ? ' text-anchor="middle"' : ''}>${escape(line)}</text>`,
    )
    .join('')
  const below = top + lines.length * size * 1.5
  const date = label.productionDate
    ? `<text x="44" y="${below + 8}" font-size="22" fill="${ink}" font-family="${SANS}">生产日期：${label.productionDate}</text>`
    : ''
  const mark = label.text.includes('地理标志')
    ? `<g transform="translate(548 ${below + 6})"><circle r="46" fill="none" stroke="#c8102e" stroke-width="5"/><text y="6" font-size="24" fill="#c8102e" text-anchor="middle" font-family="${SANS}" font-weight="bold">GI</text><text y="28" font-size="10" fill="#c8102e" text-anchor="middle" font-family="${SANS}">地理标志</text></g>`
    : ''
  const stamp = label.text.includes('圆形印章')
    ? `<g transform="translate(540 ${below - 6}) rotate(-12)"><circle r="56" fill="none" stroke="#d02020" stroke-width="6"/><text y="8" font-size="20" fill="#d02020" text-anchor="middle" font-family="${SERIF}" font-weight="bold">认证</text></g>`
    : ''
  const bars =
    sign || plate
      ? ''
      : Array.from(
          { length: 40 },
          (_, index) => `<rect x="${44 + index * 5}" y="${below + 40}" width="${1 + random.int(0, 2)}" height="42" fill="${ink}"/>`,
        ).join('')
  const height = Math.ceil(below + (sign ? 40 : 110))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="${height}"><rect width="640" height="${height}" fill="${paper}"/><rect x="14" y="14" width="612" height="${height - 28}" fill="none" stroke="${ink}" stroke-width="3"/>${text}${date}${mark}${stamp}${bars}</svg>`
}

/** Draws pictures when they are asked for and keeps them. The same offer gives the same bytes with the same fonts and library. */
export class PictureDesk {
  readonly #drawn = new Map<string, Promise<Picture>>()

  main(offer: Offer): Promise<Picture> {
    return this.#once(`${offer.id}/main`, async () => ({
      type: 'image/jpeg',
      bytes: await sharp(Buffer.from(mainSvg(offer)))
        .jpeg({ quality: 72 })
        .toBuffer(),
    }))
  }

  /** Undefined where the offer has no such label. */
  label(offer: Offer, index: number): Promise<Picture> | undefined {
    const label = offer.facts.labels?.[index]
    return (
      label &&
      this.#once(`${offer.id}/${index}`, async () => ({
        type: 'image/png',
        bytes: await sharp(Buffer.from(labelSvg(offer, label)))
          .png({ compressionLevel: 6 })
          .toBuffer(),
      }))
    )
  }

  #once(key: string, draw: () => Promise<Picture>): Promise<Picture> {
    let picture = this.#drawn.get(key)
    if (!picture) {
      // Some 40 kB a picture: forget the oldest before they become a burden.
      if (this.#drawn.size >= 600) this.#drawn.delete(this.#drawn.keys().next().value ?? '')
      picture = draw()
      this.#drawn.set(key, picture)
    }
    return picture
  }
}
