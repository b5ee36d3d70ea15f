import type { Offer } from './market.ts'
import { hash32 } from './random.ts'

/** How often pages misbehave at first: `none` for benches, `normal`, or `harsh`. Walls stand at every level but `none`. */
export const FAULT_LEVELS = ['none', 'normal', 'harsh'] as const
export type FaultLevel = (typeof FAULT_LEVELS)[number]

export type Fault = { kind: 'retry-after'; seconds: number } | { kind: 'slow'; ms: number } | { kind: 'cut' }

const EVERY: Record<FaultLevel, number> = { none: Infinity, normal: 230, harsh: 23 }

/**
 * What goes wrong when an address is asked for the n-th time, counted from 1. It depends on address and number alone, so a sweep
 * that is killed and resumed ends with the same pages as one that is not.
 */
export function faultOf(seed: number, level: FaultLevel, path: string, attempt: number, offer: Offer | undefined): Fault | undefined {
  if (level === 'none') return undefined
  if (offer?.obstacle === 'cut') return { kind: 'cut' }
  if (offer?.obstacle || attempt > 1) return undefined
  const draw = hash32(`${seed}/fault/${path}`) % EVERY[level]
  if (draw === 0) return { kind: 'retry-after', seconds: 1 }
  if (draw === 1) return { kind: 'slow', ms: 1200 }
  return draw === 2 ? { kind: 'cut' } : undefined
}
