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
  /** Pages that threads have read so far; the others were read in place. */
  threaded(): number
  close(): Promise<void>
}

export interface ExtractThreadsOptions {
  platforms: readonly Platform[]
  /** Threads beside the one that fetches. @default 1 */
  threads?: number
}

/** Pages that may wait for a thread; what comes on top is read where it is, so that neither side is idle. */
const AHEAD = 3
/** A thread that dies so often in a row cannot run here. */
const DEATHS = 3
/** Reading is short-lived work: a small heap is swept often and stays small. */
const HEAP = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 }

interface Task {
  resolve: (extraction: Extraction) => void
  reject: (error: Error) => void
}

/** One thread and what it has to do. */
class Seat {
  readonly open = new Map<number, Task>()
  readonly #platforms: readonly Platform[]
  #worker: Worker | undefined
  #deaths = 0

  constructor(platforms: readonly Platform[]) {
    this.#platforms = platforms
  }

  get hasRoom(): boolean {
    return this.#deaths < DEATHS && this.open.size < AHEAD
  }

  #start(): Worker {
    const file = new URL(`./extract-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)
    const worker = new Worker(file, { workerData: { platforms: this.#platforms }, resourceLimits: HEAP })
    worker.unref()
    worker.on('message', (answer: ThreadAnswer) => {
      this.#deaths = 0
      const task = this.open.get(answer.id)
      this.open.delete(answer.id)
      if ('error' in answer) task?.reject(new Error(answer.error))
      else task?.resolve(answer.extraction)
    })
    const end = (reason: string): void => {
      if (this.#worker !== worker) return
      this.#worker = undefined
      this.#deaths++
      const lost = [...this.open.values()]
      this.open.clear()
      for (const task of lost) task.reject(new Error(reason))
    }
    worker.on('error', (error: unknown) => end(error instanceof Error ? error.message : String(error)))
    worker.on('exit', () => end('the thread that read the page ended'))
    return worker
  }

  read(task: ThreadTask): Promise<Extraction> {
    this.#worker ??= this.#start()
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      this.open.set(task.id, { resolve, reject })
      worker.postMessage(task, [])
    })
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }
}

/**
 * Reading pages is most of a crawl's work: with threads it goes on while the next pages come in. A page that a thread dies of, and those
 * that waited behind it, are read again in place; the thread is replaced, unless it dies again and again.
 */
export function openExtractThreads({ platforms, threads = 1 }: ExtractThreadsOptions): ExtractThreads {
  const known = new Set(platforms)
  const seats = Array.from({ length: threads }, () => new Seat(platforms))
  let next = 0
  let threaded = 0
  return {
    threaded: () => threaded,
    async extract(input) {
      const seat = seats.reduce<Seat | undefined>((best, one) => (best && best.open.size <= one.open.size ? best : one), undefined)
      const { platform, ...page } = input
      if (!seat?.hasRoom || (platform && !known.has(platform))) return extractPage(input)
      try {
        const extraction = await seat.read({ ...page, id: next++, platform: platform?.id })
        threaded++
        return extraction
      } catch {
        return extractPage(input)
      }
    },
    async close() {
      await Promise.all(seats.map((seat) => seat.close()))
    },
  }
}
