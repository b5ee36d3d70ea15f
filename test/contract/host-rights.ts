import { afterAll, describe, expect, it } from 'vitest'
import { withHostRights } from '../../queue/host-rights.ts'
import type { HostRightsOptions } from '../../queue/host-rights.ts'
import type { Job, NewJob, Queue } from '../../queue/port.ts'
import { openQueue } from './adapters.ts'
import type { QueueContract } from './queue.ts'

function page(n: number, host?: string): NewJob {
  return { kind: 'page', key: `page-${n}`, sweep: 'a', platform: 'shi', host, payload: { n } }
}

const take = (queue: Queue): Promise<Job[]> => queue.take({ kinds: ['page'], limit: 2 })
const hostsOf = (jobs: readonly Job[]): Set<string | undefined> => new Set(jobs.map((job) => job.host))

/** Hosts go to one process at a time, over every adapter of the queue. */
export function hostRightsContract({ place }: QueueContract): void {
  const closers: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const close of closers) await close()
  })
  async function workers(options: HostRightsOptions): Promise<{ bare: Queue; first: Queue; second: Queue }> {
    const at = await place()
    const opened = [await openQueue(at), await openQueue(at)]
    closers.push(...opened.map(({ close }) => close))
    const [first, second] = opened.map(({ queue }) => withHostRights(queue, options))
    return { bare: opened[0]!.queue, first: first!, second: second! }
  }
  async function eventually(queue: Queue): Promise<Job[]> {
    for (;;) {
      const jobs = await take(queue)
      if (jobs.length > 0) return jobs
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  describe('the right to a host', () => {
    it('is with one worker at a time, and what asks nobody is given to all', async () => {
      const { bare, first, second } = await workers({ ttlMs: 60_000, idleMs: 60_000 })
      await bare.add([1, 2, 3, 4, 5, 6].map((n) => page(n, 'x.test')))
      expect(hostsOf(await take(first))).toEqual(new Set(['x.test']))
      expect(await take(second)).toEqual([])
      await bare.add([page(7, 'y.test'), page(8)])
      const others = [...(await take(second)), ...(await take(second))]
      expect(hostsOf(others)).toEqual(new Set(['y.test', undefined]))
      expect(others.every((job) => job.attempt === 1)).toBe(true)
      expect(hostsOf(await take(first))).toEqual(new Set(['x.test']))
      expect(await bare.counts()).toMatchObject({ waiting: 2, active: 6 })
    })

    it('stays with its holder while that has a job of the host in hand, and then goes on to another', async () => {
      const { bare, first, second } = await workers({ ttlMs: 300, idleMs: 50, gapMs: 50 })
      await bare.add([page(1, 'x.test')])
      const [job] = await take(first)
      expect(job?.host).toBe('x.test')
      await bare.add([page(2, 'x.test')])
      const busyFor = Date.now() + 1_000
      while (Date.now() < busyFor) {
        expect(await take(second)).toEqual([])
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      await first.complete([{ job: job! }])
      expect((await eventually(second)).map(({ key }) => key)).toEqual(['page-2'])
    })
  })
}
