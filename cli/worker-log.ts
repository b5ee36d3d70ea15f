import { pino, type Logger } from 'pino'
import { pageKey, queryOf } from '../crawlers/jobs/payload.ts'
import type { NewJob } from '../queue/port.ts'

/** One JSON line an event, on standard error. */
export function workerLog(worker: string): Logger {
  return pino({ base: { worker }, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }))
}

/**
 * The id under which the log tells of a page and of all that follows from it, its listings, findings and captures: sweep and key of the
 * job that asked for it, which is also the key of the stored page. `query` leads from there to the question.
 */
export function traceOf(job: NewJob): { id: string; query?: string } {
  const origin = job.payload['pageKey']
  const query = queryOf(job)
  return { id: typeof origin === 'string' ? origin : pageKey(job.sweep, job.key), ...(query === undefined ? {} : { query }) }
}
