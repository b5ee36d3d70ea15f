// Other ways to crawl the same pages: node peers.js crawlee-persisted|crawlee-memory|loop ORIGIN PAGES
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CheerioCrawler, Configuration, log } from '@crawlee/cheerio'
import { load } from 'cheerio'
import { Agent, request } from 'undici'
import { crawlReport, printReport } from './report.ts'

const [way = '', origin = '', count = ''] = process.argv.slice(2)
const pages = Number(count)
const AT_A_TIME = 16

interface Row extends Record<string, unknown> {
  id: string
  title: string
  price: number
  seller: string
  origin: string
}

/** All fields, as anyone would write it by hand who knows the pages. */
function read(text: (css: string) => string): Row {
  const data = JSON.parse(text('script[type="application/ld+json"]')) as { sku: string }
  const row = {
    id: data.sku,
    title: text('h1.item-title'),
    price: Number(text('.price em')),
    seller: text('a.shop-name'),
    origin: text('.params .v'),
  }
  if (!row.id || !row.title || !(row.price > 0) || !row.seller || !row.origin) throw new Error(`a field is missing: ${JSON.stringify(row)}`)
  return row
}

const urls = Array.from({ length: pages }, (_, n) => `${origin}/item/${n}.html`)
const seen = new Set<string>()
const folder = mkdtempSync(join(tmpdir(), 'zhixun-bench-'))
process.chdir(folder)
log.setLevel(log.LEVELS.ERROR)
const startedAt = performance.now()

if (way === 'crawlee-persisted') {
  const crawler = new CheerioCrawler(
    {
      async requestHandler({ $, pushData }) {
        const row = read((css) => $(css).text())
        seen.add(row.id)
        await pushData(row)
      },
    },
    new Configuration({ storageClientOptions: { localDataDirectory: join(folder, 'storage') } }),
  )
  await crawler.run(urls)
} else if (way === 'crawlee-memory') {
  const crawler = new CheerioCrawler(
    {
      minConcurrency: AT_A_TIME,
      maxConcurrency: AT_A_TIME,
      useSessionPool: false,
      persistCookiesPerSession: false,
      async requestHandler({ $ }) {
        seen.add(read((css) => $(css).text()).id)
      },
    },
    new Configuration({ persistStorage: false }),
  )
  await crawler.run(urls)
} else if (way === 'loop') {
  const dispatcher = new Agent({ connections: AT_A_TIME })
  let next = 0
  const one = async (): Promise<void> => {
    for (let url = urls[next++]; url !== undefined; url = urls[next++]) {
      const answer = await request(url, { dispatcher })
      const $ = load(await answer.body.text())
      seen.add(read((css) => $(css).text()).id)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, one))
} else throw new Error(`no way to crawl called ${way}`)

if (seen.size !== pages) throw new Error(`${way}: ${seen.size} of ${pages} pages`)
printReport(crawlReport(seen.size, startedAt))
rmSync(folder, { recursive: true, force: true })
process.exit(0)
