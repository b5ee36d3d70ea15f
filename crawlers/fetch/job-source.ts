import type { Clock } from '../../domain/index.ts'
import { toInstant } from '../../domain/index.ts'
import type { Job, JobKind, JobOutcome, Queue } from '../../queue/port.ts'
import type { WriteBatch } from '../../store/port.ts'
import { HostLines } from './host-lines.ts'
import type { Pace } from './pace.ts'

/** Where a page is fetched: by a plain request, or by the browser of its platform. */
export type Lane = 'static' | `rendered/${string}`

export interface JobSourceOptions {
  queue: Queue
  kinds: readonly JobKind[]
  /** Only jobs of this sweep; without it, of all. */
  sweep?: string
  pace: Pace
  clock: Clock
  /** Told of each job that was leased; says its lane. */
  admit: (job: Job) => Lane
  /** Asked before a job is begun; false ends it with what `unasked` says. */
  mayBegin: (job: Job) => boolean
  unasked: (job: Job) => JobOutcome
  /** Told when there is work for a lane. */
  onWork: (lane: Lane) => void
  /** Jobs leased at a time. @default 64 */
  batch?: number
  /** @default 60,000 */
  leaseMs?: number
}

/** Ended jobs that are written together; one transaction each. */
const ENDED_TOGETHER = 64
/** An ended job is written after this time at the latest, in milliseconds. */
const ENDED_WITHIN_MS = 200
/** How far ahead jobs of one host are leased, in milliseconds. */
const LEASED_AHEAD_MS = 5_000
/** How often the queue is looked at again while others hold what is left, in milliseconds. */
const IDLE_MS = 500

/**
 * The durable queue as the crawlers see it: leases jobs in batches, hands out those whose host's turn it is, and ends them in batches,
 * each with its results and follow-ups in one transaction. A process that dies loses nothing but the leases, and those run out.
 */
export class JobSource {
  readonly #options: JobSourceOptions & { batch: number; leaseMs: number }
  readonly #lines = new Map<Lane, HostLines>()
  readonly #claimed = new Map<Lane, Job>()
  readonly #active = new Set<Job>()
  #ended: JobOutcome[] = []
  #endedTimer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()
  #refilling: Promise<void> | undefined
  #emptyUntil = 0
  #wakeTimer: NodeJS.Timeout | undefined
  readonly #leaseTimer: NodeJS.Timeout
  readonly #deafen: () => void
  #stopped = false
  #failure: unknown
  handled = 0

