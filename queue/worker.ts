import { UnavailableError, systemClock, toInstant } from '../domain/index.ts'
import type { Clock, Instant } from '../domain/index.ts'
import type { WriteBatch } from '../store/port.ts'
import { Bell } from './bell.ts'
import { DEFAULT_LEASE_MS } from './check.ts'
import { JOB_KINDS } from './port.ts'
import type { Job, JobKind, JobOutcome, Queue } from './port.ts'
import { backoffMs, isUnrecoverable } from './retry.ts'
import type { Backoff } from './retry.ts'

/** A job that failed. `retryAt` overrides the back-off (a server's `Retry-After`); `writes` are kept though the job failed. */
export interface JobFailure {
  job: Job
  error: unknown
  retryAt?: Instant
  writes?: WriteBatch
}

/**
 * Does jobs of one kind, as many at once as it was given. It answers for each; after the signal it may leave out those it has not begun,
 * which are given back untouched. What it throws counts for all of them; they are then tried one by one, so that only the culprit fails.
 */
export type Handler = (jobs: Job[], signal: AbortSignal) => Promise<(JobOutcome | JobFailure)[]>

export interface WorkerOptions {
  queue: Queue
  /** The kinds that this worker does. */
  handlers: Partial<Record<JobKind, Handler>>
  /** Only jobs of this sweep. */
  sweep?: string
  /** `idle` ends when no job of the sweep is waiting, delayed or with any worker. @default 'stopped' */
  until?: 'idle' | 'stopped'
  /** Jobs handed to a handler at once. @default 50 */
  batch?: number | Partial<Record<JobKind, number>>
  /** Batches of one kind in work at the same time. @default 1 */
  concurrency?: number
  /** In milliseconds; leases of jobs in work are extended at every third of it. @default 60,000 */
  leaseMs?: number
  /** Tries, a worker's death included, before a job is kept as failed. @default 4 */
  maxAttempts?: number
  backoff?: Backoff
  /** Longest time between two looks into an empty queue, in milliseconds. @default 1,000 */
  pollMs?: number
  /** How long to bear a server that is away, in milliseconds, before giving up with its error. @default 0 */
  outageMs?: number
  /** Hosts whose turn it is not yet. */
  exceptHosts?: () => readonly string[]
  /** Called for what a person running the worker wants to see. */
  onEvent?: (event: WorkerEvent) => void
  /** @default the system's */
  clock?: Clock
}

export type WorkerEvent =
  | { type: 'completed'; kind: JobKind; jobs: number; seconds: number }
  | { type: 'retry'; job: Job; reason: string; retryAt: Instant }
  | { type: 'failed'; job: Job; reason: string }
  | { type: 'outage'; reason: string }

export interface WorkSummary {
  completed: number
  /** Tries that failed and are to come again. */
  retried: number
  failed: number
  /** Jobs whose lease ran out in this worker's hands, so that another one does them. */
  lost: number
}

/**
 * Works until the signal stops it or, with `until: 'idle'`, until nothing is left. A stop is graceful: what is in work is ended or given
 * back, nothing new is taken.
 * @throws UnavailableError when store or queue are away for longer than `outageMs`
 */
export async function work(options: WorkerOptions, signal: AbortSignal): Promise<WorkSummary> {
  const { queue, handlers, concurrency = 1 } = options
  const summary: WorkSummary = { completed: 0, retried: 0, failed: 0, lost: 0 }
  const bell = new Bell()
  const mute = queue.onAdded(() => bell.ring())
  const broken = new AbortController()
  const stop = AbortSignal.any([signal, broken.signal])
  const loops = JOB_KINDS.flatMap((kind) => {
    const handler = handlers[kind]
    return handler === undefined ? [] : Array.from({ length: concurrency }, () => loop(kind, handler, options, summary, bell, stop))
  })
  try {
    await Promise.all(
      loops.map(async (running) => {
        try {
          await running
        } catch (error) {
          broken.abort()
          throw error
        }
      }),
    )
  } finally {
    await Promise.allSettled(loops)
    mute()
  }
  return summary
}

async function loop(
  kind: JobKind,
  handler: Handler,
  options: WorkerOptions,
  summary: WorkSummary,
  bell: Bell,
  signal: AbortSignal,
): Promise<void> {
  const { queue, sweep, until = 'stopped', leaseMs = DEFAULT_LEASE_MS, exceptHosts, maxAttempts = 4 } = options
  const limit = (typeof options.batch === 'number' ? options.batch : options.batch?.[kind]) ?? 50
  const bear = <T>(call: () => Promise<T>): Promise<T> => bearOutages(call, options, signal)
  while (!signal.aborted) {
    const seen = bell.rings
    const jobs = await bear(() => queue.take({ kinds: [kind], limit, sweep, leaseMs, exceptHosts: exceptHosts?.() }))
    if (jobs.length === 0) {
      if (until === 'idle' && (await bear(() => isIdle(queue, sweep)))) return bell.ring()
      await bell.wait(seen, await bear(() => pause(kind, options)), signal)
      continue
    }
    const extending = setInterval(() => void queue.extend(jobs, leaseMs).catch(() => {}), leaseMs / 3)
    try {
      const [worn, fresh] = [jobs.filter((job) => job.attempt > maxAttempts), jobs.filter((job) => job.attempt <= maxAttempts)]
      for (const job of worn) await bear(() => fail({ job, error: new Error('the worker died at every try') }, options, summary))
      if (fresh.length > 0) await handle(kind, handler, fresh, { options, summary, bear, signal })
    } finally {
      clearInterval(extending)
    }
    bell.ring()
  }
}

