import type { SweepProgress } from '../../../server/services.ts'
import { Observable } from '../observable.ts'

/** Running sweeps, live. The browser connects again by itself. */
export class Progress extends Observable {
  readonly #sweeps = new Map<string, SweepProgress>()
  #source: EventSource | undefined
  connected = true

  get running(): SweepProgress[] {
    return [...this.#sweeps.values()].filter(({ sweep }) => sweep.state === 'running')
  }

  get(id: string): SweepProgress | undefined {
    return this.#sweeps.get(id)
  }

  open(): void {
    if (this.#source) return
    this.#source = new EventSource('/api/sweeps/events')
    this.#source.addEventListener('open', () => this.#connection(true))
    this.#source.addEventListener('error', () => this.#connection(false))
    // What ran before the connection was lost may have ended meanwhile.
    this.#source.addEventListener('hello', () => this.#sweeps.clear())
    this.#source.addEventListener('progress', (event: MessageEvent<string>) => {
      const progress = JSON.parse(event.data) as SweepProgress
      this.#sweeps.set(progress.sweep.id, progress)
      this.changed()
    })
  }

  close(): void {
    this.#source?.close()
    this.#source = undefined
    this.#sweeps.clear()
  }

  #connection(connected: boolean): void {
    this.connected = connected
    this.changed()
  }
}
