// A process that sweeps the small market and can be killed: node --import ./test/typescript-loader.mjs sweep-child.ts DATA HOST
import { runSweep } from '../../crawlers/sweep.ts'
import type { FindingWrite } from '../../store/port.ts'
import { openEmbeddedQueue } from '../../queue/embedded/index.ts'
import type { Handler } from '../../queue/worker.ts'
import { findingId } from '../../store/hash.ts'
import { openSqliteStore } from '../../store/sqlite/index.ts'
import { toInstant } from '../../domain/index.ts'
import type { Assessment } from '../../domain/index.ts'
import { extractSmall, smallPlatform } from './sweep-market.ts'

const [dataDir = '', host = ''] = process.argv.slice(2)
const SWEEP = 'night'

const store = await openSqliteStore({ dataDir })
await store.migrate()
const queue = await openEmbeddedQueue({ store })

/** Every seventh item is found suspect, each with a capture to be made. */
const listing: Handler = async (jobs) => {
  const stored = new Map((await store.getListings(jobs.map((job) => String(job.payload['listingKey'])))).map((one) => [one.key, one]))
  return jobs.map((job) => {
    const one = stored.get(String(job.payload['listingKey']))
    if (!one) throw new Error(`${job.key}: its listing is not in the store`)
    const { key: listingKey, contentHash } = one
    const rule = { rule: 'TM-02', ruleVersion: '1', verdict: 'TM_INF', subject: '五常大米', probability: 0.9 } as const
    const found = { ...rule, evidence: [], mitigating: [], missing: [], basis: [] }
    const suspect = Number(one.listing.id) % 7 === 0
    const outcome = suspect ? 'TM_INF' : 'OK'
    const assessment: Assessment = {
      outcome,
      probability: 0.9,
      priority: 50,
      findings: suspect ? [found] : [],
      cleared: [],
      numbers: [],
      tables: [],
    }
    const findings: FindingWrite[] = assessment.findings.map((finding) => ({
      ...finding,
      id: findingId(listingKey, finding.rule, finding.subject),
      listingKey,
      contentHash,
      sweep: job.sweep,
      outcome,
      priority: 50,
    }))
    return {
      job,
      writes: { assessments: [{ listingKey, contentHash, assessment, findings, sweep: job.sweep, at: toInstant(new Date()) }] },
      followUps: suspect
        ? [
            {
              kind: 'capture' as const,
              key: job.key.replace('l-', 'c-'),
              sweep: job.sweep,
              platform: job.platform,
              payload: { listingKey },
            },
          ]
        : [],
    }
  })
}
const capture: Handler = async (jobs) => jobs.map((job) => ({ job }))

const result = await runSweep({
  store,
  queue,
  platforms: [smallPlatform(host)],
  extract: extractSmall,
  handlers: { listing, capture },
  queries: [{ platform: 'small', text: '五常大米', reason: 'test' }],
  sweepId: SWEEP,
  resume: (await store.getSweep(SWEEP)) !== undefined,
  random: () => 0,
})
await queue.close()
await store.close()
process.stdout.write(JSON.stringify(result))
