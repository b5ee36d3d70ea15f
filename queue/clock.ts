import { randomUUID } from 'node:crypto'
import { ConflictError, systemClock, toInstant } from '../domain/index.ts'
import type { Clock, Sweep } from '../domain/index.ts'
import type { Store } from '../store/port.ts'
import { Bell } from './bell.ts'
import type { Queue } from './port.ts'
import { openWindow, readSchedules } from './schedule.ts'
import type { Schedule } from './schedule.ts'

export type ClockAction =
  | { type: 'start'; sweepId: string; schedule: Schedule; closes: Date }
  | { type: 'resume'; sweepId: string; schedule: Schedule; closes: Date }
  /** Runs here though its window has closed. */
  | { type: 'stop'; sweepId: string }
  /** Is stored as running though its process is gone and its window has closed. */
  | { type: 'mark-interrupted'; sweepId: string }

export interface ClockView {
  now: Date
  schedules: readonly Schedule[]
  /** The latest sweeps as stored. */
  sweeps: readonly Sweep[]
  /** Ids of sweeps that run in this process. */
  running: readonly string[]
  /** Ids of sweeps that an officer stopped by hand: they are left alone. */
  left: readonly string[]
}

/** What is to be done at this moment. It remembers nothing: the same view gives the same actions, after a restart or a jump of the clock too. */
export function decide({ now, schedules, sweeps, running, left }: ClockView): ClockAction[] {
  const stored = new Map(sweeps.map((sweep) => [sweep.id, sweep]))
  const open = schedules.flatMap((schedule) => {
    const window = schedule.enabled ? openWindow(schedule, now) : undefined
    return window === undefined ? [] : [{ schedule, sweepId: window.sweepId, closes: window.closes }]
  })
  const inTime = new Set(open.map(({ sweepId }) => sweepId))
  const late = (id: string): boolean => id.startsWith('nightly-') && !inTime.has(id)
  return [
    ...running.filter(late).map((sweepId) => ({ type: 'stop' as const, sweepId })),
    ...sweeps
      .filter(({ id, state }) => state === 'running' && late(id) && !running.includes(id))
      .map(({ id }) => ({ type: 'mark-interrupted' as const, sweepId: id })),
    ...open.flatMap((window): ClockAction[] => {
      const state = stored.get(window.sweepId)?.state
      if (running.includes(window.sweepId) || left.includes(window.sweepId)) return []
      if (state === undefined) return [{ type: 'start', ...window }]
      return state === 'running' || state === 'interrupted' ? [{ type: 'resume', ...window }] : []
    }),
  ]
}

/** What the clock can do; each resolves once it is done, `start` and `resume` once the sweep runs. */
export interface ClockedSweeps {
  /** @throws ConflictError when another sweep of these platforms runs; it is tried again later */
  startSweep(sweepId: string, schedule: Schedule): Promise<void>
  /** @throws ConflictError when another process runs it */
  resumeSweep(sweepId: string): Promise<void>
  /** Resolves when it holds no job any more and is stored as interrupted. */
  stopSweep(sweepId: string): Promise<void>
  /** Ids of sweeps that run in this process. */
  running(): readonly string[]
}

export interface NightlyClockOptions {
  store: Store
  queue: Queue
  sweeps: ClockedSweeps
  /** @default the system's */
  clock?: Clock
  /** Between two looks, in milliseconds. @default 15,000 */
  tickMs?: number
  onError?: (error: unknown, sweepId: string) => void
}

const RIGHT = 'nightly-clock'
const LEFT = 'nightly-left'
/** More than any office schedules in two nights; older sweeps no longer matter to the clock. */
const SWEEPS_LOOKED_AT = 200

/**
 * Starts, resumes and stops the scheduled sweeps. Of several processes on one store, the one that holds the right does; when it dies another
 * takes over as soon as the right has run out.
 */
export class NightlyClock {
  readonly #options: Required<NightlyClockOptions>
  readonly #owner = randomUUID()
  /** Sweeps that could not be started for a reason that stays; they are not tried again by this process. */
  readonly #hopeless = new Set<string>()
  #ranBefore: readonly string[] = []

  constructor(options: NightlyClockOptions) {
    this.#options = { clock: systemClock, tickMs: 15_000, onError: () => {}, ...options }
  }

  /** Looks once and does what is due. */
  async tick(): Promise<void> {
    const { store, queue, sweeps, clock, tickMs } = this.#options
    const owns = await queue.acquire(RIGHT, this.#owner, 4 * tickMs)
    const view: ClockView = {
      now: clock.now(),
      schedules: await readSchedules(store),
      sweeps: await store.listSweeps({ limit: SWEEPS_LOOKED_AT }),
      running: sweeps.running(),
      left: await this.#leftByHand(),
    }
    for (const action of decide(view)) {
      // Without the right, only what runs here and should not is this process's business.
      if ((owns || action.type === 'stop') && !this.#hopeless.has(action.sweepId)) await this.#do(action)
    }
    this.#ranBefore = sweeps.running()
  }

  /** Looks again and again until the signal stops it; sweeps in work are left to their owner. */
  async run(signal: AbortSignal): Promise<void> {
    const { queue, tickMs, onError } = this.#options
    while (!signal.aborted) {
      await this.tick().catch((error: unknown) => onError(error, ''))
      await new Bell().wait(0, tickMs, signal)
    }
    await queue.releaseRight(RIGHT, this.#owner).catch(() => {})
  }

  async #do(action: ClockAction): Promise<void> {
    const { store, sweeps, clock, onError } = this.#options
    const { sweepId } = action
    try {
      if (action.type === 'start') await sweeps.startSweep(sweepId, action.schedule)
      else if (action.type === 'resume') await sweeps.resumeSweep(sweepId)
      else if (action.type === 'stop') await sweeps.stopSweep(sweepId)
      else {
        const sweep = await store.getSweep(sweepId)
        if (sweep?.state === 'running') await store.putSweep({ ...sweep, state: 'interrupted', endedAt: toInstant(clock.now()) })
      }
    } catch (error) {
      if (error instanceof ConflictError) return
      this.#hopeless.add(sweepId)
      onError(error, sweepId)
    }
  }

  /** A sweep that ran at the last look and now lies interrupted, though the clock did not stop it, was stopped by an officer. */
  async #leftByHand(): Promise<readonly string[]> {
    const { store, sweeps } = this.#options
    const known = (await store.getSetting<string[]>(LEFT)) ?? []
    const ended = this.#ranBefore.filter((id) => !sweeps.running().includes(id))
    const states = await Promise.all(ended.map((id) => store.getSweep(id)))
    const fresh = states.flatMap((sweep) => (sweep?.state === 'interrupted' && !known.includes(sweep.id) ? [sweep.id] : []))
    if (fresh.length === 0) return known
    const left = [...known, ...fresh].slice(-SWEEPS_LOOKED_AT)
    await store.putSetting(LEFT, left)
    return left
  }
}
