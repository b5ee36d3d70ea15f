/** An ISO 8601 instant with offset, such as `2026-11-24T20:00:00+08:00`. */
export type Instant = string
/** A calendar day, `YYYY-MM-DD`, in the office's time zone (Asia/Shanghai). */
export type Day = string

/** Where the time comes from; tests turn it by hand. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** The instant in Beijing time with its offset, to the millisecond. China has had one zone without summer time since 1991. */
export function toInstant(date: Date): Instant {
  return new Date(date.getTime() + SHANGHAI_OFFSET_MS).toISOString().replace('Z', '+08:00')
}

/** The day of an instant in Beijing time. */
export function dayOf(at: Date | Instant): Day {
  const date = typeof at === 'string' ? new Date(at) : at
  return new Date(date.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)
}

/** Days from `from` to `to`, negative when `to` lies earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** Whether `day` lies in the closed interval; an open end is undefined or empty. */
export function isWithin(day: Day, from: Day | undefined, to: Day | undefined): boolean {
  return (!from || from <= day) && (!to || day <= to)
}
