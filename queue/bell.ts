/** Wakes those who wait; a ring between looking and waiting is not missed. */
export class Bell {
  #rings = 0
  readonly #sleepers = new Set<() => void>()

  /** Take it before looking for work, and hand it to `wait`. */
  get rings(): number {
    return this.#rings
  }

  ring(): void {
    this.#rings++
    for (const wake of this.#sleepers) wake()
  }

  /** Until the bell rings after `seen`, `ms` milliseconds have passed or the signal aborts. */
  wait(seen: number, ms: number, signal: AbortSignal): Promise<void> {
    if (seen !== this.#rings || signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        this.#sleepers.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      this.#sleepers.add(wake)
      signal.addEventListener('abort', wake)
    })
  }
}
