import { readFileSync } from 'node:fs'
import { projectRoot } from '../../domain/index.ts'
import { BinaryTable, FIRST_CODE, LAST_CODE, lazily } from './tables.ts'

/**
 * Likeness of two characters by shape: drawn shape (two typefaces, blurred bitmap and stroke directions), shared parts weighed by
 * their strokes, and the row of strokes. The weights are fitted by `fit-glyph.ts` on training/shape-groups.txt.
 */
export interface GlyphMeasures {
  /** Cosine of the blurred bitmaps. */
  bitmap: number
  /** Cosine of the histograms of stroke directions. */
  directions: number
  /** Share of strokes in parts that both have, of the one with more strokes. */
  parts: number
  /** 1 − edit distance of the stroke rows ÷ the longer one. */
  strokes: number
  /** Whether one is a part of the other; its share of the strokes. */
  contained: number
}

const shapes = lazily(() => {
  const table = new BinaryTable('shapes.bin')
  const bitmap = table.i8('bitmap')
  const directions = table.i8('hog')
  const dimensions = bitmap.length / (LAST_CODE - FIRST_CODE + 1)
  return { bitmap, directions, dimensions, bitmapNorm: norms(bitmap, dimensions), directionsNorm: norms(directions, dimensions) }
})

const structure = lazily(() => {
  const table = new BinaryTable('parts.bin')
  return {
    partStart: table.u32('partStart'),
    partId: table.u16('partId'),
    partStrokes: table.u8('partStrokes'),
    partParent: table.u8('partParent'),
    partCode: table.u32('partCode'),
    strokeStart: table.u32('strokeStart'),
    strokes: table.u8('strokes'),
  }
})

function norms(vectors: Int8Array, dimensions: number): Float32Array {
  const out = new Float32Array(vectors.length / dimensions)
  for (let row = 0; row < out.length; row++) {
    let sum = 0
    for (let k = row * dimensions; k < (row + 1) * dimensions; k++) sum += (vectors[k] ?? 0) ** 2
    out[row] = Math.sqrt(sum) || 1
  }
  return out
}

const hasShape = (code: number) => code >= FIRST_CODE && code <= LAST_CODE

function cosine(vectors: Int8Array, norm: Float32Array, dimensions: number, a: number, b: number): number {
  let dot = 0
  for (let k = 0, i = a * dimensions, j = b * dimensions; k < dimensions; k++, i++, j++) dot += (vectors[i] ?? 0) * (vectors[j] ?? 0)
  return dot / ((norm[a] ?? 1) * (norm[b] ?? 1))
}

const MOST_PARTS = 32
const takenA = new Uint8Array(MOST_PARTS)
const takenB = new Uint8Array(MOST_PARTS)

/** Strokes in parts that both characters have, largest parts first, no stroke counted twice. */
function sharedStrokes(a: number, b: number): number {
  const { partStart, partId, partStrokes, partParent, partCode } = structure()
  const [fromA, toA, fromB, toB] = [partStart[a] ?? 0, partStart[a + 1] ?? 0, partStart[b] ?? 0, partStart[b + 1] ?? 0]
  takenA.fill(0, 0, toA - fromA)
  takenB.fill(0, 0, toB - fromB)
  let shared = 0
  const inside = (parents: Uint8Array, from: number, taken: Uint8Array, at: number): boolean => {
    for (let up = parents[from + at] ?? 255; up !== 255; up = parents[from + up] ?? 255) if (taken[up] === 1) return true
    return false
  }
  for (let i = fromA; i < toA; i++) {
    const id = partId[i] ?? 0
    if (inside(partParent, fromA, takenA, i - fromA)) continue
    // A whole character that stands as a part of the other.
    for (let j = fromB; j < toB; j++) {
      if (partId[j] !== id || takenB[j - fromB] === 1 || inside(partParent, fromB, takenB, j - fromB)) continue
      takenA[i - fromA] = 1
      takenB[j - fromB] = 1
      shared += partStrokes[i] ?? 0
      break
    }
  }
  if (shared > 0) return shared
  for (let i = fromA; i < toA; i++) if (partCode[partId[i] ?? 0] === b + FIRST_CODE) return partStrokes[i] ?? 0
  for (let j = fromB; j < toB; j++) if (partCode[partId[j] ?? 0] === a + FIRST_CODE) return partStrokes[j] ?? 0
  return 0
}

function containedShare(a: number, b: number): number {
  const { partStart, partId, partStrokes, partCode, strokeStart } = structure()
  const count = (c: number) => (strokeStart[c + 1] ?? 0) - (strokeStart[c] ?? 0)
  const within = (whole: number, part: number) => {
    for (let i = partStart[whole] ?? 0; i < (partStart[whole + 1] ?? 0); i++)
      if (partCode[partId[i] ?? 0] === part + FIRST_CODE) return (partStrokes[i] ?? 0) / Math.max(1, count(whole))
    return 0
  }
  return Math.max(within(a, b), within(b, a))
}

const row = new Uint8Array(128)

