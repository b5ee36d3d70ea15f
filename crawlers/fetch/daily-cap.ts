import type { Clock, Day } from '../../domain/index.ts'
import { dayOf } from '../../domain/index.ts'
import type { Store } from '../../store/port.ts'

/** Requests that are booked ahead in one write. A crash wastes at most these: the cap may be met early and is never passed. */
const BOOKED_AHEAD = 64

/** Most requests a day to a host, kept across sweeps and restarts. */
export class DailyCap {
  readonly #store: Store
  readonly #clock: Clock
  readonly #hosts = new Map<string, { day: Day; left: number; booking?: Promise<void> }>()

  constructor(store: Store, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  /** Books one request. @returns false when the host has had its share today */
  async take(host: string, cap: number): Promise<boolean> {
    const day = dayOf(this.#clock.now())
    let state = this.#hosts.get(host)
    if (state?.day !== day) this.#hosts.set(host, (state = { day, left: 0 }))
    if (state.left === 0) {
      state.booking ??= this.#book(host, day, cap, state).finally(() => (state.booking = undefined))
      await state.booking
    }
    if (state.left <= 0) return false
    state.left--
    return true
  }

  async #book(host: string, day: Day, cap: number, state: { left: number }): Promise<void> {
    const name = `requests/${host}`
    const before = await this.#store.getSetting<{ day: Day; booked: number }>(name)
    const booked = before?.day === day ? before.booked : 0
    const more = Math.min(BOOKED_AHEAD, cap - booked)
    if (more <= 0) return
    await this.#store.putSetting(name, { day, booked: booked + more })
    state.left += more
  }

  /** Gives back what was booked and not used, as a run does that ends in good order. */
  async close(): Promise<void> {
    for (const [host, { day, left }] of this.#hosts) {
      if (left === 0) continue
      const name = `requests/${host}`
      const now = await this.#store.getSetting<{ day: Day; booked: number }>(name)
      if (now?.day === day) await this.#store.putSetting(name, { day, booked: now.booked - left })
    }
    this.#hosts.clear()
  }
}
