import type { Clock, Query, Sweep, SweepSummary } from '../domain/index.ts'
import { ConfigError, dayOf, InputError, systemClock, toInstant } from '../domain/index.ts'
import type { Job, JobKind, NewJob, Queue } from '../queue/port.ts'
import { Bell } from '../queue/bell.ts'
import { withHostRights } from '../queue/host-rights.ts'
import { work } from '../queue/worker.ts'
import type { Handler } from '../queue/worker.ts'
import type { Store, SweepCounts } from '../store/port.ts'
import { requireChromium } from './fetch/browser.ts'
import { runFetchers } from './fetch/fetchers.ts'
import type { FetchersEnd, FetchersOptions } from './fetch/fetchers.ts'
import { isLoopbackHost } from './fetch/guard.ts'
import { canonicalUrl, queryJob, queryOf } from './jobs/payload.ts'
import { searchUrl } from './jobs/search-url.ts'
import type { Visit } from './jobs/visit.ts'
import { journalled, releaseDead } from './lease-journal.ts'
import { recordRelistings } from './plan/relisting-record.ts'
import { YieldMeter } from './plan/yields.ts'
import type { Platform } from './platforms/schema.ts'
import { SweepProgressMeter } from './progress.ts'
import type { SweepProgress } from './progress.ts'
import { seedRevisits } from './revisit.ts'
import { keepMeans } from './sweep-means.ts'
import { holdSweep } from './sweep-right.ts'

export type { SweepProgress } from './progress.ts'

/** Who does the jobs that come after fetching. */
export type SweepHandlers = Partial<Record<Exclude<JobKind, 'query' | 'page'>, Handler>>

export interface SweepOptions extends Pick<
  FetchersOptions,
  'extract' | 'contact' | 'limits' | 'concurrency' | 'tabs' | 'leaseMs' | 'random'
> {
  store: Store
  queue: Queue
  platforms: readonly Platform[]
  /** Best first. Without them the platforms' start lists are walked. */
  queries?: readonly Query[]
  /** Most pages to fetch. */
  budget?: number
  campaign?: string
  /** Id of the sweep; made from the time when it is left out. */
  sweepId?: string
  /** Goes on with the sweep `sweepId`, or with the latest that did not end. */
  resume?: boolean
  /** What is done with listings and findings in the same run; kinds that are left out stay in the queue for workers. */
  handlers?: SweepHandlers
  /** Pages of known listings that no result page showed are asked too. @default true */
  revisit?: boolean
  signal?: AbortSignal
  onProgress?: (progress: SweepProgress) => void
  clock?: Clock
}

export interface SweepResult extends SweepSummary {
  id: string
  state: Sweep['state']
  /** Addresses that robots.txt, the guard or a cap kept us from. */
  refused: number
  /** Pages that the budget had nothing left for. */
  unasked: number
  guests: FetchersEnd['guests']
}

const FIRST_PRIORITY = 100
/** Short, as who resumes a killed sweep may have to wait for the leases that died with it. */
const LEASE_MS = 30_000
/** Between two looks at what others still hold, in milliseconds. */
const LOOK_MS = 50

export function newSweepId(clock: Clock = systemClock): string {
  const stamp = toInstant(clock.now()).replace(/[-:]/g, '').slice(0, 15)
  return `${stamp}-${crypto.randomUUID().slice(0, 4)}`
}

/** One job for the first result page of each query; the better the query, the earlier it and all that it leads to. */
function seedJobs(sweep: string, platforms: readonly Platform[], queries: readonly Query[] | undefined): NewJob[] {
  const byId = new Map(platforms.map((platform) => [platform.id, platform]))
  const jobs: NewJob[] = []
  const seed = (platform: Platform, address: string, text: string, reason: string): void => {
    const url = canonicalUrl(address)
    if (url === undefined) return
    const priority = FIRST_PRIORITY + 2 * jobs.length
    jobs.push(queryJob({ sweep, platform: platform.id, priority }, { url, text, reason, page: 1 }))
  }
  if (queries) {
    for (const { platform: id, text, reason } of queries) {
      const platform = byId.get(id)
      if (!platform) throw new InputError(`one of the platforms of the sweep, got ${id}`, { field: 'queries.platform' })
      const url = searchUrl(platform, text, 1)
      if (url === undefined)
        throw new ConfigError(`platform ${id}: it has no search address (search.url), so it cannot be asked for ${text}`)
      seed(platform, url, text, reason)
    }
  } else {
    for (const platform of platforms) for (const url of platform.search.start) seed(platform, url, '', 'the whole catalogue')
  }
  return jobs
}

