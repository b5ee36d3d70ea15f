import { Worker } from 'node:worker_threads'
import type { Extraction } from '../../domain/index.ts'
import { extractPage } from '../extract/index.ts'
import type { Platform } from '../platforms/schema.ts'
import type { Extract } from './visit.ts'

export interface ThreadTask {
  id: number
  body: Uint8Array
  headers: Readonly<Record<string, string>>
  url: string
  status?: number
  /** Id of a platform that the thread was started with. */
  platform?: string
}

export type ThreadAnswer = { id: number; extraction: Extraction } | { id: number; error: string }

export interface ExtractThreads {
  extract: Extract
  close(): Promise<void>
}

export interface ExtractThreadsOptions {
  platforms: readonly Platform[]
  /** Threads beside the one that fetches. @default 1 */
  threads?: number
}

/** Pages that may wait for a thread; what comes on top is read where it is, so that neither side is idle. */
const AHEAD = 3
/** Reading is short-lived work: a small heap is swept often and stays small. */
const HEAP = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 }

interface Seat {
  worker: Worker
  open: Map<number, { resolve: (extraction: Extraction) => void; reject: (error: Error) => void }>
}

/**
 * Reading pages is most of a crawl's work: with threads it goes on while the next pages come in. A page that a thread dies of is reported
 * as unreadable, like any other, and the thread is replaced.
 */
export function openExtractThreads({ platforms, threads = 1 }: ExtractThreadsOptions): ExtractThreads {
  const known = new Set(platforms)
  let next = 0
  let closing = false

  function sit(seat: Seat): void {
    const file = new URL(`./extract-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)
    seat.worker = new Worker(file, { workerData: { platforms }, resourceLimits: HEAP })
    seat.worker.unref()
    seat.worker.on('message', (answer: ThreadAnswer) => {
      const task = seat.open.get(answer.id)
      seat.open.delete(answer.id)
      if ('error' in answer) task?.reject(new Error(answer.error))
      else task?.resolve(answer.extraction)
    })
    const onEnd = (reason: string): void => {
      const lost = [...seat.open.values()]
      seat.open.clear()
      if (!closing) sit(seat)
      for (const task of lost) task.reject(new Error(reason))
    }
    let ended = false
    const once = (reason: string): void => {
      if (!ended) onEnd(reason)
      ended = true
    }
    seat.worker.on('error', (error: unknown) => once(error instanceof Error ? error.message : String(error)))
    seat.worker.on('exit', () => once('the thread that read the page ended'))
  }

  const seats = Array.from({ length: threads }, (): Seat => {
    const seat = { open: new Map() } as unknown as Seat
    sit(seat)
    return seat
  })

  return {
    extract(input) {
      const seat = seats.reduce<Seat | undefined>((best, one) => (best && best.open.size <= one.open.size ? best : one), undefined)
      const { platform, ...page } = input
      if (!seat || seat.open.size >= AHEAD || (platform && !known.has(platform))) return extractPage(input)
      const id = next++
      return new Promise<Extraction>((resolve, reject) => {
        seat.open.set(id, { resolve, reject })
        seat.worker.postMessage({ ...page, id, platform: platform?.id } satisfies ThreadTask, [])
      })
    },
    async close() {
      closing = true
      await Promise.all(seats.map(({ worker }) => worker.terminate()))
    },
  }
}
