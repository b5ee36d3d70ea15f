import type { Clock, Extraction, FetchedPage, Seller } from '../../domain/index.ts'
import type { DailyCap } from '../fetch/daily-cap.ts'
import type { GuestLog } from '../fetch/guest-log.ts'
import type { Guest } from '../fetch/guest.ts'
import type { Pace } from '../fetch/pace.ts'
import type { RobotsGate } from '../fetch/robots-gate.ts'
import type { Job, JobOutcome } from '../../queue/port.ts'
import type { Store, WriteBatch } from '../../store/port.ts'
import type { Platform } from '../platforms/schema.ts'

/** Reads a page; `crawlers/extract/` has the real one. */
export type Extract = (input: {
  body: Uint8Array
  headers: Readonly<Record<string, string>>
  url: string
  platform?: Platform
  status?: number
}) => Extraction | Promise<Extraction>

/** What visiting pages needs of the run that it is part of. */
export interface VisitContext {
  store: Store
  clock: Clock
  extract: Extract
  robots: RobotsGate
  cap: DailyCap
  log: GuestLog
  pace: Pace
  guestOf: (platform: Platform) => Guest
  /** The sweep before this one that asked the same platform, for conditional requests. */
  previousSweep: (job: Job) => Promise<string | undefined>
  /** Whether a browser is at hand for pages that come as an empty shell. */
  canRender: boolean
  /** In 0..1, for the spread of back-off. */
  random: () => number
  sellers: SellerSource
  /** Takes one page from the budget. @returns false when nothing is left of it */
  spend: () => boolean
}

/** Gets the page of a job that may be asked and whose host's turn it is, and tells the pace how it went. */
export type Ask = (job: Job) => Promise<FetchedPage>

/** How a visit ends for the queue. */
export type Visit =
  | { does: 'end'; outcome: JobOutcome }
  | { does: 'retry'; afterMs: number; reason: string }
  | { does: 'give-up'; reason: string; writes: WriteBatch }
  | { does: 'render' }

/** What is known of a seller from the shop's or its licence's own page. */
export interface SellerAnswer {
  seller?: Seller
  /** That page, to be written with the listing that led to it. */
  writes?: WriteBatch
  /** Why the page may answer at another time. */
  retry?: string
}

/** Where products learn what only their seller's own page says. */
export interface SellerSource {
  about(job: Job, platform: Platform, product: FetchedPage, address: string, ask: Ask): Promise<SellerAnswer>
}
