// Reads pages in threads and in place; prints whether the answers are the same: node --import ./test/typescript-loader.mjs FILE
import { extractPage } from '../../crawlers/extract/index.ts'
import { openExtractThreads } from '../../crawlers/jobs/extract-threads.ts'
import { smallPlatform } from './sweep-market.ts'

const platform = smallPlatform('shop.example:80')
const threads = openExtractThreads({ platforms: [platform], threads: 2 })
const inputs = Array.from({ length: 50 }, (_, n) => ({
  body: new TextEncoder().encode(
    `<html><head><script type="application/ld+json">{"@type":"Product","name":"五常大米 ${n}","offers":{"@type":"Offer","price":${n + 1},"priceCurrency":"CNY"}}</script></head><body><h1>五常大米 ${n}</h1></body></html>`,
  ),
  headers: { 'content-type': 'text/html; charset=utf-8' },
  url: `https://shop.example/item/${n}`,
  platform,
  status: 200,
}))
const answers = await Promise.all(inputs.map(async (input) => threads.extract(input)))
const same = answers.filter((answer, n) => JSON.stringify(answer) === JSON.stringify(extractPage(inputs[n]!))).length
await threads.close()
process.stdout.write(
  JSON.stringify({ same, threaded: threads.threaded() > 0, titles: answers.slice(0, 2).map(({ listings }) => listings[0]?.title) }),
)
