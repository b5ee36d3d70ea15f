import { COST_SCALE, characterCost } from './lexicon.ts'
import { replacements } from './patterns.ts'
import { protect } from './protected-name.ts'
import { similarity } from './similarity.ts'
import { latinVariants } from './latin-variants.ts'
import { numeralForms } from './numeral.ts'

export interface Variant {
  text: string
  /** Calibrated likelihood that it would be taken for an imitation, as `similarity` gives it. */
  score: number
  mechanisms: string[]
}

const WEAK_BEHIND = ['王', '氏', '世家']
const WEAK_INSIDE = ['小', '大', '新']
/** Characters rarer than this, in nats, are harder to type and less often chosen; each further nat costs this much log-odds. */
const RARE_FROM = 8.5
const RARE_COST = 0.9
/** Forms that change more than one character, or add some, are rarer than one replaced character. */
const LOOSE_COST = 1.2

/**
 * The likeliest imitations of a name, best first: what looks most like it, written with characters in common use.
 * @param top how many
 */
export function variants(name: string, top = 20): Variant[] {
  const texts = new Map<string, number>()
  const offer = (text: string, cost: number) => {
    if (text !== name && !(texts.has(text) && (texts.get(text) ?? 0) <= cost)) texts.set(text, cost)
  }
  const protectedName = protect(name)
  if (protectedName.latin) for (const text of latinVariants(name)) offer(text, 0)
  else chineseVariants(name, offer)
  return [...texts]
    .map(([text, cost]) => ({ ...similarity(text, name), text, cost }))
    .map(({ text, score, mechanisms, cost }) => ({ text, score, mechanisms, rank: Math.log(score / (1 - score)) - cost }))
    .sort((a, b) => b.rank - a.rank || (a.text < b.text ? -1 : 1))
    .slice(0, top)
    .map(({ text, score, mechanisms }) => ({ text, score, mechanisms }))
}

const rareness = (code: number) => RARE_COST * Math.max(0, characterCost(code) / COST_SCALE - RARE_FROM)

function chineseVariants(name: string, offer: (text: string, cost: number) => void): void {
  const characters = Array.from(name)
  const join = (from: number, to: number, middle: string) => characters.slice(0, from).join('') + middle + characters.slice(to).join('')
  const { splits, pinyin } = protect(name)
  characters.forEach((character, at) => {
    const code = character.codePointAt(0) ?? 0
    for (const other of replacements(code)) {
      const cost = rareness(other)
      offer(join(at, at + 1, String.fromCodePoint(other)), cost)
      // 娃哈哈: both at once.
      if (characters.indexOf(character) !== characters.lastIndexOf(character))
        offer(name.replaceAll(character, String.fromCodePoint(other)), cost)
    }
    for (const numeral of numeralForms(code)) offer(join(at, at + 1, numeral), 0)
    for (const pair of splits[at] ?? [])
      offer(join(at, at + 1, String.fromCodePoint(...pair)), LOOSE_COST + pair.reduce((sum, part) => sum + rareness(part), 0))
    offer(join(at, at, character), LOOSE_COST)
    if (characters.length > 2) offer(join(at, at + 1, ''), LOOSE_COST)
    if (at + 1 < characters.length) offer(join(at, at + 2, (characters[at + 1] ?? '') + character), LOOSE_COST)
    if (at > 0 && characters.length > 2) for (const weak of WEAK_INSIDE) offer(join(at, at, weak), 2 * LOOSE_COST)
  })
  for (const weak of WEAK_BEHIND) offer(name + weak, LOOSE_COST)
  for (const spelling of pinyin.slice(0, 1)) offer(spelling.toUpperCase(), LOOSE_COST)
}