function strokeLikeness(a: number, b: number): number {
  const { strokeStart, strokes } = structure()
  const [fromA, fromB] = [strokeStart[a] ?? 0, strokeStart[b] ?? 0]
  const lengthA = Math.min(60, (strokeStart[a + 1] ?? 0) - fromA)
  const lengthB = Math.min(60, (strokeStart[b + 1] ?? 0) - fromB)
  const longer = Math.max(lengthA, lengthB)
  if (longer === 0) return 0
  for (let j = 0; j <= lengthB; j++) row[j] = j
  for (let i = 1; i <= lengthA; i++) {
    let diagonal = row[0] ?? 0
    row[0] = i
    for (let j = 1; j <= lengthB; j++) {
      const above = row[j] ?? 0
      const cost = strokes[fromA + i - 1] === strokes[fromB + j - 1] ? 0 : 1
      row[j] = Math.min(diagonal + cost, above + 1, (row[j - 1] ?? 0) + 1)
      diagonal = above
    }
  }
  return 1 - (row[lengthB] ?? 0) / longer
}

/** The single measures, or undefined where one of the two is no character of U+4E00–9FFF. */
export function glyphMeasures(codeA: number, codeB: number): GlyphMeasures | undefined {
  if (!hasShape(codeA) || !hasShape(codeB)) return undefined
  const [a, b] = [codeA - FIRST_CODE, codeB - FIRST_CODE]
  const { bitmap, directions, dimensions, bitmapNorm, directionsNorm } = shapes()
  const { strokeStart } = structure()
  const most = Math.max((strokeStart[a + 1] ?? 0) - (strokeStart[a] ?? 0), (strokeStart[b + 1] ?? 0) - (strokeStart[b] ?? 0), 1)
  return {
    bitmap: cosine(bitmap, bitmapNorm, dimensions, a, b),
    directions: cosine(directions, directionsNorm, dimensions, a, b),
    parts: sharedStrokes(a, b) / most,
    strokes: strokeLikeness(a, b),
    contained: containedShare(a, b),
  }
}

/** The inputs of the fitted weights: the measures, their upper parts, one product and the best of them. All weights are ≥ 0. */
export function glyphInputs(m: GlyphMeasures): number[] {
  return [
    m.bitmap,
    m.directions,
    m.parts,
    m.strokes,
    m.contained,
    Math.max(0, m.bitmap - 0.5),
    Math.max(0, m.directions - 0.5),
    Math.max(0, m.parts - 0.4),
    Math.max(0, m.strokes - 0.6),
    m.directions * m.strokes,
    Math.max(m.bitmap, m.directions, m.parts, m.strokes),
  ]
}

interface GlyphWeights {
  bias: number
  weights: number[]
}
const fitted = lazily(() => JSON.parse(readFileSync(new URL('pipeline/names/model/glyph.json', projectRoot), 'utf8')) as GlyphWeights)

/** Log-odds that two characters are taken for each other by shape, against a random pair; about −5 for most pairs. */
export function glyphLogOdds(a: number, b: number): number {
  const measures = glyphMeasures(a, b)
  if (measures === undefined) return -6
  const { bias, weights } = fitted()
  return glyphInputs(measures).reduce((sum, value, i) => sum + value * (weights[i] ?? 0), bias)
}

/** Half way between random pairs (99 in 100 lie below 1.7) and pairs that are taken for each other (most lie above 4). */
const MIDDLE = 3
const SLOPE = 0.7

/** Likeness by shape, 0..1; 1 only for the same character. */
export function glyphLikeness(a: number, b: number): number {
  if (a === b) return 1
  return 1 / (1 + Math.exp(-SLOPE * (glyphLogOdds(a, b) - MIDDLE)))
}

/** A cheap first look: false only for pairs that no measure could bring together. */
export function mayLookAlike(a: number, b: number): boolean {
  if (!hasShape(a) || !hasShape(b)) return false
  const { bitmap, directions, dimensions, bitmapNorm, directionsNorm } = shapes()
  const [i, j] = [a - FIRST_CODE, b - FIRST_CODE]
  return (
    cosine(directions, directionsNorm, dimensions, i, j) > 0.25 ||
    cosine(bitmap, bitmapNorm, dimensions, i, j) > 0.35 ||
    sharedStrokes(i, j) > 0
  )
}

const neighbourTable = lazily(() => {
  const table = new BinaryTable('neighbours.bin')
  return { start: table.u32('start'), code: table.u16('code'), odds: table.u8('odds') }
})
const ODDS_SCALE = 16

/** Characters that look like one of GB 2312 with at least these log-odds, in order of their codes. */
export function neighboursOf(code: number, least: number): number[] {
  if (!hasShape(code)) return []
  const { start, code: codes, odds } = neighbourTable()
  const out: number[] = []
  for (let i = start[code - FIRST_CODE] ?? 0; i < (start[code - FIRST_CODE + 1] ?? 0); i++)
    if ((odds[i] ?? 0) >= least * ODDS_SCALE) out.push(codes[i] ?? 0)
  return out
}

/** Whether `other` is among the neighbours of `code`. */
export function looksLike(code: number, other: number): boolean {
  if (!hasShape(code)) return false
  const { start, code: codes } = neighbourTable()
  let [low, high] = [start[code - FIRST_CODE] ?? 0, start[code - FIRST_CODE + 1] ?? 0]
  while (low < high) {
    const middle = (low + high) >> 1
    const at = codes[middle] ?? 0
    if (at === other) return true
    if (at < other) low = middle + 1
    else high = middle
  }
  return false
}
