import { fold, foldedText, isHan, isLatin } from './fold.ts'
import type { Folded } from './fold.ts'
import { COST_SCALE, characterCost, wordCost } from './lexicon.ts'
import { readingsOf, spell } from './sound.ts'
import { splitsOf } from './split.ts'
import { translationsOf } from './translation.ts'
import { goodsEnding } from './weak.ts'

/** A protected name with everything about it that comparing needs, worked out once. */
export interface ProtectedName {
  name: string
  folded: Folded
  length: number
  codes: Uint32Array
  /** Whether the name is written in Latin letters. */
  latin: boolean
  /** Nats that each character tells: rare ones tell more, those of a generic ending less. */
  information: Float64Array
  /** Where the generic ending begins; `length` where there is none. 五常|大米 */
  strongLength: number
  /** Nats of the name as an ordinary word; 0 where it is none. */
  ordinary: number
  /** Latin letters only, words joined. */
  letters: string
  /** Letters of the name's pinyin, joined, with every reading of its characters; empty for Latin names. */
  pinyin: string[]
  /** Word by word into English, each with its alternatives. */
  translations: string[][]
  /** Two-character forms that each character falls apart into, by position. */
  splits: number[][][]
}

/** Share of its information that a character of a generic ending keeps. */
const WEAK_SHARE = 0.35
const LEAST_INFORMATION = 3
const MOST_INFORMATION = 11

export function protect(name: string): ProtectedName {
  const folded = fold(name)
  const codes = folded.codes.slice(0, folded.length)
  const text = foldedText(folded)
  const latin = codes.length > 0 && codes.every(isLatin)
  const strongLength = latin ? codes.length : codes.length - goodsEnding(text)
  const information = Float64Array.from(codes, (code, i) => {
    const nats = Math.min(MOST_INFORMATION, Math.max(LEAST_INFORMATION, characterCost(code) / COST_SCALE))
    return i < strongLength ? nats : nats * WEAK_SHARE
  })
  return {
    name,
    folded,
    length: codes.length,
    codes,
    latin,
    information,
    strongLength,
    ordinary: wordCost(text) / COST_SCALE,
    letters: latin ? text : '',
    pinyin: codes.length > 1 && codes.every(isHan) ? spellings(codes) : [],
    translations: latin ? [] : translationsOf(text),
    splits: Array.from(codes, (code) => splitsOf(code)),
  }
}

const MOST_SPELLINGS = 8

function spellings(codes: Uint32Array): string[] {
  let out = ['']
  for (const code of codes) {
    const own = [...new Set(Array.from(readingsOf(code), spell))]
    out = own.flatMap((syllable) => out.map((before) => before + syllable)).slice(0, MOST_SPELLINGS)
  }
  return out
}
