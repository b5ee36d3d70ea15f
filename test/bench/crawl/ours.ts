// Our sweep of the pages, with its durability on: node ours.js sweep|help ORIGIN PAGES DATA THREADS
import { runFetchers } from '../../../crawlers/fetch/fetchers.ts'
import { openExtractThreads } from '../../../crawlers/jobs/extract-threads.ts'
import { parsePlatform } from '../../../crawlers/platforms/load.ts'
import { runSweep } from '../../../crawlers/sweep.ts'
import { systemClock } from '../../../domain/index.ts'
import { openEmbeddedQueue } from '../../../queue/embedded/index.ts'
import { everyPage } from '../../../store/every-page.ts'
import { openSqliteStore } from '../../../store/sqlite/index.ts'
import { crawlReport, printReport } from './report.ts'

const [role = '', origin = '', count = '', dataDir = '', threadCount = ''] = process.argv.slice(2)
const pages = Number(count)
const SWEEP = 'bench'
const { host } = new URL(origin)
// Nothing is said of where the fields of a product stand: they are found as on any shop's page.
const platform = parsePlatform(
  `
id: bench
title: Pages of the bench
status: stable
hosts: ['${host}']
allowAddresses: ['${host}']
pace: {perSecond: 1000, concurrency: 16, dailyCap: 100000000}
search: {start: ['${origin}/'], maxPages: 1000000}
result: {item: li.card, link: a@href, title: a, next: 'a[rel=next]@href'}
`,
  'bench.yaml',
)

const store = await openSqliteStore({ dataDir })
await store.migrate()
const queue = await openEmbeddedQueue({ store })
const threads = openExtractThreads({ platforms: [platform], threads: Number(threadCount) })
const common = { store, queue, platforms: [platform], extract: threads.extract, concurrency: 16 }
const startedAt = performance.now()
if (role === 'help') {
  while ((await queue.counts({ sweep: SWEEP })).waiting === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  await runFetchers({ ...common, sweep: SWEEP, clock: systemClock })
  printReport(crawlReport(0, startedAt))
} else {
  const result = await runSweep({ ...common, sweepId: SWEEP, revisit: false })
  const report = crawlReport(result.listings, startedAt)
  let whole = 0
  for await (const { listing } of everyPage((after) => store.listListings({ limit: 500, ...after })))
    if (listing.id && listing.title && listing.price && listing.seller?.name && listing.origin) whole++
  if (result.state !== 'done' || whole !== pages)
    throw new Error(`${whole} of ${pages} listings with all fields: ${JSON.stringify(result)}`)
  printReport(report)
}
await threads.close()
await queue.close()
await store.close()
process.exit(0)
