import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { extractPage } from '../crawlers/extract/index.ts'
import type { Platform } from '../crawlers/platforms/schema.ts'
import { openExtractThreads } from '../crawlers/jobs/extract-threads.ts'
import { runSweep, type SweepHandlers, type SweepOptions, type SweepResult } from '../crawlers/sweep.ts'
import { ConfigError, projectRoot, systemClock, toInstant, type Clock } from '../domain/index.ts'
import { capture } from '../evidence/capture.ts'
import { assessListings } from '../pipeline/listing-job.ts'
import type { Assessor } from '../pipeline/port.ts'
import { openEmbeddedQueue } from '../queue/embedded/index.ts'
import type { Job, NewJob, Queue } from '../queue/port.ts'
import type { Store } from '../store/port.ts'
import { openSqliteStore } from '../store/sqlite/index.ts'
import { platformFolderOf } from './command.ts'
import { text } from './language.ts'

/** The one place that picks adapters and binds a kind of job to the room that does it. */
export interface System {
  store: Store
  queue: Queue
  /** Folder of evidence packages. */
  evidenceFolder: string
  /** Folder of the office's own platform files; need not be there. */
  platformFolder: string
  close(): Promise<void>
}

export const program = `zhixun/${(JSON.parse(readFileSync(new URL('package.json', projectRoot), 'utf8')) as { version: string }).version}`

interface Place {
  data: string
}

/**
 * Opens store and queue: in the data folder, or on the servers that the environment names.
 * @throws ConfigError when only one of the two servers is named
 */
export async function openSystem({ data }: Place): Promise<System> {
  const folder = resolve(data)
  const redis = process.env['ZHIXUN_REDIS_URL']
  const mongodb = process.env['ZHIXUN_MONGODB_URL']
  if ((redis === undefined) !== (mongodb === undefined))
    throw new ConfigError(
      text(
        'ZHIXUN_REDIS_URL 与 ZHIXUN_MONGODB_URL 须同时设置或同时不设',
        'ZHIXUN_REDIS_URL and ZHIXUN_MONGODB_URL go together: set both or none',
      ),
    )
  mkdirSync(folder, { recursive: true })
  const { store, queue } = redis !== undefined && mongodb !== undefined ? await openServers(redis, mongodb) : await openEmbedded(folder)
  return {
    store,
    queue,
    evidenceFolder: join(folder, 'evidence'),
    platformFolder: platformFolderOf({ data }),
    async close() {
      await queue.close()
      await store.close()
    },
  }
}

async function openEmbedded(dataDir: string): Promise<{ store: Store; queue: Queue }> {
  const store = await openSqliteStore({ dataDir })
  return { store, queue: await openEmbeddedQueue({ store }) }
}

/** The servers' clients are loaded only where they are used: they are half of the time that a small command takes to start. */
async function openServers(redis: string, mongodb: string): Promise<{ store: Store; queue: Queue }> {
  const { openMongodbStore } = await import('../store/mongodb/index.ts')
  const { openBullmqQueue } = await import('../queue/bullmq/index.ts')
  const store = await openMongodbStore({ url: mongodb })
  try {
    return { store, queue: await openBullmqQueue({ url: redis, store }) }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** The system where its data is there already; a command that only looks something up does not make a data folder. */
export async function openSystemIfThere(place: Place): Promise<System | undefined> {
  if (process.env['ZHIXUN_MONGODB_URL'] === undefined && !existsSync(join(resolve(place.data), 'zhixun.sqlite'))) return undefined
  return openSystem(place)
}

/**
 * The system of a command that has nothing to say without data: a mistyped folder is told, not taken for an empty one.
 * @throws ConfigError where no data is
 */
export async function openSystemWithData(place: Place): Promise<System> {
  const system = await openSystemIfThere(place)
  if (!system)
    throw new ConfigError(text(`${resolve(place.data)} 中没有数据，请检查 --data`, `no data in ${resolve(place.data)}; see --data`))
  return system
}

const textOf = (job: Job, name: string): string => {
  const value = job.payload[name]
  if (typeof value !== 'string') throw new Error(`job ${job.key}: expected ${name} in its payload`)
  return value
}

/** `listing` jobs go to the pipeline, `capture` jobs to the evidence room. */
export function handlersFor(system: System, assessor: Assessor, clock: Clock = systemClock): SweepHandlers {
  return {
    async listing(jobs) {
      const keys = jobs.map((job) => textOf(job, 'listingKey'))
      const listings = new Map((await system.store.getListings([...new Set(keys)])).map((stored) => [stored.key, stored]))
      return jobs.map((job, i) => {
        const stored = listings.get(keys[i] ?? '')
        // A listing that changed since has a job of its own for its new version.
        if (!stored || stored.contentHash !== job.payload['contentHash']) return { job }
        const write = assessListings(assessor, [stored], { sweep: job.sweep, at: toInstant(clock.now()) })
        return {
          job,
          writes: { assessments: write },
          followUps: write.some(({ findings }) => findings.length > 0) ? [captureJob(job)] : [],
        }
      })
    },
    async capture(jobs) {
      for (const job of jobs) {
        const pageKey = job.payload['pageKey']
        await capture(
          { store: system.store, folder: system.evidenceFolder, clock, program },
          { listingKey: textOf(job, 'listingKey'), ...(typeof pageKey === 'string' ? { pageKey } : {}) },
        )
      }
      return jobs.map((job) => ({ job }))
    },
  }
}

function captureJob(job: Job): NewJob {
  return {
    kind: 'capture',
    key: job.key.replace(/^l-/, 'c-'),
    sweep: job.sweep,
    platform: job.platform,
    priority: job.priority,
    payload: job.payload,
  }
}

/** What every sweep of this program has in common. */
export function sweepOptions(system: System, assessor: Assessor, platforms: readonly Platform[], clock: Clock = systemClock): SweepOptions {
  const contact = process.env['ZHIXUN_CONTACT']
  return {
    store: system.store,
    queue: system.queue,
    platforms,
    extract: extractPage,
    handlers: handlersFor(system, assessor, clock),
    clock,
    ...(contact === undefined ? {} : { contact }),
  }
}

/**
 * Runs one sweep with all that this program has for it. Pages are read in a thread beside the one that fetches, where there is a second
 * core for it.
 */
export async function sweepWith(
  { system, assessor, platforms, clock }: { system: System; assessor: Assessor; platforms: readonly Platform[]; clock?: Clock },
  options: Partial<SweepOptions>,
): Promise<SweepResult> {
  const threads = availableParallelism() > 1 ? openExtractThreads({ platforms }) : undefined
  try {
    return await runSweep({
      ...sweepOptions(system, assessor, platforms, clock),
      ...(threads ? { extract: threads.extract } : {}),
      ...options,
    })
  } finally {
    await threads?.close()
  }
}
