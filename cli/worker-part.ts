import { availableParallelism } from 'node:os'
import type { Logger } from 'pino'
import { requireChromium } from '../crawlers/fetch/browser.ts'
import { runFetchers, type FetchKind } from '../crawlers/fetch/fetchers.ts'
import { openExtractThreads } from '../crawlers/jobs/extract-threads.ts'
import type { Visit } from '../crawlers/jobs/visit.ts'
import { meansOf, type SweepMeans } from '../crawlers/sweep-means.ts'
import type { SweepHandlers, SweepOptions } from '../crawlers/sweep.ts'
import { systemClock, UnavailableError, type Sweep } from '../domain/index.ts'
import type { Assessor } from '../pipeline/port.ts'
import { Bell } from '../queue/bell.ts'
import { withHostRights } from '../queue/host-rights.ts'
import type { Job, JobKind } from '../queue/port.ts'
import { work, type WorkerEvent } from '../queue/worker.ts'
import { sweepOptions, type System } from './compose.ts'
import { meansSetting, type Means } from './sweep.ts'
import { traceOf } from './worker-log.ts'
import { writesOf, type WorkerMetrics } from './worker-metrics.ts'

export interface PartOptions {
  system: System
  /** Of the tables in use now. */
  assessor: () => Promise<Assessor>
  kinds: readonly JobKind[]
  /** Plain requests at the same time. */
  concurrency?: number
  metrics: WorkerMetrics
  log: Logger
}

/** As of a sweep's own process: jobs of a worker that died come back soon. In milliseconds. */
const LEASE_MS = 30_000
/** How long a server may be away before the part is given up and joined anew, in milliseconds. */
const OUTAGE_MS = 60_000
/** Between two looks for pages to fetch, where none was heard of, in milliseconds. */
const LOOK_MS = 2_000

/** Takes part in one sweep until the signal says stop: fetches its pages and assesses its listings, as far as this machine has the means. */
export async function takePart(sweep: Sweep, options: PartOptions, signal: AbortSignal): Promise<void> {
  const { system, kinds, log } = options
  const means = await meansOf(system.store, sweep.id)
  const fetched = kinds.filter((kind): kind is FetchKind => kind === 'query' || kind === 'page')
  const barred = fetched.length === 0 ? undefined : whyNotFetch(sweep, means)
  const broken = new AbortController()
  const stop = AbortSignal.any([signal, broken.signal])
  const base = sweepOptions(system, await options.assessor(), means?.platforms ?? [])
  const handlers = await handlersHere(sweep, base.handlers ?? {}, options)
  log.info({ sweep: sweep.id, fetches: fetched.length > 0 && barred === undefined, does: Object.keys(handlers), barred }, 'joined')
  const parts: Promise<unknown>[] = [
    work(
      { queue: system.queue, sweep: sweep.id, handlers, leaseMs: LEASE_MS, outageMs: OUTAGE_MS, onEvent: (event) => told(event, options) },
      stop,
    ),
  ]
  if (means && fetched.length > 0 && barred === undefined)
    parts.push(fetchPages(sweep, { contact: means.contact, ...base }, fetched, options, stop))
  try {
    await Promise.all(parts)
  } finally {
    broken.abort()
    await Promise.allSettled(parts)
  }
}

/** Why the pages of a sweep are left to others. Never a reason to give up a job. */
function whyNotFetch(sweep: Sweep, means: SweepMeans | undefined): string | undefined {
  if (!means) return 'its platforms are not in the store'
  if (sweep.budget !== undefined) return 'its budget is counted by its own process'
  try {
    if (means.platforms.some((platform) => platform.render.mode === 'always')) requireChromium('its pages are drawn by script')
    return undefined
  } catch (error) {
    if (error instanceof UnavailableError) return error.message
    throw error
  }
}

async function fetchPages(sweep: Sweep, base: SweepOptions, kinds: FetchKind[], options: PartOptions, signal: AbortSignal): Promise<void> {
  const { system, concurrency, metrics, log } = options
  const queue = withHostRights(system.queue)
  const threads = availableParallelism() > 1 ? openExtractThreads({ platforms: base.platforms }) : undefined
  const bell = new Bell()
  const mute = queue.onAdded(() => bell.ring())
  const onVisit = (job: Job, visit: Visit): void => {
    metrics.visited(job, visit)
    const writes = writesOf(visit)
    const page = writes?.pages?.at(0)
    const reason = 'reason' in visit ? visit.reason : undefined
    const listings = writes?.listings?.map(({ key }) => key)
    log.info({ ...traceOf(job), kind: job.kind, does: visit.does, url: job.payload['url'], page: page?.kind, reason, listings }, 'visited')
  }
  try {
    while (!signal.aborted) {
      const seen = bell.rings
      if ((await queue.nextDue({ sweep: sweep.id, kinds })) === undefined) {
        await bell.wait(seen, LOOK_MS, signal)
        continue
      }
      const { guests } = await runFetchers({
        ...base,
        ...(threads ? { extract: threads.extract } : {}),
        queue,
        kinds,
        concurrency,
        signal,
        onVisit,
        clock: systemClock,
        sweep: sweep.id,
        keepGuests: false,
        leaseMs: LEASE_MS,
      })
      if (Object.keys(guests).length > 0) log.info({ sweep: sweep.id, guests }, 'fetched')
    }
  } finally {
    mute()
    await queue.leaveHosts()
    await threads?.close()
  }
}

/** The handlers of the kinds that this worker does, with what they do counted and told. */
async function handlersHere(sweep: Sweep, handlers: SweepHandlers, options: PartOptions): Promise<SweepHandlers> {
  const { system, kinds, metrics, log } = options
  const here: SweepHandlers = {}
  const { listing, capture } = handlers
  // A sweep that was given a folder of tables is assessed where that folder is, by its own process.
  const own = await system.store.getSetting<Means>(meansSetting(sweep.id))
  if (listing && kinds.includes('listing') && own?.registry === undefined)
    here.listing = async (jobs, signal) => {
      const answers = await listing(jobs, signal)
      metrics.answered(answers)
      for (const { job, writes } of answers)
        for (const { findings } of writes?.assessments ?? [])
          for (const { id: finding, rule, listingKey, probability } of findings)
            log.info({ ...traceOf(job), kind: job.kind, finding, rule, listing: listingKey, probability }, 'found')
      await tellLag(answers[0]?.job, options)
      return answers
    }
  if (capture && kinds.includes('capture'))
    here.capture = async (jobs, signal) => {
      const answers = await capture(jobs, signal)
      for (const { job } of answers) log.info({ ...traceOf(job), kind: job.kind, listing: job.payload['listingKey'] }, 'captured')
      return answers
    }
  return here
}

async function tellLag(job: Job | undefined, { system, metrics }: PartOptions): Promise<void> {
  const key = job?.payload['listingKey']
  const stored = typeof key === 'string' ? await system.store.getListing(key) : undefined
  if (stored) metrics.assessedAfter((systemClock.now().getTime() - Date.parse(stored.lastSeen)) / 1000)
}

function told(event: WorkerEvent, { metrics, log }: PartOptions): void {
  metrics.worked(event)
  if (event.type === 'retry')
    log.warn({ ...traceOf(event.job), kind: event.job.kind, reason: event.reason, retryAt: event.retryAt }, 'retried')
  else if (event.type === 'failed') log.error({ ...traceOf(event.job), kind: event.job.kind, reason: event.reason }, 'failed')
  else if (event.type === 'outage') log.warn({ reason: event.reason }, 'outage')
}
