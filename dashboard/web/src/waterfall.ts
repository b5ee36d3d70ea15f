import type { Evidence } from '../../../domain/index.ts'

/** One bar: from where the sum stood to where it stands after it, in log-odds. */
export interface Step {
  from: number
  to: number
  /** Numbers of the evidence: what is said for the same reason of several places makes one bar. */
  evidence: number[]
}

export interface Waterfall {
  baseline: Step
  /** Strongest against the trader first, strongest in favour last. */
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
  let sum = start
  const steps = byReason(evidence).map((group) => {
    const step = { from: sum, to: sum + group.weight, evidence: group.evidence }
    sum += group.weight
    return step
  })
  const heights = [0, start, total, ...steps.map(({ to }) => to)]
  return { baseline: { from: 0, to: start, evidence: [] }, steps, total, low: Math.min(...heights), high: Math.max(...heights) }
}

function byReason(evidence: readonly Evidence[]): { weight: number; evidence: number[] }[] {
  const groups = new Map<string, { weight: number; evidence: number[] }>()
  for (const [index, { reason, weight }] of evidence.entries()) {
    const key = `${weight < 0 ? 'favour' : 'against'} ${reason}`
    const group = groups.get(key) ?? { weight: 0, evidence: [] }
    group.weight += weight
    group.evidence.push(index)
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => b.weight - a.weight)
}
