// Draws every character of U+4E00–9FFF in two typefaces and keeps what its shape is, as a few bytes: a blurred bitmap and histograms of
// stroke directions, both reduced by principal components. The numbers are shipped, not the drawing, as a font update changes the drawing.
import { execFileSync } from 'node:child_process'
import sharp from 'sharp'

export const FIRST = 0x4e00
export const LAST = 0x9fff
const CELL = 64
const COLUMNS = 32
const ROWS = 32
const FONTS = ['Noto Sans CJK SC', 'Noto Serif CJK SC']
const BITMAP = 16
const HOG_CELLS = 8
const HOG_DIRECTIONS = 6

/** @returns the Debian package that the faces come from, with its version */
export function fontSource() {
  return execFileSync('dpkg-query', ['-W', '-f', '${Package} ${Version}', 'fonts-noto-cjk'], { encoding: 'utf8' })
}

async function drawSheet(codes, font) {
  const texts = codes.map((code, i) => {
    const x = (i % COLUMNS) * CELL + CELL / 2
    const y = Math.floor(i / COLUMNS) * CELL + CELL * 0.84
    return `<text x="${x}" y="${y}" text-anchor="middle">${String.fromCodePoint(code)}</text>`
  })
  const [width, height] = [COLUMNS * CELL, ROWS * CELL]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/><g font-family="${font}" font-size="56">${texts.join('')}</g></svg>`
  const { data } = await sharp(Buffer.from(svg), { limitInputPixels: false }).greyscale().raw().toBuffer({ resolveWithObject: true })
  const channels = data.length / (width * height)
  return codes.map((_, i) => {
    const out = new Float64Array(CELL * CELL)
    const left = (i % COLUMNS) * CELL
    const top = Math.floor(i / COLUMNS) * CELL
    for (let y = 0; y < CELL; y++)
      for (let x = 0; x < CELL; x++) out[y * CELL + x] = 1 - data[((top + y) * width + left + x) * channels] / 255
    return out
  })
}

function blur(image, sigma) {
  const radius = Math.ceil(3 * sigma)
  const kernel = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)))
  const total = kernel.reduce((a, b) => a + b)
  const pass = (from, step, other) => {
    const to = new Float64Array(CELL * CELL)
    for (let line = 0; line < CELL; line++)
      for (let at = 0; at < CELL; at++) {
        let sum = 0
        for (let k = -radius; k <= radius; k++)
          if (at + k >= 0 && at + k < CELL) sum += kernel[k + radius] * from[line * other + (at + k) * step]
        to[line * other + at * step] = sum / total
      }
    return to
  }
  return pass(pass(image, 1, CELL), CELL, 1)
}

function bitmapOf(image) {
  const soft = blur(image, 2)
  const out = new Float64Array(BITMAP * BITMAP)
  const step = CELL / BITMAP
  for (let y = 0; y < CELL; y++)
    for (let x = 0; x < CELL; x++) out[Math.floor(y / step) * BITMAP + Math.floor(x / step)] += soft[y * CELL + x] / (step * step)
  return out
}

/** Histograms of gradient direction (unsigned), spread over neighbouring cells so that a small shift costs little; square root of each. */
function hogOf(image) {
  const soft = blur(image, 1)
  const out = new Float64Array(HOG_CELLS * HOG_CELLS * HOG_DIRECTIONS)
  const step = CELL / HOG_CELLS
  for (let y = 1; y < CELL - 1; y++)
    for (let x = 1; x < CELL - 1; x++) {
      const dx = soft[y * CELL + x + 1] - soft[y * CELL + x - 1]
      const dy = soft[(y + 1) * CELL + x] - soft[(y - 1) * CELL + x]
      const size = Math.hypot(dx, dy)
      if (size < 0.02) continue
      const turn = ((Math.atan2(dy, dx) + Math.PI) / Math.PI) * HOG_DIRECTIONS
      const low = Math.floor(turn) % HOG_DIRECTIONS
      const part = turn - Math.floor(turn)
      const cx = (x + 0.5) / step - 0.5
      const cy = (y + 0.5) / step - 0.5
      for (const [gx, wx] of [
        [Math.floor(cx), 1 - (cx - Math.floor(cx))],
        [Math.floor(cx) + 1, cx - Math.floor(cx)],
      ])
        for (const [gy, wy] of [
          [Math.floor(cy), 1 - (cy - Math.floor(cy))],
          [Math.floor(cy) + 1, cy - Math.floor(cy)],
        ]) {
          if (gx < 0 || gy < 0 || gx >= HOG_CELLS || gy >= HOG_CELLS) continue
          const at = (gy * HOG_CELLS + gx) * HOG_DIRECTIONS
          out[at + low] += size * wx * wy * (1 - part)
          out[at + ((low + 1) % HOG_DIRECTIONS)] += size * wx * wy * part
        }
    }
  return out.map(Math.sqrt)
}

/** @returns rows of unit vectors over all characters, first to last, `dimensions` a row */
function reduce(rows, dimensions) {
  const width = rows[0].length
  const mean = new Float64Array(width)
  for (const row of rows) for (let i = 0; i < width; i++) mean[i] += row[i] / rows.length
  const covariance = Array.from({ length: width }, () => new Float64Array(width))
  const centred = new Float64Array(width)
  for (const row of rows) {
    for (let i = 0; i < width; i++) centred[i] = row[i] - mean[i]
    for (let i = 0; i < width; i++) for (let j = i, c = centred[i], to = covariance[i]; j < width; j++) to[j] += c * centred[j]
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) covariance[i][j] = covariance[j][i]
  const basis = subspace(covariance, dimensions)
  return rows.map((row) => {
    const out = new Float64Array(dimensions)
    for (let k = 0; k < dimensions; k++) for (let i = 0, b = basis[k]; i < width; i++) out[k] += (row[i] - mean[i]) * b[i]
    const norm = Math.hypot(...out) || 1
    return out.map((value) => value / norm)
  })
}

/** Leading eigenvectors by subspace iteration from a fixed start. */
function subspace(matrix, dimensions) {
  const width = matrix.length
  let seed = 1
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647 - 0.5
  let basis = Array.from({ length: dimensions }, () => Float64Array.from({ length: width }, random))
  for (let round = 0; round < 40; round++) {
    basis = basis.map((vector) => matrix.map((row) => row.reduce((sum, value, i) => sum + value * vector[i], 0)))
    for (let k = 0; k < dimensions; k++) {
      for (let l = 0; l < k; l++) {
        let dot = 0
        for (let i = 0; i < width; i++) dot += basis[k][i] * basis[l][i]
        for (let i = 0; i < width; i++) basis[k][i] -= dot * basis[l][i]
      }
      let norm = 0
      for (let i = 0; i < width; i++) norm += basis[k][i] ** 2
      norm = Math.sqrt(norm)
      for (let i = 0; i < width; i++) basis[k][i] /= norm
    }
  }
  return basis
}

/** Signed bytes, one scale for all; a vector's length is lost and restored by the reader. */
function quantise(rows) {
  const dimensions = rows[0].length
  let peak = 0
  for (const row of rows) for (const value of row) peak = Math.max(peak, Math.abs(value))
  const out = new Int8Array(rows.length * dimensions)
  // Few values come near the peak, so the scale lets the outer 1 in 1,000 clip.
  const values = rows.flatMap((row) => [...row].map(Math.abs)).sort((a, b) => a - b)
  const scale = 127 / values[Math.floor(values.length * 0.9995)]
  rows.forEach((row, r) => row.forEach((value, k) => (out[r * dimensions + k] = Math.max(-127, Math.min(127, Math.round(value * scale))))))
  return out
}

/** @returns signed bytes of both kinds, `dimensions` a character */
export async function drawShapes(dimensions, log) {
  const codes = Array.from({ length: LAST - FIRST + 1 }, (_, i) => FIRST + i)
  const bitmaps = codes.map(() => [])
  const hogs = codes.map(() => [])
  for (const font of FONTS)
    for (let from = 0; from < codes.length; from += COLUMNS * ROWS) {
      const images = await drawSheet(codes.slice(from, from + COLUMNS * ROWS), font)
      images.forEach((image, i) => {
        bitmaps[from + i].push(...bitmapOf(image))
        hogs[from + i].push(...hogOf(image))
      })
    }
  log('drawn')
  const bitmap = quantise(
    reduce(
      bitmaps.map((row) => Float64Array.from(row)),
      dimensions,
    ),
  )
  log('bitmaps reduced')
  const hog = quantise(
    reduce(
      hogs.map((row) => Float64Array.from(row)),
      dimensions,
    ),
  )
  log('histograms reduced')
  return { bitmap, hog }
}
