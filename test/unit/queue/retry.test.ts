import { describe, expect, it } from 'vitest'
import { InputError, RefusedError, UnavailableError } from '../../../domain/index.ts'
import { UnrecoverableError, backoffMs, isUnrecoverable } from '../../../queue/retry.ts'

describe('the wait after a failed try', () => {
  it('doubles with every try up to the longest, between half of it and all of it', () => {
    const waits = [1, 2, 3, 4, 5].map((attempt) => [0, 1].map((random) => backoffMs(attempt, { firstMs: 1000, maxMs: 6000 }, random)))
    expect(waits).toEqual([
      [500, 1000],
      [1000, 2000],
      [2000, 4000],
      [3000, 6000],
      [3000, 6000],
    ])
  })
})

describe('an error', () => {
  it('is not tried again when the input, the address or the handler says that it is pointless', () => {
    expect([new UnrecoverableError('x'), new InputError('x'), new RefusedError('x')].map(isUnrecoverable)).toEqual([true, true, true])
  })
  it('is tried again when the other side is away or the cause is unknown', () => {
    expect([new UnavailableError('x'), new Error('x'), 'x'].map(isUnrecoverable)).toEqual([false, false, false])
  })
})
