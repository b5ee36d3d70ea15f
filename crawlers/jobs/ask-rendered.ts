import type { Page, Request, Route } from 'playwright'
import type { FetchedPage } from '../../domain/index.ts'
import { RefusedError, toInstant } from '../../domain/index.ts'
import { retryAfterMs } from '../fetch/retry.ts'
import type { Platform } from '../platforms/schema.ts'
import { urlOf } from './payload.ts'
import type { Ask, VisitContext } from './visit.ts'
import { messageOf } from './bars.ts'

const NAVIGATION_MS = 30_000
/** For what the page loads after its frame stands, where the platform file names nothing to wait for. */
const QUIET_MS = 8_000
const WAIT_FOR_MS = 15_000
/** A list that has not grown for so long after being scrolled, with no request under way, has come to its end. */
const GROWTH_MS = 1_500
/** Kinds of request that robots.txt is asked about: what fetches content, not what draws it. */
const ASKED: ReadonlySet<string> = new Set(['document', 'xhr', 'fetch', 'eventsource'])

/** Scrolls down, screen by screen, until the page stops growing or `most` screens have passed. */
async function scrollDown(page: Page, most: number): Promise<void> {
  const underWay = new Set<Request>()
  page.on('request', (request) => underWay.add(request))
  page.on('requestfinished', (request) => underWay.delete(request))
  page.on('requestfailed', (request) => underWay.delete(request))
  const size = (): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollHeight * 1e6 + document.getElementsByTagName('*').length)
  for (let screens = 0; screens < most; screens++) {
    const before = await size()
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    const grew = (): Promise<boolean> =>
      page
        .waitForFunction((was) => document.documentElement.scrollHeight * 1e6 + document.getElementsByTagName('*').length !== was, before, {
          timeout: GROWTH_MS,
          polling: 50,
        })
        .then(() => true)
        .catch(() => false)
    let grown = await grew()
    // A slow answer is still on its way.
    for (let patience = 0; !grown && underWay.size > 0 && patience < NAVIGATION_MS / GROWTH_MS; patience++) grown = await grew()
    if (!grown) return
  }
}

/** Lets through what the guard and robots.txt allow, and keeps account of it. */
function gate(platform: Platform, context: VisitContext): (route: Route) => Promise<void> {
  const guest = context.guestOf(platform)
  return async (route) => {
    const request = route.request()
    const url = new URL(request.url())
    const visit = context.log.visit(url.host)
    try {
      guest.check(url)
      if (ASKED.has(request.resourceType())) {
        const { verdict } = await context.robots.judge(url, guest)
        if (verdict !== 'allowed') {
          visit.robotsRefused++
          return await route.abort('blockedbyclient')
        }
      }
      visit.requests++
      await route.continue()
    } catch (error) {
      if (error instanceof RefusedError) {
        visit.refused++
        await route.abort('blockedbyclient')
      }
      // Otherwise the page was closed meanwhile, and nobody waits for the answer.
    }
  }
}

/** Pages of a platform drawn in one tab of a browser, scrolled to their end where the platform file says so. */
export function askRendered(platform: Platform, tab: Page, context: VisitContext): Ask {
  const { clock, pace, log } = context
  let gated = false
  return async (job): Promise<FetchedPage> => {
    const url = new URL(urlOf(job))
    const visit = log.visit(url.host)
    const startedAt = clock.now().getTime()
    let throttled = false
    let waitMs: number | undefined
    try {
      if (!gated) await tab.route('**/*', gate(platform, context))
      gated = true
      const response = await tab.goto(url.href, { waitUntil: 'domcontentloaded', timeout: NAVIGATION_MS })
      const status = response?.status() ?? 0
      const headers = response ? await response.allHeaders() : {}
      throttled = status === 429 || status === 503
      if (throttled) visit.throttled++
      waitMs = throttled ? retryAfterMs(headers['retry-after'], clock.now()) : undefined
      if (status < 400) {
        const waitFor = 'waitFor' in platform.render ? platform.render.waitFor : undefined
        // What does not come is seen in what is read: an empty page says so itself.
        if (waitFor) await tab.waitForSelector(waitFor, { state: 'attached', timeout: WAIT_FOR_MS }).catch(() => {})
        else await tab.waitForLoadState('networkidle', { timeout: QUIET_MS }).catch(() => {})
        if (job.kind === 'query') await scrollDown(tab, platform.render.scroll)
      }
      return {
        url: url.href,
        finalUrl: tab.url(),
        status,
        headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
        body: new TextEncoder().encode(await tab.content()),
        fetchedAt: toInstant(clock.now()),
        rendered: true,
      }
    } catch (error) {
      throw new Error(messageOf(error).split('\n')[0] ?? 'the page could not be drawn', { cause: error })
    } finally {
      const report = { startedAt, endedAt: clock.now().getTime(), throttled, retryAfterMs: waitMs, drawn: true }
      visit.waitedMs += pace.end(job.host ?? '', report)
    }
  }
}
