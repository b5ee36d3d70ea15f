import { describe, expect, it } from 'vitest'
import { retryAfterMs } from '../../../crawlers/fetch/retry.ts'

const now = new Date('1994-11-06T08:49:07Z')

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    // The three forms of RFC 9110 5.6.7, all the same instant.
    ['Sun, 06 Nov 1994 08:49:37 GMT', 30_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 30_000],
    ['Sun Nov  6 08:49:37 1994', 30_000],
  ])('reads %s', (value, milliseconds) => {
    expect(retryAfterMs(value, now)).toBe(milliseconds)
  })

  it('takes a time that has passed for none to wait', () => {
    expect(retryAfterMs('Sun, 06 Nov 1994 08:00:00 GMT', now)).toBe(0)
  })

  it.each([undefined, '', 'soon', '-5', '1.5', '2026-01-01'])('makes nothing of %s', (value) => {
    expect(retryAfterMs(value, now)).toBeUndefined()
  })
})
