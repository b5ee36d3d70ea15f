import type { Clock } from '../../domain/index.ts'

export interface RateLimitOptions {
  /** Failures that are allowed inside the window. */
  limit: number
  windowMs: number
  /** Most keys that are remembered; the oldest are forgotten first. */
  keys?: number
}

/** Counts failures by key inside a sliding window. In memory: a restart forgives, and costs an attacker more than it gives. */
export class FailureLimit {
  readonly #clock: Clock
  readonly #options: Required<RateLimitOptions>
  readonly #failures = new Map<string, number[]>()

  constructor(clock: Clock, options: RateLimitOptions) {
    this.#clock = clock
    this.#options = { keys: 10_000, ...options }
  }

  /** Seconds until the next try is allowed; 0 when it is allowed now. */
  waitSeconds(key: string): number {
    const times = this.#recent(key)
    const oldest = times[times.length - this.#options.limit]
    return oldest === undefined ? 0 : Math.ceil((oldest + this.#options.windowMs - this.#clock.now().getTime()) / 1000)
  }

  fail(key: string): void {
    const times = this.#recent(key)
    times.push(this.#clock.now().getTime())
    this.#failures.delete(key)
    this.#failures.set(key, times.slice(-this.#options.limit))
    if (this.#failures.size > this.#options.keys) {
      const first = this.#failures.keys().next().value
      if (first !== undefined) this.#failures.delete(first)
    }
  }

  /** Takes one failure back: used to count a try before its outcome is known, so that parallel tries do not slip through. */
  forgive(key: string): void {
    const times = this.#recent(key)
    times.pop()
    if (times.length === 0) this.#failures.delete(key)
    else this.#failures.set(key, times)
  }

  clear(key: string): void {
    this.#failures.delete(key)
  }

  #recent(key: string): number[] {
    const from = this.#clock.now().getTime() - this.#options.windowMs
    return (this.#failures.get(key) ?? []).filter((time) => time > from)
  }
}
