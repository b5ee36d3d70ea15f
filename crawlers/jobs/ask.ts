import type { FetchedPage, StoredPage } from '../../domain/index.ts'
import type { Job } from '../../queue/port.ts'
import { retryAfterMs } from '../fetch/retry.ts'
import type { Platform } from '../platforms/schema.ts'
import { TurnedAwayError } from './bars.ts'
import { pageKey, urlOf } from './payload.ts'
import type { Ask, VisitContext } from './visit.ts'

interface Before {
  page: StoredPage
  body: Uint8Array
}

/** The page as an earlier sweep stored it, where it carries what a conditional request needs. */
async function storedBefore(job: Job, { store, previousSweep }: VisitContext): Promise<Before | undefined> {
  const sweep = await previousSweep(job)
  if (sweep === undefined) return undefined
  const page = await store.getPage(pageKey(sweep, job.key))
  if (!page?.sha256 || page.status !== 200 || !(page.headers['etag'] || page.headers['last-modified'])) return undefined
  const body = await store.getBody(page.sha256)
  return body && { page, body: body.bytes }
}

/** Plain requests for a platform's pages. An unchanged page is what it was when it was last stored. */
export function askStatic(platform: Platform, context: VisitContext): Ask {
  const { clock, log, pace, robots } = context
  const guest = context.guestOf(platform)
  return async (job): Promise<FetchedPage> => {
    const url = new URL(urlOf(job))
    const visit = log.visit(url.host)
    const before = await storedBefore(job, context)
    const startedAt = clock.now().getTime()
    let throttled = false
    let waitMs: number | undefined
    try {
      visit.requests++
      const { wireBytes, ...page } = await guest.get(url.href, {
        validators: before && { etag: before.page.headers['etag'], lastModified: before.page.headers['last-modified'] },
        onRedirect: async (next) => {
          const { verdict, why } = await robots.judge(next, guest)
          if (verdict === 'unreachable') throw new Error(why)
          if (verdict === 'disallowed') throw new TurnedAwayError(next, why)
          log.visit(next.host).requests++
        },
      })
      log.visit(new URL(page.finalUrl).host).bytes += wireBytes
      if (page.status === 304 && before) {
        visit.notModified++
        return { ...page, status: 200, headers: { ...before.page.headers, ...page.headers }, body: before.body }
      }
      throttled = page.status === 429 || page.status === 503
      if (throttled) visit.throttled++
      waitMs = throttled ? retryAfterMs(page.headers['retry-after'], clock.now()) : undefined
      return page
    } finally {
      const report = { startedAt, endedAt: clock.now().getTime(), throttled, retryAfterMs: waitMs }
      visit.waitedMs += pace.end(job.host ?? '', report)
    }
  }
}
