import { Redis } from 'ioredis'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError, UnavailableError } from '../../domain/index.ts'
import { openBullmqQueue } from '../../queue/bullmq/index.ts'
import type { Store } from '../../store/port.ts'
import { temporaryFolders } from './folders.ts'
import { hostRightsContract } from './host-rights.ts'
import { queueContract } from './queue.ts'
import { redisServer } from './servers.ts'
import { workerContract } from './worker.ts'

const server = redisServer()
const folder = temporaryFolders()

describe.skipIf(server === undefined)('bullmq', () => {
  const url = server ?? ''
  const start = `zhixun-test-${process.pid}`
  let places = 0
  const contract = {
    place: async () => ({
      kind: 'bullmq' as const,
      url,
      prefix: `${start}-${places++}`,
      store: { kind: 'sqlite' as const, dataDir: await folder() },
    }),
  }
  queueContract(contract)
  workerContract(contract)
  hostRightsContract(contract)

  afterAll(async () => {
    const redis = new Redis(url)
    for await (const keys of redis.scanStream({ match: `${start}-*`, count: 1000 }) as AsyncIterable<string[]>)
      if (keys.length > 0) await redis.unlink(...keys)
    redis.disconnect()
  })
})

describe('a Redis server that is not there', () => {
  const store = {} as Store
  it('gives one line that says what to start', async () => {
    const missing = openBullmqQueue({ url: 'redis://127.0.0.1:9', store })
    await expect(missing).rejects.toThrow(UnavailableError)
    await expect(missing).rejects.toThrow('Redis at 127.0.0.1:9: it does not answer; start it or change ZHIXUN_REDIS_URL (ECONNREFUSED)')
  })
  it('gives one line about an address that cannot be read, without its password', async () => {
    await expect(openBullmqQueue({ url: 'http://me:secret@x', store })).rejects.toThrow(ConfigError)
    await expect(openBullmqQueue({ url: 'http://me:secret@x', store })).rejects.not.toThrow('secret')
  })
})
