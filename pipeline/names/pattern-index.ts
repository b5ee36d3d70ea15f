/** Mixes a value at a position into 32 bits; sums of these are the hashes of rows. */
export function mix(value: number, position: number): number {
  let h = Math.imul(value ^ Math.imul(position + 1, 0x9e3779b1), 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) | 0
}

/** Growing columns of pattern hashes and what each stands for. */
export class PatternBuilder {
  #keys = new Int32Array(1 << 12)
  #values = new Uint32Array(1 << 12)
  #count = 0

  add(key: number, value: number): void {
    if (this.#count === this.#keys.length) {
      const [keys, values] = [new Int32Array(this.#count * 2), new Uint32Array(this.#count * 2)]
      keys.set(this.#keys)
      values.set(this.#values)
      this.#keys = keys
      this.#values = values
    }
    this.#keys[this.#count] = key
    this.#values[this.#count++] = value
  }

  build(): PatternIndex {
    return new PatternIndex(this.#keys.slice(0, this.#count), this.#values.slice(0, this.#count))
  }
}

const SPREAD = 0x9e3779b1
/** Two bits of one word of the filter, from parts of the hash that do not choose the word. */
const bitsOf = (key: number): number => ((1 << (key & 31)) | (1 << ((key >>> 5) & 31))) >>> 0

const LEAST_BITS = 16
const MOST_FILTER_BITS = 27

/**
 * From a 32-bit hash to the patterns that have it, in flat arrays. Most questions are about hashes that nothing has; a bit map small
 * enough for the processor's cache answers those.
 */
export class PatternIndex {
  readonly #filter: Uint32Array
  readonly #filterShift: number
  readonly #heads: Int32Array
  readonly #next: Int32Array
  readonly #keys: Int32Array
  readonly #values: Uint32Array
  readonly #mask: number

  constructor(keys: Int32Array, values: Uint32Array) {
    const bits = Math.max(LEAST_BITS, Math.ceil(Math.log2(keys.length + 1)))
    this.#heads = new Int32Array(1 << bits).fill(-1)
    this.#mask = (1 << bits) - 1
    this.#keys = keys
    this.#values = values
    this.#next = new Int32Array(keys.length)
    const filterBits = Math.min(MOST_FILTER_BITS, bits + 4)
    this.#filterShift = 37 - filterBits
    this.#filter = new Uint32Array(1 << (filterBits - 5))
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] ?? 0
      const slot = key & this.#mask
      this.#next[i] = this.#heads[slot] ?? -1
      this.#heads[slot] = i
      const word = Math.imul(key, SPREAD) >>> this.#filterShift
      this.#filter[word] = (this.#filter[word] ?? 0) | bitsOf(key)
    }
  }

  /** Whether something may have this hash. */
  mayHave(key: number): boolean {
    const bits = bitsOf(key)
    return ((this.#filter[Math.imul(key, SPREAD) >>> this.#filterShift] ?? 0) & bits) >>> 0 === bits
  }

  /** The first entry with this hash, or −1; go on with `after`. */
  first(key: number): number {
    return this.#seek(this.#heads[key & this.#mask] ?? -1, key)
  }
  after(entry: number, key: number): number {
    return this.#seek(this.#next[entry] ?? -1, key)
  }
  value(entry: number): number {
    return this.#values[entry] ?? 0
  }
  #seek(entry: number, key: number): number {
    let at = entry
    while (at >= 0 && this.#keys[at] !== key) at = this.#next[at] ?? -1
    return at
  }

  get size(): number {
    return this.#keys.length
  }
  get bytes(): number {
    return this.#filter.byteLength + this.#heads.byteLength + this.#next.byteLength + this.#keys.byteLength + this.#values.byteLength
  }
}