interface Round {
  options: WorkerOptions
  summary: WorkSummary
  bear: <T>(call: () => Promise<T>) => Promise<T>
  signal: AbortSignal
}

async function handle(kind: JobKind, handler: Handler, jobs: Job[], round: Round): Promise<void> {
  const { options, summary, bear, signal } = round
  const started = performance.now()
  let answers: (JobOutcome | JobFailure)[]
  try {
    answers = await handler(jobs, signal)
  } catch (error) {
    if (signal.aborted) return bear(() => options.queue.release(jobs))
    if (jobs.length === 1) answers = jobs.map((job) => ({ job, error }))
    else {
      for (const job of jobs) await handle(kind, handler, [job], round)
      return
    }
  }
  const outcomes = answers.filter((answer): answer is JobOutcome => !('error' in answer))
  const failures = answers.filter((answer): answer is JobFailure => 'error' in answer)
  const answered = new Set(answers.map(({ job }) => job.lease + job.key))
  const left = jobs.filter((job) => !answered.has(job.lease + job.key))
  if (signal.aborted) {
    if (left.length > 0) await bear(() => options.queue.release(left))
  } else failures.push(...left.map((job) => ({ job, error: new Error('the handler did not answer for it') })))

  if (outcomes.length > 0) {
    const ended = await end(outcomes, failures, bear, options.queue)
    summary.completed += ended
    options.onEvent?.({ type: 'completed', kind, jobs: ended, seconds: (performance.now() - started) / 1000 })
    summary.lost += jobs.length - ended - failures.length - (signal.aborted ? left.length : 0)
  }
  for (const failure of failures) await bear(() => fail(failure, options, summary))
}

/** Ends jobs all together or, where one outcome cannot be written, one by one; that one becomes a failure. */
async function end(outcomes: JobOutcome[], failures: JobFailure[], bear: Round['bear'], queue: Queue): Promise<number> {
  try {
    return await bear(() => queue.complete(outcomes))
  } catch (error) {
    if (error instanceof UnavailableError) throw error
    const [only, ...others] = outcomes
    if (only !== undefined && others.length === 0) {
      failures.push({ job: only.job, error })
      return 0
    }
    let ended = 0
    for (const outcome of outcomes) ended += await end([outcome], failures, bear, queue)
    return ended
  }
}

async function fail({ job, error, retryAt, writes }: JobFailure, options: WorkerOptions, summary: WorkSummary): Promise<void> {
  const { queue, maxAttempts = 4, backoff, clock = systemClock, onEvent } = options
  const reason = error instanceof Error ? error.message : String(error)
  if (job.attempt >= maxAttempts || isUnrecoverable(error)) {
    await queue.fail(job, reason, { writes })
    summary.failed++
    onEvent?.({ type: 'failed', job, reason })
    return
  }
  const again = retryAt ?? toInstant(new Date(clock.now().getTime() + backoffMs(job.attempt, backoff)))
  await queue.fail(job, reason, { retryAt: again, writes })
  summary.retried++
  onEvent?.({ type: 'retry', job, reason, retryAt: again })
}

async function isIdle(queue: Queue, sweep: string | undefined): Promise<boolean> {
  const { waiting, delayed, active } = await queue.counts({ sweep })
  return waiting + delayed + active === 0
}

/** Until the next job is due, yet never longer than `pollMs`, since other processes may add some without being heard. */
async function pause(kind: JobKind, { queue, sweep, pollMs = 1_000, clock = systemClock }: WorkerOptions): Promise<number> {
  const due = await queue.nextDue({ sweep, kinds: [kind] })
  const ms = due === undefined ? pollMs : Date.parse(due) - clock.now().getTime()
  // What is due already and was not given waits for its host's turn.
  return ms <= 0 ? Math.min(pollMs, 50) : Math.min(pollMs, ms)
}

async function bearOutages<T>(call: () => Promise<T>, { outageMs = 0, onEvent }: WorkerOptions, signal: AbortSignal): Promise<T> {
  const since = performance.now()
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof UnavailableError) || signal.aborted || performance.now() - since > outageMs) throw error
      onEvent?.({ type: 'outage', reason: error.message })
      await new Bell().wait(0, backoffMs(attempt, { firstMs: 200, maxMs: 5_000 }), signal)
    }
  }
}
