import { dayOf } from '../domain/index.ts'
import type { Instant, StoredListing } from '../domain/index.ts'
import { findingId } from '../store/hash.ts'
import type { AssessmentWrite } from '../store/port.ts'
import type { Assessor } from './port.ts'

export interface ListingJobOptions {
  sweep: string
  at: Instant
}

/**
 * What `listing` jobs write: one assessment a listing, its findings under ids that stay the same from sweep to sweep.
 * The listing's first day counts too, so that conduct on both sides of a change of the law names both versions.
 */
export function assessListings(
  assessor: Assessor,
  listings: readonly StoredListing[],
  { sweep, at }: ListingJobOptions,
): AssessmentWrite[] {
  return listings.map(({ key, listing, contentHash, firstSeen }) => {
    const asOf = dayOf(listing.seenAt !== undefined && !Number.isNaN(Date.parse(listing.seenAt)) ? listing.seenAt : at)
    const first = dayOf(firstSeen)
    const assessment = assessor.assess(listing, { asOf, since: first < asOf ? first : undefined })
    const findings = assessment.findings.map((finding) => ({
      ...finding,
      id: findingId(key, finding.rule, finding.subject),
      listingKey: key,
      contentHash,
      sweep,
      outcome: finding.verdict,
      priority: finding.priority ?? assessment.priority,
    }))
    return { listingKey: key, contentHash, assessment, findings, sweep, at }
  })
}
