import type { DecisionOutcome } from '../../../../domain/index.ts'
import type { Counts, QueuePage, QueueRow } from '../../../server/api.ts'
import { get, query } from '../client.ts'
import { Observable } from '../observable.ts'

export interface QueueFilter {
  state: 'open' | 'decided'
  decided?: Exclude<DecisionOutcome, 'reopen'>
  outcome?: string
  platform?: string
  text?: string
}

/** The ranked list as this officer works through it: rows keep their place when they are decided, until it is loaded anew. */
export class Queue extends Observable {
  filter: QueueFilter = { state: 'open' }
  rows: QueueRow[] = []
  counts: Counts | undefined
  /** Id of the row under the cursor. */
  cursor: string | undefined
  loading = false
  failed = false
  /** Open findings on the server that this list does not have yet. */
  fresh = 0
  #next: string | undefined
  #turn = 0
  #moved = false

  get hasMore(): boolean {
    return this.#next !== undefined
  }

  get isFiltered(): boolean {
    const { outcome, platform, text } = this.filter
    return Boolean(outcome ?? platform ?? text)
  }

  /** Whether nobody works on the list yet, so that rows may come in above. */
  get isUntouched(): boolean {
    return !this.#moved || this.indexOf(this.cursor) <= 0
  }

  async load(filter: QueueFilter = this.filter): Promise<void> {
    const turn = ++this.#turn
    this.filter = filter
    this.loading = true
    this.changed()
    const { state: _state, decided: _decided, ...shared } = filter
    try {
      const [page, counts] = await Promise.all([
        get<QueuePage>(`findings?${query({ ...filter })}`),
        get<Counts>(`findings/counts?${query({ ...shared })}`),
      ])
      // An answer to an older question comes too late.
      if (turn !== this.#turn) return
      this.rows = page.rows
      this.#next = page.next
      this.counts = counts
      this.fresh = 0
      this.failed = false
      if (!this.#moved || this.indexOf(this.cursor) === -1) this.cursor = this.rows[0]?.id
    } catch {
      if (turn === this.#turn) this.failed = true
    }
    if (turn === this.#turn) this.loading = false
    this.changed()
  }

  async more(): Promise<void> {
    if (this.#next === undefined || this.loading) return
    const turn = this.#turn
    this.loading = true
    try {
      const page = await get<QueuePage>(`findings?${query({ ...this.filter, after: this.#next })}`)
      if (turn !== this.#turn) return
      const known = new Set(this.rows.map((row) => row.id))
      this.rows = [...this.rows, ...page.rows.filter((row) => !known.has(row.id))]
      this.#next = page.next
    } catch {
      this.failed = true
    }
    this.loading = false
    this.changed()
  }

  /** Asks how many are open by now, without touching the list. */
  async look(): Promise<void> {
    const { state: _state, decided: _decided, ...shared } = this.filter
    const before = this.counts?.open ?? 0
    const counts = await get<Counts>(`findings/counts?${query({ ...shared })}`).catch(() => undefined)
    if (!counts) return
    this.fresh += Math.max(0, counts.open - before)
    this.counts = counts
    this.changed()
  }

  point(id: string | undefined): void {
    this.cursor = id
    this.#moved = true
    this.changed()
    if (this.rows.slice(-8).some((row) => row.id === id)) void this.more()
  }

  /** Moves the cursor by rows and returns where it stands. */
  move(by: 1 | -1): string | undefined {
    const at = this.indexOf(this.cursor)
    const row = this.rows[Math.max(0, Math.min(this.rows.length - 1, at === -1 ? 0 : at + by))]
    this.point(row?.id)
    return row?.id
  }

  indexOf(id: string | undefined): number {
    return this.rows.findIndex((row) => row.id === id)
  }

  /** The next rows after one that are still to be decided, for the officer and for loading ahead. */
  after(id: string, count: number): QueueRow[] {
    const at = this.indexOf(id)
    const open = (row: QueueRow) => this.filter.state !== 'open' || row.decided === undefined
    return this.rows
      .slice(at + 1)
      .filter(open)
      .slice(0, count)
  }

  /** Shows a decision in the list and in the numbers. */
  mark(id: string, outcome: DecisionOutcome): void {
    const row = this.rows.find((one) => one.id === id)
    const before = row?.decided
    const now = outcome === 'reopen' ? undefined : outcome
    this.rows = this.rows.map((one) => (one.id === id ? { ...one, decided: now } : one))
    if (this.counts && before !== now) {
      const decided = { ...this.counts.decided }
      if (before !== undefined && before !== 'reopen') decided[before]--
      if (now !== undefined) decided[now]++
      const opened = (now === undefined ? 1 : 0) - (before === undefined ? 1 : 0)
      this.counts = { open: this.counts.open + opened, decided }
    }
    this.changed()
  }
}
