import type { DecideRequest, DecisionView } from '../../../server/api.ts'
import { Observable } from '../observable.ts'

export interface Outgoing {
  finding: string
  request: DecideRequest
}

/** What became of sending one: `retry` when no answer came or the server was not well. */
export type Delivery =
  | { kind: 'saved'; decision: DecisionView }
  | { kind: 'conflict'; decisions: DecisionView[] }
  | { kind: 'refused'; message: string }
  | { kind: 'retry' }

export interface OutboxOptions {
  send: (outgoing: Outgoing) => Promise<Delivery>
  /** Keeps what is not saved over a reload. */
  keep: { read(): string | null; write(value: string): void }
  onDelivered: (outgoing: Outgoing, delivery: Exclude<Delivery, { kind: 'retry' }>) => void
  /** Resolves after so many milliseconds, or earlier when the network is back. */
  wait: (ms: number) => Promise<void>
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000

/**
 * Decisions on their way to the server, in the order in which they were made. Each goes again until an answer comes;
 * its id makes the repetition harmless. Nothing is called saved before the server said so.
 */
export class Outbox extends Observable {
  readonly #options: OutboxOptions
  #items: Outgoing[]
  #running = false
  /** Tries in a row that got no answer. */
  failures = 0

  constructor(options: OutboxOptions) {
    super()
    this.#options = options
    this.#items = read(options.keep.read())
  }

  get pending(): readonly Outgoing[] {
    return this.#items
  }

  isPending(finding: string): boolean {
    return this.#items.some((item) => item.finding === finding)
  }

  add(outgoing: Outgoing): void {
    this.#set([...this.#items, outgoing])
    void this.run()
  }

  /** Sends what is there; returns when all is delivered. */
  async run(): Promise<void> {
    if (this.#running) return
    this.#running = true
    try {
      for (let first = this.#items[0]; first; first = this.#items[0]) {
        const outgoing = first
        const delivery = await this.#options.send(outgoing)
        if (delivery.kind === 'retry') {
          this.failures++
          this.changed()
          await this.#options.wait(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.failures - 1)))
          continue
        }
        this.failures = 0
        // What was decided on top of a refused decision has lost its ground.
        const lost = delivery.kind === 'saved' ? [outgoing] : this.#items.filter((item) => item.finding === outgoing.finding)
        this.#options.onDelivered(outgoing, delivery)
        this.#set(this.#items.filter((item) => !lost.includes(item)))
      }
    } finally {
      this.#running = false
    }
  }

  #set(items: Outgoing[]): void {
    this.#items = items
    this.#options.keep.write(JSON.stringify(items))
    this.changed()
  }
}

function read(kept: string | null): Outgoing[] {
  try {
    const items: unknown = JSON.parse(kept ?? '[]')
    return Array.isArray(items) ? (items as Outgoing[]) : []
  } catch {
    return []
  }
}
