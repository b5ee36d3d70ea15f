import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Queue as BullQueue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { openBullmqQueue } from '../../queue/bullmq/index.ts'
import { openEmbeddedQueue } from '../../queue/embedded/index.ts'
import type { NewJob, Queue } from '../../queue/port.ts'
import { openSqliteStore } from '../../store/sqlite/index.ts'
import { ownRedis, redisBinary } from '../contract/server-process.ts'
import { benchLine, machine } from './bench.ts'
import type { BenchLine } from './bench.ts'

const JOBS = Number(process.env['ZHIXUN_BENCH_JOBS'] ?? 100_000)
const ADDED_AT_ONCE = 1_000
const TAKEN_AT_ONCE = 100

interface Rates {
  /** Jobs a second. */
  add: number
  drain: number
}

function job(n: number): NewJob {
  return {
    kind: 'page',
    key: `page-${n}`,
    sweep: 'bench',
    platform: 'shi',
    host: `host-${n % 10}.test`,
    priority: 100 + (n % 3),
    payload: { url: `http://host-${n % 10}.test/item/${n}` },
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

async function ours(queue: Queue): Promise<Rates> {
  const add = await seconds(async () => {
    for (let from = 0; from < JOBS; from += ADDED_AT_ONCE) await queue.add(Array.from({ length: ADDED_AT_ONCE }, (_, n) => job(from + n)))
  })
  const drain = await seconds(async () => {
    for (;;) {
      const jobs = await queue.take({ kinds: ['page'], limit: TAKEN_AT_ONCE })
      if (jobs.length === 0) return
      await queue.complete(jobs.map((one) => ({ job: one })))
    }
  })
  return { add: JOBS / add, drain: JOBS / drain }
}

/** BullMQ as its documentation shows it: one queue, one worker that does nothing. */
async function bareBullmq(url: string): Promise<Rates> {
  const connection = new Redis(url, { maxRetriesPerRequest: null })
  const queue = new BullQueue<NewJob>('bare', { connection })
  const add = await seconds(async () => {
    for (let from = 0; from < JOBS; from += ADDED_AT_ONCE)
      await queue.addBulk(
        Array.from({ length: ADDED_AT_ONCE }, (_, n) => job(from + n)).map((data) => ({
          name: data.kind,
          data,
          opts: { jobId: data.key, priority: data.priority },
        })),
      )
  })
  let left = JOBS
  const drain = await seconds(
    () =>
      new Promise((resolve) => {
        const worker = new Worker<NewJob>('bare', async () => {}, { connection, concurrency: TAKEN_AT_ONCE })
        worker.on('completed', () => --left === 0 && void worker.close().then(resolve))
      }),
  )
  await queue.close()
  connection.disconnect()
  return { add: JOBS / add, drain: JOBS / drain }
}

/** Jobs added, and taken and ended, a second: our two queues beside bare BullMQ on the same Redis in the same run. */
export async function* bench(): AsyncGenerator<BenchLine> {
  const folder = await mkdtemp(join(tmpdir(), 'zhixun-bench-queue-'))
  const redis = redisBinary === undefined ? undefined : await ownRedis(folder)
  const store = await openSqliteStore({ dataDir: folder })
  try {
    const embedded = await ours(await openEmbeddedQueue({ store }))
    await redis?.start()
    const bare = redis === undefined ? undefined : await bareBullmq(redis.url)
    const adapter = redis === undefined ? undefined : await drained(await openBullmqQueue({ url: redis.url, store }))
    for (const [name, rates] of Object.entries({ embedded, bullmq: adapter }))
      for (const what of ['add', 'drain'] as const)
        if (rates !== undefined)
          yield benchLine({
            bench: `queue.${name}.${what}`,
            unit: 'jobs/s',
            ours: Math.round(rates[what]),
            peers: bare === undefined ? {} : { 'bare bullmq': Math.round(bare[what]) },
            conditions: {
              ...machine(),
              jobs: JOBS,
              addedAtOnce: ADDED_AT_ONCE,
              takenAtOnce: TAKEN_AT_ONCE,
              hosts: 10,
              appendfsync: 'everysec',
            },
          })
  } finally {
    await redis?.stop('SIGTERM')
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function drained(queue: Queue): Promise<Rates> {
  const rates = await ours(queue)
  await queue.close()
  return rates
}
