import type { Assessment, Finding, Outcome } from './assessment.ts'
import type { Listing, ListingKey } from './listing.ts'
import type { Instant } from './time.ts'

/** 立案线索, 责令改正, 排除, 存疑; `reopen` takes the last one back. */
export const DECISION_OUTCOMES = ['case', 'order', 'dismiss', 'doubt', 'reopen'] as const
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number]

/** An officer's word on a finding. Decisions are only ever added; a later one supersedes. */
export interface Decision {
  id: string
  finding: string
  outcome: DecisionOutcome
  reason?: string
  note?: string
  by: string
  at: Instant
  /** The decision that this one takes the place of. */
  supersedes?: string
}

/** A finding as the queue of the office holds it, with the listing as it was when it was found. */
export interface StoredFinding extends Finding {
  /** Hash of listing key, rule and subject: a sweep that finds it again changes it and never doubles it. */
  id: string
  listingKey: ListingKey
  /** Content hash of the listing that it rests on. */
  contentHash: string
  sweep: string
  outcome: Outcome
  priority: number
  firstSeen: Instant
  lastSeen: Instant
  /** The last decision that stands, or undefined while it is open. */
  decided?: DecisionOutcome
  /** When an assessment of the listing no longer had it; absent while it stands. What an officer has decided on is never withdrawn. */
  withdrawn?: Instant
}

/** One entry of a listing's history. */
export interface TimelineEntry {
  listingKey: ListingKey
  at: Instant
  sweep: string
  kind: 'appeared' | 'changed' | 'gone' | 'returned'
  /** Field paths with the value before and after. */
  changes: { field: string; before?: unknown; after?: unknown }[]
}

/** A listing as the store keeps it. */
export interface StoredListing {
  key: ListingKey
  listing: Listing
  /** SHA-256 over the canonical JSON of the listing without `seenAt` and counts that move by themselves. */
  contentHash: string
  /** SHA-256 of the page body that it was read from. */
  pageSha256?: string
  firstSeen: Instant
  lastSeen: Instant
  sweep: string
  state: 'on' | 'off'
  assessment?: Assessment
}

/** One line of the log that only grows; each carries the hash of the one before. */
export interface AuditEntry {
  seq: number
  at: Instant
  actor: string
  action: string
  subject: string
  details: Record<string, unknown>
  previous: string
  hash: string
}
