import type { Clock } from '../../domain/index.ts'
import { toInstant } from '../../domain/index.ts'
import type { Job, JobKind, JobOutcome, Queue } from '../../queue/port.ts'
import type { Store } from '../../store/port.ts'
import { pageWithout } from '../jobs/outcome.ts'
import { urlOf } from '../jobs/payload.ts'
import { previousSweeps } from '../jobs/previous-sweep.ts'
import type { Extract, Visit, VisitContext } from '../jobs/visit.ts'
import { tryAgain } from '../jobs/bars.ts'
import { visitPage } from '../jobs/visit-page.ts'
import { askStatic } from '../jobs/ask.ts'
import { SellerDesk } from '../jobs/seller-desk.ts'
import type { Platform } from '../platforms/schema.ts'
import { blackoutEnd } from './blackout.ts'
import { chromiumPath } from './browser.ts'
import type { BrowserLane } from './browser-lane.ts'
import { runBrowserLane } from './browser-lane.ts'
import { DailyCap } from './daily-cap.ts'
import { GuestLog, guestSetting } from './guest-log.ts'
import type { GuestReport } from './guest-log.ts'
import { Guest } from './guest.ts'
import { JobSource } from './job-source.ts'
import type { Lane } from './job-source.ts'
import { LaneManager } from './lane-manager.ts'
import type { FetchLimits } from './limits.ts'
import { Pace } from './pace.ts'
import { RobotsGate } from './robots-gate.ts'
import { StaticCrawler } from './static-crawler.ts'

/** Kinds of job that ask a host. */
export type FetchKind = Exclude<JobKind, 'listing' | 'capture'>

export interface FetchersOptions {
  store: Store
  queue: Queue
  platforms: readonly Platform[]
  extract: Extract
  clock: Clock
  /** @default both */
  kinds?: readonly FetchKind[]
  /** Only jobs of this sweep; without it, of all. */
  sweep?: string
  /** Keeps the guest report of the sweep in the store, for who resumes it; a worker beside the sweep keeps its own. @default true */
  keepGuests?: boolean
  /** Pages that may still be fetched; without it, as many as there are. */
  budget?: number
  /** Whom operators may write to; a platform file's own contact goes before. */
  contact?: string
  limits?: Partial<FetchLimits>
  /** Plain requests at the same time, over all hosts. @default 16 */
  concurrency?: number
  /** Browser tabs at the same time, a platform. @default 2 */
  tabs?: number
  /** @default 60,000 */
  leaseMs?: number
  signal?: AbortSignal
  /** Told how each visit ended. */
  onVisit?: (job: Job, visit: Visit) => void
  random?: () => number
}

export interface FetchersEnd {
  /** `drained`: nothing is left to fetch. */
  state: 'drained' | 'stopped'
  guests: GuestReport
  /** Jobs that the budget had nothing left for. */
  unasked: number
}

/** Longest visit, in seconds: reading robots.txt, the page and its redirects, or drawing and scrolling it. */
const VISIT_SECS = { static: 120, rendered: 300 }
const FALLBACK_PACE = { perSecond: 1, concurrency: 1 }

/** What all visits of a run share. */
function visitContext(options: FetchersOptions, log: GuestLog, pace: Pace, guests: Map<string, Guest>, spend: () => boolean): VisitContext {
  const { store, clock, contact, limits, extract, random = Math.random } = options
  const robots = new RobotsGate(clock, (host, rules, bytes) => {
    const visit = log.visit(host)
    visit.requests++
    visit.bytes += bytes
    if (rules.crawlDelay === undefined) return
    visit.crawlDelay = rules.crawlDelay
    pace.setCrawlDelay(host, rules.crawlDelay)
  })
  const guestOf = (platform: Platform): Guest => {
    let guest = guests.get(platform.id)
    if (!guest) {
      const { allowAddresses, pace: own } = platform
      guest = new Guest({ contact: platform.contact ?? contact, allowAddresses, limits, connections: own.concurrency, clock })
      guests.set(platform.id, guest)
    }
    return guest
  }
  const canRender = chromiumPath() !== undefined
  const cap = new DailyCap(store, clock)
  const sellers: SellerDesk = new SellerDesk(() => context)
  const previousSweep = previousSweeps(store)
  const context: VisitContext = { store, clock, extract, robots, cap, log, pace, guestOf, previousSweep, canRender, random, sellers, spend }
  return context
}

/**
 * Works off `query` and `page` jobs until none is left or the signal says stop: Crawlee over the durable queue, plain requests and,
 * where a page needs it, a browser.
 */
