import { readFileSync } from 'node:fs'
import { projectRoot } from '../../domain/index.ts'

/** First and last character of the binary character tables. */
export const FIRST_CODE = 0x4e00
export const LAST_CODE = 0x9fff

interface Layout {
  name: string
  /** Name of the typed array. */
  type: string
  offset: number
  length: number
}

const folder = new URL('pipeline/names/tables/', projectRoot)

/** Arrays of a binary table (scripts/tables/names/table-file.mjs writes them): one line of JSON, then the arrays. */
export class BinaryTable {
  readonly #bytes: Buffer
  readonly #layout: Map<string, Layout>
  readonly #base: number
  constructor(file: string) {
    const read = readFileSync(new URL(file, folder))
    // A pooled buffer may start at any address; typed arrays need one that is a multiple of eight.
    this.#bytes = read.byteOffset % 8 === 0 ? read : Buffer.from(new Uint8Array(read).buffer)
    this.#base = this.#bytes.indexOf(0x0a) + 1
    const head = JSON.parse(this.#bytes.toString('utf8', 0, this.#base)) as { arrays: Layout[] }
    this.#layout = new Map(head.arrays.map((array) => [array.name, array]))
  }

  #place(name: string, type: string): [ArrayBufferLike, number, number] {
    const layout = this.#layout.get(name)
    if (layout === undefined || layout.type !== type) throw new TypeError(`table has no ${type} named ${name}`)
    return [this.#bytes.buffer, this.#bytes.byteOffset + this.#base + layout.offset, layout.length]
  }
  i8(name: string): Int8Array {
    return new Int8Array(...this.#place(name, 'Int8Array'))
  }
  u8(name: string): Uint8Array {
    return new Uint8Array(...this.#place(name, 'Uint8Array'))
  }
  u16(name: string): Uint16Array {
    return new Uint16Array(...this.#place(name, 'Uint16Array'))
  }
  u32(name: string): Uint32Array {
    return new Uint32Array(...this.#place(name, 'Uint32Array'))
  }
}

/** Rows of a tab-separated table; lines that begin with `#` and empty lines are no rows. */
export function readRows(file: string): string[][] {
  return readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
}

/** A value that is made at its first use and kept, so that a command that needs no table reads none. */
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
