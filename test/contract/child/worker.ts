import { work } from '../../../queue/worker.ts'
import { openQueue } from '../adapters.ts'
import type { QueuePlace } from '../adapters.ts'
import { assessmentWrite, findingWrite, listingWrite, minute, sampleBody, samplePage } from '../samples.ts'
import { print, settings } from './process.ts'

// One worker of the scale-out mode, as `zhixun worker` is one: it bears servers that go away and works until nothing is left.
const { place, sweep } = settings() as { place: QueuePlace; sweep: string }
const { queue, store, close } = await openQueue(place)
const summary = await work(
  {
    queue,
    until: 'idle',
    batch: 3,
    leaseMs: 1_000,
    pollMs: 50,
    maxAttempts: 1_000,
    outageMs: 60_000,
    backoff: { firstMs: 50, maxMs: 200 },
    onEvent: (event) => void (event.type === 'completed' && print(`completed ${event.jobs}`)),
    handlers: {
      page: async (jobs) =>
        jobs.map((job) => {
          const n = Number(job.payload['n'])
          const body = sampleBody(`body of ${n}`)
          const followUp = { kind: 'listing' as const, key: `listing-${n}`, sweep, platform: 'shi', payload: { n } }
          return {
            job,
            writes: {
              bodies: [body],
              pages: [samplePage(n, sweep, { sha256: body.sha256 })],
              listings: [listingWrite(n, sweep, minute(1))],
            },
            followUps: [followUp],
          }
        }),
      listing: async (jobs) => {
        const outcomes = []
        for (const job of jobs) {
          const write = listingWrite(Number(job.payload['n']), sweep, minute(1))
          // The entry is made once, however often its job is done.
          await store.audit({ key: job.key, at: minute(2), actor: 'sweep', action: 'assess', subject: write.key, details: {} })
          outcomes.push({ job, writes: { assessments: [assessmentWrite(write, [findingWrite(write)])] } })
        }
        return outcomes
      },
    },
  },
  new AbortController().signal,
)
await print(`done ${JSON.stringify(summary)}`)
await close()
