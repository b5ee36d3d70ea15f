import { MongoNetworkError, MongoServerError } from 'mongodb'
import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../../domain/index.ts'
import { explain } from '../../../store/mongodb/connect.ts'

const place = 'MongoDB at db:27017, database zhixun'
const said = (error: unknown): string => (explain(error, place) as Error).message

describe('an error of a MongoDB server', () => {
  it.each([
    [{ code: 18, codeName: 'AuthenticationFailed' }, 'it refuses the user or the password'],
    [{ code: 13, codeName: 'Unauthorized' }, 'the user may not do this; give it the role readWrite'],
    [{ code: 10107, codeName: 'NotWritablePrimary' }, 'it is not the primary'],
    [{ code: 14031, codeName: 'OutOfDiskSpace' }, 'its disk is full'],
  ])('%j becomes one line that says what to change', (description, advice) => {
    const error = explain(new MongoServerError({ message: 'x', ...description }), place)
    expect(error).toBeInstanceOf(UnavailableError)
    expect((error as Error).message).toContain(`${place}: ${advice}`)
    expect((error as Error).message).not.toContain('\n')
  })
  it('on the way to it says what to start', () => {
    expect(said(new MongoNetworkError('socket closed'))).toContain('it does not answer; start it or change ZHIXUN_MONGODB_URL')
  })
  it('that is none of these is handed back as it is', () => {
    const bug = new MongoServerError({ message: 'no such command', code: 59 })
    expect(explain(bug, place)).toBe(bug)
    const own = new TypeError('x')
    expect(explain(own, place)).toBe(own)
  })
})
