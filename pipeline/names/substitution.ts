import { glyphLogOdds } from './glyph.ts'
import { sameClass } from './meaning.ts'
import { numeralValue } from './numeral.ts'
import { soundLikeness } from './sound.ts'

export type SubstitutionChannel = 'glyph' | 'sound' | 'number' | 'meaning' | 'letter' | 'none'

/** One character in the place of another. All values are log-odds against a random pair. */
export interface Substitution {
  /** The strongest of the channels, raised a little where two agree. */
  logOdds: number
  channel: SubstitutionChannel
  glyph: number
  sound: number
  /** Sound likeness, 0..1. */
  heard: number
}

const NUMERAL = 9
const MEANING = 1.5
const LETTER = 6
const FLOOR = -5
const CEILING = 12

/**
 * Likeness by sound and its log-odds. Of random pairs 2 in 100 are as alike as 0.3, 11 in 1,000 as 0.5, 7 in 1,000 as 0.7, 2 in 1,000 as
 * homophones; shapes as rare by chance have the same log-odds.
 */
const SOUND_CURVE: readonly (readonly [number, number])[] = [
  [0, FLOOR],
  [0.3, 0.2],
  [0.5, 1.5],
  [0.7, 2.8],
  [0.85, 4.4],
  [1, 6],
]

export function soundLogOdds(likeness: number): number {
  let [before, below] = SOUND_CURVE[0] ?? [0, FLOOR]
  for (const [at, value] of SOUND_CURVE) {
    if (likeness <= at) return at === before ? value : below + ((value - below) * (likeness - before)) / (at - before)
    ;[before, below] = [at, value]
  }
  return below
}

/** Letters and digits that look like a Han character or like each other. */
const LETTERS: ReadonlySet<string> = new Set(
  '口o 口0 日8 日B 王I 一1 丨1 丨l 0o 1l 1i li 5s 8b 6b 9g 2z 3e 4a 7t uv mn nh ec 工i 十t 丁t 山w 己z 乙z 三e 川m 又x 人a 了3 卩p 马5'
    .toLowerCase()
    .split(' '),
)

/** Log-odds as a likeness of 0..1, one half where a pair is as likely meant as not. */
export function likenessOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-0.7 * (logOdds - 3)))
}

const cache = new Map<number, Substitution>()
const CACHE_LIMIT = 200_000

/** Code points in the place of one another; order does not matter. */
export function substitution(a: number, b: number): Substitution {
  const key = a < b ? a * 0x20_0000 + b : b * 0x20_0000 + a
  const known = cache.get(key)
  if (known !== undefined) return known
  if (cache.size > CACHE_LIMIT) cache.clear()
  const made = compare(a, b)
  cache.set(key, made)
  return made
}

function compare(a: number, b: number): Substitution {
  const glyph = Math.min(CEILING, Math.max(FLOOR, glyphLogOdds(a, b)))
  const heard = soundLikeness(a, b)
  const sound = soundLogOdds(heard)
  const [best, other] = glyph >= sound ? [glyph, sound] : [sound, glyph]
  // Two independent likenesses together are rarer by chance than either.
  let logOdds = best + 0.4 * Math.max(0, other)
  let channel: SubstitutionChannel = best <= 0 ? 'none' : glyph >= sound ? 'glyph' : 'sound'
  const offer = (value: number, by: SubstitutionChannel) => {
    if (value > logOdds) [logOdds, channel] = [value, by]
  }
  const value = numeralValue(a)
  if (value !== undefined && value === numeralValue(b)) offer(NUMERAL, 'number')
  const [x, y] = [String.fromCodePoint(a), String.fromCodePoint(b)]
  if (LETTERS.has(x + y) || LETTERS.has(y + x)) offer(LETTER, 'letter')
  if (sameClass(a, b)) offer(MEANING, 'meaning')
  return { logOdds: Math.min(CEILING + 3, logOdds), channel, glyph, sound, heard }
}
