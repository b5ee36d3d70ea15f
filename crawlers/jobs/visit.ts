import type { Clock, Extraction, FetchedPage, Instant, StoredPage } from '../../domain/index.ts'
import { isWall, RefusedError, toInstant } from '../../domain/index.ts'
import type { Job, JobOutcome } from '../../queue/port.ts'
import type { Store, WriteBatch } from '../../store/port.ts'
import { hintsOf } from '../extract/address.ts'
import type { DailyCap } from '../fetch/daily-cap.ts'
import type { GuestLog } from '../fetch/guest-log.ts'
import type { Guest } from '../fetch/guest.ts'
import type { Pace } from '../fetch/pace.ts'
import { LONGEST_RETRY_AFTER_MS, MAX_TRIES, pageBackoffMs, retryAfterMs } from '../fetch/retry.ts'
import type { RobotsGate } from '../fetch/robots-gate.ts'
import type { Platform } from '../platforms/schema.ts'
import { kindOfStatus, pageOutcome, pageWith, pageWithout } from './outcome.ts'
import { pageKey, urlOf } from './payload.ts'

/** Reads a page; `crawlers/extract/` has the real one. */
export type Extract = (input: {
  body: Uint8Array
  headers: Readonly<Record<string, string>>
  url: string
  platform?: Platform
  status?: number
}) => Extraction | Promise<Extraction>

/** What visiting pages needs of the run that it is part of. */
export interface VisitContext {
  store: Store
  clock: Clock
  extract: Extract
  robots: RobotsGate
  cap: DailyCap
  log: GuestLog
  pace: Pace
  guestOf: (platform: Platform) => Guest
  /** The sweep before this one that asked the same platform, for conditional requests. */
  previousSweep: (job: Job) => Promise<string | undefined>
  /** Whether a browser is at hand for pages that come as an empty shell. */
  canRender: boolean
  /** In 0..1, for the spread of back-off. */
  random: () => number
}

/** How a visit ends for the queue. */
export type Visit =
  | { does: 'end'; outcome: JobOutcome }
  | { does: 'retry'; afterMs: number; reason: string }
  | { does: 'give-up'; reason: string; writes: WriteBatch }
  | { does: 'render' }

/** A page that says it blocks us is not asked as often as one that is out of order. */
const BLOCKED_TRIES = 3

/** A redirect led to where robots.txt keeps us from. */
class TurnedAwayError extends RefusedError {
  readonly to: URL
  constructor(to: URL, why: string) {
    super(`redirected to ${to.href}: ${why}`)
    this.to = to
  }
}

export const messageOf = (error: unknown): string => {
  const { message, code } = error as NodeJS.ErrnoException
  return message || code || String(error)
}

function refused(job: Job, why: string, at: Instant): Visit {
  return { does: 'end', outcome: { job, writes: pageWithout(job, { kind: 'refused', why }, at) } }
}

/** Another try later, or, after the last one, the page as failed (or blocked) with its reason. */
export function tryAgain(
  job: Job,
  context: Pick<VisitContext, 'clock' | 'random'>,
  reason: string,
  last: { kind?: StoredPage['kind']; page?: FetchedPage; waitMs?: number } = {},
): Visit {
  const { kind = 'failed', page, waitMs } = last
  if (job.attempt < MAX_TRIES && (waitMs ?? 0) <= LONGEST_RETRY_AFTER_MS)
    return { does: 'retry', afterMs: Math.max(waitMs ?? 0, pageBackoffMs(job.attempt, context.random())), reason }
  const state = { kind, why: `${reason}; tried ${job.attempt} times` }
  const writes = page ? pageWith(job, page, state, 0) : pageWithout(job, state, toInstant(context.clock.now()))
  return { does: 'give-up', reason, writes }
}

/** What a page that came means; reading errors are kept with the page. */
export async function readPage(job: Job, platform: Platform, page: FetchedPage, context: VisitContext): Promise<Visit> {
  let extraction: Extraction
  try {
    extraction = await context.extract({ body: page.body, headers: page.headers, url: page.finalUrl, platform, status: page.status })
  } catch (error) {
    const why = `cannot be read: ${messageOf(error)}`
    return { does: 'end', outcome: { job, writes: pageWith(job, page, { kind: 'failed', why }, 0) } }
  }
  const byStatus = kindOfStatus(page.status)
  if (byStatus) {
    const why = `status ${page.status}`
    // A body may say more exactly which wall it is; it never makes an offer of an error.
    const kind = isWall(extraction.kind) && extraction.kind !== 'empty' ? extraction.kind : byStatus.kind
    if (byStatus.retry) {
      const waitMs = retryAfterMs(page.headers['retry-after'], context.clock.now())
      return tryAgain(job, context, why, { kind: byStatus.kind, page, waitMs })
    }
    if (kind === 'failed') return { does: 'give-up', reason: why, writes: pageWith(job, page, { kind, why }, 0) }
    const wall = { ...extraction, kind, why: kind === extraction.kind ? `${why}; ${extraction.why}` : why, listings: [] }
    return { does: 'end', outcome: pageOutcome(job, platform, page, wall) }
  }
  if (extraction.kind === 'empty' && !page.rendered && platform.render.mode === 'auto' && context.canRender) return { does: 'render' }
  if (extraction.kind === 'blocked' && job.attempt < BLOCKED_TRIES) {
    const waitMs = retryAfterMs(page.headers['retry-after'], context.clock.now())
    return tryAgain(job, context, extraction.why, { kind: 'blocked', page, waitMs })
  }
  return { does: 'end', outcome: pageOutcome(job, platform, page, extraction) }
}

