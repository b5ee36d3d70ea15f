import { describe, expect, it } from 'vitest'
import { checkPassword, hashPassword, randomPassword, weakness } from '../../../dashboard/server/passwords.ts'
import { FailureLimit } from '../../../dashboard/server/rate-limit.ts'

describe('passwords', () => {
  it('are kept as argon2id with a salt of their own', async () => {
    const [first, second] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')])
    expect(first).toMatch(/^\$argon2id\$/)
    expect(first).not.toBe(second)
    expect(await checkPassword(first, 'correct horse')).toBe(true)
    expect(await checkPassword(first, 'wrong horse')).toBe(false)
  })

  it('of nobody are never right', async () => {
    expect(await checkPassword(undefined, 'anything')).toBe(false)
  })

  it('are the same in full and half width, as keyboards give them', async () => {
    expect(await checkPassword(await hashPassword('\uff50assword12'), 'password12')).toBe(true)
  })

  it('made by the program differ, and are strong enough for it', () => {
    const made = new Set(Array.from({ length: 100 }, randomPassword))
    expect(made.size).toBe(100)
    for (const password of made) expect(weakness(password, 'admin')).toBeUndefined()
  })

  it('that are short, hold the name or repeat one character are weak', () => {
    expect(weakness('kurz12345', 'admin')).toBe('short')
    expect(weakness('my-Admin-2026', 'admin')).toBe('name')
    expect(weakness('aaaaaaaaaaaa', 'admin')).toBe('uniform')
  })
})

describe('the limit of failed sign-ins', () => {
  const clockAt = (time: { ms: number }) => ({ now: () => new Date(time.ms) })

  it('lets as many through as it says and then tells how long to wait', () => {
    const time = { ms: 0 }
    const limit = new FailureLimit(clockAt(time), { limit: 3, windowMs: 60_000 })
    for (const at of [0, 10_000, 20_000]) {
      time.ms = at
      expect(limit.waitSeconds('a')).toBe(0)
      limit.fail('a')
    }
    expect(limit.waitSeconds('a')).toBe(40)
    expect(limit.waitSeconds('b')).toBe(0)
    time.ms = 60_000
    expect(limit.waitSeconds('a')).toBe(0)
  })

  it('is forgotten after a success', () => {
    const limit = new FailureLimit(clockAt({ ms: 0 }), { limit: 1, windowMs: 60_000 })
    limit.fail('a')
    limit.clear('a')
    expect(limit.waitSeconds('a')).toBe(0)
  })

  it('remembers no more keys than it may', () => {
    const limit = new FailureLimit(clockAt({ ms: 0 }), { limit: 1, windowMs: 60_000, keys: 2 })
    for (const key of ['a', 'b', 'c']) limit.fail(key)
    expect(['a', 'b', 'c'].map((key) => limit.waitSeconds(key) > 0)).toEqual([false, true, true])
  })
})
