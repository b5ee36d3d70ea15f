import type { Platform } from '../crawlers/platforms/schema.ts'
import { newSweepId, type SweepOptions, type SweepProgress as Progress } from '../crawlers/sweep.ts'
import type { SweepControl, SweepProgress, SweepRequest } from '../dashboard/server/index.ts'
import type { ClockedSweeps } from '../queue/clock.ts'
import type { Schedule } from '../queue/schedule.ts'
import {
  ConfigError,
  ConflictError,
  InputError,
  toInstant,
  type Clock,
  type Query,
  type Sweep,
  type SweepSummary,
} from '../domain/index.ts'
import type { Assessor } from '../pipeline/port.ts'
import { sweepWith, type System } from './compose.ts'

export interface SweepControlOptions {
  system: System
  platforms: readonly Platform[]
  /** Asked at the start of each sweep, so that a registry imported meanwhile is used. */
  assessor: () => Promise<Assessor>
  clock: Clock
  /** What a sweep asks when nobody named queries; undefined where the platforms' own lists are walked. */
  plan?: (
    platforms: readonly Platform[],
    options: Pick<Partial<SweepOptions>, 'campaign' | 'budget' | 'resume'>,
  ) => Promise<Query[] | undefined>
  /** Told when a sweep ends with an error. */
  onError: (error: unknown, sweep: string) => void
}

interface Running {
  stop: AbortController
  ended: Promise<Sweep | undefined>
  progress: SweepProgress
}

/** Runs sweeps inside this process for the dashboard and the nightly clock, at most one on a platform. */
export class ProcessSweeps implements SweepControl, ClockedSweeps {
  readonly #options: SweepControlOptions
  readonly #running = new Map<string, Running>()
  readonly #listeners = new Set<(progress: SweepProgress) => void>()

  constructor(options: SweepControlOptions) {
    this.#options = options
  }

  async start(request: SweepRequest): Promise<Sweep> {
    const platforms = this.#platformsOf(request.platforms)
    const queries: Query[] | undefined = request.queries?.length
      ? request.queries.flatMap((text) => platforms.map(({ id }) => ({ platform: id, text, reason: request.by })))
      : undefined
    return this.#run(newSweepId(this.#options.clock), platforms, {
      ...(queries ? { queries } : {}),
      ...(request.budget === undefined ? {} : { budget: request.budget }),
    })
  }

  async resume(id: string): Promise<Sweep> {
    const sweep = await this.#options.system.store.getSweep(id)
    if (!sweep) throw new InputError(`no sweep ${id}`, { field: 'sweep' })
    return this.#run(id, this.#platformsOf(sweep.platforms), { resume: true })
  }

  async stop(id: string): Promise<void> {
    const running = this.#running.get(id)
    running?.stop.abort()
    await running?.ended
  }

  current(): readonly SweepProgress[] {
    return [...this.#running.values()].map(({ progress }) => progress)
  }

  subscribe(listener: (progress: SweepProgress) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async startSweep(sweepId: string, { platforms, budget, campaign }: Schedule): Promise<void> {
    await this.#run(sweepId, this.#platformsOf(platforms), {
      ...(budget === undefined ? {} : { budget }),
      ...(campaign === undefined ? {} : { campaign }),
    })
  }

  async resumeSweep(sweepId: string): Promise<void> {
    await this.resume(sweepId)
  }

  stopSweep(sweepId: string): Promise<void> {
    return this.stop(sweepId)
  }

  running(): readonly string[] {
    return [...this.#running.keys()]
  }

  /** The sweep as it stood when it ended, or undefined where it never ran here. */
  async ended(id: string): Promise<Sweep | undefined> {
    return this.#running.get(id)?.ended
  }

  /** Interrupts every sweep and waits until none holds a job. */
  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)))
  }

  #platformsOf(ids: readonly string[]): Platform[] {
    const { platforms } = this.#options
    if (ids.length === 0) return [...platforms]
    return ids.map((id) => {
      const platform = platforms.find((known) => known.id === id)
      if (!platform) throw new ConfigError(`no platform ${id}; there are: ${platforms.map((known) => known.id).join(', ')}`)
      return platform
    })
  }

  async #run(id: string, platforms: readonly Platform[], options: Partial<SweepOptions>): Promise<Sweep> {
    const { system, assessor, clock, plan, onError } = this.#options
    const wanted = new Set(platforms.map((platform) => platform.id))
    for (const { progress } of this.#running.values()) {
      const taken = progress.sweep.platforms.find((platform) => wanted.has(platform))
      if (taken !== undefined) throw new ConflictError(`a sweep of ${taken} is running: ${progress.sweep.id}`)
    }
    const stop = new AbortController()
    const sweep: Sweep = { id, platforms: [...wanted], state: 'running', startedAt: toInstant(clock.now()) }
    const running: Running = { stop, ended: Promise.resolve(undefined), progress: { sweep, figures: EMPTY, jobs: { done: 0, open: 0 } } }
    this.#running.set(id, running)
    let begun: (error?: unknown) => void = () => {}
    const begins = new Promise<void>((resolve, reject) => {
      begun = (error) => (error === undefined ? resolve() : reject(error))
    })
    const onProgress = (progress: Progress): void => {
      begun()
      running.progress = {
        ...running.progress,
        sweep: { ...running.progress.sweep, state: progress.state },
        ...figuresOf(progress),
      }
      this.#tell(running.progress)
    }
    const work = async (): Promise<Sweep | undefined> => {
      try {
        const { queries = await plan?.(platforms, options) } = options
        await sweepWith(
          { system, assessor: await assessor(), platforms, clock },
          { ...options, ...(queries ? { queries } : {}), sweepId: id, signal: stop.signal, onProgress },
        )
      } catch (error) {
        begun(error)
        onError(error, id)
      } finally {
        begun()
        this.#running.delete(id)
      }
      const last = await system.store.getSweep(id)
      if (last) this.#tell({ ...running.progress, sweep: last, figures: last.summary ?? running.progress.figures })
      return last
    }
    running.ended = work()
    await begins
    const stored = await system.store.getSweep(id)
    if (stored) running.progress = { ...running.progress, sweep: stored }
    return stored ?? sweep
  }

  #tell(progress: SweepProgress): void {
    for (const listener of this.#listeners) listener(progress)
  }
}

const EMPTY: SweepSummary = { queries: 0, pages: 0, listings: 0, walls: {}, failed: 0, findings: 0, seconds: 0 }

function figuresOf(progress: Progress): Pick<SweepProgress, 'figures' | 'jobs'> {
  const { queries, pages, listings, walls, failed, findings, seconds, waiting, refused } = progress
  return {
    figures: { queries, pages, listings, walls, failed, findings, seconds },
    jobs: { done: pages + failed + refused, open: waiting },
  }
}