/**
 * What stands before a request: robots.txt and the day's cap.
 * @returns undefined where the address may be asked
 */
export async function mayVisit(job: Job, platform: Platform, url: URL, context: VisitContext): Promise<Visit | undefined> {
  const { robots, cap, log, clock } = context
  const visit = log.visit(url.host)
  try {
    const guest = context.guestOf(platform)
    guest.check(url)
    const { verdict, why } = await robots.judge(url, guest)
    if (verdict === 'disallowed') {
      visit.robotsRefused++
      return refused(job, why, toInstant(clock.now()))
    }
    if (verdict === 'unreachable') return tryAgain(job, context, why, { kind: 'refused' })
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    visit.refused++
    return refused(job, error.message, toInstant(clock.now()))
  }
  if (await cap.take(url.host, platform.pace.dailyCap)) return undefined
  visit.refused++
  return refused(
    job,
    `${url.host}: ${platform.pace.dailyCap} requests today already, as many as its platform file allows`,
    toInstant(clock.now()),
  )
}

/** The page as an earlier sweep stored it, where it carries what a conditional request needs. */
async function storedBefore(job: Job, context: VisitContext): Promise<StoredPage | undefined> {
  const sweep = await context.previousSweep(job)
  if (sweep === undefined) return undefined
  const page = await context.store.getPage(pageKey(sweep, job.key))
  return page?.sha256 && page.status === 200 && (page.headers['etag'] || page.headers['last-modified']) ? page : undefined
}

/** Asks for the page of a job by a plain request, and reads it. Never throws for what the page or its host does. */
export async function visitStatic(job: Job, platform: Platform, context: VisitContext): Promise<Visit> {
  const url = new URL(urlOf(job))
  const { clock, store, log, pace, robots } = context
  const guest = context.guestOf(platform)
  let startedAt = clock.now().getTime()
  let answeredAt: number | undefined
  let throttled = false
  let waitMs: number | undefined
  try {
    const barred = await mayVisit(job, platform, url, context)
    if (barred) return barred
    const before = await storedBefore(job, context)
    const kept = before?.sha256 === undefined ? undefined : await store.getBody(before.sha256)
    const visit = log.visit(url.host)
    visit.requests++
    startedAt = clock.now().getTime()
    const answer = await guest.get(url.href, {
      validators: before && kept ? { etag: before.headers['etag'], lastModified: before.headers['last-modified'] } : undefined,
      onRedirect: async (next) => {
        const { verdict, why } = await robots.judge(next, guest)
        if (verdict === 'unreachable') throw new Error(why)
        if (verdict === 'disallowed') throw new TurnedAwayError(next, why)
        log.visit(next.host).requests++
      },
    })
    answeredAt = clock.now().getTime()
    const { wireBytes, ...page } = answer
    log.visit(new URL(page.finalUrl).host).bytes += wireBytes
    if (page.status === 304 && before && kept) {
      visit.notModified++
      return await readPage(
        job,
        platform,
        { ...page, status: 200, headers: { ...before.headers, ...page.headers }, body: kept.bytes },
        context,
      )
    }
    throttled = page.status === 429 || page.status === 503
    waitMs = throttled ? retryAfterMs(page.headers['retry-after'], clock.now()) : undefined
    if (throttled) visit.throttled++
    return await readPage(job, platform, page, context)
  } catch (error) {
    const visit = log.visit(url.host)
    if (error instanceof TurnedAwayError) {
      log.visit(error.to.host).robotsRefused++
      // A sign-in page need not be read to be known for one.
      const kind = hintsOf(error.to.href).login ? 'login' : 'refused'
      return { does: 'end', outcome: { job, writes: pageWithout(job, { kind, why: error.message }, toInstant(clock.now())) } }
    }
    if (error instanceof RefusedError) {
      visit.refused++
      return refused(job, error.message, toInstant(clock.now()))
    }
    visit.failed++
    return tryAgain(job, context, messageOf(error))
  } finally {
    log.visit(url.host).waitedMs += pace.end(job.host ?? '', {
      startedAt,
      endedAt: answeredAt ?? clock.now().getTime(),
      throttled,
      retryAfterMs: waitMs,
    })
  }
}
