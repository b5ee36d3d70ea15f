import { Request } from '@crawlee/basic'
import type { IRequestManager } from '@crawlee/basic'
import type { Job } from '../../queue/port.ts'
import type { JobSource, Lane } from './job-source.ts'

type Added = Awaited<ReturnType<IRequestManager['addRequest']>>
type AddedBatch = Awaited<ReturnType<IRequestManager['addRequestsBatched']>>

const jobs = new WeakMap<object, Job>()

/** The job that a request stands for. */
export function jobOf(request: object): Job {
  const job = jobs.get(request)
  if (!job) throw new Error('a request that no job stands behind')
  return job
}

/**
 * One lane of the job source as Crawlee's request manager. A request is handled for Crawlee as soon as its handler returns; what it
 * means for the queue was said by the handler (`end`, `fail`, `move`), so marking and reclaiming have nothing left to do here.
 */
export class LaneManager implements IRequestManager {
  readonly #source: JobSource
  readonly #lane: Lane
  readonly #urlOf: (job: Job) => string

  constructor(source: JobSource, lane: Lane, urlOf: (job: Job) => string) {
    this.#source = source
    this.#lane = lane
    this.#urlOf = urlOf
  }

  async isEmpty(): Promise<boolean> {
    return !(await this.#source.claim(this.#lane))
  }

  async isFinished(): Promise<boolean> {
    return this.#source.finished()
  }

  async handledCount(): Promise<number> {
    return this.#source.handled
  }

  getTotalCount(): number {
    return this.#source.handled + this.#source.pending
  }

  getPendingCount(): number {
    return this.#source.pending
  }

  async fetchNextRequest<T extends Record<string, unknown>>(): Promise<Request<T> | null> {
    const job = this.#source.next(this.#lane)
    if (!job) return null
    const request = new Request<T>({ url: this.#urlOf(job), uniqueKey: job.key, skipNavigation: this.#lane !== 'static' })
    jobs.set(request, job)
    return request
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Request> {
    for (;;) {
      if (await this.isEmpty()) return
      const request = await this.fetchNextRequest()
      if (request) yield request
    }
  }

  async markRequestHandled(): Promise<null> {
    return null
  }

  async reclaimRequest(): Promise<null> {
    return null
  }

  async addRequest(): Promise<Added> {
    throw new Error('follow-ups are jobs, written with the result of the job that found them')
  }

  async addRequestsBatched(): Promise<AddedBatch> {
    throw new Error('follow-ups are jobs, written with the result of the job that found them')
  }
}
