import type { Clock, Instant, Sweep, SweepState } from '../domain/index.ts'
import { isWall, toInstant } from '../domain/index.ts'
import type { Queue } from '../queue/port.ts'
import type { SweepCounts } from '../store/port.ts'
import type { Visit } from './jobs/visit.ts'

/** Where a running sweep stands. */
export interface SweepProgress extends SweepCounts {
  sweep: Sweep['id']
  state: SweepState
  at: Instant
  /** That it was asked to answer. */
  queries: number
  /** That was asked last. */
  platform?: string
  retries: number
  /** Jobs that are known and not done, of all kinds. */
  waiting: number
  /** Over the last seconds. */
  pagesPerSecond: number
  seconds: number
}

const EVERY_MS = 500
/** Rates are taken over this many steps. */
const WINDOW = 10

/** Counts what visits do and tells it at a steady pace. Counts of listings and findings are the store's, asked at each telling. */
export class SweepProgressMeter {
  readonly #sweep: string
  readonly #queries: number
  readonly #counts: SweepCounts
  readonly #queue: Queue
  readonly #clock: Clock
  readonly #tell: ((progress: SweepProgress) => void) | undefined
  readonly #startedAt: number
  readonly #recent: { at: number; pages: number }[] = []
  #platform: string | undefined
  #retries = 0
  #timer: NodeJS.Timeout | undefined

  constructor(
    { sweep, queries, counts }: { sweep: string; queries: number; counts: SweepCounts },
    queue: Queue,
    clock: Clock,
    tell?: (progress: SweepProgress) => void,
  ) {
    this.#sweep = sweep
    this.#queries = queries
    this.#counts = structuredClone(counts)
    this.#queue = queue
    this.#clock = clock
    this.#tell = tell
    this.#startedAt = clock.now().getTime()
  }

  /** @param alongside what else is to be done at each telling */
  start(alongside: () => Promise<void>): void {
    const step = (): void => void Promise.all([this.#report('running'), alongside()]).catch(() => {})
    step()
    this.#timer = setInterval(step, EVERY_MS)
    this.#timer.unref()
  }

  visited(platform: string, visit: Visit): void {
    this.#platform = platform
    if (visit.does === 'retry') this.#retries++
    const writes = visit.does === 'end' ? visit.outcome.writes : visit.does === 'give-up' ? visit.writes : undefined
    for (const { kind } of writes?.pages ?? []) {
      if (kind === 'failed' || kind === 'refused') this.#counts[kind]++
      else this.#counts.pages++
      if (kind !== 'failed' && kind !== 'refused' && isWall(kind)) this.#counts.walls[kind] = (this.#counts.walls[kind] ?? 0) + 1
    }
    this.#counts.listings += writes?.listings?.length ?? 0
  }

  /** Counts what assessing found; told by whoever wraps the handlers. */
  found(findings: number): void {
    this.#counts.findings += findings
  }

  async #report(state: SweepState): Promise<void> {
    if (!this.#tell) return
    const at = this.#clock.now()
    const { waiting, delayed, active } = await this.#queue.counts({ sweep: this.#sweep })
    this.#recent.push({ at: at.getTime(), pages: this.#counts.pages })
    if (this.#recent.length > WINDOW) this.#recent.shift()
    const first = this.#recent[0]
    const span = first ? (at.getTime() - first.at) / 1000 : 0
    this.#tell({
      ...structuredClone(this.#counts),
      sweep: this.#sweep,
      queries: this.#queries,
      state,
      at: toInstant(at),
      platform: this.#platform,
      retries: this.#retries,
      waiting: waiting + delayed + active,
      pagesPerSecond: first && span > 0 ? Math.round((this.#counts.pages - first.pages) / span) : 0,
      seconds: Math.round((at.getTime() - this.#startedAt) / 100) / 10,
    })
  }

  /** Tells the last figures, as the store has them. */
  async close(state: SweepState, counts: SweepCounts): Promise<void> {
    clearInterval(this.#timer)
    Object.assign(this.#counts, counts)
    await this.#report(state)
  }
}
