import type { Folded } from './fold.ts'
import { GAP, isLatin } from './fold.ts'
import { BinaryTable, FIRST_CODE, lazily } from './tables.ts'

/** Costs are −ln(frequency) × 12, whole numbers (scripts/tables/names/words.mjs). */
export const COST_SCALE = 12
const LONGEST_WORD = 6
/** A character that the corpus does not know by itself, or a run of Latin letters that is no word. */
const UNKNOWN = 200
const SLOT_MASK = (1 << 19) - 1

const words = lazily(() => {
  const table = new BinaryTable('words.bin')
  return { keys: table.u32('keys'), values: table.u8('values'), single: table.u8('single') }
})

const finish = (state: number): number => {
  let h = state ^ (state >>> 15)
  h = Math.imul(h, 0x2c1b3c6d)
  h ^= h >>> 12
  return h >>> 0 || 1
}
const START = 0x811c9dc5
const step = (state: number, unit: number): number => Math.imul(state ^ unit, 0x01000193)

export function wordHash(word: string): number {
  let state = START
  for (let i = 0; i < word.length; i++) state = step(state, word.charCodeAt(i))
  return finish(state)
}

function costOfHash(hash: number): number {
  const { keys, values } = words()
  for (let slot = hash >>> 13; ; slot = (slot + 1) & SLOT_MASK) {
    const key = keys[slot] ?? 0
    if (key === hash) return values[slot] ?? 0
    if (key === 0) return 0
  }
}

/** Cost of a word of two characters or more, 0 where it is none. */
export function wordCost(word: string): number {
  return costOfHash(wordHash(word))
}

/** Cost of a character standing alone; rare ones cost more. */
export function characterCost(code: number): number {
  const cost = words().single[code - FIRST_CODE]
  return cost === undefined || cost === 255 ? UNKNOWN : cost
}

/** Whether a character is written at all, outside of dictionaries. */
export function isInUse(code: number): boolean {
  return characterCost(code) < UNKNOWN
}

/**
 * A text read as a row of words in the likeliest way. `before[i]` is the cost of the best reading of the first i characters,
 * `after[i]` of the rest.
 */
export interface Reading {
  before: Float64Array
  after: Float64Array
  /** Words that may stand at a place, as start, end, cost, start, end, cost … */
  arcs: Int32Array
  arcCount: number
}

/** @param without hashes of words that do not count: the protected names themselves stand in general word lists too */
export function readWords(text: Folded, without: ReadonlySet<number>): Reading {
  const n = text.length
  const memory = new ArrayBuffer((n + 1) * 16 + n * LONGEST_WORD * 12)
  const before = new Float64Array(memory, 0, n + 1).fill(Infinity)
  const after = new Float64Array(memory, (n + 1) * 8, n + 1).fill(Infinity)
  const arcs = new Int32Array(memory, (n + 1) * 16, n * LONGEST_WORD * 3)
  let arcCount = 0
  for (let from = 0; from < n; from++) {
    const first = text.codes[from] ?? 0
    if (isLatin(first)) {
      // A run of letters is one word, from its own beginning only; pieces of it are no words.
      const inside = from > 0 && isLatin(text.codes[from - 1] ?? 0) && (text.gaps[from] ?? 0) < GAP.separator
      let to = from + 1
      let state = step(START, first)
      if (!inside)
        for (; to < n && isLatin(text.codes[to] ?? 0) && (text.gaps[to] ?? 0) < GAP.separator; to++)
          state = step(state, text.codes[to] ?? 0)
      const known = to > from + 1 ? costOfHash(finish(state)) : 0
      arcs.set([from, to, known === 0 ? UNKNOWN : known], arcCount++ * 3)
      continue
    }
    arcs.set([from, from + 1, characterCost(first)], arcCount++ * 3)
    let state = step(START, first)
    for (let to = from + 1; to < n && to - from < LONGEST_WORD; to++) {
      const code = text.codes[to] ?? 0
      if ((text.gaps[to] ?? 0) >= GAP.separator || isLatin(code) || code > 0xffff) break
      state = step(state, code)
      const hash = finish(state)
      const cost = costOfHash(hash)
      if (cost > 0 && !without.has(hash)) arcs.set([from, to + 1, cost], arcCount++ * 3)
    }
  }
  before[0] = 0
  after[n] = 0
  for (let a = 0; a < arcCount; a++) {
    const [from, to, cost] = [arcs[a * 3] ?? 0, arcs[a * 3 + 1] ?? 0, arcs[a * 3 + 2] ?? 0]
    before[to] = Math.min(before[to] ?? Infinity, (before[from] ?? Infinity) + cost)
  }
  for (let a = arcCount - 1; a >= 0; a--) {
    const [from, to, cost] = [arcs[a * 3] ?? 0, arcs[a * 3 + 1] ?? 0, arcs[a * 3 + 2] ?? 0]
    after[from] = Math.min(after[from] ?? Infinity, (after[to] ?? Infinity) + cost)
  }
  return { before, after, arcs, arcCount }
}

/** What the words say about a span. */
export interface SpanWords {
  /** What it costs, in nats, that no word may cross the span's borders. */
  cut: number
  /** By how many nats the words inside read better than single characters. */
  wordiness: number
  /** Nats of the whole span as one word, 0 where it is none. */
  whole: number
}

const inner = new Float64Array(64)

export function spanWords(reading: Reading, from: number, to: number): SpanWords {
  const { before, after, arcs, arcCount } = reading
  const width = Math.min(to - from, inner.length - 1)
  inner.fill(Infinity, 0, width + 1)
  inner[0] = 0
  let single = 0
  let whole = 0
  for (let a = firstArc(reading, from); a < arcCount; a++) {
    const [start, end, cost] = [arcs[a * 3] ?? 0, arcs[a * 3 + 1] ?? 0, arcs[a * 3 + 2] ?? 0]
    if (start >= to) break
    if (end > to) continue
    inner[end - from] = Math.min(inner[end - from] ?? Infinity, (inner[start - from] ?? Infinity) + cost)
    if (end === start + 1) single += cost
    if (start === from && end === to && end > start + 1) whole = cost
  }
  const best = before[before.length - 1] ?? 0
  const inside = inner[width] ?? Infinity
  const constrained = (before[from] ?? Infinity) + inside + (after[to] ?? Infinity)
  return {
    cut: Number.isFinite(constrained) ? (constrained - best) / COST_SCALE : 20,
    wordiness: Number.isFinite(inside) ? Math.max(0, single - inside) / COST_SCALE : 0,
    whole: whole / COST_SCALE,
  }
}

/** Index of the first arc that starts at `from` or later; arcs stand in order of their start. */
export function firstArc({ arcs, arcCount }: Reading, from: number): number {
  let [low, high] = [0, arcCount]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((arcs[middle * 3] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** By how many nats the text reads better where words may hold only a part of a span; a longer word that holds all of it is no harm. */
export function brokenBy(reading: Reading, from: number, to: number): number {
  const { before, after, arcs, arcCount } = reading
  let { cut } = spanWords(reading, from, to)
  const best = before[before.length - 1] ?? 0
  for (let a = firstArc(reading, Math.max(0, to - LONGEST_WORD)); a < arcCount && (arcs[a * 3] ?? 0) <= from; a++) {
    const [start, end, cost] = [arcs[a * 3] ?? 0, arcs[a * 3 + 1] ?? 0, arcs[a * 3 + 2] ?? 0]
    if (end >= to) cut = Math.min(cut, ((before[start] ?? Infinity) + cost + (after[end] ?? Infinity) - best) / COST_SCALE)
  }
  return cut
}
