import { SKELETON } from './latin.ts'
import { PatternBuilder } from './pattern-index.ts'
import type { PatternIndex } from './pattern-index.ts'
import type { ProtectedName } from './protected-name.ts'

const SHORTEST_FUZZY = 4
const SHORTEST_NEAR_PINYIN = 6
const MOST_TRANSLATIONS = 64
/** Letters of a translation that are enough to look closer. */
const TRANSLATION_HEAD = 6

/** Families of hashes of a row of letters. */
const AS_IS = 0x1000193
const LOOKS = 0x2545f491
const ANY_ORDER = 0x3c6ef372
const UNDOUBLED = 0x5bd1e995
const ONE_LESS = 0x6c8e9cf5
const WORD = 0x7feb352d
const HEAD = 0x1b873593

const step = (state: number, unit: number) => Math.imul(state ^ unit, 0x01000193)
const finish = (state: number) => {
  const h = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 12)) | 0
}

function hashOf(letters: string, seed: number, length = letters.length, without = -1): number {
  let state = seed
  for (let i = 0; i < length; i++) if (i !== without) state = step(state, letters.charCodeAt(i))
  return finish(state)
}
function orderlessHash(letters: string): number {
  let sum = ANY_ORDER
  for (let i = 0; i < letters.length; i++) sum = (sum + finish(step(ANY_ORDER, letters.charCodeAt(i)))) | 0
  return sum
}
function undoubledHash(letters: string): number {
  let state = UNDOUBLED
  for (let i = 0; i < letters.length; i++)
    if (letters.charCodeAt(i) !== letters.charCodeAt(i - 1)) state = step(state, letters.charCodeAt(i))
  return finish(state)
}

/** Letters that look like one, for codes below 128; the pairs vv, rn, nn and cl count as w, m, m and d. */
const looks = Uint8Array.from({ length: 128 }, (_, code) =>
  (SKELETON[String.fromCharCode(code)] ?? String.fromCharCode(code)).charCodeAt(0),
)
const [V, W, R, N, M, C, L, D] = Array.from('vwrnmcld', (letter) => letter.charCodeAt(0))
function looksHash(letters: string): number {
  let state = LOOKS
  for (let i = 0; i < letters.length; i++) {
    const [a, b] = [letters.charCodeAt(i), letters.charCodeAt(i + 1)]
    const joined = a === V && b === V ? W : (a === R && b === N) || (a === N && b === N) ? M : a === C && b === L ? D : undefined
    if (joined !== undefined) i++
    state = step(state, looks[joined ?? a] ?? a)
  }
  return finish(state)
}

/** From rows of letters to the names that they may stand for: as they are, as the eye takes them, in any order, with one letter less. */
export class LatinIndex {
  readonly #builder = new PatternBuilder()
  #index: PatternIndex | undefined
  #longest = 0

  add(name: ProtectedName, form: number): void {
    for (const letters of name.latin ? [name.letters] : name.pinyin) {
      this.#longest = Math.max(this.#longest, letters.length + 2)
      const fuzzy = letters.length >= (name.latin ? SHORTEST_FUZZY : SHORTEST_NEAR_PINYIN)
      eachHash(letters, fuzzy, (hash) => this.#builder.add(hash, form))
    }
    if (name.latin) {
      // A name of several words is found by any of its longer words, and by its first.
      const words = name.name
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter((word) => word !== '')
      if (words.length > 1)
        for (const word of words) if (word.length >= SHORTEST_FUZZY || word === words[0]) this.#builder.add(hashOf(word, WORD), form)
      return
    }
    const start = name.translations.length > 0 ? [''] : []
    const joined = name.translations.reduce<string[]>(
      (texts, wanted) => texts.flatMap((text) => wanted.map((word) => text + word)).slice(0, MOST_TRANSLATIONS),
      start,
    )
    for (const letters of joined) {
      this.#longest = Math.max(this.#longest, letters.length + 4)
      this.#builder.add(hashOf(letters, HEAD, Math.min(letters.length, TRANSLATION_HEAD)), form)
    }
  }

  /** Ends the adding of names. */
  build(): void {
    this.#index = this.#builder.build()
  }

  /** Names that a row of letters may stand for, whole or as the first letters of a translation. `single` letters stand in one word. */
  candidates(letters: string, single: boolean, into: Set<number>): void {
    const index = this.#index
    if (index === undefined || letters.length > this.#longest || letters.length < 2) return
    const collect = (hash: number) => {
      if (!index.mayHave(hash)) return
      for (let entry = index.first(hash); entry >= 0; entry = index.after(entry, hash)) into.add(index.value(entry))
    }
    eachHash(letters, single && letters.length >= SHORTEST_FUZZY, collect)
    if (letters.length > 2) collect(hashOf(letters, HEAD, Math.min(letters.length, TRANSLATION_HEAD)))
    if (single) collect(hashOf(letters, WORD))
  }
}

function eachHash(letters: string, fuzzy: boolean, use: (hash: number) => void): void {
  use(hashOf(letters, AS_IS))
  use(looksHash(letters))
  use(orderlessHash(letters))
  use(undoubledHash(letters))
  if (!fuzzy) return
  use(hashOf(letters, ONE_LESS))
  for (let at = 0; at < letters.length; at++) use(hashOf(letters, ONE_LESS, letters.length, at))
}
