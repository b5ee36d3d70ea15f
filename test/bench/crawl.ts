import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchLine } from './bench.ts'
import { benchLine, machine, runChild, startChild } from './bench.ts'
import type { CrawlReport } from './crawl/report.ts'

/** Product pages of each way; the record is kept with 20,000. */
const PAGES = Number(process.env['ZHIXUN_BENCH_PAGES'] ?? 3_000)

const PEERS = {
  'crawlee CheerioCrawler, persisted (default)': 'crawlee-persisted',
  'crawlee CheerioCrawler, in memory': 'crawlee-memory',
  'undici + cheerio by hand': 'loop',
}

// In `dist/` the modules beside this one end in .js.
const child = (name: string): URL => new URL(`./crawl/${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

async function ours(origin: string, helpers: number, threads: number): Promise<CrawlReport[]> {
  const data = mkdtempSync(join(tmpdir(), 'zhixun-bench-'))
  try {
    const sweep = startChild<CrawlReport>(child('ours'), ['sweep', origin, String(PAGES), data, String(threads)])
    const helping = Array.from({ length: helpers }, () =>
      startChild<CrawlReport>(child('ours'), ['help', origin, String(PAGES), data, String(threads)]),
    )
    return [await sweep.ended, ...(await Promise.all(helping.map(({ ended }) => ended)))]
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

/** Pages a second of our durable sweep beside its peers, on the same local pages, each in a process of its own, one after the other. */
export async function* bench(): AsyncIterable<BenchLine> {
  const market = startChild<{ origin: string }>(child('market'), [String(PAGES)])
  try {
    const { origin } = await market.ready
    const [sweep] = await ours(origin, 0, 1)
    if (!sweep) throw new Error('the sweep gave no report')
    const reports: Record<string, CrawlReport> = {}
    for (const [name, way] of Object.entries(PEERS))
      reports[name] = await runChild<CrawlReport>(child('peers'), [way, origin, String(PAGES)])
    const two = await ours(origin, 1, 0)

    const conditions = {
      pages: PAGES,
      page: '29 kB, JSON-LD, all fields extracted',
      ours: 'Crawlee over the durable queue, generic extraction, SQLite WAL synchronous=FULL; pages, bodies, listings and listing jobs stored; pages read in one thread beside the fetching one',
      ...machine(),
    }
    const of = (figure: keyof CrawlReport): Record<string, number> =>
      Object.fromEntries(Object.entries(reports).map(([name, report]) => [name, report[figure]]))
    yield benchLine({
      bench: 'crawl',
      unit: 'pages/s',
      ours: sweep.pagesPerSecond,
      peers: of('pagesPerSecond'),
      conditions: { ...conditions, cpuSeconds: { ours: sweep.cpuSeconds, ...of('cpuSeconds') } },
    })
    yield benchLine({ bench: 'crawl, peak memory', unit: 'MB RSS', ours: sweep.peakRssMB, peers: of('peakRssMB'), conditions }, 'less')
    yield benchLine({
      bench: 'crawl, two processes on one data folder',
      unit: 'pages/s',
      ours: two[0]?.pagesPerSecond ?? 0,
      peers: { ...of('pagesPerSecond'), 'ours, one process': sweep.pagesPerSecond },
      conditions: { ...conditions, threads: 'each reads its pages in place', peakRssMB: two.map(({ peakRssMB }) => peakRssMB) },
    })
  } finally {
    market.stop()
  }
}
