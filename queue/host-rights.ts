import { randomUUID } from 'node:crypto'
import type { Job, Queue } from './port.ts'

export interface HostRightsOptions {
  /** How long a host stays with a worker that died or hangs, in milliseconds. @default 30,000 */
  ttlMs?: number
  /** How long a host stays with a worker that has no job of it in hand, in milliseconds. @default 5,000 */
  idleMs?: number
  /** How long a host that goes on to another worker is left alone, so that the pace holds over the change too, in milliseconds. @default 2,000 */
  gapMs?: number
  /** Between two hosts that a process takes on, so that all who come to a new sweep get some, in milliseconds. @default 1,000 */
  stepMs?: number
}

export interface SharedQueue extends Queue {
  /** Lets go of all hosts and stays usable; for who shares the queue below with others. */
  leaveHosts(): Promise<void>
}

interface Held {
  /** Jobs that this process took and has not ended or given back. */
  inHand: Set<string>
  busyUntil: number
}

/**
 * A queue that gives jobs which ask a host to one process at a time, by a named right. Each process keeps the pace of the hosts that it
 * holds; so the pace holds however many workers there are. Jobs that ask nobody are given as before.
 */
export function withHostRights(queue: Queue, options: HostRightsOptions = {}): SharedQueue {
  const { ttlMs = 30_000, idleMs = 5_000, gapMs = 2_000, stepMs = 1_000 } = options
  const owner = randomUUID()
  const held = new Map<string, Held>()
  /** Hosts that others hold or may take on first, and until when it is not worth asking again. */
  const foreign = new Map<string, number>()
  let nextStepAt = 0
  const now = (): number => performance.now()

  async function hold(host: string): Promise<boolean> {
    if (await queue.acquire(rightOf(host), owner, ttlMs)) return true
    held.delete(host)
    foreign.set(host, now() + ttlMs / 10)
    return false
  }

  async function takeOn(host: string): Promise<boolean> {
    if (now() < nextStepAt) {
      foreign.set(host, nextStepAt)
      return false
    }
    if (!(await hold(host))) return false
    nextStepAt = now() + stepMs
    return true
  }

  /** Lets the right run out instead of giving it back: who takes the host next waits for the gap. */
  async function letGo(host: string): Promise<void> {
    held.delete(host)
    await queue.acquire(rightOf(host), owner, gapMs)
  }

  async function renew(): Promise<void> {
    for (const [host, { inHand, busyUntil }] of held) await (inHand.size === 0 && now() - busyUntil > idleMs ? letGo(host) : hold(host))
  }
  function putDown(jobs: readonly Job[]): void {
    for (const { host = '', lease, key } of jobs) {
      const right = held.get(host)
      if (right?.inHand.delete(lease + key)) right.busyUntil = now()
    }
  }
  let renewing: NodeJS.Timeout | undefined
  async function leaveHosts(): Promise<void> {
    clearInterval(renewing)
    renewing = undefined
    for (const host of held.keys()) await letGo(host).catch(() => {})
  }

  return {
    ...queue,
    async take(options) {
      for (const [host, until] of foreign) if (until <= now()) foreign.delete(host)
      const jobs = await queue.take({ ...options, exceptHosts: [...(options.exceptHosts ?? []), ...foreign.keys()] })
      const ours = new Set<string>()
      for (const host of new Set(jobs.map((job) => job.host ?? '')))
        if (host === '' || held.has(host) || (await takeOn(host))) ours.add(host)
      const [kept, others]: [Job[], Job[]] = [[], []]
      for (const job of jobs) (ours.has(job.host ?? '') ? kept : others).push(job)
      for (const { host, lease, key } of kept) {
        if (host === undefined) continue
        const right = held.get(host) ?? { inHand: new Set(), busyUntil: now() }
        held.set(host, right)
        right.inHand.add(lease + key)
        renewing ??= setInterval(() => void renew().catch(() => {}), Math.min(ttlMs / 3, idleMs)).unref()
      }
      if (others.length > 0) await queue.release(others)
      return kept
    },
    async complete(outcomes) {
      const ended = await queue.complete(outcomes)
      putDown(outcomes.map(({ job }) => job))
      return ended
    },
    async fail(job, reason, options) {
      await queue.fail(job, reason, options)
      putDown([job])
    },
    async release(jobs) {
      await queue.release(jobs)
      putDown(jobs)
    },
    leaveHosts,
    async close() {
      await leaveHosts()
      await queue.close()
    },
  }
}

function rightOf(host: string): string {
  return `host/${host}`
}
