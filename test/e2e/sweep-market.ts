import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parsePlatform } from '../../crawlers/platforms/load.ts'
import type { Platform } from '../../crawlers/platforms/schema.ts'
import type { Extraction, PageKind } from '../../domain/index.ts'

/** A market small enough to know by heart: numbered items, and each kind of trouble at known numbers. */
export interface SmallMarket {
  address: string
  /** How often each path was asked for, and with which headers the last time. */
  asked: Map<string, number>
  headers: Map<string, Record<string, string | undefined>>
  /** Items that are no longer offered. */
  gone: Set<number>
  /** Added to every price. */
  dearer: number
  robots: { status: number; body: string }
  platform(more?: string): Platform
  close(): Promise<void>
}

const PER_PAGE = 40
export const SHOPS = 10

/** Which trouble an item has: what it does at the first request, or what stands in its place for good. */
export function troubleOf(item: number): 'busy' | 'cut' | 'broken' | PageKind | undefined {
  if (item % 100 === 7) return 'busy'
  if (item % 100 === 17) return 'cut'
  if (item % 100 === 27) return 'login'
  if (item % 100 === 37) return 'captcha'
  if (item % 100 === 47) return 'empty'
  if (item % 100 === 57) return 'not-found'
  if (item === 300) return 'broken'
  return undefined
}

const WALLS: Partial<Record<PageKind, string>> = {
  login: '<form class="login">请先登录</form>',
  captcha: '<div class="slider">拖动滑块完成验证</div>',
  empty: '',
  'not-found': '<p class="gone">商品不存在</p>',
}

export async function openSmallMarket(items: number): Promise<SmallMarket> {
  const asked = new Map<string, number>()
  const headers = new Map<string, Record<string, string | undefined>>()
  const market = {
    asked,
    headers,
    gone: new Set<number>(),
    dearer: 0,
    robots: { status: 200, body: 'User-agent: *\nDisallow: /private/\n' },
  }
  const server: Server = createServer((request, response) => {
    const path = request.url ?? ''
    const times = (asked.get(path) ?? 0) + 1
    asked.set(path, times)
    headers.set(path, request.headers as Record<string, string | undefined>)
    const url = new URL(path, 'http://market.test')
    const html = (body: string, more: Record<string, string> = {}): void => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...more })
      response.end(`<!doctype html><html><body>${body}</body></html>`)
    }
    if (url.pathname === '/robots.txt') {
      response.writeHead(market.robots.status, { 'content-type': 'text/plain' })
      return response.end(market.robots.body)
    }
    if (url.pathname === '/search') {
      const from = (Number(url.searchParams.get('p')) - 1) * PER_PAGE
      const shown = Array.from({ length: PER_PAGE }, (_, n) => from + n).filter((item) => item < items && !market.gone.has(item))
      const links = shown.map((item) => `<a class="item" href="/item/${item}">x</a>`)
      if (from === 0)
        links.push(
          '<a class="item" href="/private/1">x</a>',
          '<a class="item" href="/to-private">x</a>',
          '<a class="item" href="/to-login">x</a>',
        )
      return html(links.join(''))
    }
    if (url.pathname === '/to-private' || url.pathname === '/to-login') {
      response.writeHead(302, { location: url.pathname === '/to-login' ? '/private/login' : '/private/2' })
      return response.end()
    }
    if (url.pathname.startsWith('/shop/')) return html(`<i>91230000MA1${url.pathname.slice('/shop/'.length).padStart(7, '0')}</i>`)
    const item = Number(/^\/item\/(\d+)$/.exec(url.pathname)?.[1])
    if (!Number.isInteger(item) || item >= items || market.gone.has(item)) {
      response.writeHead(404)
      return response.end('nothing here')
    }
    const trouble = troubleOf(item)
    if (trouble === 'broken') {
      response.writeHead(500)
      return response.end('out of order')
    }
    if (trouble === 'busy' && times === 1) {
      response.writeHead(429, { 'retry-after': '0' })
      return response.end('later')
    }
    if (trouble === 'cut' && times === 1) {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '5000' })
      response.write('<h1>half of')
      return setTimeout(() => response.destroy(), 5)
    }
    const wall = WALLS[trouble as PageKind]
    if (wall !== undefined) return html(wall)
    const tag = `"${item}-${market.dearer}"`
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304, { etag: tag })
      return response.end()
    }
    return html(`<h1>五常大米 第${item}号</h1><b>${item + market.dearer}</b><a class="shop" href="/shop/${item % SHOPS}">店</a>`, {
      etag: tag,
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(market, {
    address: `http://${host}`,
    platform: (more = '') => smallPlatform(host, more),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

export function smallPlatform(host: string, more = ''): Platform {
  const text = `
id: small
title: A small market
status: stable
hosts: ['${host}']
allowAddresses: ['${host}']
pace: {perSecond: 1000, concurrency: 8, dailyCap: 100000}
search: {url: 'http://${host}/search?q={query}&p={page}', maxPages: 100}
${more}`
  return parsePlatform(text, 'small.yaml')
}

/** Reads the small market's pages, and nothing else: what a sweep does must not hang on how well pages of the world are read. */
export function extractSmall({ body, url }: { body: Uint8Array; url: string }): Extraction {
  const html = new TextDecoder().decode(body)
  const one = (kind: PageKind, why: string): Extraction => ({ kind, why, listings: [], confidence: {} })
  if (url.includes('/search')) {
    const itemUrls = [...html.matchAll(/href="([^"]+)"/g)].map((match) => match[1] ?? '')
    return { ...one('result-list', `${itemUrls.length} items`), itemUrls }
  }
  const creditCode = /<i>(.*?)<\/i>/.exec(html)?.[1]
  if (creditCode !== undefined) return { ...one('seller', 'a licence'), seller: { creditCode } }
  const title = /<h1>(.*?)<\/h1>/.exec(html)?.[1]
  const amount = /<b>(.*?)<\/b>/.exec(html)?.[1]
  if (title !== undefined && amount !== undefined) {
    const listing = { id: /\d+$/.exec(url)?.[0] ?? '', title, price: { amount: Number(amount), currency: 'CNY' } }
    const sellerUrl = /class="shop" href="([^"]+)"/.exec(html)?.[1]
    return { kind: 'product', why: 'a title and a price', listings: [listing], confidence: { title: 1 }, sellerUrl }
  }
  if (html.includes('class="login"')) return one('login', 'a form to sign in')
  if (html.includes('class="slider"')) return one('captcha', 'a slider')
  if (html.includes('class="gone"')) return one('not-found', 'it says so')
  return /<body><\/body>/.test(html) ? one('empty', 'no text') : one('other', 'nothing known')
}
