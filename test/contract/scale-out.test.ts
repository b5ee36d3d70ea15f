import { afterAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../store/audit.ts'
import { openQueue } from './adapters.ts'
import { startChild } from './child/process.ts'
import type { Child } from './child/process.ts'
import { temporaryFolders } from './folders.ts'
import { ferretdbBinary, ownFerretdb, ownRedis, redisBinary } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

const folder = temporaryFolders()
const servers: ServerProcess[] = []
const closers: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closers) await close()
  for (const server of servers) await server.stop('SIGKILL')
})

describe.skipIf(redisBinary === undefined || ferretdbBinary === undefined)('four workers over Redis and a MongoDB-wire server', () => {
  it('store everything once though workers are killed, one hangs, and both servers are restarted', async () => {
    const redis = await ownRedis(await folder())
    const mongodb = await ownFerretdb(await folder())
    servers.push(redis, mongodb)
    for (const server of servers) await server.start()
    const place = { kind: 'bullmq' as const, url: redis.url, prefix: 'z', store: { kind: 'mongodb' as const, url: `${mongodb.url}zhixun` } }
    const { queue, store, close } = await openQueue(place)
    closers.push(close)
    let pages = 0
    /** More to do, so that no disturbance finds the workers idle. */
    async function addPages(): Promise<void> {
      const jobs = Array.from({ length: 40 }, (_, n) => pages + n)
      pages += jobs.length
      await queue.add(jobs.map((n) => ({ kind: 'page' as const, key: `page-${n}`, sweep: 'a', platform: 'shi', payload: { n } })))
    }
    await addPages()

    const begin = (): Child => startChild('./worker.ts', { place, sweep: 'a' })
    const workers = [begin(), begin(), begin(), begin()]
    /** The worker in that place once it has done something; one that ended is started anew, as systemd does. */
    async function busy(place: number): Promise<Child> {
      for (;;) {
        const [line] = await workers[place]!.lines(1).catch(() => [])
        if (line?.startsWith('completed')) return workers[place]!
        workers[place] = begin()
      }
    }
    const disturb: ((worker: Child) => Promise<void>)[] = [
      async (worker) => worker.kill(),
      async (worker) => worker.kill(),
      async () => redis.stop('SIGTERM').then(() => redis.start()),
      async (worker) => worker.kill(),
      async (worker) => worker.kill(),
      async () => mongodb.stop('SIGTERM').then(() => mongodb.start()),
      async (worker) => worker.kill(),
      async (worker) => worker.kill(),
      async (worker) => worker.hang(3_000),
      async (worker) => worker.kill(),
      async () => redis.stop('SIGKILL').then(() => redis.start()),
      async (worker) => worker.kill(),
      async (worker) => worker.kill(),
      async (worker) => worker.kill(),
    ]
    for (const [index, act] of disturb.entries()) {
      await addPages()
      await act(await busy(index % workers.length))
    }
    for (const worker of workers) await worker.end().catch(() => begin().end())

    expect(await queue.counts()).toEqual({ waiting: 0, delayed: 0, active: 0, completed: 2 * pages, failed: 0 })
    const listings = (await store.listListings({ limit: 10_000 })).rows
    expect(listings).toHaveLength(pages)
    expect(listings.every((row) => row.assessment !== undefined)).toBe(true)
    expect((await store.listPages({ limit: 10_000, sweep: 'a' })).rows).toHaveLength(pages)
    expect(await store.countFindings({ state: 'all' })).toBe(pages)
    for (const { key } of listings) expect((await store.timeline(key)).map((event) => event.kind)).toEqual(['appeared'])
    expect(await verifyAudit(store)).toMatchObject({ entries: pages })
    expect((await verifyAudit(store)).broken).toBeUndefined()
  }, 300_000)
})
