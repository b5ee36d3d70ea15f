import { describe, expect, it } from 'vitest'
import { Bell } from '../../../queue/bell.ts'

const never = new AbortController().signal

describe('a bell', () => {
  it('wakes all who wait', async () => {
    const bell = new Bell()
    const waiting = [bell.wait(bell.rings, 1e6, never), bell.wait(bell.rings, 1e6, never)]
    bell.ring()
    await expect(Promise.all(waiting)).resolves.toHaveLength(2)
  })
  it('does not let one wait who missed a ring while looking', async () => {
    const bell = new Bell()
    const seen = bell.rings
    bell.ring()
    await expect(bell.wait(seen, 1e6, never)).resolves.toBeUndefined()
  })
  it('wakes by its signal and by time', async () => {
    const bell = new Bell()
    const stop = new AbortController()
    const waiting = bell.wait(bell.rings, 1e6, stop.signal)
    stop.abort()
    await expect(waiting).resolves.toBeUndefined()
    await expect(bell.wait(bell.rings, 1, never)).resolves.toBeUndefined()
  })
})
