import type { Assessment, Instant, StoredListing } from '../domain/index.ts'
import { dayOf } from '../domain/index.ts'
import { findingId } from '../store/hash.ts'
import type { AssessmentWrite } from '../store/port.ts'
import type { Assessor } from './port.ts'

/**
 * What the `listing` jobs of a sweep write: one assessment a listing, its findings under ids that stay the same from sweep to sweep.
 * A listing that was seen before a change of the law and after it is judged with both versions named.
 */
export function assessListings(
  assessor: Assessor,
  listings: readonly StoredListing[],
  { sweep, at }: { sweep: string; at: Instant },
): AssessmentWrite[] {
  return listings.map((stored) => {
    const assessment = assessor.assess(stored.listing, { since: dayOf(stored.firstSeen) })
    return { listingKey: stored.key, contentHash: stored.contentHash, assessment, findings: findingsOf(stored, assessment, sweep), sweep, at }
  })
}

function findingsOf({ key, contentHash }: StoredListing, assessment: Assessment, sweep: string): AssessmentWrite['findings'] {
  return assessment.findings.map((finding) => ({
    ...finding,
    id: findingId(key, finding.rule, finding.subject),
    listingKey: key,
    contentHash,
    sweep,
    outcome: assessment.outcome,
    priority: assessment.priority,
  }))
}
