import { describe, expect, it } from 'vitest'
import { logOdds, waterfallOf } from '../../../dashboard/web/src/waterfall.ts'
import type { Evidence } from '../../../domain/index.ts'

const weighing = (...weights: number[]): Evidence[] =>
  weights.map((weight, n) => ({ signal: 's', field: 'title', start: 0, end: 1, text: 'a', weight, reason: `reason ${n}` }))

describe('the waterfall', () => {
  it('begins where the probability stands without the evidence', () => {
    // Odds of 0.5 are even, log-odds 0; evidence of +3 and −1 leaves −2 for the baseline.
    expect(waterfallOf(0.5, weighing(3, -1)).baseline).toMatchObject({ from: 0, to: -2 })
  })

  it('goes down the weights, strongest against the trader first and what favours him last', () => {
    const { steps } = waterfallOf(0.5, weighing(1, -2, 3, -0.5))
    expect(steps.map(({ evidence }) => evidence)).toEqual([[2], [0], [3], [1]])
  })

  it('lets each bar begin where the one before ended and ends at the log-odds of the probability', () => {
    // ln(0.9 / 0.1) = 2.1972
    const { baseline, steps, total } = waterfallOf(0.9, weighing(2.5, 0.7, -0.4))
    expect(total).toBeCloseTo(2.1972, 4)
    expect(steps.map(({ from }) => from)).toEqual([baseline, ...steps].slice(0, -1).map(({ to }) => to))
    expect(steps.at(-1)?.to).toBeCloseTo(total, 10)
  })

  it('makes one bar of what is said for the same reason of several places', () => {
    const [first, second, third] = weighing(1, 2, 0.5)
    const again = { ...first!, field: 'brand', weight: 0.25 }
    const { steps } = waterfallOf(0.5, [first!, second!, third!, again])
    expect(steps.map(({ evidence }) => evidence)).toEqual([[1], [0, 3], [2]])
    expect(steps[1]!.to - steps[1]!.from).toBeCloseTo(1.25, 10)
  })

  it('has a scale that holds every bar and zero', () => {
    const { low, high } = waterfallOf(0.5, weighing(4, -1))
    expect([low, high]).toEqual([-3, 1])
  })

  it('is finite where nothing is certain', () => {
    expect(Number.isFinite(logOdds(0))).toBe(true)
    expect(Number.isFinite(logOdds(1))).toBe(true)
  })
})
