import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { InputError } from '../../domain/index.ts'
import type { Job, NewJob, Queue } from '../../queue/port.ts'
import { work } from '../../queue/worker.ts'
import type { Handler, WorkerEvent, WorkerOptions } from '../../queue/worker.ts'
import type { Store } from '../../store/port.ts'
import { openQueue } from './adapters.ts'
import type { QueueContract } from './queue.ts'
import { listingWrite, minute } from './samples.ts'

const FAST = { backoff: { firstMs: 20, maxMs: 40 }, pollMs: 50 }
const never = new AbortController().signal

function page(n: number, change: Partial<NewJob> = {}): NewJob {
  return { kind: 'page', key: `page-${n}`, sweep: 'a', platform: 'shi', payload: { n }, ...change }
}

/** The loop of a worker, run against every adapter of the queue. */
export function workerContract({ place }: QueueContract): void {
  let queue: Queue
  let store: Store
  const closers: (() => Promise<void>)[] = []
  beforeEach(async () => {
    const opened = await openQueue(await place())
    closers.push(opened.close)
    queue = opened.queue
    store = opened.store
  })
  afterAll(async () => {
    for (const close of closers) await close()
  })
  const run = (handlers: WorkerOptions['handlers'], options: Partial<WorkerOptions> = {}, signal: AbortSignal = never) =>
    work({ queue, handlers, until: 'idle', ...FAST, ...options }, signal)

  describe('a worker', () => {
    it('does all jobs and what follows from them, in batches of its kinds, and ends when nothing is left', async () => {
      await queue.add(Array.from({ length: 25 }, (_, n) => page(n)))
      const sizes: number[] = []
      const summary = await run(
        {
          page: async (jobs) => {
            sizes.push(jobs.length)
            return jobs.map((job) => ({
              job,
              writes: { listings: [listingWrite(Number(job.payload['n']), 'a', minute(1))] },
              followUps: [{ ...page(0), kind: 'listing' as const, key: `listing-${String(job.payload['n'])}` }],
            }))
          },
          listing: async (jobs) => jobs.map((job) => ({ job })),
        },
        { batch: { page: 10 } },
      )
      expect(sizes).toEqual([10, 10, 5])
      expect(summary).toEqual({ completed: 50, retried: 0, failed: 0, lost: 0 })
      expect((await store.listListings({ limit: 100 })).rows).toHaveLength(25)
    })

    it('tries a failed job again, at most as often as it may, and then keeps it with its reason', async () => {
      await queue.add([page(1), page(2)])
      const attempts: string[] = []
      const events: WorkerEvent['type'][] = []
      const summary = await run(
        {
          page: async (jobs) =>
            jobs.map((job) => {
              attempts.push(`${job.key} ${job.attempt}`)
              return job.key === 'page-1' || job.attempt === 1 ? { job, error: new Error('断线') } : { job }
            }),
        },
        { maxAttempts: 3, onEvent: (event) => events.push(event.type) },
      )
      expect(attempts.toSorted()).toEqual(['page-1 1', 'page-1 2', 'page-1 3', 'page-2 1', 'page-2 2'])
      expect(summary).toEqual({ completed: 1, retried: 3, failed: 1, lost: 0 })
      expect(events.toSorted()).toEqual(['completed', 'failed', 'retry', 'retry', 'retry'])
      expect(await queue.listFailed('a', 5)).toMatchObject([{ job: { key: 'page-1' }, reason: '断线', attempts: 3 }])
    })

    it('does not try again what no other try can help', async () => {
      await queue.add([page(1)])
      const summary = await run({ page: async (jobs) => jobs.map((job) => ({ job, error: new InputError('expected a price') })) })
      expect(summary).toMatchObject({ retried: 0, failed: 1 })
    })

    it('lets one job that makes the handler throw, or whose outcome cannot be written, hold up no other', async () => {
      await queue.add(Array.from({ length: 6 }, (_, n) => page(n)))
      const summary = await run(
        {
          page: async (jobs) => {
            if (jobs.some((job) => job.key === 'page-2')) throw new Error('毒')
            return jobs.map((job) => (job.key === 'page-4' ? { job, followUps: [page(0, { key: 'not:allowed' })] } : { job }))
          },
        },
        { maxAttempts: 1 },
      )
      expect(summary).toEqual({ completed: 4, retried: 0, failed: 2, lost: 0 })
      expect((await queue.listFailed('a', 5)).map(({ job }) => job.key).toSorted()).toEqual(['page-2', 'page-4'])
    })

    it('takes a job that its handler did not answer for as failed', async () => {
      await queue.add([page(1)])
      await run({ page: async () => [] }, { maxAttempts: 1 })
      expect(await queue.listFailed('a', 5)).toMatchObject([{ reason: 'the handler did not answer for it' }])
    })

    it('gives up on a job at which worker after worker died', async () => {
      await queue.add([page(1)])
      for (let attempt = 1; attempt <= 2;) if ((await queue.take({ kinds: ['page'], limit: 1, leaseMs: 20 })).length > 0) attempt++
      const summary = await run({ page: async (jobs) => jobs.map((job) => ({ job })) }, { maxAttempts: 2 })
      expect(summary).toMatchObject({ completed: 0, failed: 1 })
    })

    it('keeps the lease of a job that takes longer than the lease', async () => {
      await queue.add([page(1)])
      let given = 0
      const slow: Handler = async (jobs) => {
        given += jobs.length
        // Long enough for two leases; a lease long enough for a busy machine to come round to extending it.
        const until = Date.now() + 4_000
        while (Date.now() < until) {
          await new Promise((resolve) => setTimeout(resolve, 30))
          expect(await queue.take({ kinds: ['page'], limit: 1 })).toEqual([])
        }
        return jobs.map((job) => ({ job }))
      }
      expect(await run({ page: slow }, { leaseMs: 1_800 })).toMatchObject({ completed: 1, lost: 0 })
      expect(given).toBe(1)
    })

    it('ends what it does when stopped, gives back what it has not begun and takes nothing more', async () => {
      await queue.add(Array.from({ length: 9 }, (_, n) => page(n)))
      const stop = new AbortController()
      const firstOnly: Handler = async ([first]) => {
        stop.abort()
        return first === undefined ? [] : [{ job: first }]
      }
      expect(await run({ page: firstOnly }, { batch: 3 }, stop.signal)).toEqual({ completed: 1, retried: 0, failed: 0, lost: 0 })
      expect(await queue.counts()).toEqual({ waiting: 8, delayed: 0, active: 0, completed: 1, failed: 0 })
      expect((await queue.take({ kinds: ['page'], limit: 9 })).every((job: Job) => job.attempt === 1)).toBe(true)
    })

    it('gives all back when its handler stops with an error because it was stopped', async () => {
      await queue.add([page(1), page(2)])
      const stop = new AbortController()
      const summary = await run(
        {
          page: async () => {
            stop.abort()
            throw new Error('aborted')
          },
        },
        {},
        stop.signal,
      )
      expect(summary).toEqual({ completed: 0, retried: 0, failed: 0, lost: 0 })
      expect(await queue.counts()).toMatchObject({ waiting: 2, failed: 0 })
    })

    it('wakes when a job is added and does not wait for its next look', async () => {
      const stop = new AbortController()
      const done = new Promise<void>((resolve) => {
        const running = work(
          {
            queue,
            pollMs: 1e6,
            handlers: {
              page: async (jobs) => {
                resolve()
                return jobs.map((job) => ({ job }))
              },
            },
          },
          stop.signal,
        )
        closers.unshift(async () => void (await running))
      })
      await queue.add([page(1)])
      await done
      stop.abort()
    })
  })
}
