import type { Instant, StoredListing, TimelineEntry } from '../../domain/index.ts'

const DAY_MS = 86_400_000
/** Longest and shortest time between two looks at a listing, in days. */
const LONGEST = 30
const SHORTEST = 1
/** Where nothing is known of how often it changes. */
const USUAL = 7
/** Suspects are looked at so much more often. */
const SUSPECT = 4
const OPEN_QUESTION = 2

/**
 * Days until a listing should be looked at again: half of the time that its changes lie apart, so that most are seen (the estimate of
 * Cho and Garcia-Molina, 2003, with half a change added for those that have not changed yet), and sooner the more suspect it is.
 */
export function recrawlDays({ firstSeen, lastSeen, assessment }: StoredListing, timeline: readonly Pick<TimelineEntry, 'kind'>[]): number {
  const watched = (Date.parse(lastSeen) - Date.parse(firstSeen)) / DAY_MS
  const changes = timeline.filter(({ kind }) => kind !== 'appeared').length
  const apart = watched >= SHORTEST ? watched / (changes + 0.5) / 2 : USUAL
  const outcome = assessment?.outcome ?? 'OK'
  const hurry = outcome === 'OK' ? 1 : outcome === 'REVIEW' ? OPEN_QUESTION : SUSPECT
  return Math.min(LONGEST, Math.max(SHORTEST, apart / hurry))
}

/** How overdue a look is: 1 when it is just due, 0 right after one. */
export function overdue(listing: StoredListing, timeline: readonly Pick<TimelineEntry, 'kind'>[], now: Instant | Date): number {
  const passed = (new Date(now).getTime() - Date.parse(listing.lastSeen)) / DAY_MS
  return Math.max(0, passed) / recrawlDays(listing, timeline)
}
