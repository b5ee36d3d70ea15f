import type { Job } from '../../queue/port.ts'
import type { Platform } from '../platforms/schema.ts'
import { mayVisit, withoutPage } from './bars.ts'
import { urlOf } from './payload.ts'
import { readPage } from './read-page.ts'
import type { Ask, Visit, VisitContext } from './visit.ts'

/** Visits the page of a job whose host's turn it is. Answers for all that page and host do; what it throws is not theirs. */
export async function visitPage(job: Job, platform: Platform, context: VisitContext, ask: Ask): Promise<Visit> {
  const now = context.clock.now().getTime()
  const barred = await mayVisit(job, platform, new URL(urlOf(job)), context)
  if (barred) {
    context.pace.end(job.host ?? '', { startedAt: now, endedAt: now, throttled: false })
    return barred
  }
  let page
  try {
    page = await ask(job)
  } catch (error) {
    return withoutPage(job, error, context)
  }
  return readPage(job, platform, page, context, ask)
}
