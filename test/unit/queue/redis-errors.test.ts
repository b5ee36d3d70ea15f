import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../../domain/index.ts'
import { check, explain } from '../../../queue/bullmq/connect.ts'

const place = 'Redis at redis:6379'

/** As `INFO` answers, cut to what matters. */
function info(change: Record<string, string> = {}): string {
  const facts = { redis_version: '7.0.15', role: 'master', aof_enabled: '1', maxmemory_policy: 'noeviction', ...change }
  return Object.entries(facts)
    .map((fact) => fact.join(':'))
    .join('\r\n')
}

describe('a Redis server', () => {
  it('is taken when it keeps an append-only file and evicts nothing', () => {
    expect(() => check(info(), place)).not.toThrow()
    expect(() => check(info({ redis_version: '6.2.0' }), place)).not.toThrow()
  })
  it.each([
    [{ aof_enabled: '0' }, 'start it with appendonly yes'],
    [{ maxmemory_policy: 'allkeys-lru' }, 'set maxmemory-policy noeviction'],
    [{ redis_version: '5.0.14' }, 'it is version 5.0.14; start version 6.2.0 or newer'],
    [{ role: 'slave' }, 'name the primary in ZHIXUN_REDIS_URL'],
  ])('with %j is refused in one line that says what to change', (change, advice) => {
    const refused = (): void => check(info(change), place)
    expect(refused).toThrow(UnavailableError)
    expect(refused).toThrow(advice)
  })
})

describe('an error of Redis', () => {
  it.each([
    ['WRONGPASS invalid username-password pair or user is disabled.', 'it refuses the user or the password'],
    ['NOAUTH Authentication required.', 'it refuses the user or the password'],
    ["OOM command not allowed when used memory > 'maxmemory'.", 'its memory is full; raise maxmemory'],
    ["READONLY You can't write against a read only replica.", 'it is a replica and may only be read'],
    ['MISCONF Redis is configured to save RDB snapshots, but it is currently not able to persist on disk.', 'it cannot write to its disk'],
    ['LOADING Redis is loading the dataset in memory', 'it is still reading its file'],
  ])('%s becomes one line that says what to change', (message, advice) => {
    const error = explain(new Error(message), place)
    expect(error).toBeInstanceOf(UnavailableError)
    expect((error as Error).message).toContain(`${place}: ${advice}`)
  })
  it('that is our own fault is handed back as it is', () => {
    const bug = new TypeError('x is undefined')
    expect(explain(bug, place)).toBe(bug)
  })
})
