import { useEffect, useState } from 'preact/hooks'

/** State that pages watch. */
export class Observable {
  readonly #listeners = new Set<() => void>()

  readonly watch = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  protected changed(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** Draws the component again whenever one of these changes. */
export function useWatched(...watched: readonly Observable[]): void {
  const [, redraw] = useState(0)
  useEffect(() => {
    const ends = watched.map((one) => one.watch(() => redraw((n) => n + 1)))
    redraw((n) => n + 1)
    return () => {
      for (const end of ends) end()
    }
  }, watched)
}
