import type { WallKind } from './page.ts'
import type { Instant } from './time.ts'

/** A question to a platform, with the reason why it is asked. */
export interface Query {
  platform: string
  text: string
  reason: string
}

export type SweepState = 'running' | 'interrupted' | 'done' | 'failed'

export interface Sweep {
  id: string
  campaign?: string
  platforms: string[]
  /** Most pages that the sweep may fetch. */
  budget?: number
  state: SweepState
  startedAt: Instant
  endedAt?: Instant
  summary?: SweepSummary
}

export interface SweepSummary {
  queries: number
  pages: number
  listings: number
  walls: Partial<Record<WallKind, number>>
  failed: number
  findings: number
  seconds: number
}
