import type { FetchedPage, Instant, StoredPage } from '../../domain/index.ts'
import { RefusedError, toInstant } from '../../domain/index.ts'
import type { Job } from '../../queue/port.ts'
import { hintsOf } from '../extract/address.ts'
import { LONGEST_RETRY_AFTER_MS, MAX_TRIES, pageBackoffMs } from '../fetch/retry.ts'
import type { Platform } from '../platforms/schema.ts'
import { pageWith, pageWithout } from './outcome.ts'
import { urlOf } from './payload.ts'
import type { Visit, VisitContext } from './visit.ts'

/** A redirect led to where robots.txt keeps us from. */
export class TurnedAwayError extends RefusedError {
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

export function refused(job: Job, why: string, at: Instant): Visit {
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

/** What it means that no page came. */
export function withoutPage(job: Job, error: unknown, context: VisitContext): Visit {
  const { host } = new URL(urlOf(job))
  const { log, clock } = context
  const at = toInstant(clock.now())
  if (error instanceof TurnedAwayError) {
    log.visit(error.to.host).robotsRefused++
    // A sign-in page need not be read to be known for one.
    const kind = hintsOf(error.to.href).login ? 'login' : 'refused'
    return { does: 'end', outcome: { job, writes: pageWithout(job, { kind, why: error.message }, at) } }
  }
  if (error instanceof RefusedError) {
    log.visit(host).refused++
    return refused(job, error.message, at)
  }
  log.visit(host).failed++
  return tryAgain(job, context, messageOf(error))
}
