import type { Clock, Sweep } from '../../domain/index.ts'
import { ZhixunError } from '../../domain/index.ts'
import type { Job, JobOutcome, Queue } from '../../queue/port.ts'
import type { Store } from '../../store/port.ts'
import { pageWithout } from '../jobs/outcome.ts'
import { urlOf } from '../jobs/payload.ts'
import type { Extract, Visit, VisitContext } from '../jobs/visit.ts'
import { tryAgain, visitStatic } from '../jobs/visit.ts'
import type { Platform } from '../platforms/schema.ts'
import { chromiumPath } from './browser.ts'
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

export interface FetchersOptions {
  store: Store
  queue: Queue
  platforms: readonly Platform[]
  extract: Extract
  clock: Clock
  /** Only jobs of this sweep; without it, of all. */
  sweep?: string
  /** Pages that may still be fetched; without it, as many as there are. */
  budget?: number
  /** Whom operators may write to; a platform file's own contact goes before. */
  contact?: string
  limits?: Partial<FetchLimits>
  /** Plain requests at the same time, over all hosts. @default 16 */
  concurrency?: number
  /** Browser tabs at the same time. @default 2 */
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

/** Longest visit, in seconds: all tries of reading robots.txt, the page and its redirects. */
const VISIT_SECS = 120
const FALLBACK_PACE = { perSecond: 1, concurrency: 1 }
const SWEEPS_LOOKED_AT = 100

/** Finds, once for each platform, the latest earlier sweep that asked it. */
export function previousSweeps(store: Store): (job: Pick<Job, 'sweep' | 'platform'>) => Promise<string | undefined> {
  const known = new Map<string, Promise<string | undefined>>()
  const find = async ({ sweep, platform }: Pick<Job, 'sweep' | 'platform'>): Promise<string | undefined> => {
    const own = await store.getSweep(sweep)
    const earlier = (other: Sweep): boolean => other.id !== sweep && (own === undefined || other.startedAt < own.startedAt)
    const sweeps = await store.listSweeps({ limit: SWEEPS_LOOKED_AT })
    return sweeps.find((other) => earlier(other) && other.platforms.includes(platform))?.id
  }
  return (job) => {
    const name = `${job.sweep}\n${job.platform}`
    let found = known.get(name)
    if (!found) known.set(name, (found = find(job)))
    return found
  }
}

/**
 * Works off `query` and `page` jobs until none is left or the signal says stop: Crawlee over the durable queue, plain requests and,
 * where a page needs it, a browser.
 */
export async function runFetchers(options: FetchersOptions): Promise<FetchersEnd> {
  const { store, queue, clock, sweep, signal, contact, limits, concurrency = 16, leaseMs, random = Math.random } = options
  const platforms = new Map(options.platforms.map((platform) => [platform.id, platform]))
  const guests = new Map<string, Guest>()
  const log = new GuestLog(sweep === undefined ? {} : await store.getSetting<GuestReport>(guestSetting(sweep)))
  const paces = new Map<string, Platform['pace']>()
  const pace = new Pace((host) => ({ ...(paces.get(host) ?? FALLBACK_PACE) }))
  let budget = options.budget ?? Infinity
  let unasked = 0

  const context: VisitContext = {
    store,
    clock,
    extract: options.extract,
    robots: new RobotsGate(clock, (host, rules, bytes) => {
      const visit = log.visit(host)
      visit.requests++
      visit.bytes += bytes
      if (rules.crawlDelay === undefined) return
      visit.crawlDelay = rules.crawlDelay
      pace.setCrawlDelay(host, rules.crawlDelay)
    }),
    cap: new DailyCap(store, clock),
    log,
    pace,
    guestOf: (platform) => {
      let guest = guests.get(platform.id)
      if (!guest) {
        const { allowAddresses, pace: own } = platform
        guest = new Guest({ contact: platform.contact ?? contact, allowAddresses, limits, connections: own.concurrency, clock })
        guests.set(platform.id, guest)
      }
      return guest
    },
    previousSweep: previousSweeps(store),
    canRender: chromiumPath() !== undefined,
    random,
  }

  const source: JobSource = new JobSource({
    queue,
    kinds: ['query', 'page'],
    sweep,
    pace,
    clock,
    leaseMs,
    admit: (job) => {
      const platform = platforms.get(job.platform)
      if (platform && job.host) paces.set(job.host, platform.pace)
      return platform ? laneOf(job, platform) : 'static'
    },
    mayBegin: () => budget-- > 0,
    unasked: (job): JobOutcome => {
      unasked++
      return { job }
    },
    onWork: (lane) => wake(lane),
  })

  async function settle(job: Job, visit: Visit): Promise<void> {
    options.onVisit?.(job, visit)
    switch (visit.does) {
      case 'end':
        return source.end(visit.outcome)
      case 'retry':
        return source.fail(job, visit.reason, { retryAfterMs: visit.afterMs })
      case 'give-up':
        return source.fail(job, visit.reason, { writes: visit.writes })
      case 'render':
        return source.move(job, 'rendered')
    }
  }

  async function visit(job: Job): Promise<void> {
    const platform = platforms.get(job.platform)
    if (platform) return settle(job, await visitStatic(job, platform, context))
    const why = `no platform file ${job.platform} is loaded`
    const writes = pageWithout(job, { kind: 'failed', why }, clock.now().toISOString())
    return settle(job, { does: 'give-up', reason: why, writes })
  }

  const onCut = async (job: Job, error: Error): Promise<void> => {
    // An error of ours (the store is gone, a defect) is no page's fault: it ends the run and costs the job nothing.
    if (error instanceof ZhixunError) throw error
    pace.end(job.host ?? '', { startedAt: 0, endedAt: clock.now().getTime(), throttled: false })
    await settle(job, tryAgain(job, context, error.message))
  }

  const fixed = new StaticCrawler({
    manager: new LaneManager(source, 'static', urlOf),
    concurrency,
    visit,
    timeoutSecs: VISIT_SECS,
    onCut,
  })
  function wake(lane: Lane): void {
    if (lane === 'static') void fixed.autoscaledPool?.notify()
  }

  const stop = (): void => source.stop()
  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted) stop()
  try {
    await fixed.run()
    const drained = !source.stopped && (await source.finished())
    return { state: drained ? 'drained' : 'stopped', guests: log.report(), unasked }
  } finally {
    signal?.removeEventListener('abort', stop)
    await source.close()
    await context.cap.close()
    if (sweep !== undefined) await store.putSetting(guestSetting(sweep), log.report())
    await Promise.all([...guests.values()].map((guest) => guest.close()))
  }
}

/** Whether a job's page is drawn by a browser from the start, as the platform file says. */
export function laneOf(job: Job, { render, product, seller }: Platform): Lane {
  if (render.mode !== 'always') return 'static'
  const pages = 'pages' in render ? render.pages : undefined
  if (!pages) return 'rendered'
  const url = urlOf(job)
  const is = (address: string | undefined): boolean => address !== undefined && new RegExp(address, 'u').test(url)
  const kind = job.kind === 'query' ? 'search' : is(seller.address) && !is(product.address) ? 'seller' : 'product'
  return pages.includes(kind) ? 'rendered' : 'static'
}