/** What must be there before anyone is asked. */
function checkMeans({ platforms, contact }: SweepOptions, jobs: readonly NewJob[]): void {
  const nameless = jobs.find((job) => {
    const own = platforms.find(({ id }) => id === job.platform)?.contact ?? contact
    return !own && job.host !== undefined && !isLoopbackHost(new URL(`http://${job.host}`).hostname)
  })
  if (nameless)
    throw new ConfigError(
      `${nameless.host} is not asked without a contact for its operator: set ZHIXUN_CONTACT (an address or a page) or contact in the platform file`,
    )
  const drawn = platforms.find((platform) => platform.render.mode === 'always')
  if (drawn) requireChromium(`platform ${drawn.id} draws its pages by script`)
}

async function findSweep({ store, sweepId }: SweepOptions): Promise<Sweep> {
  if (sweepId !== undefined) {
    const sweep = await store.getSweep(sweepId)
    if (!sweep) throw new InputError(`a sweep to resume, got ${sweepId}, which is not in the store`, { field: 'sweep' })
    return sweep
  }
  const open = (await store.listSweeps({ limit: 100 })).find(({ state }) => state !== 'done')
  if (!open) throw new InputError('nothing to resume: no sweep was interrupted', { field: 'resume' })
  return open
}

/** What a sweep was asked to do, kept so that resuming it needs no arguments. */
const planSetting = (sweep: string): string => `sweep-jobs/${sweep}`

async function beginSweep(options: SweepOptions, clock: Clock): Promise<Sweep> {
  const { store, platforms, queries, budget, campaign, sweepId } = options
  const id = sweepId ?? newSweepId(clock)
  if (await store.getSweep(id)) throw new InputError(`an id that is not taken, got ${id}`, { field: 'sweep' })
  const jobs = seedJobs(id, platforms, queries)
  if (jobs.length === 0)
    throw new InputError('something to ask: a query, a campaign, or a platform with a start list (search.start)', { field: 'query' })
  checkMeans(options, jobs)
  await store.putSetting(planSetting(id), jobs)
  await keepMeans(store, id, { platforms: [...platforms], contact: options.contact })
  const sweep: Sweep = {
    id,
    campaign,
    platforms: platforms.map((platform) => platform.id),
    budget,
    state: 'running',
    startedAt: toInstant(clock.now()),
  }
  await store.putSweep(sweep)
  return sweep
}

function summaryOf(sweep: Sweep, counts: SweepCounts, queries: number, now: Date): SweepSummary {
  const { pages, listings, failed, findings } = counts
  const seconds = Math.round((now.getTime() - Date.parse(sweep.startedAt)) / 100) / 10
  return { queries, pages, listings, walls: counts.walls, failed, findings, seconds }
}

/** The handlers as given, with what they find told to the meters. */
function counted(handlers: SweepHandlers, meter: SweepProgressMeter, yields: YieldMeter): SweepHandlers {
  const wrapped: SweepHandlers = {}
  for (const [kind, handle] of Object.entries(handlers) as [keyof SweepHandlers, Handler][])
    wrapped[kind] = async (jobs, signal) => {
      const answers = await handle(jobs, signal)
      for (const { job, writes } of answers) {
        const findings = (writes?.assessments ?? []).reduce((sum, assessed) => sum + assessed.findings.length, 0)
        const query = queryOf(job)
        meter.found(findings)
        if (query !== undefined && findings > 0) yields.count(job.platform, query, { findings })
      }
      return answers
    }
  return wrapped
}

async function isLeft(queue: Queue, sweep: string, kinds: readonly JobKind[]): Promise<boolean> {
  const counts = await Promise.all(kinds.map((kind) => queue.counts({ sweep, kind })))
  return counts.some(({ waiting, delayed, active }) => waiting + delayed + active > 0)
}

/** Resolves when no job of these kinds is left with anyone, or the signal says stop. */
async function workedOff(queue: Queue, sweep: string, kinds: readonly JobKind[], signal: AbortSignal): Promise<void> {
  const bell = new Bell()
  // Two looks: a job of another worker may have ended, and its follow-up come, between counting the one kind and the other.
  for (let empty = 0; empty < 2 && !signal.aborted;) {
    if (await isLeft(queue, sweep, kinds)) {
      empty = 0
      await bell.wait(0, LOOK_MS, signal)
    } else empty++
  }
}

/**
 * Runs one sweep to its end: asks the queries, follows result pages and items within the budget, and lets the handlers assess what was
 * found. A run that is killed at any instant is resumed with nothing lost and nothing doubled.
 * @returns its figures; `state` is `interrupted` where the signal stopped it
 * @throws ConflictError where another process runs it, ConfigError or UnavailableError where a means is missing, InputError
 */
