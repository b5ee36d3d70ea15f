import type { Instant } from '../domain/index.ts'
import type { WriteBatch } from '../store/port.ts'

/** The four kinds of job; nothing else goes through the queue (docs/architecture.md). */
export const JOB_KINDS = ['query', 'page', 'listing', 'capture'] as const
export type JobKind = (typeof JOB_KINDS)[number]

/** Jobs are data. */
export interface NewJob {
  kind: JobKind
  /** Unique within its sweep, where it always stands for the same kind and host: adding it again changes nothing. No colon, not a bare integer. */
  key: string
  sweep: string
  platform: string
  /** Host that the job asks, for the pace; absent for jobs that ask nobody. */
  host?: string
  /** Smaller comes first, 0 to 1,000,000; default 100. Within one priority and host: first in, first out. */
  priority?: number
  payload: Record<string, unknown>
  /** Not before. */
  notBefore?: Instant
}

export type JobState = 'waiting' | 'delayed' | 'active' | 'completed' | 'failed'

export interface Job extends NewJob {
  /** 1 at the first try. */
  attempt: number
  /** Proof of the lease; a job whose lease ran out is given to another worker, and the old proof no longer completes it. */
  lease: string
}

export interface JobOutcome {
  job: Job
  /** Written in the same transaction as the job's end and its follow-ups (embedded), or before them and idempotently (servers). */
  writes?: WriteBatch
  followUps?: NewJob[]
}

export interface TakeOptions {
  kinds: readonly JobKind[]
  limit: number
  sweep?: string
  /** Hosts whose turn it is not yet. */
  exceptHosts?: readonly string[]
  /** How long the lease runs without `extend`, in milliseconds; default 60,000. */
  leaseMs?: number
}

export interface JobCounts {
  waiting: number
  delayed: number
  active: number
  completed: number
  failed: number
}

/**
 * Durable jobs with priorities, delays, retries and leases. Adapters: `embedded/` (in the SQLite file of the store) and `bullmq/`.
 * States and error names follow BullMQ, so that the two can be held to one contract.
 */
export interface Queue {
  readonly kind: 'embedded' | 'bullmq'
  close(): Promise<void>
  /** How many were new. */
  add(jobs: readonly NewJob[]): Promise<number>
  /** Leases up to `limit` jobs that are due, best first; empty when none is. */
  take(options: TakeOptions): Promise<Job[]>
  /** Ends jobs with what they wrote and what follows. A job whose lease was lost is passed over; returns how many ended. */
  complete(outcomes: readonly JobOutcome[]): Promise<number>
  /** Gives a job back for another try at `retryAt`, or, without it, keeps it as failed. Either way with its reason. */
  fail(job: Job, reason: string, options?: { retryAt?: Instant; writes?: WriteBatch }): Promise<void>
  extend(jobs: readonly Job[], leaseMs: number): Promise<void>
  /** Gives leased jobs back untouched, as a worker does that stops. */
  release(jobs: readonly Job[]): Promise<void>
  counts(filter?: { sweep?: string; kind?: JobKind }): Promise<JobCounts>
  /** When the next waiting or delayed job is due, or undefined when there is none. */
  nextDue(filter?: { sweep?: string; kinds?: readonly JobKind[] }): Promise<Instant | undefined>
  listFailed(sweep: string, limit: number): Promise<{ job: NewJob; reason: string; attempts: number }[]>
  /**
   * Calls `listener` after jobs were added or given back by this process, and by others where the adapter hears of it, so that a worker
   * need not ask over and over. @returns what ends it
   */
  onAdded(listener: () => void): () => void
  /** Forgets the ended jobs of a sweep. */
  clean(sweep: string): Promise<void>

  /**
   * A named right that one owner holds at a time, for the nightly clock and for a sweep that may not run twice.
   * @returns false when another holds it
   */
  acquire(name: string, owner: string, ttlMs: number): Promise<boolean>
  releaseRight(name: string, owner: string): Promise<void>
}
