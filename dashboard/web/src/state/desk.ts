import type { DecisionOutcome } from '../../../../domain/index.ts'
import type { DecideAnswer, DecideConflict, DecisionView, Me } from '../../../server/api.ts'
import { post, RequestError } from '../client.ts'
import { Observable } from '../observable.ts'
import { Findings } from './findings.ts'
import { type Delivery, Outbox, type Outgoing } from './outbox.ts'
import { Progress } from './progress.ts'
import { Queue } from './queue.ts'

/** What the officer is told about the last decision of a finding. */
export type Notice =
  | { kind: 'saved'; finding: string }
  | { kind: 'conflict'; finding: string; theirs: DecisionView }
  | { kind: 'refused'; finding: string; message: string }

/** An officer's desk: the queue, what lies open, and what is on its way to the server. */
export class Desk extends Observable {
  readonly queue = new Queue()
  readonly findings = new Findings()
  readonly progress = new Progress()
  readonly outbox: Outbox
  readonly me: Me
  notice: Notice | undefined
  /** Findings decided here, last one last, so that they can be taken back. */
  readonly #made: string[] = []
  #startedAt = Date.now()
  readonly #ahead: number
  done = 0

  constructor(me: Me) {
    super()
    this.me = me
    this.#ahead = Date.parse(me.now) - Date.now()
    const key = `zhixun.outbox.${me.name}`
    this.outbox = new Outbox({
      send,
      keep: { read: () => localStorage.getItem(key), write: (value) => localStorage.setItem(key, value) },
      onDelivered: (outgoing, delivery) => this.#delivered(outgoing, delivery),
      wait: untilOnline,
    })
    void this.outbox.run()
  }

  /** Milliseconds by the clock of the server. */
  now(): number {
    return Date.now() + this.#ahead
  }

  /** Seconds a decision since the first finding of this visit was opened. */
  get pace(): number {
    return this.done === 0 ? 0 : Math.max(1, Math.round((Date.now() - this.#startedAt) / 1000 / this.done))
  }

  begin(): void {
    if (this.done === 0) this.#startedAt = Date.now()
  }

  /** Decides at once on the screen and sends it. Does nothing when the finding is not loaded yet. */
  decide(finding: string, outcome: DecisionOutcome, more: { reason?: string; note?: string } = {}): boolean {
    const detail = this.findings.get(finding)
    if (!detail) return false
    if (!this.mayChange(finding)) return false
    const last = detail.decisions.at(-1)
    const request = { id: crypto.randomUUID(), outcome, ...more, expected: last?.id }
    const view: DecisionView = {
      id: request.id,
      finding,
      outcome,
      ...more,
      by: this.me.name,
      byName: this.me.displayName,
      at: new Date(this.now()).toISOString(),
    }
    this.findings.decide(finding, (decisions) => [...decisions, view])
    this.queue.mark(finding, outcome)
    if (outcome === 'reopen') {
      const at = this.#made.lastIndexOf(finding)
      if (at !== -1) this.#made.splice(at, 1)
      this.done = Math.max(0, this.done - 1)
    } else {
      this.#made.push(finding)
      this.done++
    }
    this.notice = undefined
    this.outbox.add({ finding, request })
    this.changed()
    return true
  }

  /** Officers change their own decisions; those of others are the supervisor's to change. */
  mayChange(finding: string): boolean {
    const last = this.findings.get(finding)?.decisions.at(-1)
    return !last || last.outcome === 'reopen' || last.by === this.me.name || this.me.role !== 'officer'
  }

  /** The finding whose decision `undo` would take back: the last one made here, else the one that lies open. */
  undoable(open: string | undefined): string | undefined {
    const last = this.#made.at(-1)
    if (last !== undefined) return last
    const detail = open === undefined ? undefined : this.findings.get(open)
    const standing = detail?.decisions.at(-1)
    return open !== undefined && standing && standing.outcome !== 'reopen' && this.mayChange(open) ? open : undefined
  }

  dismissNotice(): void {
    this.notice = undefined
    this.changed()
  }

  #delivered(outgoing: Outgoing, delivery: Exclude<Delivery, { kind: 'retry' }>): void {
    const { finding } = outgoing
    if (delivery.kind === 'saved') {
      const { decision } = delivery
      this.findings.decide(finding, (decisions) => decisions.map((one) => (one.id === decision.id ? decision : one)))
      if (this.notice?.kind !== 'conflict') this.notice = { kind: 'saved', finding }
    } else {
      const at = this.#made.lastIndexOf(finding)
      if (at !== -1) this.#made.splice(at, 1)
      const theirs = delivery.kind === 'conflict' ? delivery.decisions.at(-1) : undefined
      if (delivery.kind === 'conflict' && theirs) {
        this.findings.decide(finding, () => delivery.decisions)
        this.queue.mark(finding, theirs.outcome)
        this.notice = { kind: 'conflict', finding, theirs }
      } else {
        this.queue.mark(finding, 'reopen')
        void this.findings.load(finding, { again: true })
        this.notice = { kind: 'refused', finding, message: delivery.kind === 'refused' ? delivery.message : '' }
      }
    }
    this.changed()
  }
}

async function send({ finding, request }: Outgoing): Promise<Delivery> {
  try {
    const { decision } = await post<DecideAnswer>(`findings/${encodeURIComponent(finding)}/decisions`, request)
    return { kind: 'saved', decision }
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    if (error.status === 409) return { kind: 'conflict', decisions: (error.body as Partial<DecideConflict>).decisions ?? [] }
    const mustChange = error.body.error === 'must-change-password'
    const passing = mustChange || error.status === 0 || error.status === 401 || error.status === 429 || error.status >= 500
    return passing ? { kind: 'retry' } : { kind: 'refused', message: error.message }
  }
}

function untilOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    addEventListener('online', done)
  })
}