export async function runFetchers(options: FetchersOptions): Promise<FetchersEnd> {
  const { store, queue, clock, sweep, signal, concurrency = 16, tabs = 2, leaseMs } = options
  const platforms = new Map(options.platforms.map((platform) => [platform.id, platform]))
  const guests = new Map<string, Guest>()
  const kept = sweep === undefined || options.keepGuests === false ? undefined : guestSetting(sweep)
  const log = new GuestLog(kept === undefined ? {} : await store.getSetting<GuestReport>(kept))
  const paces = new Map<string, Platform['pace']>()
  const pace = new Pace((host) => ({ ...(paces.get(host) ?? FALLBACK_PACE) }))
  let budget = options.budget ?? Infinity
  const spend = (): boolean => budget-- > 0
  const context = visitContext(options, log, pace, guests, spend)
  const browsers = new Map<string, BrowserLane | undefined>()
  const running: Promise<unknown>[] = []
  let unasked = 0

  const source: JobSource = new JobSource({
    queue,
    kinds: options.kinds ?? ['query', 'page'],
    sweep,
    pace,
    clock,
    leaseMs,
    admit: (job) => {
      const platform = platforms.get(job.platform)
      if (platform && job.host) {
        paces.set(job.host, platform.pace)
        const closed = blackoutEnd(platform.blackout, clock.now())
        if (closed !== undefined) pace.block(job.host, closed)
      }
      return platform ? laneOf(job, platform) : 'static'
    },
    mayBegin: spend,
    unasked: (job): JobOutcome => {
      unasked++
      return { job }
    },
    onWork: (lane) => wake(lane),
  })

  async function settle(job: Job, visiting: () => Promise<Visit>): Promise<void> {
    try {
      const visit = await visiting()
      options.onVisit?.(job, visit)
      if (visit.does === 'end') await source.end(visit.outcome)
      else if (visit.does === 'retry') await source.fail(job, visit.reason, { retryAfterMs: visit.afterMs })
      else if (visit.does === 'give-up') await source.fail(job, visit.reason, { writes: visit.writes })
      else source.move(job, `rendered/${job.platform}`)
    } catch (error) {
      // Visits answer for what pages and hosts do. What they throw is ours (the store is gone, a defect): it ends the run, not the job.
      source.crash(error)
    }
  }

  async function visit(job: Job): Promise<Visit> {
    const platform = platforms.get(job.platform)
    if (platform) return visitPage(job, platform, context, askStatic(platform, context))
    const reason = `no platform file ${job.platform} is loaded`
    return { does: 'give-up', reason, writes: pageWithout(job, { kind: 'failed', why: reason }, toInstant(clock.now())) }
  }

  const onCut = async (job: Job, error: Error): Promise<void> => {
    pace.end(job.host ?? '', { startedAt: 0, endedAt: 0, throttled: false })
    await settle(job, async () => tryAgain(job, context, error.message))
  }

  const manager = new LaneManager(source, 'static', urlOf)
  const fixed = new StaticCrawler({
    manager,
    concurrency,
    visit: (job) => settle(job, () => visit(job)),
    timeoutSecs: VISIT_SECS.static,
    onCut,
  })

  function wake(lane: Lane): void {
    if (lane === 'static') return void fixed.autoscaledPool?.notify()
    const id = lane.slice('rendered/'.length)
    const platform = platforms.get(id)
    if (browsers.has(id)) browsers.get(id)?.notify()
    else if (platform && !source.stopped) {
      browsers.set(id, undefined)
      const lanes = { platform, source, context, tabs, timeoutSecs: VISIT_SECS.rendered, settle, onCut }
      running.push(runBrowserLane(lanes, (browser) => browsers.set(id, browser)).catch((error: unknown) => source.crash(error)))
    }
  }

  const stop = (): void => source.stop()
  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted) stop()
  try {
    await fixed.run()
    await Promise.all(running)
    const drained = await source.finished()
    return { state: drained && !source.stopped ? 'drained' : 'stopped', guests: log.report(), unasked }
  } finally {
    signal?.removeEventListener('abort', stop)
    await Promise.allSettled(running)
    await source.close()
    await context.cap.close()
    if (kept !== undefined) await store.putSetting(kept, log.report())
    await Promise.all([...guests.values()].map((guest) => guest.close()))
  }
}

/** Whether a job's page is drawn by a browser from the start, as the platform file says. */
export function laneOf(job: Job, { id, render, product, seller }: Platform): Lane {
  if (render.mode !== 'always') return 'static'
  const pages = 'pages' in render ? render.pages : undefined
  if (!pages) return `rendered/${id}`
  const url = urlOf(job)
  const is = (address: string | undefined): boolean => address !== undefined && new RegExp(address, 'u').test(url)
  const kind = job.kind === 'query' ? 'search' : is(seller.address) && !is(product.address) ? 'seller' : 'product'
  return pages.includes(kind) ? `rendered/${id}` : 'static'
}
