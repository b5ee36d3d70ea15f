import chineseDays from 'chinese-days'
import type { Day } from '../../domain/index.ts'

/** A year's arrangement of holidays as the State Council announced it (国务院办公厅关于部分节假日安排的通知). */
export interface HolidayNotice {
  year: number
  /** Free days, weekends aside. */
  off: readonly Day[]
  /** Saturdays and Sundays that are worked instead. */
  worked: readonly Day[]
}

/** Festivals of the lunar calendar, by their lunar month and day, and fixed days, by month and day. */
const LUNAR = {
  'spring-festival': '01-01',
  lantern: '01-15',
  'dragon-boat': '05-05',
  'mid-autumn': '08-15',
  'double-ninth': '09-09',
} as const
const FIXED = {
  'new-year': '01-01',
  'consumer-day': '03-15',
  'ip-day': '04-26',
  'labour-day': '05-01',
  'children-day': '06-01',
  'mid-year-sale': '06-18',
  'school-start': '09-01',
  'national-day': '10-01',
  'singles-day': '11-11',
  'year-end-sale': '12-12',
} as const
export const FESTIVALS = [...Object.keys(LUNAR), 'qingming', ...Object.keys(FIXED)] as Festival[]
export type Festival = keyof typeof LUNAR | keyof typeof FIXED | 'qingming'

export interface WorkingDays {
  day: Day
  /** False where a year was counted whose holiday notice is not known: weekends only, so the true day may be later. */
  certain: boolean
}

export interface Calendar {
  /** Whether the holiday notice of the year is known, from the package or from an import. */
  knows(year: number): boolean
  isWorkingDay(day: Day): boolean
  /** The day `count` working days after `day`, which itself is not counted (行政处罚法 八十五: 二日、三日、五日、七日 are working days). */
  addWorkingDays(day: Day, count: number): WorkingDays
  /** The day of a festival in a solar year; of one that is announced by nobody, since sun and moon make it. */
  festival(name: Festival, year: number): Day
}

export function shiftDay(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/**
 * The Chinese calendar. Years come from `chinese-days`, which follows the notices; `notices` adds or replaces years, since each year's
 * is published in the autumn before.
 */
export function createCalendar(notices: readonly HolidayNotice[] = []): Calendar {
  const imported = new Map(notices.map((notice) => [notice.year, { off: new Set(notice.off), worked: new Set(notice.worked) }]))
  const yearOf = (day: Day): number => Number(day.slice(0, 4))

  const isWorkingDay = (day: Day): boolean => {
    const notice = imported.get(yearOf(day))
    if (!notice) return chineseDays.isWorkday(day)
    if (notice.worked.has(day)) return true
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    return weekday !== 0 && weekday !== 6 && !notice.off.has(day)
  }

  // Where the package has a year, its first of January carries the holiday's name and not the weekday's.
  const knows = (year: number): boolean => imported.has(year) || chineseDays.getDayDetail(`${year}-01-01`).name.includes('元旦')

  return {
    knows,
    isWorkingDay,
    addWorkingDays(day, count) {
      let current = day
      let certain = true
      for (let left = count; left > 0;) {
        current = shiftDay(current, 1)
        certain &&= knows(yearOf(current))
        if (isWorkingDay(current)) left--
      }
      return { day: current, certain }
    },
    festival(name, year) {
      if (name === 'qingming') {
        const [term] = chineseDays.getSolarTerms(`${year}-04-03`, `${year}-04-07`).filter((found) => found.term === 'pure_brightness')
        return term?.date ?? `${year}-04-05`
      }
      if (name in LUNAR) return chineseDays.getSolarDateFromLunar(`${year}-${LUNAR[name as keyof typeof LUNAR]}`).date
      return `${year}-${FIXED[name as keyof typeof FIXED]}`
    },
  }
}
