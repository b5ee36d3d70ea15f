import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { InputError, toInstant } from '../../domain/index.ts'
import type { Job, NewJob, Queue, TakeOptions } from '../../queue/port.ts'
import type { Store } from '../../store/port.ts'
import { openQueue } from './adapters.ts'
import type { QueuePlace } from './adapters.ts'
import { startChild } from './child/process.ts'
import { assessmentWrite, findingWrite, listingWrite, minute } from './samples.ts'

export interface QueueContract {
  /** An empty place that nobody else uses. */
  place: () => Promise<QueuePlace>
}

function page(n: number | string, change: Partial<NewJob> = {}): NewJob {
  return { kind: 'page', key: `page-${n}`, sweep: 'a', platform: 'shi', payload: { n }, ...change }
}

function inMs(ms: number): string {
  return toInstant(new Date(Date.now() + ms))
}

const keysOf = (jobs: readonly Job[]): string[] => jobs.map((job) => job.key)

/** The whole contract of the port `Queue`; every adapter passes it unchanged. */
export function queueContract({ place: newPlace }: QueueContract): void {
  let place: QueuePlace
  let queue: Queue
  let store: Store
  const closers: (() => Promise<void>)[] = []
  async function open(at: QueuePlace): Promise<{ queue: Queue; store: Store }> {
    const opened = await openQueue(at)
    closers.push(opened.close)
    return opened
  }
  beforeEach(async () => {
    place = await newPlace()
    const opened = await open(place)
    queue = opened.queue
    store = opened.store
  })
  afterAll(async () => {
    for (const close of closers) await close()
  })

  const take = (options: Partial<TakeOptions> = {}): Promise<Job[]> =>
    queue.take({ kinds: ['query', 'page', 'listing', 'capture'], limit: 100, ...options })
  /** Takes again and again until something came. */
  async function eventually(options: Partial<TakeOptions> = {}): Promise<Job[]> {
    for (;;) {
      const jobs = await take(options)
      if (jobs.length > 0) return jobs
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  describe('adding', () => {
    it('counts what was new: a key is added once a sweep, even after its job has ended or failed', async () => {
      expect(await queue.add([page(1), page(2), page(1)])).toBe(2)
      expect(await queue.add([page(2), page(3)])).toBe(1)
      const [first, second] = await take({ limit: 2 })
      await queue.complete([{ job: first! }])
      await queue.fail(second!, '坏了')
      expect(await queue.add([page(1), page(2), page(3)])).toBe(0)
      expect(await queue.add([page(1, { sweep: 'b' })])).toBe(1)
      expect(await queue.counts()).toEqual({ waiting: 2, delayed: 0, active: 0, completed: 1, failed: 1 })
      expect(await queue.counts({ sweep: 'b' })).toMatchObject({ waiting: 1, completed: 0 })
    })

    it('refuses keys and priorities that not every adapter can hold', async () => {
      for (const job of [page(1, { key: 'a:b' }), page(1, { key: '17' }), page(1, { key: '' }), page(1, { priority: -1 })])
        await expect(queue.add([job])).rejects.toThrow(InputError)
      expect(await queue.counts()).toMatchObject({ waiting: 0 })
    })

    it('tells who listens', async () => {
      const heard = new Promise<void>((resolve) => queue.onAdded(resolve))
      await queue.add([page(1)])
      await heard
    })
  })

  describe('taking', () => {
    it('gives a job as it was added, with its first attempt and a proof of its lease', async () => {
      const job = page(1, { host: 'market.test', priority: 7, payload: { n: 1, deep: { 中文: ['是'] } } })
      await queue.add([job])
      const [taken] = await take()
      expect(taken).toMatchObject(job)
      expect(taken?.attempt).toBe(1)
      expect(taken?.lease).toEqual(expect.any(String))
      expect(await take()).toEqual([])
      expect(await queue.counts()).toMatchObject({ waiting: 0, active: 1 })
    })

    it('gives the smallest priority first and, within one, what came first', async () => {
      await queue.add([page('d'), page('b', { priority: 5 }), page('e'), page('a', { priority: 0 }), page('c', { priority: 5 })])
      const order = [...(await take({ limit: 2 })), ...(await take({ limit: 2 })), ...(await take({ limit: 2 }))]
      expect(keysOf(order)).toEqual(['page-a', 'page-b', 'page-c', 'page-d', 'page-e'])
    })

    it('keeps that order across kinds, hosts and sweeps', async () => {
      await queue.add([
        page(1, { host: 'x.test', priority: 30 }),
        page(2, { kind: 'query', host: 'y.test', priority: 10 }),
        page(3, { kind: 'listing', priority: 40 }),
        page(4, { sweep: 'b', host: 'x.test', priority: 20 }),
      ])
      expect(keysOf(await take({ limit: 3 }))).toEqual(['page-2', 'page-4', 'page-1'])
    })

    it('gives only the kinds and the sweep asked for, and nothing of hosts whose turn it is not', async () => {
      await queue.add([
        page(1, { host: 'x.test' }),
        page(2, { host: 'y.test' }),
        page(3),
        page(4, { sweep: 'b', host: 'y.test' }),
        page(5, { kind: 'query', host: 'y.test' }),
      ])
      expect(keysOf(await take({ kinds: ['page'], sweep: 'b' }))).toEqual(['page-4'])
      expect(keysOf(await take({ kinds: ['page'], exceptHosts: ['x.test'] })).toSorted()).toEqual(['page-2', 'page-3'])
      expect(keysOf(await take({ kinds: ['capture'] }))).toEqual([])
      expect(keysOf(await take({ exceptHosts: ['y.test'] }))).toEqual(['page-1'])
      expect(keysOf(await take())).toEqual(['page-5'])
    })

    it('holds a job back until it is due', async () => {
      await queue.add([page(1, { notBefore: inMs(400) }), page(2)])
      expect(await queue.counts()).toMatchObject({ waiting: 1, delayed: 1 })
      expect(keysOf(await take())).toEqual(['page-2'])
      expect(keysOf(await eventually())).toEqual(['page-1'])
    })

    it('says when the next job is due', async () => {
      expect(await queue.nextDue()).toBeUndefined()
      const later = inMs(60_000)
      await queue.add([page(1, { notBefore: later }), page(2, { sweep: 'b', kind: 'query' })])
      expect(Date.parse((await queue.nextDue({ sweep: 'a' })) ?? '')).toBe(Date.parse(later))
      expect(await queue.nextDue({ kinds: ['capture'] })).toBeUndefined()
      expect(await queue.nextDue({ sweep: 'b', kinds: ['page'] })).toBeUndefined()
      expect(Date.parse((await queue.nextDue()) ?? '')).toBeLessThanOrEqual(Date.now())
    })
  })

  describe('ending', () => {
    it('writes what the job found and adds what follows', async () => {
      await queue.add([page(1)])
      const [job] = await take()
      const write = listingWrite(1, 'a', minute(1))
      const followUps = [
        page(1, { kind: 'listing', key: 'listing-1' }),
        page(1, { kind: 'capture', key: 'capture-1', notBefore: inMs(60_000) }),
      ]
      expect(await queue.complete([{ job: job!, writes: { listings: [write] }, followUps }])).toBe(1)
      expect((await store.getListing(write.key))?.contentHash).toBe(write.contentHash)
      expect(await queue.counts()).toEqual({ waiting: 1, delayed: 1, active: 0, completed: 1, failed: 0 })
      expect(await queue.counts({ kind: 'page' })).toMatchObject({ waiting: 0, completed: 1 })
    })

    it('ends many jobs in one call, each with its own writes', async () => {
      await queue.add(Array.from({ length: 50 }, (_, n) => page(n)))
      const jobs = await take()
      const writes = jobs.map((_, n) => listingWrite(n, 'a', minute(1)))
      const outcomes = jobs.map((job, n) => ({
        job,
        writes: { listings: [writes[n]!], assessments: [assessmentWrite(writes[n]!, [findingWrite(writes[n]!)])] },
      }))
      expect(await queue.complete(outcomes)).toBe(50)
      expect((await store.listListings({ limit: 100 })).rows).toHaveLength(50)
      expect(await store.countFindings({})).toBe(50)
      expect(await queue.complete(outcomes)).toBe(0)
    })

    it('passes over a job whose lease ran out and which another worker holds', async () => {
      await queue.add([page(1)])
      const [lost] = await take({ leaseMs: 50 })
      const [job] = await eventually()
      expect([job?.key, job?.attempt]).toEqual(['page-1', 2])
      expect(job?.lease).not.toBe(lost?.lease)
      expect(await queue.complete([{ job: lost!, followUps: [page('from-lost')] }])).toBe(0)
      await queue.fail(lost!, '太晚')
      await queue.release([lost!])
      expect(await queue.counts()).toMatchObject({ waiting: 0, active: 1, failed: 0 })
      expect(await queue.complete([{ job: job! }])).toBe(1)
      expect(await queue.counts()).toEqual({ waiting: 0, delayed: 0, active: 0, completed: 1, failed: 0 })
    })

    it('keeps the lease of a job that is extended', async () => {
      await queue.add([page(1), page(2)])
      const [first, second] = await take({ leaseMs: 300 })
      await queue.extend([first!], 60_000)
      expect(keysOf(await eventually())).toEqual([second?.key])
      expect(await queue.complete([{ job: first! }])).toBe(1)
    })

    it('gives a failed job another try when it is due, with the next attempt', async () => {
      await queue.add([page(1)])
      const [job] = await take()
      await queue.fail(job!, '断线', { retryAt: inMs(200) })
      expect(await queue.counts()).toMatchObject({ delayed: 1, active: 0, failed: 0 })
      const [again] = await eventually()
      expect([again?.key, again?.attempt]).toEqual(['page-1', 2])
    })

    it('keeps a job that failed for good with its reason, its attempts and what it wrote', async () => {
      await queue.add([page(1, { host: 'x.test', payload: { n: 9 } })])
      const [job] = await take()
      await queue.fail(job!, '三次都断线', { writes: { listings: [listingWrite(9, 'a', minute(1))] } })
      expect(await queue.counts()).toMatchObject({ active: 0, failed: 1 })
      const [failed, ...others] = await queue.listFailed('a', 10)
      expect(others).toEqual([])
      expect(failed).toMatchObject({ job: page(1, { host: 'x.test', payload: { n: 9 } }), reason: '三次都断线', attempts: 1 })
      expect(await queue.listFailed('b', 10)).toEqual([])
      expect(await store.getListing('shi/item-0009')).toBeDefined()
      expect(await take()).toEqual([])
    })

    it('gives a job back untouched when its worker stops', async () => {
      await queue.add([page(1), page(2)])
      await queue.release(await take())
      expect(await queue.counts()).toMatchObject({ waiting: 2, active: 0 })
      expect((await take()).map((job) => job.attempt)).toEqual([1, 1])
    })

    it('forgets the ended jobs of a sweep, and only those', async () => {
      await queue.add([page(1), page(2), page(3), page(1, { sweep: 'b' })])
      const [first, second] = await take({ sweep: 'a', limit: 2 })
      const [other] = await take({ sweep: 'b' })
      await queue.complete([{ job: first! }, { job: other! }])
      await queue.fail(second!, '坏了')
      await queue.clean('a')
      expect(await queue.counts({ sweep: 'a' })).toEqual({ waiting: 1, delayed: 0, active: 0, completed: 0, failed: 0 })
      expect(await queue.counts({ sweep: 'b' })).toMatchObject({ completed: 1 })
      expect(await queue.listFailed('a', 10)).toEqual([])
      expect(await queue.add([page(1)])).toBe(1)
    })
  })

  describe('a right', () => {
    it('is held by one owner at a time, who may renew it, until it is given back or runs out', async () => {
      expect(await queue.acquire('sweep/nightly', 'one', 60_000)).toBe(true)
      expect(await queue.acquire('sweep/nightly', 'two', 60_000)).toBe(false)
      expect(await queue.acquire('sweep/nightly', 'one', 60_000)).toBe(true)
      expect(await queue.acquire('other', 'two', 60_000)).toBe(true)
      await queue.releaseRight('sweep/nightly', 'two')
      expect(await queue.acquire('sweep/nightly', 'two', 60_000)).toBe(false)
      await queue.releaseRight('sweep/nightly', 'one')
      expect(await queue.acquire('sweep/nightly', 'two', 30)).toBe(true)
      while (!(await queue.acquire('sweep/nightly', 'three', 60_000))) await new Promise((resolve) => setTimeout(resolve, 5))
      expect(await queue.acquire('sweep/nightly', 'two', 60_000)).toBe(false)
    })

    it('goes to one of many who ask at the same moment', async () => {
      const other = await open(place)
      const asked = await Promise.all(Array.from({ length: 20 }, (_, n) => [queue, other.queue][n % 2]!.acquire('r', `owner-${n}`, 60_000)))
      expect(asked.filter(Boolean)).toHaveLength(1)
    })
  })

  describe('several processes', () => {
    it('find waiting, delayed and failed jobs again after a restart', async () => {
      await queue.add([page(1), page(2, { notBefore: inMs(60_000) }), page(3, { priority: 1 })])
      const [job] = await take({ limit: 1 })
      await queue.fail(job!, '坏了')
      const again = await open(place)
      expect(await again.queue.counts()).toEqual({ waiting: 1, delayed: 1, active: 0, completed: 0, failed: 1 })
      expect(keysOf(await again.queue.take({ kinds: ['page'], limit: 5 }))).toEqual(['page-1'])
    })

    it('never get the same job', async () => {
      await queue.add(Array.from({ length: 300 }, (_, n) => page(n)))
      const workers = [1, 2].map(() => startChild('./work.ts', { place, limit: 7, leaseMs: 60_000 }))
      const lines = (await Promise.all(workers.map((worker) => worker.end()))).flat()
      const taken = lines.filter((line) => line.startsWith('took ')).flatMap((line) => line.split(' ').slice(1))
      expect(taken).toHaveLength(600)
      expect(new Set(taken).size).toBe(600)
      expect(await queue.counts()).toEqual({ waiting: 0, delayed: 0, active: 0, completed: 600, failed: 0 })
    })

    it('lose nothing and double nothing though a worker is killed in the middle, again and again', async () => {
      await queue.add(Array.from({ length: 200 }, (_, n) => page(n)))
      for (const lines of [1, 2, 3, 5, 8, 13]) {
        const worker = startChild('./work.ts', { place, limit: 5, leaseMs: 400 })
        await worker.lines(lines)
        await worker.kill()
      }
      await startChild('./work.ts', { place, limit: 20, leaseMs: 400 }).end()
      expect(await queue.counts()).toEqual({ waiting: 0, delayed: 0, active: 0, completed: 400, failed: 0 })
      const listings = (await store.listListings({ limit: 1000 })).rows
      expect(listings).toHaveLength(200)
      expect(listings.every((row) => row.assessment !== undefined)).toBe(true)
      expect(await store.countFindings({ state: 'all' })).toBe(200)
      for (const { key } of listings) expect(await store.timeline(key)).toHaveLength(1)
    })
  })
}
