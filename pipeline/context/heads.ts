/**
 * Words by their first two UTF-16 units, for one walk over a text without a copy of it at each step.
 * Most characters of a text begin no word at all: those cost one look into an array.
 */
export class WordHeads<T> {
  readonly #first = new Uint8Array(0x10000)
  readonly #byHead = new Map<number, T[]>()

  /** @param word at least one character long; words of one character are found under any second one */
  add(word: string, entry: T): void {
    this.#first[word.charCodeAt(0)] = 1
    const key = headOf(word, 0, word.length)
    const list = this.#byHead.get(key)
    if (list) list.push(entry)
    else this.#byHead.set(key, [entry])
  }

  get size(): number {
    return this.#byHead.size
  }

  /** Puts the entries of each head in order, such as longest first. */
  sort(compare: (a: T, b: T) => number): void {
    for (const list of this.#byHead.values()) list.sort(compare)
  }

  /** Words that may begin at `at`: those with its two units, then those of one unit. */
  at(text: string, at: number): readonly T[] {
    if (this.#first[text.charCodeAt(at)] === 0) return NONE
    const pairs = at + 1 < text.length ? this.#byHead.get(headOf(text, at, 2)) : undefined
    const single = this.#byHead.get(headOf(text, at, 1))
    if (!pairs) return single ?? NONE
    return single ? [...pairs, ...single] : pairs
  }
}

const NONE: readonly never[] = []

function headOf(text: string, at: number, length: number): number {
  return text.charCodeAt(at) * 0x10000 + (length > 1 ? text.charCodeAt(at + 1) : 0)
}
