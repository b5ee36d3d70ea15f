import { readFileSync } from 'node:fs'
import { projectRoot } from '../../domain/index.ts'
import { FEATURE_AT, FEATURE_NAMES } from './features.ts'
import type { FeatureName } from './features.ts'
import { lazily } from './tables.ts'

/** Log-odds: a bias and one weight a feature. */
export interface NameModel {
  bias: number
  weights: Record<string, number>
}

const shipped = lazily(() => {
  const model = JSON.parse(readFileSync(new URL('pipeline/names/model/names.json', projectRoot), 'utf8')) as NameModel
  return { bias: model.bias, weights: Float64Array.from(FEATURE_NAMES, (name) => model.weights[name] ?? 0) }
})

/** The log-odds of a description without features. */
export function prior(): number {
  return shipped().bias
}

/** Log-odds that what these features describe is an imitation. */
export function logOdds(values: readonly number[]): number {
  const { bias, weights } = shipped()
  let sum = bias
  for (let i = 0; i < values.length; i++) sum += (weights[i] ?? 0) * (values[i] ?? 0)
  return sum
}

/** Weight of one feature. */
export function weightOf(name: FeatureName): number {
  return shipped().weights[FEATURE_AT[name]] ?? 0
}

/** Never reaches 0 or 1. */
export function probability(odds: number): number {
  return 1 / (1 + Math.exp(-odds))
}
