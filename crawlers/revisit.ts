import type { Clock, StoredListing } from '../domain/index.ts'
import { toInstant } from '../domain/index.ts'
import type { NewJob, Queue } from '../queue/port.ts'
import { everyPage } from '../store/every-page.ts'
import type { Store } from '../store/port.ts'
import { canonicalUrl, pageJob, pageKey } from './jobs/payload.ts'
import { isOwnHost } from './jobs/search-url.ts'
import { overdue } from './plan/recrawl.ts'
import type { Platform } from './platforms/schema.ts'

const AT_A_TIME = 500
/** After everything that the queries lead to; the more overdue a look is, the sooner. */
const LAST_PRIORITY = 900_000
const URGENCY = 1_000
const MOST_URGENT = 99_999

/** Setting with the listings that a sweep looked up itself. */
const revisitsSetting = (sweep: string, platform: string): string => `revisits/${sweep}/${platform}`

export interface RevisitPlace {
  store: Store
  queue: Queue
  clock: Clock
}

/**
 * Asks for the pages of listings that earlier sweeps saw and this one did not meet, so that what is gone can be told from what was
 * not reached: only a page that itself says "not found" takes a listing off. Those that a result page still showed when they were last
 * seen are asked at once; those that were only looked up, at the pace of their changes and of the suspicion against them.
 * @returns how many pages are to be asked
 */
export async function seedRevisits({ store, queue, clock }: RevisitPlace, sweep: string, platform: Platform): Promise<number> {
  const now = clock.now()
  const setting = revisitsSetting(sweep, platform.id)
  const asked = new Set(await store.getSetting<string[]>(setting))
  const askedBy = new Map<string, Promise<ReadonlySet<string>>>()
  const wasRevisited = async ({ sweep: last, key }: StoredListing): Promise<boolean> => {
    let keys = askedBy.get(last)
    if (!keys) askedBy.set(last, (keys = store.getSetting<string[]>(revisitsSetting(last, platform.id)).then((found) => new Set(found))))
    return (await keys).has(key)
  }
  let added = 0
  let jobs: NewJob[] = []
  const flush = async (): Promise<void> => {
    if (jobs.length === 0) return
    await store.putSetting(setting, [...asked])
    added += await queue.add(jobs)
    jobs = []
  }
  const consider = async (stored: StoredListing): Promise<void> => {
    const url = stored.listing.url === undefined ? undefined : canonicalUrl(stored.listing.url)
    if (stored.sweep === sweep || url === undefined || !isOwnHost(platform, url, url)) return
    const due = overdue(stored, await store.timeline(stored.key), now)
    if (due < 1 && (await wasRevisited(stored))) return
    const priority = LAST_PRIORITY - Math.min(MOST_URGENT, Math.round(due * URGENCY))
    const job = pageJob({ sweep, platform: platform.id, priority }, { url, revisit: stored.key })
    // A result page may have led there already, to a page that said what we want to know.
    const page = await store.getPage(pageKey(sweep, job.key))
    if (page?.kind === 'not-found') await store.apply({ gone: [{ listingKey: stored.key, sweep, at: toInstant(now) }] })
    else if (!page) {
      jobs.push(job)
      asked.add(stored.key)
    }
  }
  for await (const stored of everyPage((after) => store.listListings({ limit: AT_A_TIME, platform: platform.id, state: 'on', ...after }))) {
    await consider(stored)
    if (jobs.length >= AT_A_TIME) await flush()
  }
  await flush()
  return added
}