  constructor(options: JobSourceOptions) {
    this.#options = { ...options, batch: options.batch ?? 64, leaseMs: options.leaseMs ?? 60_000 }
    this.#leaseTimer = setInterval(() => void this.#extendLeases(), this.#options.leaseMs / 3)
    this.#leaseTimer.unref()
    this.#deafen = options.queue.onAdded(() => {
      this.#emptyUntil = 0
      this.#wake()
    })
  }

  get #now(): number {
    return this.#options.clock.now().getTime()
  }

  get #waiting(): number {
    let waiting = 0
    for (const lines of this.#lines.values()) waiting += lines.size
    return waiting
  }

  #line(lane: Lane): HostLines {
    let lines = this.#lines.get(lane)
    if (!lines) this.#lines.set(lane, (lines = new HostLines()))
    return lines
  }

  /** Jobs that this process holds. */
  get pending(): number {
    return this.#waiting + this.#active.size
  }

  get stopped(): boolean {
    return this.#stopped
  }

  /** Leases more, unless enough is held or the queue has just been found empty. */
  async #refill(): Promise<void> {
    if (this.#refilling) return this.#refilling
    if (this.#stopped || this.#waiting >= this.#options.batch / 2 || this.#now < this.#emptyUntil) return
    this.#refilling = this.#lease().finally(() => (this.#refilling = undefined))
    return this.#refilling
  }

  async #lease(): Promise<void> {
    const { queue, kinds, sweep, batch, leaseMs, pace, admit, onWork } = this.#options
    const now = this.#now
    const lines = (): HostLines[] => [...this.#lines.values()]
    const room = (host: string): number =>
      lines().reduce((left, line) => left - line.lengthOf(host), pace.capacity(host, LEASED_AHEAD_MS, now))
    const hosts = new Set(lines().flatMap((line) => [...line.hosts()]))
    const exceptHosts = [...hosts].filter((host) => room(host) <= 0)
    const jobs = await queue.take({ kinds, limit: batch, sweep, exceptHosts, leaseMs })
    const surplus: Job[] = []
    const worked = new Set<Lane>()
    for (const job of jobs) {
      const lane = admit(job)
      if (room(job.host ?? '') <= 0) {
        surplus.push(job)
        continue
      }
      this.#line(lane).push(job)
      worked.add(lane)
    }
    if (surplus.length > 0) await queue.release(surplus)
    if (worked.size === 0) this.#emptyUntil = this.#now + IDLE_MS
    for (const lane of worked) onWork(lane)
  }

  #wakeAt(time: number): void {
    if (!Number.isFinite(time)) return
    clearTimeout(this.#wakeTimer)
    this.#wakeTimer = setTimeout(() => this.#wake(), Math.max(1, time - this.#now))
  }

  #wake(): void {
    for (const lane of this.#lines.keys()) this.#options.onWork(lane)
  }

  /**
   * Claims the next job of a lane for `next`.
   * @returns false when none may be begun now
   * @throws what writing or extending leases threw
   */
  async claim(lane: Lane): Promise<boolean> {
    if (this.#failure) throw this.#failure
    if (this.#stopped) return false
    if (this.#claimed.has(lane)) return true
    await this.#refill()
    for (;;) {
      const found = this.#line(lane).take(this.#options.pace, this.#now)
      if ('dueAt' in found) {
        this.#wakeAt(found.dueAt)
        return false
      }
      if (this.#options.mayBegin(found.job)) {
        this.#options.pace.start(found.job.host ?? '', this.#now)
        this.#claimed.set(lane, found.job)
        return true
      }
      this.#active.add(found.job)
      await this.end(this.#options.unasked(found.job))
      await this.#refill()
    }
  }

  next(lane: Lane): Job | undefined {
    const job = this.#claimed.get(lane)
    this.#claimed.delete(lane)
    if (job) this.#active.add(job)
    return job
  }

  /** Hands a begun job over to the other lane, as a page does that turned out to need a browser. */
  move(job: Job, lane: Lane): void {
    this.#active.delete(job)
    this.#line(lane).push(job)
    this.#options.onWork(lane)
  }

  /** Ends a job. Resolves at once, unless writing cannot keep up. */
  async end(outcome: JobOutcome): Promise<void> {
    this.#active.delete(outcome.job)
    this.handled++
    this.#ended.push(outcome)
    if (this.#ended.length >= ENDED_TOGETHER) await this.flush()
    else this.#endedTimer ??= setTimeout(() => void this.flush().catch((error: unknown) => (this.#failure ??= error)), ENDED_WITHIN_MS)
  }

  /** Gives a job back for another try after a while, or, without `retryAfterMs`, keeps it as failed. */
  async fail(job: Job, reason: string, options: { retryAfterMs?: number; writes?: WriteBatch } = {}): Promise<void> {
    this.#active.delete(job)
    this.handled++
    const retryAt = options.retryAfterMs === undefined ? undefined : toInstant(new Date(this.#now + options.retryAfterMs))
    await this.#options.queue.fail(job, reason, { retryAt, writes: options.writes })
  }

  async #write(outcomes: JobOutcome[]): Promise<void> {
    if (outcomes.length > 0) await this.#options.queue.complete(outcomes)
  }

  /** Writes what has ended so far. */
  async flush(): Promise<void> {
    clearTimeout(this.#endedTimer)
    this.#endedTimer = undefined
    const outcomes = this.#ended
    this.#ended = []
    this.#writing = this.#writing.then(() => this.#write(outcomes))
    return this.#writing
  }

  /** Whether nothing is left to do, neither here nor for others that work on the same jobs. */
  async finished(): Promise<boolean> {
    if (this.#failure) throw this.#failure
    if (this.#active.size > 0 || this.#claimed.size > 0) return false
    await this.flush()
    // A run that stops drains nothing more; what a crash left unfinished was thrown above.
    if (this.#stopped) return true
    this.#emptyUntil = 0
    await this.#refill()
    if (this.#waiting > 0 || this.#active.size > 0) return false
    const { queue, kinds, sweep } = this.#options
    const due = await queue.nextDue({ sweep, kinds })
    if (due !== undefined) {
      const now = this.#now
      // What is due and was not given to us is another process's host: it is not asked for over and over.
      const isHeld = Date.parse(due) <= now
      this.#emptyUntil = isHeld ? now + IDLE_MS : 0
      this.#wakeAt(isHeld ? this.#emptyUntil : Math.min(Date.parse(due), now + IDLE_MS))
      return false
    }
    const counts = await Promise.all(kinds.map((kind) => queue.counts({ sweep, kind })))
    return counts.every(({ waiting, delayed, active }) => waiting + delayed + active === 0)
  }

  #held(): Job[] {
    return [...this.#active, ...this.#claimed.values(), ...[...this.#lines.values()].flatMap((lines) => lines.all())]
  }

  async #extendLeases(): Promise<void> {
    const held = [...this.#held(), ...this.#ended.map(({ job }) => job)]
    try {
      if (held.length > 0) await this.#options.queue.extend(held, this.#options.leaseMs)
    } catch (error) {
      this.#failure ??= error
    }
  }

  /** Ends the run with an error that is no page's fault. */
  crash(error: unknown): void {
    this.#failure ??= error
    this.stop()
  }

  /** Begins nothing more; what is under way ends. */
  stop(): void {
    this.#stopped = true
    this.#wake()
  }

  /** Writes what has ended and gives back what was not begun or did not end. */
  async close(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#leaseTimer)
    clearTimeout(this.#wakeTimer)
    this.#deafen()
    await this.flush()
    const left = this.#held()
    this.#claimed.clear()
    this.#lines.clear()
    this.#active.clear()
    if (left.length > 0) await this.#options.queue.release(left)
  }
}
