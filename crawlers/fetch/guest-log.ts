/** What was sent to one host in one sweep. */
export interface HostVisit {
  requests: number
  /** Of answers, as sent. */
  bytes: number
  /** Answers that said nothing had changed. */
  notModified: number
  /** Answers 429 and 503. */
  throttled: number
  /** Addresses that robots.txt kept us from. */
  robotsRefused: number
  /** Addresses that the guard, the daily cap or a missing contact kept us from. */
  refused: number
  failed: number
  /** For how long the host was left alone because it asked for it (429, 503, `Retry-After`), in milliseconds. */
  waitedMs: number
  /** Seconds that robots.txt asks to wait. */
  crawlDelay?: number
}

export type GuestReport = Record<string, HostVisit>

const emptyVisit = (): HostVisit => ({
  requests: 0,
  bytes: 0,
  notModified: 0,
  throttled: 0,
  robotsRefused: 0,
  refused: 0,
  failed: 0,
  waitedMs: 0,
})

/** Keeps account of what was sent to whom. */
export class GuestLog {
  readonly #hosts: Map<string, HostVisit>

  /** @param before what an interrupted run of the same sweep had sent already */
  constructor(before: GuestReport = {}) {
    this.#hosts = new Map(Object.entries(structuredClone(before)))
  }

  visit(host: string): HostVisit {
    let visit = this.#hosts.get(host)
    if (!visit) this.#hosts.set(host, (visit = emptyVisit()))
    return visit
  }

  report(): GuestReport {
    return Object.fromEntries([...this.#hosts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([host, visit]) => [host, { ...visit }]))
  }
}

/** Setting under which the report of a sweep is kept. */
export const guestSetting = (sweep: string): string => `guest/${sweep}`
