import type { Evidence } from '../../../domain/index.ts'

/** One bar: from where the sum stood to where it stands after it, in log-odds. */
export interface Step {
  from: number
  to: number
  /** Number of the evidence, or undefined for the baseline. */
  index?: number
}

export interface Waterfall {
  baseline: Step
  /** In the order in which they are shown: strongest first, against the trader before in favour. */
  steps: Step[]
  total: number
  /** The least and the greatest sum on the way, zero included: the scale of the chart. */
  low: number
  high: number
}

/** Log-odds of a probability; finite for 0 and 1. */
export function logOdds(probability: number): number {
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, probability))
  return Math.log(inside / (1 - inside))
}

/**
 * The finding's own numbers as a chart. `evidence` is what speaks against and then what speaks in favour;
 * the baseline is what is left of the probability without them (prior and calibration).
 */
export function waterfallOf(probability: number, evidence: readonly Evidence[]): Waterfall {
  const total = logOdds(probability)
  const start = total - evidence.reduce((sum, { weight }) => sum + weight, 0)
  const order = evidence.map((item, index) => ({ ...item, index })).sort((a, b) => b.weight - a.weight || a.index - b.index)
  let sum = start
  const steps = order.map(({ weight, index }) => {
    const step = { from: sum, to: sum + weight, index }
    sum += weight
    return step
  })
  const heights = [0, start, total, ...steps.map(({ to }) => to)]
  return { baseline: { from: 0, to: start }, steps, total, low: Math.min(...heights), high: Math.max(...heights) }
}
