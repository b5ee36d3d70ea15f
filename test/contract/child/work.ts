import type { Job, JobOutcome } from '../../../queue/port.ts'
import { openQueue } from '../adapters.ts'
import type { QueuePlace } from '../adapters.ts'
import { assessmentWrite, findingWrite, listingWrite, minute } from '../samples.ts'
import { print, settings } from './process.ts'

// Works until nothing is left, and prints each job that it took and each that it ended; the parent may kill it.
const { place, limit, leaseMs } = settings() as { place: QueuePlace; limit: number; leaseMs: number }
const { queue, close } = await openQueue(place)

/** A page writes a listing and is followed by its assessment; that writes a finding. */
function outcomeOf(job: Job): JobOutcome {
  const n = Number(job.payload['n'])
  const write = listingWrite(n, job.sweep, minute(1))
  if (job.kind === 'page') {
    const followUp = { kind: 'listing' as const, key: `listing-${n}`, sweep: job.sweep, platform: 'shi', payload: { n } }
    return { job, writes: { listings: [write] }, followUps: [followUp] }
  }
  return { job, writes: { assessments: [assessmentWrite(write, [findingWrite(write)])] } }
}

for (;;) {
  const jobs = await queue.take({ kinds: ['page', 'listing'], limit, leaseMs })
  if (jobs.length > 0) {
    await print(`took ${jobs.map((job) => job.key).join(' ')}`)
    await queue.complete(jobs.map(outcomeOf))
    await print('ended')
    continue
  }
  const { waiting, delayed, active } = await queue.counts()
  if (waiting + delayed + active === 0) break
  await new Promise((resolve) => setTimeout(resolve, 20))
}
await close()
