import type { Job, JobKind, Queue } from '../queue/port.ts'
import type { Store } from '../store/port.ts'

/** Leases by their proof, each with its jobs. */
type Journal = Record<string, [kind: JobKind, key: string][]>

const settingOf = (sweep: string): string => `leases/${sweep}`

/** A queue that also writes down which leases this process holds, so that who resumes its sweep need not wait until they run out. */
export function journalled(queue: Queue, store: Store, sweep: string): Queue {
  const held = new Map<string, Job>()
  const drop = (jobs: readonly Job[]): void => jobs.forEach((job) => held.delete(job.key))
  return {
    kind: queue.kind,
    close: () => queue.close(),
    add: (jobs) => queue.add(jobs),
    async take(options) {
      const jobs = await queue.take(options)
      if (jobs.length === 0) return jobs
      for (const job of jobs) held.set(job.key, job)
      const journal: Journal = {}
      for (const { kind, key, lease } of held.values()) (journal[lease] ??= []).push([kind, key])
      await store.putSetting(settingOf(sweep), journal)
      return jobs
    },
    async complete(outcomes) {
      const ended = await queue.complete(outcomes)
      drop(outcomes.map(({ job }) => job))
      return ended
    },
    async fail(job, reason, options) {
      await queue.fail(job, reason, options)
      drop([job])
    },
    extend: (jobs, leaseMs) => queue.extend(jobs, leaseMs),
    async release(jobs) {
      await queue.release(jobs)
      drop(jobs)
    },
    counts: (filter) => queue.counts(filter),
    nextDue: (filter) => queue.nextDue(filter),
    listFailed: (of, limit) => queue.listFailed(of, limit),
    onAdded: (listener) => queue.onAdded(listener),
    clean: (of) => queue.clean(of),
    acquire: (name, owner, ttlMs) => queue.acquire(name, owner, ttlMs),
    releaseRight: (name, owner) => queue.releaseRight(name, owner),
  }
}

/**
 * Gives back the jobs that a dead process of the same sweep held; they count as not tried. Only for who holds the right to the sweep.
 * @returns how many leases were written down
 */
export async function releaseDead(queue: Queue, store: Store, sweep: string): Promise<number> {
  const journal = await store.getSetting<Journal>(settingOf(sweep))
  const jobs: Job[] = []
  for (const [lease, held] of Object.entries(journal ?? {}))
    for (const [kind, key] of held) jobs.push({ kind, key, sweep, platform: '', payload: {}, attempt: 1, lease })
  if (jobs.length === 0) return 0
  await queue.release(jobs)
  await store.putSetting(settingOf(sweep), {})
  return jobs.length
}