export async function runSweep(options: SweepOptions): Promise<SweepResult> {
  const { store, platforms, handlers = {}, onProgress, clock = systemClock, signal, leaseMs = LEASE_MS } = options
  const sweep = options.resume ? await findSweep(options) : await beginSweep(options, clock)
  const seeds = (await store.getSetting<NewJob[]>(planSetting(sweep.id))) ?? []
  const right = await holdSweep(options.queue, store, sweep.id)
  // Beside workers each host is asked by one process at a time; an embedded queue has no others.
  const shared = options.queue.kind === 'bullmq' ? withHostRights(options.queue) : undefined
  const queue = journalled(shared ?? options.queue, store, sweep.id)
  const meter = new SweepProgressMeter(
    { sweep: sweep.id, queries: seeds.length, counts: await store.countSweep(sweep.id) },
    queue,
    clock,
    onProgress,
  )
  const yields = new YieldMeter(store, sweep.id)
  const guests: FetchersEnd['guests'] = {}
  let unasked = 0
  const finish = async (state: Sweep['state']): Promise<SweepResult> => {
    const counts = await store.countSweep(sweep.id)
    const summary = summaryOf(sweep, counts, seeds.length, clock.now())
    await store.putSweep({ ...sweep, state, endedAt: toInstant(clock.now()), summary })
    await meter.close(state, counts)
    return { ...summary, id: sweep.id, state, refused: counts.refused, unasked, guests }
  }
  try {
    if (sweep.state === 'done') return await finish('done')
    checkMeans(options, seeds)
    await releaseDead(queue, store, sweep.id)
    if (options.resume) await keepMeans(store, sweep.id, { platforms: [...platforms], contact: options.contact })
    if (sweep.state !== 'running') await store.putSweep({ ...sweep, state: 'running' })
    await queue.add(seeds)
    await yields.resume()
    meter.start(() => yields.save())

    const stop = new AbortController()
    const stopped = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
    const fetchPages = async (): Promise<FetchersEnd['state']> => {
      const counts = await store.countSweep(sweep.id)
      const budget = sweep.budget === undefined ? undefined : Math.max(0, sweep.budget - counts.pages - counts.failed)
      const onVisit = (job: Job, visit: Visit): void => {
        const query = queryOf(job)
        meter.visited(job.platform, visit)
        if (query !== undefined && visit.does === 'end') yields.count(job.platform, query, { pages: 1 })
      }
      const end = await runFetchers({ ...options, queue, clock, leaseMs, sweep: sweep.id, budget, signal: stopped, onVisit })
      Object.assign(guests, end.guests)
      unasked += end.unasked
      return end.state
    }
    const fetchAll = async (): Promise<FetchersEnd['state']> => {
      const state = await fetchPages()
      if (state === 'stopped' || options.revisit === false) return state
      let added = 0
      for (const platform of platforms) added += await seedRevisits({ store, queue, clock }, sweep.id, platform)
      return added > 0 ? fetchPages() : state
    }
    const doAll = async (): Promise<FetchersEnd['state']> => {
      try {
        const kinds = Object.keys(handlers) as JobKind[]
        let state = await fetchAll()
        await workedOff(queue, sweep.id, kinds, stopped)
        // A result page in another worker's hands may have led on just after we looked.
        while (state === 'drained' && !stopped.aborted && (await isLeft(queue, sweep.id, ['query', 'page']))) {
          state = await fetchPages()
          await workedOff(queue, sweep.id, kinds, stopped)
        }
        return state
      } finally {
        stop.abort()
      }
    }
    const working = work({ queue, sweep: sweep.id, handlers: counted(handlers, meter, yields), leaseMs, clock }, stopped)
    working.catch(() => stop.abort())
    const [fetched, handled] = await Promise.allSettled([doAll(), working])
    for (const result of [fetched, handled]) if (result.status === 'rejected') throw result.reason
    if (signal?.aborted || (fetched.status === 'fulfilled' && fetched.value === 'stopped')) {
      await yields.save()
      return await finish('interrupted')
    }
    await yields.close(dayOf(clock.now()))
    for (const platform of platforms) await recordRelistings(store, sweep, platform.id)
    const result = await finish('done')
    await queue.clean(sweep.id)
    return result
  } catch (error) {
    await finish('failed').catch(() => {})
    throw error
  } finally {
    await shared?.leaveHosts()
    await right.letGo()
  }
}
