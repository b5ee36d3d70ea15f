import type { Job } from '../../queue/port.ts'
import { urlOf } from '../jobs/payload.ts'
import type { Visit, VisitContext } from '../jobs/visit.ts'
import { visitPage } from '../jobs/visit-page.ts'
import type { Platform } from '../platforms/schema.ts'
import { requireChromium } from './browser.ts'
import { openGateProxy } from './gate-proxy.ts'
import type { JobSource } from './job-source.ts'
import { LaneManager } from './lane-manager.ts'

export interface BrowserLane {
  /** Looks for work at once. */
  notify(): void
}

export interface BrowserLaneOptions {
  platform: Platform
  source: JobSource
  context: VisitContext
  /** Tabs at the same time. */
  tabs: number
  timeoutSecs: number
  settle: (job: Job, visit: () => Promise<Visit>) => Promise<void>
  onCut: (job: Job, error: Error) => Promise<void>
}

/**
 * Starts a browser for one platform, with the guard and the name of that platform's guest, and works off its lane until nothing is left.
 * The browser's code is loaded only now: most sweeps need none.
 * @throws UnavailableError where there is no browser
 */
export async function runBrowserLane(options: BrowserLaneOptions, onReady: (lane: BrowserLane) => void): Promise<void> {
  const { platform, source, context, tabs, timeoutSecs, settle, onCut } = options
  const executablePath = requireChromium(`platform ${platform.id} draws its pages by script`)
  const [{ RenderedCrawler }, { askRendered }] = await Promise.all([import('./rendered-crawler.ts'), import('../jobs/ask-rendered.ts')])
  const guest = context.guestOf(platform)
  const proxy = await openGateProxy(guest.guard, (host, bytes) => (context.log.visit(host).bytes += bytes))
  try {
    const crawler = new RenderedCrawler({
      manager: new LaneManager(source, `rendered/${platform.id}`, urlOf),
      concurrency: Math.min(tabs, platform.pace.concurrency),
      visit: (job, page) => settle(job, () => visitPage(job, platform, context, askRendered(platform, page, context))),
      timeoutSecs,
      onCut,
      executablePath,
      userAgent: guest.agentName,
      proxy: proxy.server,
    })
    onReady({ notify: () => void crawler.autoscaledPool?.notify() })
    await crawler.run()
  } finally {
    await proxy.close()
  }
}
