import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A market on several hosts, each with numbered items; every fifth has a patent label whose number is in no register. */
export interface WideMarket {
  hosts: readonly string[]
  /** When each page was asked for, by host, in milliseconds; robots.txt is left out. */
  asked: Map<string, { path: string; at: number }[]>
  /** A platform file for one of the hosts, with the number of requests a second that it bears. */
  platformFile(host: string, perSecond: number): string
  close(): Promise<void>
}

const PER_LIST = 40
export const hasLabel = (item: number): boolean => item % 5 === 0

/** @param items how many each host has */
export async function openWideMarket(items: readonly number[]): Promise<WideMarket> {
  const asked: WideMarket['asked'] = new Map()
  const servers = await Promise.all(items.map((count) => openHost(count, asked)))
  return {
    hosts: servers.map(({ host }) => host),
    asked,
    platformFile: (host, perSecond) => `
id: wide-${servers.findIndex((one) => one.host === host)}
title: A host of a wide market
status: stable
hosts: ['${host}']
allowAddresses: ['${host}']
render: never
pace: {perSecond: ${perSecond}, concurrency: 4, dailyCap: 100000}
search: {start: ['http://${host}/list/0'], maxPages: 1000}
result: {item: li, link: a@href, title: a, next: 'a[rel=next]@href'}
`,
    async close() {
      await Promise.all(
        servers.map(({ server }) => {
          server.closeAllConnections()
          return new Promise((resolve) => server.close(resolve))
        }),
      )
    },
  }
}

async function openHost(items: number, asked: WideMarket['asked']): Promise<{ server: Server; host: string }> {
  const log: { path: string; at: number }[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    if (path === '/robots.txt') {
      response.writeHead(200, { 'content-type': 'text/plain' })
      return response.end('User-agent: *\nDisallow:\n')
    }
    log.push({ path, at: performance.now() })
    const [, kind, number] = /^\/(list|item)\/(\d+)$/.exec(path) ?? []
    if (kind === undefined) {
      response.writeHead(404)
      return response.end('nothing here')
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    return response.end(kind === 'list' ? listPage(Number(number), items) : itemPage(Number(number)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  asked.set(host, log)
  return { server, host }
}

function listPage(page: number, items: number): string {
  const [from, to] = [page * PER_LIST, Math.min(items, (page + 1) * PER_LIST)]
  const rows = Array.from({ length: to - from }, (_, n) => `<li><a href="/item/${from + n}">保温杯 第${from + n}号</a></li>`)
  const next = to < items ? `<a rel="next" href="/list/${page + 1}">下一页</a>` : ''
  return `<!doctype html><html lang="zh-CN"><head><title>全部商品</title></head><body><ul>${rows.join('')}</ul>${next}</body></html>`
}

function itemPage(item: number): string {
  const name = `不锈钢保温杯 第${item}号${hasLabel(item) ? ' 中国实用新型专利 ZL202229900003.8' : ''}`
  const offers = {
    '@type': 'Offer',
    price: `${20 + item}.00`,
    priceCurrency: 'CNY',
    seller: { '@type': 'Organization', name: '满仓杯壶店' },
  }
  const data = { '@context': 'https://schema.org', '@type': 'Product', name, sku: `w${item}`, offers }
  return `<!doctype html><html lang="zh-CN"><head><title>${name}</title><script type="application/ld+json">${JSON.stringify(data)}</script></head><body><h1>${name}</h1></body></html>`
}
