import { expect, test } from 'vitest'
import { createCalendar } from '../../../rules/calendar/calendar.ts'
import { loadCampaigns, openCampaigns, openWindow } from '../../../rules/campaigns/load.ts'

// Days of 2026 from the State Council's notice of November 2025; festivals from the almanac.
const calendar = createCalendar()

test('a make-up Saturday is worked and the holiday that it pays for is not', () => {
  expect(calendar.isWorkingDay('2026-10-10')).toBe(true)
  expect(calendar.isWorkingDay('2026-10-01')).toBe(false)
  expect(calendar.isWorkingDay('2026-10-09')).toBe(true)
  expect(calendar.isWorkingDay('2026-11-21')).toBe(false)
})

test('working days pass over Mid-autumn and National Day of 2026', () => {
  // 25.9. Mid-autumn; 1.–7.10. National Day; 20.9. and 10.10. are worked.
  expect(calendar.addWorkingDays('2026-09-24', 3)).toEqual({ day: '2026-09-30', certain: true })
  expect(calendar.addWorkingDays('2026-09-30', 3)).toEqual({ day: '2026-10-10', certain: true })
})

test('a year whose notice is not known says so, and an imported notice settles it', () => {
  expect(calendar.knows(2026)).toBe(true)
  expect(calendar.knows(2031)).toBe(false)
  expect(calendar.addWorkingDays('2030-12-31', 1)).toEqual({ day: '2031-01-01', certain: false })
  const imported = createCalendar([{ year: 2031, off: ['2031-01-01'], worked: ['2031-01-04'] }])
  expect(imported.addWorkingDays('2030-12-31', 2)).toMatchObject({ day: '2031-01-03' })
  expect(imported.isWorkingDay('2031-01-04')).toBe(true)
})

test.each([
  ['spring-festival', 2026, '2026-02-17'],
  ['spring-festival', 2027, '2027-02-06'],
  ['dragon-boat', 2026, '2026-06-19'],
  ['mid-autumn', 2027, '2027-09-15'],
  ['qingming', 2026, '2026-04-05'],
  ['national-day', 2030, '2030-10-01'],
] as const)('%s of %i is on %s', (festival, year, day) => {
  expect(calendar.festival(festival, year)).toBe(day)
})

test('a window that begins in the year before its festival opens there', () => {
  const spring = loadCampaigns().find((campaign) => campaign.id === 'spring-festival')!
  expect(openWindow(spring, '2026-12-25', calendar)).toBeUndefined()
  expect(openWindow(spring, '2026-12-26', calendar)).toEqual({ from: '2026-12-26', to: '2027-02-13' })
  expect(openWindow(spring, '2027-02-13', calendar)).toEqual({ from: '2026-12-26', to: '2027-02-13' })
  expect(openWindow(spring, '2027-02-14', calendar)).toBeUndefined()
})

test('every campaign opens and closes once in the course of a year', () => {
  for (const campaign of loadCampaigns()) {
    let openings = 0
    let before = openCampaigns([campaign], '2025-07-31', calendar).length > 0
    for (let at = Date.parse('2025-08-01'); at < Date.parse('2026-08-01'); at += 86_400_000) {
      const open = openCampaigns([campaign], new Date(at).toISOString().slice(0, 10), calendar).length > 0
      if (open && !before) openings++
      before = open
    }
    expect(`${campaign.id} ${openings}`).toBe(`${campaign.id} 1`)
  }
})

test('on 10 November the harvest and the sale are open, and the tea is not', () => {
  expect(openCampaigns(loadCampaigns(), '2026-11-10', calendar).map((campaign) => campaign.id)).toEqual(['autumn-harvest', 'singles-day'])
})
