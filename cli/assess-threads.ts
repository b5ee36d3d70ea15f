import { Worker } from 'node:worker_threads'
import type { AssessedLines } from './assess-lines.ts'
import type { AssessWorkerData } from './assess-worker.ts'
import type { SourceLine } from './streams.ts'

interface Waiting {
  resolve: (answer: AssessedLines) => void
  reject: (error: Error) => void
}

/** Threads that assess batches of lines, each with tables of its own. A thread answers in the order in which it was asked. */
export class AssessThreads {
  readonly #threads: { worker: Worker; waiting: Waiting[] }[]
  #turn = 0

  constructor(count: number, data: AssessWorkerData) {
    this.#threads = Array.from({ length: count }, () => {
      const worker = new Worker(new URL('assess-worker.js', import.meta.url), { workerData: data })
      const waiting: Waiting[] = []
      const fail = (error: Error): void => {
        for (const { reject } of waiting.splice(0)) reject(error)
      }
      worker.on('message', (answer: AssessedLines) => waiting.shift()?.resolve(answer))
      worker.on('error', fail)
      worker.on('exit', () => fail(new Error('a thread ended before it had answered')))
      return { worker, waiting }
    })
  }

  /** Batches that keep every thread busy. */
  get depth(): number {
    return 2 * this.#threads.length
  }

  /** Gives a batch to the thread whose turn it is. */
  ask(lines: SourceLine[]): Promise<AssessedLines> {
    const thread = this.#threads[this.#turn++ % this.#threads.length]
    if (!thread) throw new RangeError('at least one thread is needed')
    return new Promise((resolve, reject) => {
      thread.waiting.push({ resolve, reject })
      thread.worker.postMessage(lines)
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()))
  }
}
