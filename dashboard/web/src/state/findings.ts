import type { DecisionView, FindingDetail } from '../../../server/api.ts'
import { get, RequestError } from '../client.ts'
import { Observable } from '../observable.ts'

const KEPT = 30

/** Findings that were opened or loaded ahead. */
export class Findings extends Observable {
  readonly #known = new Map<string, FindingDetail | 'missing' | 'failed'>()
  readonly #coming = new Map<string, Promise<void>>()

  get(id: string): FindingDetail | undefined {
    const known = this.#known.get(id)
    return typeof known === 'object' ? known : undefined
  }

  /** Why a finding is not here. */
  state(id: string): 'here' | 'coming' | 'missing' | 'failed' {
    const known = this.#known.get(id)
    if (known === undefined) return 'coming'
    return typeof known === 'string' ? known : 'here'
  }

  async load(id: string, options: { again?: boolean; reveal?: boolean } = {}): Promise<void> {
    if (this.#known.has(id) && this.#known.get(id) !== 'failed' && !options.again) return
    const coming = this.#coming.get(id)
    if (coming && !options.again) return coming
    const arrival = this.#fetch(id, options.reveal ?? false).finally(() => this.#coming.delete(id))
    this.#coming.set(id, arrival)
    return arrival
  }

  /** Changes the decisions of a finding that is here. */
  decide(id: string, change: (decisions: DecisionView[]) => DecisionView[]): void {
    const detail = this.get(id)
    if (!detail) return
    this.#known.set(id, { ...detail, decisions: change(detail.decisions) })
    this.changed()
  }

  async #fetch(id: string, reveal: boolean): Promise<void> {
    try {
      const detail = await get<FindingDetail>(`findings/${encodeURIComponent(id)}${reveal ? '?reveal=1' : ''}`)
      this.#known.delete(id)
      this.#known.set(id, detail)
    } catch (error) {
      this.#known.set(id, error instanceof RequestError && error.status === 404 ? 'missing' : 'failed')
    }
    const [oldest] = this.#known.keys()
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest)
    this.changed()
  }
}
