import { PlaywrightCrawler } from '@crawlee/playwright'
import { chromium } from 'playwright'
import type { Page } from 'playwright'
import type { Job } from '../../queue/port.ts'
import { CHROMIUM_FLAGS } from './browser.ts'
import { jobOf } from './lane-manager.ts'
import { quietConfiguration, quietOptions } from './quiet.ts'
import type { LaneCrawlerOptions } from './static-crawler.ts'

export interface RenderedCrawlerOptions extends Omit<LaneCrawlerOptions, 'visit'> {
  executablePath: string
  /** The one name that we go by, in the browser too. */
  userAgent: string
  /** Address of the proxy that guards what the browser connects to. */
  proxy: string
  visit: (job: Job, page: Page) => Promise<void>
}

/** After so many pages the browser is started afresh: it grows with what it has seen. */
const PAGES_PER_BROWSER = 500

/** Crawlee and Chromium over our queue, for pages that scripts draw. Going to the page is the visit's own, so that robots.txt comes first. */
export class RenderedCrawler extends PlaywrightCrawler {
  constructor({ manager, concurrency, visit, timeoutSecs, onCut, executablePath, userAgent, proxy }: RenderedCrawlerOptions) {
    super(
      {
        ...quietOptions,
        persistCookiesPerSession: false,
        headless: true,
        minConcurrency: concurrency,
        maxConcurrency: concurrency,
        requestHandlerTimeoutSecs: timeoutSecs,
        browserPoolOptions: { useFingerprints: false, maxOpenPagesPerBrowser: 100, retireBrowserAfterPageCount: PAGES_PER_BROWSER },
        launchContext: {
          launcher: chromium,
          launchOptions: {
            executablePath,
            args: [...CHROMIUM_FLAGS, `--user-agent=${userAgent}`, '--lang=zh-CN'],
            proxy: { server: proxy },
            // Playwright would end the whole process at a Ctrl-C, before the sweep had given back its jobs; whoever runs the sweep closes.
            handleSIGINT: false,
            handleSIGTERM: false,
            handleSIGHUP: false,
          },
        },
        requestHandler: async ({ request, page }) => visit(jobOf(request), page),
        failedRequestHandler: async ({ request }, error) => onCut(jobOf(request), error),
      },
      quietConfiguration(),
    )
    this.requestManager = manager
  }
}
