import { Cron } from 'croner'
import { z } from 'zod'
import { ConfigError, dayOf } from '../domain/index.ts'
import type { Store } from '../store/port.ts'

const SETTING = 'schedules'
const ZONE = 'Asia/Shanghai'
const DAY_MS = 86_400_000

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected HH:MM')

export const scheduleSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'expected up to 40 of a-z, 0-9 and -'),
    enabled: z.boolean().default(true),
    campaign: z.string().optional(),
    platforms: z.array(z.string()).default([]).describe('Ids of platforms; empty means all.'),
    budget: z.int().positive().optional().describe('Most pages that one sweep may fetch.'),
    start: timeOfDay.describe('Beijing time at which the window opens.'),
    end: timeOfDay.describe('Beijing time at which it closes, on the next day where that is not later than `start`.'),
    days: z.string().default('* * *').describe('Days on which it opens: day of month, month and day of week as cron writes them.'),
  })
  .refine(({ days }) => isCron(`0 0 ${days}`), { path: ['days'], message: 'expected three cron fields, such as `* * 1-5`' })

/** A sweep that the clock starts by itself inside a window of the day. */
export type Schedule = z.output<typeof scheduleSchema>

function isCron(pattern: string): boolean {
  try {
    return new Cron(pattern, { paused: true, mode: '5-part' }).getPattern() === pattern
  } catch {
    return false
  }
}

/** One opening of a window; `closes` no longer belongs to it. */
export interface Window {
  /** The same for the whole window, also after a restart, so that it holds one sweep. */
  sweepId: string
  opens: Date
  closes: Date
}

/** The window of a schedule that is open at `now`. It is reckoned from `now` alone, so that a jump of the clock confuses nothing. */
export function openWindow(schedule: Schedule, now: Date): Window | undefined {
  const window = windowAfter(schedule, new Date(now.getTime() - lengthMs(schedule)))
  return window !== undefined && window.opens <= now ? window : undefined
}

/** The next window that opens after `now`, for the eye of an officer. */
export function nextWindow(schedule: Schedule, now: Date): Window | undefined {
  return windowAfter(schedule, now)
}

function windowAfter(schedule: Schedule, after: Date): Window | undefined {
  const [hour, minute] = schedule.start.split(':').map(Number)
  const opens = new Cron(`${minute} ${hour} ${schedule.days}`, { timezone: ZONE, paused: true }).nextRun(after)
  if (opens === null) return undefined
  return { sweepId: `nightly-${schedule.id}-${dayOf(opens)}`, opens, closes: new Date(opens.getTime() + lengthMs(schedule)) }
}

function lengthMs({ start, end }: Schedule): number {
  const ms = Date.parse(`1970-01-01T${end}Z`) - Date.parse(`1970-01-01T${start}Z`)
  return ms > 0 ? ms : ms + DAY_MS
}

/** @throws ConfigError when the setting was written by something that did not know its form */
export async function readSchedules(store: Pick<Store, 'getSetting'>): Promise<Schedule[]> {
  return checked((await store.getSetting(SETTING)) ?? [])
}

/** @throws ConfigError naming the field that is wrong */
export async function writeSchedules(
  store: Pick<Store, 'putSetting'>,
  schedules: readonly z.input<typeof scheduleSchema>[],
): Promise<void> {
  await store.putSetting(SETTING, checked(schedules))
}

function checked(value: unknown): Schedule[] {
  const result = z.array(scheduleSchema).safeParse(value)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new ConfigError(`${SETTING}[${issue?.path.join('.')}]: ${issue?.message}`)
  }
  const ids = result.data.map((schedule) => schedule.id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new ConfigError(`${SETTING}: two schedules are named ${twice}`)
  return result.data
}
