import { backoffMs } from '../../queue/retry.ts'

/** Tries of one page before it is kept as failed. */
export const MAX_TRIES = 5

/** A host that names a later time than this, in milliseconds, is asked again by a later sweep. */
export const LONGEST_RETRY_AFTER_MS = 900_000

/** Wait before the next try of a page, in milliseconds. */
export function pageBackoffMs(attempt: number, random: number): number {
  return backoffMs(attempt, { firstMs: 500 }, random)
}

/**
 * What `Retry-After` asks for (RFC 9110 10.2.3), in milliseconds from `now`.
 * @param value seconds or an HTTP date in any of its three forms
 */
export function retryAfterMs(value: string | undefined, now: Date): number | undefined {
  const text = value?.trim()
  if (!text) return undefined
  if (/^\d+$/.test(text)) return Number(text) * 1000
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return undefined
  // The form of C's asctime carries no zone and means GMT.
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime())
}
