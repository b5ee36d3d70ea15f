/** How fast a host may be asked. */
export interface PaceSettings {
  /** Requests a second. */
  perSecond: number
  /** Requests at the same time. */
  concurrency: number
}

/** How a request ended, for the pace of its host. */
export interface PaceReport {
  startedAt: number
  endedAt: number
  /** 429, 503 or a wall that says "too fast". */
  throttled: boolean
  /** What `Retry-After` asked for, in milliseconds. */
  retryAfterMs?: number
  /** A browser drew the page: its time is the scripts' more than the host's. */
  drawn?: boolean
}

const SLOWEST_MS = 60_000
/** A host that was throttling is asked at most this often at first. */
const THROTTLED_MS = 100
/** An answer that takes longer than this says that the host is under load. */
const SLOW_ANSWER_MS = 2_000
/** Timers come late by no more than this, as a rule. */
const TIMER_MS = 50
/** Of the distance to the host's own pace, kept after each good answer. */
const RECOVERY = 0.8

class HostPace {
  readonly settings: PaceSettings
  intervalMs: number
  active = 0
  nextAt = 0
  blockedUntil = 0
  slowedAt = 0

  constructor(settings: PaceSettings) {
    this.settings = settings
    this.intervalMs = 1000 / settings.perSecond
  }
}

/**
 * The pace of each host: never faster than its platform file says, slower when it says so (429, 503, `Retry-After`), when robots.txt
 * has a crawl-delay, and when its answers take long (the rule of Scrapy's AutoThrottle: one request per latency / concurrency).
 * All times are milliseconds of the clock that the caller reads.
 */
export class Pace {
  readonly #hosts = new Map<string, HostPace>()
  readonly #settingsOf: (host: string) => PaceSettings

  constructor(settingsOf: (host: string) => PaceSettings) {
    this.#settingsOf = settingsOf
  }

  #host(host: string): HostPace {
    let pace = this.#hosts.get(host)
    if (!pace) this.#hosts.set(host, (pace = new HostPace(this.#settingsOf(host))))
    return pace
  }

  /** When the host may be asked next; Infinity while as many requests run as may at the same time. */
  dueAt(host: string): number {
    const pace = this.#host(host)
    return pace.active >= pace.settings.concurrency ? Infinity : Math.max(pace.nextAt, pace.blockedUntil)
  }

  start(host: string, now: number): void {
    const pace = this.#host(host)
    pace.active++
    // A host that was idle saves nothing up; what timers come late by is not lost.
    pace.nextAt = Math.max(pace.nextAt, now - Math.min(pace.intervalMs, TIMER_MS)) + pace.intervalMs
  }

  /** @returns for how long the host is left alone because it asked for it, in milliseconds */
  end(host: string, report: PaceReport): number {
    const pace = this.#host(host)
    pace.active = Math.max(0, pace.active - 1)
    const base = 1000 / pace.settings.perSecond
    if (report.throttled) {
      // Requests that were on their way when it slowed down say nothing new.
      if (report.startedAt >= pace.slowedAt) {
        pace.slowedAt = report.endedAt
        pace.intervalMs = Math.min(SLOWEST_MS, Math.max(pace.intervalMs * 2, THROTTLED_MS))
      }
      const before = Math.max(pace.blockedUntil, report.endedAt)
      this.block(host, report.endedAt + (report.retryAfterMs ?? pace.intervalMs))
      return Math.max(0, pace.blockedUntil - before)
    }
    const latency = report.drawn ? 0 : report.endedAt - report.startedAt
    const wanted = latency > SLOW_ANSWER_MS ? Math.max(base, latency / pace.settings.concurrency) : base
    pace.intervalMs = Math.min(
      SLOWEST_MS,
      wanted > pace.intervalMs ? (pace.intervalMs + wanted) / 2 : wanted + (pace.intervalMs - wanted) * RECOVERY,
    )
    return 0
  }

  /** Asks the host nothing before that time. */
  block(host: string, until: number): void {
    const pace = this.#host(host)
    pace.blockedUntil = Math.max(pace.blockedUntil, until)
  }

  /** A lower bound that robots.txt asks for. */
  setCrawlDelay(host: string, seconds: number): void {
    const pace = this.#host(host)
    const perSecond = Math.min(pace.settings.perSecond, 1 / Math.max(seconds, 0.001), 1000)
    if (perSecond >= pace.settings.perSecond) return
    Object.assign(pace.settings, { perSecond: Math.max(perSecond, 1000 / SLOWEST_MS / 1000), concurrency: 1 })
    pace.intervalMs = Math.max(pace.intervalMs, 1000 / pace.settings.perSecond)
  }

  /** Requests that the host could be asked within a time, at least one. */
  capacity(host: string, withinMs: number, now: number): number {
    const pace = this.#host(host)
    const left = withinMs - Math.max(0, pace.blockedUntil - now)
    return Math.max(1, Math.min(Math.ceil(left / pace.intervalMs), 256))
  }
}
