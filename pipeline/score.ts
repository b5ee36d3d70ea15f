import type { Evidence, Signal } from '../domain/index.ts'
import type { RuleHit } from '../rules/evaluate.ts'
import {
  DEFAULT_MITIGATION,
  DEFAULT_WEIGHT,
  MISSING_FACT,
  MITIGATION_WEIGHTS,
  PRIOR,
  REPEAT_SHARE,
  SIGNAL_WEIGHTS,
  SUPPORT_WEIGHTS,
} from './weights.ts'

/** What a rule that fired is worth, as a sum that can be drawn as a waterfall. */
export interface Score {
  /** 0..1, exclusive at both ends. */
  probability: number
  evidence: Evidence[]
  mitigating: Evidence[]
}

/** Log-odds are kept inside ±MOST, so that no finding is ever certain. */
const MOST = 6

/** The probability of log-odds `x`. */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-Math.max(-MOST, Math.min(MOST, x))))
}

export function weightOf(signal: Signal): number {
  return SIGNAL_WEIGHTS[`${signal.name}=${String(signal.value)}`] ?? SIGNAL_WEIGHTS[signal.name] ?? DEFAULT_WEIGHT
}

/** Adds up prior, evidence, support, mitigation and what is missing. */
export function score(hit: RuleHit): Score {
  const spoken = new Set<string>()
  const evidence = hit.signals.map((signal) => {
    const weight = weightOf(signal) * (spoken.has(signal.name) ? REPEAT_SHARE : 1)
    spoken.add(signal.name)
    return evidenceOf(signal, round(weight))
  })
  for (const { rule, signals } of hit.support) {
    for (const [index, signal] of signals.entries()) {
      const weight = (SUPPORT_WEIGHTS[rule] ?? weightOf(signal)) * (index > 0 ? REPEAT_SHARE : 1)
      evidence.push({ ...evidenceOf(signal, round(weight)), signal: rule, rule })
    }
  }
  const mitigating = hit.mitigating.flatMap(({ rule, reason, signals }) =>
    signals.slice(0, 1).map((signal) => ({
      ...evidenceOf(signal, MITIGATION_WEIGHTS[rule ?? ''] ?? DEFAULT_MITIGATION),
      reason,
      ...(rule === undefined ? {} : { rule }),
    })),
  )
  let logOdds = PRIOR + (hit.missing.length > 0 ? MISSING_FACT : 0)
  for (const { weight } of [...evidence, ...mitigating]) logOdds += weight
  return { probability: round(sigmoid(logOdds), 4), evidence, mitigating }
}

function evidenceOf(signal: Signal, weight: number): Evidence {
  const { name, field, start, end, text, reason } = signal
  return { signal: name, field, start, end, text, weight, reason }
}

function round(value: number, digits = 2): number {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}
