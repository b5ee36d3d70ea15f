import type { Instant, Listing, TimelineEntry } from '../domain/index.ts'
import type { ListingWrite, WriteBatch } from './port.ts'
import { changesBetween } from './timeline.ts'

/** What a store knows of a listing before a write. */
export interface KnownListing {
  state: 'on' | 'off'
  contentHash: string
  /** The last sighting or disappearance; older writes change nothing. */
  eventAt: Instant
  /** Read only where it is needed. */
  listing: () => Listing
}

export type ListingEvent = Omit<TimelineEntry, 'listingKey'>
export type GoneWrite = NonNullable<WriteBatch['gone']>[number]

/**
 * What a sighting adds to the timeline, or undefined where it comes too late to change anything.
 * A sighting of the instant at which the page said "gone" loses against it, so that a batch applied again ends the same.
 */
export function sighting(before: KnownListing | undefined, { listing, contentHash, sweep, at }: ListingWrite): ListingEvent[] | undefined {
  if (before === undefined) return [{ at, kind: 'appeared', sweep, changes: [] }]
  if (before.state === 'on' ? at < before.eventAt : at <= before.eventAt) return undefined
  const events: ListingEvent[] = []
  if (before.state === 'off') events.push({ at, kind: 'returned', sweep, changes: [] })
  if (before.contentHash !== contentHash) events.push({ at, kind: 'changed', sweep, changes: changesBetween(before.listing(), listing) })
  return events
}

/** What it adds to the timeline that a listing's own page says it is no longer offered, or undefined where that is known or too late. */
export function disappearance(before: KnownListing | undefined, { sweep, at }: GoneWrite): ListingEvent[] | undefined {
  if (before === undefined || before.state === 'off' || at < before.eventAt) return undefined
  return [{ at, kind: 'gone', sweep, changes: [] }]
}
