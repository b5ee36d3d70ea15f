import { describe, expect, it } from 'vitest'
import { blackoutEnd } from '../../../crawlers/fetch/blackout.ts'

const at = (time: string): Date => new Date(`2026-11-24T${time}+08:00`)
const end = (hours: string[], time: string): string | undefined => {
  const until = blackoutEnd(hours, at(time))
  return until === undefined ? undefined : new Date(until).toISOString()
}

describe('hours in which a platform is not asked', () => {
  it.each([
    ['08:00', undefined],
    ['08:30', '2026-11-24T04:00:00.000Z'],
    ['11:59', '2026-11-24T04:00:00.000Z'],
    ['12:00', undefined],
  ])('08:30-12:00 in Beijing, at %s', (time, until) => {
    expect(end(['08:30-12:00'], `${time}:00`)).toBe(until)
  })

  it.each([
    ['23:00', '2026-11-24T22:00:00.000Z'],
    ['05:59', '2026-11-23T22:00:00.000Z'],
    ['06:00', undefined],
    ['21:59', undefined],
  ])('22:00-06:00 over midnight, at %s', (time, until) => {
    expect(end(['22:00-06:00'], `${time}:00`)).toBe(until)
  })

  it('end with the last that is open, and last all day where beginning and end are the same', () => {
    expect(end(['08:00-09:00', '08:30-10:00'], '08:45:00')).toBe('2026-11-24T02:00:00.000Z')
    expect(end(['00:00-24:00'], '13:00:00')).toBe('2026-11-24T16:00:00.000Z')
    expect(end([], '13:00:00')).toBeUndefined()
  })
})
