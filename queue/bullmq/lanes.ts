import { Queue, QueueKeys, RedisConnection, RedisQueueBackend, Worker } from 'bullmq'
import type { BackendFactory } from 'bullmq'
import type { Redis } from 'ioredis'
import { DEFAULT_LEASE_MS } from '../check.ts'
import type { Job, JobKind, NewJob } from '../port.ts'

/** One BullMQ queue: jobs of one kind, sweep and host, so that what is not asked for is never looked at. */
export interface Lane {
  name: string
  kind: JobKind
  sweep: string
  /** Empty for jobs that ask nobody. */
  host: string
  queue: Queue<NewJob>
  /** Has no processor: jobs are fetched by hand. It also gives back the jobs of workers that died. */
  worker: Worker<NewJob>
}

export interface LanesOptions {
  redis: Redis
  prefix: string
  stalledMs: number
}

/** Nobody reads BullMQ's own stream of events. */
const FEW_EVENTS = { streams: { events: { maxLen: 100 } } }

/** The lanes of all sweeps, known to all processes by a set in Redis. All of them share one connection. */
export function lanesOf({ redis, prefix, stalledMs }: LanesOptions) {
  const opened = new Map<string, Lane>()
  const registry = `${prefix}:lanes`
  const connection = new RedisConnection(redis, { shared: true, blocking: false })
  // Errors of the connection are told by the calls that meet them.
  connection.on('error', () => {})
  const backendFactory: BackendFactory<RedisQueueBackend> = (name, opts) => {
    const keys = new QueueKeys(prefix)
    return new RedisQueueBackend(connection, name, keys.getKeys(name), (type) => keys.toKey(name, type), opts, undefined, false)
  }

  function open(name: string): Lane {
    const known = opened.get(name)
    if (known !== undefined) return known
    const [kind = '', sweep = '', host = ''] = name.split('|').map((part) => decodeURIComponent(part))
    const options = { connection: redis, prefix }
    const queue = new Queue<NewJob>(name, { ...options, ...FEW_EVENTS }, backendFactory)
    const worker = new Worker<NewJob>(
      name,
      null,
      // How often a job's workers may die is the worker loop's business, which counts attempts.
      { ...options, autorun: false, lockDuration: DEFAULT_LEASE_MS, stalledInterval: stalledMs, maxStalledCount: 1_000_000 },
      backendFactory,
    )
    queue.on('error', () => {})
    worker.on('error', () => {})
    void worker.startStalledCheckTimer()
    const lane: Lane = { name, kind: kind as JobKind, sweep, host, queue, worker }
    opened.set(name, lane)
    return lane
  }

  return {
    nameOf({ kind, sweep, host = '' }: Pick<NewJob, 'kind' | 'sweep' | 'host'>): string {
      return [kind, sweep, host].map(encodeURIComponent).join('|')
    },
    /** The lane of a job that was taken; its lease carries the name, so that who only knows the lease finds it too. */
    of(job: Pick<Job, 'lease'>): Lane {
      return open(job.lease.slice(job.lease.indexOf('@') + 1))
    },
    open,
    async register(names: readonly string[]): Promise<void> {
      if (names.length > 0) await redis.sadd(registry, ...names)
    },
    async forget(name: string): Promise<void> {
      await redis.srem(registry, name)
    },
    /** Those that may hold a job that is asked for. */
    async find({ kinds, sweep, exceptHosts = [] }: { kinds?: readonly string[]; sweep?: string; exceptHosts?: readonly string[] }) {
      const lanes = (await redis.smembers(registry)).sort().map(open)
      return lanes.filter(
        (lane) =>
          (kinds === undefined || kinds.includes(lane.kind)) &&
          (sweep === undefined || lane.sweep === sweep) &&
          (lane.host === '' || !exceptHosts.includes(lane.host)),
      )
    },
    async close(): Promise<void> {
      await Promise.all([...opened.values()].flatMap(({ queue, worker }) => [worker.close(), queue.close()]))
    },
  }
}
export type Lanes = ReturnType<typeof lanesOf>

export function groupBy<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
