import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DEPARTMENTS, sayable } from './goods/index.ts'
import type { Department } from './goods/index.ts'
import { escape, inScript, money } from './pages/html.ts'
import { place } from './places.ts'
import { priceBetween } from './prices.ts'
import { randomOf } from './random.ts'
import { titleFor } from './titles.ts'

export interface BulkMarketOptions {
  /** Number of product pages. */
  listings: number
  /** 0 lets the system choose. @default 0 */
  port?: number
  /** Size of a product page in bytes, about. @default 29000 */
  pageBytes?: number
}

export interface BulkMarket {
  origin: string
  /** Result lists of `PER_LIST` items: `/list/1` to `/list/<lists>`. */
  lists: number
  /** Address of the n-th product page, counted from 0. */
  item(number: number): string
  /** Product pages served so far. */
  served(): number
  close(): Promise<void>
}

const PER_LIST = 100

export interface BulkListing {
  id: string
  title: string
  amount: number
  seller: string
  origin: string
}

/** The n-th listing of the bulk market: what a sweep has to find. */
export function bulkListing(number: number): BulkListing {
  const random = randomOf('bulk', number)
  const department = DEPARTMENTS[number % DEPARTMENTS.length] as Department
  const goods = random.pick(department.goods)
  const town = random.pick(goods.places)
  return {
    id: `b${number}`,
    title: `${titleFor(random, 'demo-mall', { department, goods, spec: random.pick(goods.specs) })} ${number}`,
    amount: priceBetween(random, goods.low, goods.high),
    seller: `${town}${random.pick(['禾润', '同盈', '满仓', '瑞和', '茂林', '云边'])}${random.int(1, 900)}号店`,
    origin: place(town).name,
  }
}

/** Rows of ordinary markup that make a page as long as real ones. They are the same on each page. */
function filler(bytes: number): string {
  const random = randomOf('bulk', 'filler')
  const rows: string[] = []
  let length = 0
  while (length < bytes) {
    const department = random.pick(DEPARTMENTS)
    const goods = random.pick(department.goods)
    const praise = random.sample(sayable(department.qualities, goods), 2)
    const row = `<li class="also"><a href="/about"><span class="t">${goods.noun} ${praise[0]} ${random.pick(sayable(department.uses, goods))}</span></a><span class="d">${praise[1]}</span></li>\n`
    rows.push(row)
    length += Buffer.byteLength(row)
  }
  return rows.join('')
}

/** Starts an unlimited market for benches: plain UTF-8 pages with JSON-LD, computed as they are asked for, without walls or faults. */
export async function startBulkMarket(options: BulkMarketOptions): Promise<BulkMarket> {
  const { listings, port = 0, pageBytes = 29_000 } = options
  const lists = Math.max(1, Math.ceil(listings / PER_LIST))
  const tail = filler(pageBytes - 2_000)
  let served = 0

  const item = (number: number): string => {
    const { id, title, amount, seller, origin } = bulkListing(number)
    const data = {
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: title,
      sku: id,
      offers: { '@type': 'Offer', price: money(amount), priceCurrency: 'CNY', seller: { '@type': 'Organization', name: seller } },
    }
    return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escape(title)}</title><script type="application/ld+json">${inScript(data)}</script></head><body><h1 class="item-title">${escape(title)}</h1><p class="price">¥<em>${money(amount)}</em></p><p class="shop"><a class="shop-name" href="/about">${escape(seller)}</a></p><section class="params"><ul><li><span class="k">产地</span>：<span class="v">${origin}</span></li></ul></section><ul>${tail}</ul></body></html>`
  }
  const list = (page: number): string => {
    const rows: string[] = []
    for (let number = (page - 1) * PER_LIST; number < Math.min(listings, page * PER_LIST); number++)
      rows.push(`<li class="card"><a href="/item/${number}.html">b${number}</a></li>`)
    const next = page < lists ? `<a rel="next" href="/list/${page + 1}">下一页</a>` : ''
    return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>全部商品 第${page}页</title></head><body><ul class="cards">${rows.join('')}</ul>${next}</body></html>`
  }

  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const [, kind, number] = /^\/(item|list)\/(\d+)/.exec(path) ?? []
    let body: string | undefined
    if (path === '/robots.txt') body = 'User-agent: *\nDisallow:\n'
    else if (path === '/') body = list(1)
    else if (kind === 'list' && Number(number) >= 1 && Number(number) <= lists) body = list(Number(number))
    else if (kind === 'item' && Number(number) < listings) {
      body = item(Number(number))
      served++
    }
    const bytes = Buffer.from(body ?? 'not found')
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': path === '/robots.txt' ? 'text/plain' : 'text/html; charset=utf-8',
      'content-length': String(bytes.length),
    })
    response.end(bytes)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    lists,
    item: (number) => `${origin}/item/${number}.html`,
    served: () => served,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
