import type { Extraction, FetchedPage } from '../../domain/index.ts'
import { isWall } from '../../domain/index.ts'
import type { Job } from '../../queue/port.ts'
import { MAX_TRIES, retryAfterMs } from '../fetch/retry.ts'
import type { Platform } from '../platforms/schema.ts'
import { messageOf, tryAgain } from './bars.ts'
import { kindOfStatus, pageOutcome, pageWith } from './outcome.ts'
import { joined, withSeller } from './seller-desk.ts'
import type { Ask, Visit, VisitContext } from './visit.ts'

/** A page that says it blocks us is not asked as often as one that is out of order. */
const BLOCKED_TRIES = 3

/** What a page that came means; reading errors are kept with the page. `ask` gets further pages that belong to it. */
export async function readPage(job: Job, platform: Platform, page: FetchedPage, context: VisitContext, ask: Ask): Promise<Visit> {
  let extraction: Extraction
  try {
    extraction = await context.extract({ body: page.body, headers: page.headers, url: page.finalUrl, platform, status: page.status })
  } catch (error) {
    const why = `cannot be read: ${messageOf(error)}`
    return { does: 'end', outcome: { job, writes: pageWith(job, page, { kind: 'failed', why }, 0) } }
  }
  const byStatus = kindOfStatus(page.status)
  if (byStatus) {
    const why = `status ${page.status}`
    // A body may say more exactly which wall it is; it never makes an offer of an error.
    const kind = isWall(extraction.kind) && extraction.kind !== 'empty' ? extraction.kind : byStatus.kind
    if (byStatus.retry) {
      const waitMs = retryAfterMs(page.headers['retry-after'], context.clock.now())
      return tryAgain(job, context, why, { kind: byStatus.kind, page, waitMs })
    }
    if (kind === 'failed') return { does: 'give-up', reason: why, writes: pageWith(job, page, { kind, why }, 0) }
    const wall = { ...extraction, kind, why: kind === extraction.kind ? `${why}; ${extraction.why}` : why, listings: [] }
    return { does: 'end', outcome: pageOutcome(job, platform, page, wall) }
  }
  if (extraction.kind === 'empty' && !page.rendered && platform.render.mode === 'auto' && context.canRender) return { does: 'render' }
  if (extraction.kind === 'blocked' && job.attempt < BLOCKED_TRIES) {
    const waitMs = retryAfterMs(page.headers['retry-after'], context.clock.now())
    return tryAgain(job, context, extraction.why, { kind: 'blocked', page, waitMs })
  }
  if (extraction.kind !== 'product' || extraction.sellerUrl === undefined)
    return { does: 'end', outcome: pageOutcome(job, platform, page, extraction) }
  const answer = await context.sellers.about(job, platform, page, extraction.sellerUrl, ask)
  if (answer.retry !== undefined && job.attempt < MAX_TRIES) return tryAgain(job, context, answer.retry)
  const listings = extraction.listings.map((listing) => withSeller(listing, answer.seller))
  const outcome = pageOutcome(job, platform, page, { ...extraction, listings })
  return { does: 'end', outcome: { ...outcome, writes: joined(outcome.writes, answer.writes) } }
}
