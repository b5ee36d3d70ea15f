import type { Redis } from 'ioredis'
import { UnavailableError } from '../../domain/index.ts'

/**
 * A command that meets a restart of Redis waits for it and is sent again. This bounds the wait: calls that are still open when the server
 * has been away for `patienceMs` are given up with one line that says what to start.
 */
export function boundedOutage(redis: Redis, place: string, patienceMs: number) {
  const waiting = new Set<(error: Error) => void>()
  let timer: NodeJS.Timeout | undefined
  const gone = (): void => {
    timer ??= setTimeout(() => {
      const error = new UnavailableError(`${place}: it has not answered for ${Math.round(patienceMs / 1000)} s; start it again`)
      for (const giveUp of waiting) giveUp(error)
    }, patienceMs)
  }
  redis.on('close', gone)
  redis.on('ready', () => {
    clearTimeout(timer)
    timer = undefined
  })
  return {
    async bound<T>(call: Promise<T>): Promise<T> {
      let giveUp: (error: Error) => void = () => {}
      const away = new Promise<never>((_, reject) => {
        giveUp = reject
        waiting.add(giveUp)
      })
      try {
        return await Promise.race([call, away])
      } finally {
        waiting.delete(giveUp)
      }
    },
    close(): void {
      redis.off('close', gone)
      clearTimeout(timer)
    },
  }
}
