import type { AlignedCharacters } from '../../domain/index.ts'
import { reasonOf } from './explain.ts'
import { fold } from './fold.ts'
import { glyphLikeness } from './glyph.ts'
import { sameClass } from './meaning.ts'
import { logOdds, probability } from './model.ts'
import { OtherNames } from './other-names.ts'
import { waysOfPair } from './pair.ts'
import { protect } from './protected-name.ts'
import { soundLikeness } from './sound.ts'
import type { Way } from './ways/index.ts'

/** What one channel says of a text and a name. */
export interface ChannelResult {
  /** 0..1. */
  score: number
  alignment: AlignedCharacters[]
  /** One sentence in Chinese; empty where the channel finds nothing. */
  reason: string
}
export type Channel = (text: string, name: string) => ChannelResult

const NOTHING: ChannelResult = { score: 0, alignment: [], reason: '' }
const NO_OTHERS = new OtherNames([])

/** The best window as long as the name, by the least alike of the characters that differ. */
function byPosition(channel: string, likeness: (a: number, b: number) => number): Channel {
  return (source, name) => {
    const [text, wanted] = [fold(source), fold(name)]
    let best = NOTHING
    for (let from = 0; from + wanted.length <= text.length; from++) {
      const alignment: AlignedCharacters[] = []
      let score = 1
      for (let i = 0; i < wanted.length; i++) {
        const [a, b] = [text.codes[from + i] ?? 0, wanted.codes[i] ?? 0]
        const own = a === b ? 1 : likeness(a, b)
        score = Math.min(score, own)
        alignment.push({
          text: String.fromCodePoint(a),
          name: String.fromCodePoint(b),
          channel: a === b ? 'equal' : channel,
          likeness: own,
        })
      }
      if (score > best.score) best = { score, alignment, reason: reasonOf(alignment) }
    }
    return best
  }
}

/** The likeliest of the ways that a channel knows. */
function byWay(belongs: (way: Way) => boolean): Channel {
  return (source, name) => {
    const ways = waysOfPair(source, protect(name), NO_OTHERS).ways.filter(belongs)
    const best = ways.reduce<Way | undefined>((a, b) => (a === undefined || logOdds(b.values) > logOdds(a.values) ? b : a), undefined)
    if (best === undefined) return NOTHING
    const alignment = best.align()
    return { score: probability(logOdds(best.values)), alignment, reason: reasonOf(alignment) }
  }
}
const has =
  (...mechanisms: string[]) =>
  (way: Way): boolean =>
    way.mechanisms.some((mechanism) => mechanisms.includes(mechanism))

/** Each channel by itself, for the benchmark and for looking at one pair; the score of a pair weighs them together. */
export const CHANNELS = {
  fold: byWay(has('traditional', 'variant', 'confusable', 'fullwidth', 'emoji', 'invisible', 'separator', 'space')),
  glyph: byPosition('glyph', glyphLikeness),
  sound: byPosition('sound', soundLikeness),
  meaning: byPosition('meaning', (a, b) => (sameClass(a, b) ? 1 : 0)),
  split: byWay(has('split', 'merge')),
  edit: byWay(has('insert', 'delete', 'duplicate', 'reorder', 'affix')),
  latin: byWay(has('leet', 'latin-edit')),
  spelled: byWay(has('pinyin', 'translation')),
} as const satisfies Record<string, Channel>
