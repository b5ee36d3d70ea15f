import type { Listing } from '../../domain/index.ts'
import { fieldAt } from '../../domain/index.ts'

/** Fields that a platform's pages have or have not; a page that changes its make loses some of them all at once. */
const WATCHED = [
  'title',
  'price.amount',
  'seller.name',
  'seller.id',
  'brand',
  'origin',
  'shipFrom',
  'description',
  'attributes',
  'labels',
  'images',
  'sales',
  'reviews',
  'category',
] as const
export type WatchedField = (typeof WATCHED)[number]

/** How many of a sweep's listings carry each field. */
export interface FieldCounts {
  listings: number
  fields: Partial<Record<WatchedField, number>>
}

export interface DriftAlarm {
  field: WatchedField
  /** Share of the listings that had the field in the last sweep, and that have it now. */
  before: number
  now: number
  /** How many standard deviations apart the two are. */
  deviations: number
}

export function countFields(listings: Iterable<Listing>): FieldCounts {
  const counts: FieldCounts = { listings: 0, fields: {} }
  for (const listing of listings) {
    counts.listings++
    for (const field of WATCHED) if (fieldAt(listing, field) !== undefined) counts.fields[field] = (counts.fields[field] ?? 0) + 1
  }
  return counts
}

/** Sweeps below this size say nothing of a platform's make. */
const LEAST_LISTINGS = 20
/** A loss is an alarm from this share of what was there, and where chance does not explain it. */
const LOSS = 0.25
const DEVIATIONS = 4

/**
 * Fields that used to be there and are missing now: the sign that a platform changed its pages under the selectors.
 * Two-proportion z-test; both sweeps must be of one platform.
 */
export function findDrift(before: FieldCounts, now: FieldCounts): DriftAlarm[] {
  if (before.listings < LEAST_LISTINGS || now.listings < LEAST_LISTINGS) return []
  const alarms: DriftAlarm[] = []
  for (const field of WATCHED) {
    const [had, has] = [before.fields[field] ?? 0, now.fields[field] ?? 0]
    const [shareBefore, shareNow] = [had / before.listings, has / now.listings]
    if (shareBefore - shareNow < shareBefore * LOSS || shareBefore < 0.05) continue
    const pooled = (had + has) / (before.listings + now.listings)
    const spread = Math.sqrt(pooled * (1 - pooled) * (1 / before.listings + 1 / now.listings))
    const deviations = spread === 0 ? 0 : (shareBefore - shareNow) / spread
    if (deviations >= DEVIATIONS) alarms.push({ field, before: shareBefore, now: shareNow, deviations })
  }
  return alarms.sort((a, b) => b.deviations - a.deviations)
}
