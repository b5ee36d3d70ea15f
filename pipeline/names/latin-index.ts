import { latinSkeleton } from './latin.ts'
import type { ProtectedName } from './protected-name.ts'

const LONGEST_JOINED = 40
const SHORTEST_FUZZY = 4
const SHORTEST_NEAR_PINYIN = 6

/** From rows of letters to the names that they may stand for: as they are, as the eye takes them, in any order, with one letter less. */
export class LatinIndex {
  readonly #forms = new Map<string, number[]>()
  #longest = 0

  #add(key: string, form: number): void {
    const list = this.#forms.get(key)
    if (list === undefined) this.#forms.set(key, [form])
    else if (list[list.length - 1] !== form) list.push(form)
  }

  add(name: ProtectedName, form: number): void {
    for (const letters of name.latin ? [name.letters] : name.pinyin) {
      this.#longest = Math.max(this.#longest, Math.min(LONGEST_JOINED, letters.length + 2))
      const fuzzy = name.latin ? letters.length >= SHORTEST_FUZZY : letters.length >= SHORTEST_NEAR_PINYIN
      for (const key of keysOf(letters, fuzzy)) this.#add(key, form)
    }
    if (name.latin) {
      // A name of several words is found by any of its longer words, and by its first.
      const words = name.name
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter((word) => word !== '')
      if (words.length > 1) for (const word of words) if (word.length >= SHORTEST_FUZZY || word === words[0]) this.#add(`w${word}`, form)
      return
    }
    const joined = name.translations.reduce<string[]>(
      (texts, wanted) => texts.flatMap((text) => wanted.map((word) => text + word)).slice(0, 64),
      name.translations.length > 0 ? [''] : [],
    )
    for (const letters of joined) {
      this.#longest = Math.max(this.#longest, letters.length + 4)
      this.#add(`t${letters.slice(0, 6)}`, form)
    }
  }

  /** Names that a row of letters may stand for, whole or as the first letters of a translation. */
  candidates(letters: string, single: boolean, into: Set<number>): void {
    if (letters.length > this.#longest || letters.length < 2) return
    for (const key of keysOf(letters, single && letters.length >= SHORTEST_FUZZY))
      for (const form of this.#forms.get(key) ?? []) into.add(form)
    if (letters.length >= 3) for (const form of this.#forms.get(`t${letters.slice(0, 6)}`) ?? []) into.add(form)
    if (single) for (const form of this.#forms.get(`w${letters}`) ?? []) into.add(form)
  }

  get size(): number {
    return this.#forms.size
  }
}

function keysOf(letters: string, fuzzy: boolean): string[] {
  const keys = [
    `=${letters}`,
    `s${latinSkeleton(letters)}`,
    `o${Array.from(letters).sort().join('')}`,
    `u${letters.replaceAll(/(.)\1+/g, '$1')}`,
  ]
  if (fuzzy) {
    keys.push(`d${letters}`)
    for (let at = 0; at < letters.length; at++) keys.push(`d${letters.slice(0, at)}${letters.slice(at + 1)}`)
  }
  return keys
}
