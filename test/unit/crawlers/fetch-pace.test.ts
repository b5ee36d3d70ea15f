import { describe, expect, it } from 'vitest'
import { Pace } from '../../../crawlers/fetch/pace.ts'

const T = 1_000_000
const good = { startedAt: T, endedAt: T + 100, throttled: false }

describe('the pace of a host', () => {
  it('asks no more often than the platform file says', () => {
    const pace = new Pace(() => ({ perSecond: 2, concurrency: 10 }))
    let now = T
    let asked = 0
    for (; now < T + 10_000; now += 10) {
      if (pace.dueAt('a') > now) continue
      pace.start('a', now)
      pace.end('a', { startedAt: now, endedAt: now + 5, throttled: false })
      asked++
    }
    expect(asked).toBeGreaterThanOrEqual(20)
    expect(asked).toBeLessThanOrEqual(21)
  })

  it('has no more requests under way than it may', () => {
    const pace = new Pace(() => ({ perSecond: 1000, concurrency: 2 }))
    pace.start('a', T)
    pace.start('a', T + 1)
    expect(pace.dueAt('a')).toBe(Infinity)
    pace.end('a', good)
    expect(pace.dueAt('a')).toBeLessThan(T + 100)
  })

  it('leaves the host alone for as long as Retry-After asks, and others not', () => {
    const pace = new Pace(() => ({ perSecond: 10, concurrency: 4 }))
    pace.start('a', T)
    expect(pace.end('a', { startedAt: T, endedAt: T + 50, throttled: true, retryAfterMs: 7_000 })).toBe(7_000)
    expect(pace.dueAt('a')).toBe(T + 50 + 7_000)
    expect(pace.dueAt('b')).toBeLessThanOrEqual(T)
  })

  it('grows slower with each refusal, counts those that were under way together as one, and comes back with good answers', () => {
    const pace = new Pace(() => ({ perSecond: 10, concurrency: 4 }))
    const refusal = (startedAt: number): number => {
      pace.start('a', startedAt)
      return pace.end('a', { startedAt, endedAt: startedAt + 20, throttled: true })
    }
    expect(refusal(T)).toBe(200)
    expect(refusal(T + 10)).toBeLessThan(200)
    expect(refusal(T + 1_000)).toBe(400)
    for (let n = 0; n < 60; n++) {
      pace.start('a', T + 10_000)
      pace.end('a', { startedAt: T + 10_000, endedAt: T + 10_050, throttled: false })
    }
    expect(refusal(T + 20_000)).toBeCloseTo(200, 0)
  })

  it('slows down for a host whose answers take long', () => {
    const pace = new Pace(() => ({ perSecond: 10, concurrency: 1 }))
    for (let n = 0; n < 20; n++) {
      pace.start('a', T + n * 10_000)
      pace.end('a', { startedAt: T + n * 10_000, endedAt: T + n * 10_000 + 5_000, throttled: false })
    }
    pace.start('a', T + 300_000)
    pace.end('a', { startedAt: T + 300_000, endedAt: T + 300_100, throttled: false })
    expect(pace.dueAt('a') - (T + 300_000)).toBeGreaterThan(3_000)
  })

  it('honours a crawl-delay that asks for less than the platform file does', () => {
    const pace = new Pace(() => ({ perSecond: 10, concurrency: 4 }))
    pace.setCrawlDelay('a', 5)
    pace.start('a', T)
    pace.end('a', good)
    expect(pace.dueAt('a')).toBeGreaterThanOrEqual(T + 4_900)
  })
})
