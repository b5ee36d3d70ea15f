import { randomUUID } from 'node:crypto'
import { Job as BullJob } from 'bullmq'
import { toInstant } from '../../domain/index.ts'
import { around } from '../../store/around.ts'
import type { Store, WriteBatch } from '../../store/port.ts'
import { DEFAULT_LEASE_MS, DEFAULT_PRIORITY, checkJob } from '../check.ts'
import type { Job, JobOutcome, NewJob, Queue } from '../port.ts'
import { connect, explain } from './connect.ts'
import { groupBy, lanesOf } from './lanes.ts'
import type { Lane } from './lanes.ts'
import { bestOf, countsOf, firstDelayed, unknownTo } from './look.ts'
import { boundedOutage } from './outage.ts'
import { rightsIn } from './rights.ts'

export interface BullmqQueueOptions {
  /** `redis://user:password@host:6379`. */
  url: string
  /** What jobs write goes here, before the job ends. Closed by who opened it. */
  store: Store
  /** Start of all keys. @default 'zhixun' */
  prefix?: string
  /** Between two looks for jobs whose worker died; they come back within twice that after their lease. In milliseconds. @default 5,000 */
  stalledMs?: number
  /** How long calls wait for a server that went away, in milliseconds. @default 60,000 */
  patienceMs?: number
}

type Fetched = BullJob<NewJob>

/** Codes of BullMQ's scripts that say that the job is no longer ours. */
const LOST: ReadonlySet<unknown> = new Set([-1, -2, -3, -6])

/**
 * Jobs on Redis by BullMQ, for any number of workers on any number of machines. What a job wrote and its follow-ups are written before it
 * ends, each idempotently by key, so that a crash in between does them again and doubles nothing.
 * @throws UnavailableError when the server cannot be reached, refuses the user or would lose jobs
 */
