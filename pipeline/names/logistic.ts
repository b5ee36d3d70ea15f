export interface LabelledRow {
  inputs: readonly number[]
  label: 0 | 1
  weight: number
  /** Log-odds that are given and not fitted. */
  offset?: number
}

export interface LogisticOptions {
  /** Per input: 1 a weight that may not be negative, −1 one that may not be positive, 0 either. */
  signs: readonly number[]
  /** Pull towards 0. */
  ridge: number
  rounds: number
  rate: number
  /** Leaves the bias at 0, where an offset already holds one. */
  fixedBias?: boolean
}

/**
 * Logistic regression with sign constraints by accelerated projected gradient descent. No randomness: the same rows in the same order
 * give the same weights.
 */
export function fitLogistic(rows: readonly LabelledRow[], options: LogisticOptions): { bias: number; weights: number[] } {
  const width = options.signs.length
  const data = new Float64Array(rows.length * width)
  rows.forEach((row, r) => row.inputs.forEach((value, k) => (data[r * width + k] = value)))
  const total = rows.reduce((sum, row) => sum + row.weight, 0)
  let weights = new Float64Array(width + 1)
  let ahead = new Float64Array(width + 1)
  let momentum = 1
  for (let round = 0; round < options.rounds; round++) {
    const slope = new Float64Array(width + 1)
    rows.forEach((row, r) => {
      let z = (ahead[width] ?? 0) + (row.offset ?? 0)
      for (let k = 0; k < width; k++) z += (ahead[k] ?? 0) * (data[r * width + k] ?? 0)
      const error = (row.weight / total) * (1 / (1 + Math.exp(-z)) - row.label)
      for (let k = 0; k < width; k++) slope[k] = (slope[k] ?? 0) + error * (data[r * width + k] ?? 0)
      slope[width] = (slope[width] ?? 0) + error
    })
    const next = new Float64Array(width + 1)
    for (let k = 0; k <= width; k++) {
      const pull = k < width ? options.ridge * (ahead[k] ?? 0) : 0
      const value = (ahead[k] ?? 0) - options.rate * ((slope[k] ?? 0) + pull)
      const sign = options.signs[k] ?? 0
      next[k] =
        k === width ? (options.fixedBias === true ? 0 : value) : sign > 0 ? Math.max(0, value) : sign < 0 ? Math.min(0, value) : value
    }
    const faster = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2
    ahead = next.map((value, k) => value + ((momentum - 1) / faster) * (value - (weights[k] ?? 0)))
    weights = next
    momentum = faster
  }
  return { bias: weights[width] ?? 0, weights: Array.from(weights.subarray(0, width)) }
}
