import type { Redis } from 'ioredis'
import type { Queue } from '../port.ts'

const ACQUIRE = `
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`

const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`

/** Named rights that one owner holds at a time; they run out by themselves. */
export function rightsIn(redis: Redis, prefix: string): Pick<Queue, 'acquire' | 'releaseRight'> {
  return {
    async acquire(name, owner, ttlMs) {
      return (await redis.eval(ACQUIRE, 1, `${prefix}:right:${name}`, owner, Math.max(1, Math.round(ttlMs)))) === 1
    },
    async releaseRight(name, owner) {
      await redis.eval(RELEASE, 1, `${prefix}:right:${name}`, owner)
    },
  }
}
