import { DONE, fold, isLatin } from './fold.ts'
import type { Folded } from './fold.ts'
import type { ProtectedName } from './protected-name.ts'
import { lazily, readRows } from './tables.ts'

const LONGEST = 12

/**
 * Other lawful names. A piece of text that is one of them is that name and imitates nobody, nor does a piece that begins or ends
 * in the middle of one.
 */
export class OtherNames {
  readonly #names = new Set<string>()
  /** First two characters of every name, so that most places are passed over at once. */
  readonly #beginnings = new Set<number>()
  #longest = 0
  constructor(names: Iterable<string>) {
    for (const name of names) {
      const folded = fold(name)
      // Latin names are compared as whole words, with spaces and hyphens left out.
      const key = String.fromCodePoint(...folded.codes.subarray(0, folded.length))
      if (folded.length < 2 || folded.length > LONGEST) continue
      this.#names.add(key)
      this.#beginnings.add((folded.codes[0] ?? 0) * 0x20_0000 + (folded.codes[1] ?? 0))
      this.#longest = Math.max(this.#longest, folded.length)
    }
  }

  has(letters: string): boolean {
    return this.#names.has(letters)
  }

  /** Where other names than this one stand in a text, as start, end, start, end … */
  places(text: Folded, except: ProtectedName | undefined): number[] {
    const own = except === undefined ? '' : String.fromCodePoint(...except.codes)
    const out: number[] = []
    for (let from = 0; from < text.length; from++) {
      const first = text.codes[from] ?? 0
      if (isLatin(first) || !this.#beginnings.has(first * 0x20_0000 + (text.codes[from + 1] ?? 0))) continue
      let key = ''
      for (let to = from; to < text.length && to - from < this.#longest; to++) {
        if (to > from && (text.gaps[to] ?? 0) !== 0) break
        // Only as written: a name with a look-alike in it is not the name.
        if (((text.done[to] ?? 0) & ~DONE.case) !== 0) break
        key += String.fromCodePoint(text.codes[to] ?? 0)
        if (to > from && key !== own && !own.includes(key) && this.#names.has(key)) out.push(from, to + 1)
      }
    }
    return out
  }
}

/** Whether a span lies in another name or begins or ends in the middle of one; a span that holds one whole and more is another thing. */
export function belongsToAnother(places: readonly number[], from: number, to: number): boolean {
  for (let i = 0; i < places.length; i += 2) {
    const [start, end] = [places[i] ?? 0, places[i + 1] ?? 0]
    if (start < to && from < end && !(from <= start && end <= to && end - start < to - from)) return true
  }
  return false
}

/** Names from the shipped list of well-known marks, which is used even where the office's own table is small. */
export const referenceNames = lazily(() =>
  readRows('reference-names.tsv')
    .flatMap(([, , names = '']) => names.split(' '))
    .map((name) => name.replaceAll('_', ' ')),
)

export const wellKnown = lazily(() => new OtherNames(referenceNames()))
