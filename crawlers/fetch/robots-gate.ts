import type { Clock } from '../../domain/index.ts'
import { RefusedError } from '../../domain/index.ts'
import type { Guest } from './guest.ts'
import { PRODUCT_TOKEN } from './identity.ts'
import type { RobotsRules } from './robots.ts'
import { ALLOW_ALL, DISALLOW_ALL, isAllowed, parseRobots, ROBOTS_BYTES } from './robots.ts'

/** RFC 9309 2.4: not longer than 24 hours. */
const KEPT_MS = 24 * 3_600_000
/** A file that could not be reached is asked for again soon; until then everything is disallowed (2.3.1.4). */
const UNREACHABLE_MS = 5_000

export type RobotsVerdict = 'allowed' | 'disallowed' | 'unreachable'

interface Known {
  rules: RobotsRules
  unreachable?: string
  until: number
}

interface Entry {
  known: Promise<Known>
  /** Infinity while it is being read. */
  until: number
}

/** The robots.txt files of all hosts that a run has met, each asked for once. */
export class RobotsGate {
  readonly #clock: Clock
  readonly #entries = new Map<string, Entry>()
  readonly #onRead: (host: string, rules: RobotsRules, bytes: number) => void

  /** @param onRead told of each file that was asked for */
  constructor(clock: Clock, onRead: (host: string, rules: RobotsRules, bytes: number) => void = () => {}) {
    this.#clock = clock
    this.#onRead = onRead
  }

  async #read(origin: URL, guest: Guest): Promise<Known> {
    const now = this.#clock.now().getTime()
    try {
      const answer = await guest.get(new URL('/robots.txt', origin).href, { accept: 'text/plain,*/*;q=0.5' })
      if (answer.status >= 500) return { rules: DISALLOW_ALL, unreachable: `status ${answer.status}`, until: now + UNREACHABLE_MS }
      const readable = answer.status >= 200 && answer.status < 300
      const text = readable ? new TextDecoder().decode(answer.body.subarray(0, ROBOTS_BYTES)) : ''
      const rules = readable ? parseRobots(text, PRODUCT_TOKEN) : ALLOW_ALL
      this.#onRead(origin.host, rules, answer.wireBytes)
      return { rules, until: now + KEPT_MS }
    } catch (error) {
      if (error instanceof RefusedError) throw error
      return { rules: DISALLOW_ALL, unreachable: error instanceof Error ? error.message : String(error), until: now + UNREACHABLE_MS }
    }
  }

  /**
   * Whether an address may be asked, with what robots.txt said.
   * @throws RefusedError where the host itself may not be asked
   */
  async judge(url: URL, guest: Guest): Promise<{ verdict: RobotsVerdict; why: string }> {
    let entry = this.#entries.get(url.origin)
    if (!entry || entry.until <= this.#clock.now().getTime()) {
      const fresh: Entry = { known: this.#read(url, guest), until: Infinity }
      fresh.known.then(
        ({ until }) => (fresh.until = until),
        () => this.#entries.delete(url.origin),
      )
      this.#entries.set(url.origin, (entry = fresh))
    }
    const { rules, unreachable } = await entry.known
    if (unreachable !== undefined) return { verdict: 'unreachable', why: `robots.txt of ${url.host} cannot be reached (${unreachable})` }
    return isAllowed(rules, url)
      ? { verdict: 'allowed', why: '' }
      : { verdict: 'disallowed', why: `robots.txt of ${url.host} keeps ${PRODUCT_TOKEN} from ${url.pathname}` }
  }
}
