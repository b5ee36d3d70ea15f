import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Visit } from '../crawlers/jobs/visit.ts'
import { isWall } from '../domain/index.ts'
import { JOB_KINDS, type Job, type Queue } from '../queue/port.ts'
import type { JobFailure, WorkerEvent } from '../queue/worker.ts'
import type { JobOutcome } from '../queue/port.ts'
import type { WriteBatch } from '../store/port.ts'

const STATES = ['waiting', 'delayed', 'active', 'failed'] as const

/** What Prometheus reads of one worker: the depth of the queue that all share, and what this one did. */
export class WorkerMetrics {
  readonly registry = new Registry()
  readonly sweeps: Gauge
  readonly #pages: Counter<'platform' | 'kind'>
  readonly #walls: Counter<'platform' | 'kind'>
  readonly #listings: Counter<'platform'>
  readonly #findings: Counter<'platform' | 'rule'>
  readonly #jobs: Counter<'kind' | 'ended'>
  readonly #lag: Histogram

  constructor(queue: Pick<Queue, 'counts'>) {
    const registers = [this.registry]
    // Memory, processor time and the delay of the event loop.
    collectDefaultMetrics({ register: this.registry })
    const depth = new Gauge({
      name: 'zhixun_queue_jobs',
      help: 'Jobs in the queue of all workers.',
      labelNames: ['kind', 'state'] as const,
      registers,
      async collect() {
        const counts = await Promise.all(JOB_KINDS.map((kind) => queue.counts({ kind })))
        JOB_KINDS.forEach((kind, index) => STATES.forEach((state) => depth.set({ kind, state }, counts[index]?.[state] ?? 0)))
      },
    })
    this.sweeps = new Gauge({ name: 'zhixun_sweeps', help: 'Sweeps that this worker takes part in.', registers })
    this.#pages = new Counter({
      name: 'zhixun_pages_total',
      help: 'Pages that this worker asked for, by what they were.',
      labelNames: ['platform', 'kind'],
      registers,
    })
    this.#walls = new Counter({
      name: 'zhixun_walls_total',
      help: 'Pages that were a wall: login, CAPTCHA, blocked.',
      labelNames: ['platform', 'kind'],
      registers,
    })
    this.#listings = new Counter({
      name: 'zhixun_listings_total',
      help: 'Listings that this worker read.',
      labelNames: ['platform'],
      registers,
    })
    this.#findings = new Counter({
      name: 'zhixun_findings_total',
      help: 'Findings that this worker made.',
      labelNames: ['platform', 'rule'],
      registers,
    })
    this.#jobs = new Counter({
      name: 'zhixun_jobs_total',
      help: 'Tries of jobs by this worker, by how they ended.',
      labelNames: ['kind', 'ended'],
      registers,
    })
    this.#lag = new Histogram({
      name: 'zhixun_assess_lag_seconds',
      help: 'From reading a page to assessing its listing; one listing of each batch.',
      buckets: [1, 5, 15, 60, 300, 900, 3600, 14_400],
      registers,
    })
  }

  visited({ kind, platform }: Job, visit: Visit): void {
    if (visit.does === 'render') return
    this.#jobs.inc({ kind, ended: visit.does === 'end' ? 'completed' : visit.does === 'retry' ? 'retried' : 'failed' })
    for (const page of writesOf(visit)?.pages ?? []) {
      this.#pages.inc({ platform, kind: page.kind })
      if (page.kind !== 'failed' && page.kind !== 'refused' && isWall(page.kind)) this.#walls.inc({ platform, kind: page.kind })
    }
    this.#listings.inc({ platform }, writesOf(visit)?.listings?.length ?? 0)
  }

  answered(answers: readonly (JobOutcome | JobFailure)[]): void {
    for (const { job, writes } of answers)
      for (const { findings } of writes?.assessments ?? [])
        for (const { rule } of findings) this.#findings.inc({ platform: job.platform, rule })
  }

  assessedAfter(seconds: number): void {
    this.#lag.observe(Math.max(0, seconds))
  }

  worked(event: WorkerEvent): void {
    if (event.type === 'completed') this.#jobs.inc({ kind: event.kind, ended: 'completed' }, event.jobs)
    else if (event.type !== 'outage') this.#jobs.inc({ kind: event.job.kind, ended: event.type === 'retry' ? 'retried' : 'failed' })
  }
}

/** What a visit stores, whichever way it ends. */
export function writesOf(visit: Visit): WriteBatch | undefined {
  return visit.does === 'end' ? visit.outcome.writes : visit.does === 'give-up' ? visit.writes : undefined
}
