import type { Redis } from 'ioredis'
import type { JobCounts } from '../port.ts'
import type { Lane } from './lanes.ts'

/** BullMQ keeps a priority in the upper part of a score, and a delay likewise. */
const PRIORITY_UNIT = 2 ** 32
const DELAY_UNIT = 2 ** 12

/** The results of one pipeline; the first error of a command is thrown. */
async function ask(redis: Redis, commands: (string | number)[][]): Promise<unknown[]> {
  if (commands.length === 0) return []
  const answers = (await redis.pipeline(commands).exec()) ?? []
  return answers.map(([error, answer]) => {
    if (error !== null) throw error
    return answer
  })
}

/** How many jobs to fetch from which lane so that together they are the best ones that are due. One round trip, however many lanes. */
export async function bestOf(redis: Redis, lanes: readonly Lane[], limit: number, now: number): Promise<{ lane: Lane; count: number }[]> {
  const answers = await ask(
    redis,
    lanes.flatMap(({ queue: { keys } }) => [
      ['zrange', keys.prioritized ?? '', 0, limit - 1, 'WITHSCORES'],
      // Jobs of workers that died wait here, before all others.
      ['llen', keys.wait ?? ''],
      ['zcount', keys.delayed ?? '', '-inf', (now + 1) * DELAY_UNIT - 1],
    ]),
  )
  const candidates: { lane: Lane; priority: number }[] = []
  lanes.forEach((lane, index) => {
    const [heads, waiting, due] = answers.slice(3 * index, 3 * index + 3) as [string[], number, number]
    for (let n = 0; n < Math.min(limit, waiting + due); n++) candidates.push({ lane, priority: 0 })
    for (let n = 1; n < heads.length; n += 2) candidates.push({ lane, priority: Math.floor(Number(heads[n]) / PRIORITY_UNIT) })
  })
  candidates.sort((a, b) => a.priority - b.priority)
  const counts = new Map<Lane, number>()
  for (const { lane } of candidates.slice(0, limit)) counts.set(lane, (counts.get(lane) ?? 0) + 1)
  return [...counts].map(([lane, count]) => ({ lane, count }))
}

export async function countsOf(redis: Redis, lanes: readonly Lane[]): Promise<JobCounts> {
  const answers = await ask(
    redis,
    lanes.flatMap(({ queue: { keys } }) => [
      ['llen', keys.wait ?? ''],
      ['zcard', keys.prioritized ?? ''],
      ['zcard', keys.delayed ?? ''],
      ['llen', keys.active ?? ''],
      ['zcard', keys.completed ?? ''],
      ['zcard', keys.failed ?? ''],
    ]),
  )
  const sum = (place: number): number => answers.reduce((total: number, n, index) => (index % 6 === place ? total + Number(n) : total), 0)
  return { waiting: sum(0) + sum(1), delayed: sum(2), active: sum(3), completed: sum(4), failed: sum(5) }
}

/** When the first delayed job of the lanes is due, in milliseconds since 1970. */
export async function firstDelayed(redis: Redis, lanes: readonly Lane[]): Promise<number | undefined> {
  const answers = await ask(
    redis,
    lanes.map(({ queue: { keys } }) => ['zrange', keys.delayed ?? '', 0, 0, 'WITHSCORES']),
  )
  const scores = (answers as string[][]).flatMap(([, score]) => (score === undefined ? [] : [Number(score)]))
  return scores.length === 0 ? undefined : Math.floor(Math.min(...scores) / DELAY_UNIT)
}

/** Which jobs a lane has never seen. */
export async function unknownTo(redis: Redis, { queue }: Lane, ids: readonly string[]): Promise<string[]> {
  const answers = await ask(
    redis,
    ids.map((id) => ['exists', queue.toKey(id)]),
  )
  return ids.filter((_, index) => answers[index] === 0)
}
