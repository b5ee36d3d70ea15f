import type { Clock, StoredListing } from '../domain/index.ts'
import { toInstant } from '../domain/index.ts'
import type { NewJob, Queue } from '../queue/port.ts'
import type { Store } from '../store/port.ts'
import { canonicalUrl, pageJob, pageKey } from './jobs/payload.ts'
import type { Platform } from './platforms/schema.ts'
import { isOwnHost } from './jobs/search-url.ts'

const AT_A_TIME = 500
/** After everything that the queries lead to. */
const REVISIT_PRIORITY = 900_000

/**
 * Asks for the pages of listings that earlier sweeps saw and this one did not meet, so that what is gone can be told from what was
 * not reached: only a page that itself says "not found" takes a listing off.
 * @param isDue whether a listing's time has come; without it all are due
 * @returns how many pages are to be asked
 */
export async function seedRevisits(
  { store, queue, clock }: { store: Store; queue: Queue; clock: Clock },
  sweep: string,
  platform: Platform,
  isDue: (listing: StoredListing) => boolean = () => true,
): Promise<number> {
  let added = 0
  let after: string | undefined
  do {
    const { rows, next } = await store.listListings({ after, limit: AT_A_TIME, platform: platform.id, state: 'on' })
    const jobs: NewJob[] = []
    for (const stored of rows) {
      const url = stored.listing.url === undefined ? undefined : canonicalUrl(stored.listing.url)
      if (stored.sweep === sweep || url === undefined || !isOwnHost(platform, url, url) || !isDue(stored)) continue
      const job = pageJob({ sweep, platform: platform.id, priority: REVISIT_PRIORITY }, { url, revisit: stored.key })
      // A result page may have led there already, to a page that said what we want to know.
      const page = await store.getPage(pageKey(sweep, job.key))
      if (page?.kind === 'not-found') await store.apply({ gone: [{ listingKey: stored.key, sweep, at: toInstant(clock.now()) }] })
      else if (!page) jobs.push(job)
    }
    if (jobs.length > 0) added += await queue.add(jobs)
    after = next
  } while (after !== undefined)
  return added
}
