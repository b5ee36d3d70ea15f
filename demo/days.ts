import type { Day } from '../domain/index.ts'

/** The first of the sixty simulated days. */
export const FIRST_DAY: Day = '2026-10-01'
export const DAY_COUNT = 60
/** The day that the market shows unless told otherwise: after the rice harvest, in the crab season, all registry tables fresh. */
export const DEFAULT_DAY = 50
/** What day `DEFAULT_DAY` is called on a calendar; the date of conduct of a demo sweep. */
export const MARKET_TODAY: Day = dayName(DEFAULT_DAY)

/** Calendar day of a simulated day, counted from 0. */
export function dayName(day: number): Day {
  return new Date(Date.parse(`${FIRST_DAY}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10)
}

/** Simulated day of a calendar day, which may lie outside the sixty. */
export function dayNumber(day: Day): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${FIRST_DAY}T00:00:00Z`)) / 86_400_000)
}