export async function openBullmqQueue(options: BullmqQueueOptions): Promise<Queue> {
  const { url, store, prefix = 'zhixun', stalledMs = 5_000, patienceMs = 60_000 } = options
  const { redis, subscriber, place } = await connect(url)
  const outage = boundedOutage(redis, place, patienceMs)
  const lanes = lanesOf({ redis, prefix, stalledMs })
  const taken = new Map<string, { fetched: Fetched; leaseMs: number }>()
  const listeners = new Set<() => void>()
  const channel = `${prefix}:added`
  subscriber.on('message', () => listeners.forEach((listener) => listener()))
  await subscriber.subscribe(channel)

  async function addTo(lane: Lane, jobs: readonly NewJob[]): Promise<number> {
    const fresh = new Set(await unknownTo(redis, lane, [...new Set(jobs.map((job) => job.key))]))
    const wanted = jobs.filter((job) => fresh.has(job.key))
    await lane.queue.addBulk(
      wanted.map((job) => ({
        name: job.kind,
        data: job,
        opts: {
          jobId: job.key,
          // BullMQ takes 0 for "before all priorities, in no order with them".
          priority: (job.priority ?? DEFAULT_PRIORITY) + 1,
          delay: job.notBefore === undefined ? 0 : Math.max(0, Date.parse(job.notBefore) - Date.now()),
          removeOnComplete: false,
          removeOnFail: false,
          stackTraceLimit: 0,
        },
      })),
    )
    return fresh.size
  }

  async function add(jobs: readonly NewJob[]): Promise<number> {
    jobs.forEach(checkJob)
    const byLane = groupBy(jobs, (job) => lanes.nameOf(job))
    await lanes.register([...byLane.keys()])
    const added = await Promise.all([...byLane].map(([name, of]) => addTo(lanes.open(name), of)))
    // Once more, in case a lane that looked empty was forgotten just before its jobs came.
    await lanes.register([...byLane.keys()])
    const total = added.reduce((sum, n) => sum + n, 0)
    if (total > 0) await redis.publish(channel, '')
    return total
  }

  /** Prolongs leases, by as much as they were taken for unless said otherwise; @returns the jobs whose lease still holds. */
  async function hold(jobs: readonly Job[], leaseMs?: number): Promise<Job[]> {
    const byLane = groupBy(jobs, (job) => lanes.of(job))
    const kept = await Promise.all(
      [...byLane].map(async ([lane, of]) => {
        const ids = of.map((job) => job.key)
        const ms = leaseMs ?? Math.max(...of.map((job) => taken.get(job.lease + job.key)?.leaseMs ?? DEFAULT_LEASE_MS))
        const leases = of.map((job) => job.lease)
        const lost = new Set(await lane.worker.extendJobLocks(ids, leases, ms))
        return of.filter((job) => !lost.has(job.key))
      }),
    )
    return kept.flat()
  }

  /** The job as BullMQ knows it, for moving it; undefined where it is gone. */
  async function fetched(job: Job): Promise<Fetched | undefined> {
    return taken.get(job.lease + job.key)?.fetched ?? BullJob.fromId<NewJob>(lanes.of(job).queue, job.key)
  }

  /** Moves a job that we hold. @returns false where its lease was lost */
  async function move(job: Job, how: (fetched: Fetched) => Promise<unknown>): Promise<boolean> {
    const known = await fetched(job)
    taken.delete(job.lease + job.key)
    try {
      if (known !== undefined) await how(known)
      return known !== undefined
    } catch (error) {
      if (LOST.has((error as { code?: unknown }).code)) return false
      throw error
    }
  }

  async function take(lane: Lane, count: number, leaseMs: number): Promise<Job[]> {
    const lease = `${randomUUID()}@${lane.name}`
    // Read by the script that locks the job: it is never locked for longer than asked, even if we die right after.
    lane.worker.opts.lockDuration = leaseMs
    const got = await Promise.all(Array.from({ length: count }, () => lane.worker.getNextJob(lease, { block: false })))
    return got.flatMap((fetched: Fetched | undefined): Job[] => {
      if (fetched === undefined) return []
      const { notBefore: _, ...data } = fetched.data
      taken.set(lease + data.key, { fetched, leaseMs })
      return [{ ...data, attempt: fetched.attemptsStarted, lease }]
    })
  }

  const calls: Omit<Queue, 'kind' | 'close' | 'onAdded'> = {
    add,
    async take(options) {
      const { limit, leaseMs = DEFAULT_LEASE_MS } = options
      const plan = await bestOf(redis, await lanes.find(options), limit, Date.now())
      const jobs = (await Promise.all(plan.map(({ lane, count }) => take(lane, count, leaseMs)))).flat()
      return jobs.sort((a, b) => (a.priority ?? DEFAULT_PRIORITY) - (b.priority ?? DEFAULT_PRIORITY))
    },
    async complete(outcomes: readonly JobOutcome[]) {
      outcomes.forEach(({ followUps = [] }) => followUps.forEach(checkJob))
      const held = new Set(await hold(outcomes.map(({ job }) => job)))
      const ours = outcomes.filter(({ job }) => held.has(job))
      if (ours.length === 0) return 0
      await store.apply(merged(ours))
      const followUps = ours.flatMap((outcome) => outcome.followUps ?? [])
      if (followUps.length > 0) await add(followUps)
      const ended = await Promise.all(ours.map(({ job }) => move(job, (known) => known.moveToCompleted(null, job.lease, false))))
      return ended.filter(Boolean).length
    },
    async fail(job, reason, { retryAt, writes } = {}) {
      if ((await hold([job])).length === 0) return
      if (writes !== undefined) await store.apply(writes)
      await move(job, (known) =>
        retryAt === undefined
          ? known.moveToFailed(new Error(reason), job.lease, false)
          : known.moveToDelayed(Math.max(Date.parse(retryAt), Date.now()), job.lease),
      )
      if (retryAt !== undefined) await redis.publish(channel, '')
    },
    async extend(jobs, leaseMs) {
      await hold(jobs, leaseMs)
    },
    async release(jobs) {
      const moved = await Promise.all(jobs.map((job) => move(job, (known) => known.moveToWait(job.lease))))
      // BullMQ counts a try when a job is taken; one that was not begun is none.
      await Promise.all(jobs.filter((_, index) => moved[index]).map((job) => redis.hincrby(lanes.of(job).queue.toKey(job.key), 'ats', -1)))
      await redis.publish(channel, '')
    },
    async counts({ sweep, kind } = {}) {
      return countsOf(redis, await lanes.find({ sweep, kinds: kind === undefined ? undefined : [kind] }))
    },
    async nextDue(filter = {}) {
      const found = await lanes.find(filter)
      if ((await countsOf(redis, found)).waiting > 0) return toInstant(new Date())
      const due = await firstDelayed(redis, found)
      return due === undefined ? undefined : toInstant(new Date(due))
    },
    async listFailed(sweep, limit) {
      const failed = await Promise.all((await lanes.find({ sweep })).map(({ queue }) => queue.getFailed(0, limit - 1)))
      const rows = failed.flat().sort((a, b) => (a.finishedOn ?? 0) - (b.finishedOn ?? 0))
      return rows.slice(0, limit).map((job) => ({ job: job.data, reason: job.failedReason, attempts: job.attemptsStarted }))
    },
    async clean(sweep) {
      for (const lane of await lanes.find({ sweep })) {
        for (const state of ['completed', 'failed'] as const) await lane.queue.clean(0, 0, state)
        const { waiting, delayed, active } = await countsOf(redis, [lane])
        if (waiting + delayed + active === 0) await lanes.forget(lane.name)
      }
    },
    ...rightsIn(redis, prefix),
  }

  return {
    ...around(calls, async (call) => {
      try {
        return await outage.bound(call())
      } catch (error) {
        throw explain(error, place)
      }
    }),
    kind: 'bullmq',
    onAdded(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      outage.close()
      await lanes.close()
      subscriber.disconnect()
      redis.disconnect()
    },
  }
}

/** All writes of jobs that end together, as one batch. */
function merged(outcomes: readonly JobOutcome[]): WriteBatch {
  const writes = outcomes.flatMap((outcome) => outcome.writes ?? [])
  return {
    bodies: writes.flatMap((write) => write.bodies ?? []),
    pages: writes.flatMap((write) => write.pages ?? []),
    listings: writes.flatMap((write) => write.listings ?? []),
    gone: writes.flatMap((write) => write.gone ?? []),
    assessments: writes.flatMap((write) => write.assessments ?? []),
  }
}
