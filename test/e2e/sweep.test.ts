import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runSweep } from '../../crawlers/sweep.ts'
import type { SweepOptions, SweepResult } from '../../crawlers/sweep.ts'
import { ConfigError, ConflictError } from '../../domain/index.ts'
import type { StoredListing, StoredPage } from '../../domain/index.ts'
import { openEmbeddedQueue } from '../../queue/embedded/index.ts'
import type { Queue } from '../../queue/port.ts'
import type { SqliteStore } from '../../store/sqlite/index.ts'
import { openSqliteStore } from '../../store/sqlite/index.ts'
import { extractSmall, openSmallMarket, SHOPS, smallPlatform, troubleOf } from './sweep-market.ts'
import type { SmallMarket } from './sweep-market.ts'

const ITEMS = 200
const isReachable = (item: number): boolean => [undefined, 'busy', 'cut'].includes(troubleOf(item))
const reachable = Array.from({ length: ITEMS }, (_, item) => item).filter(isReachable)

let folder: string
let store: SqliteStore
let queue: Queue
let market: SmallMarket

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhixun-sweep-'))
  store = await openSqliteStore({ dataDir: folder })
  await store.migrate()
  queue = await openEmbeddedQueue({ store })
  market = await openSmallMarket(ITEMS)
})
afterEach(async () => {
  await queue.close()
  await store.close()
  await market.close()
  rmSync(folder, { recursive: true, force: true })
})

const sweep = (more: Partial<SweepOptions> = {}): Promise<SweepResult> =>
  runSweep({
    store,
    queue,
    platforms: [market.platform()],
    extract: extractSmall,
    random: () => 0,
    queries: [{ platform: 'small', text: '五常大米', reason: 'test' }],
    ...more,
  })

async function listings(): Promise<StoredListing[]> {
  return (await store.listListings({ limit: 10_000 })).rows
}

async function pages(kind?: StoredPage['kind'], of?: string): Promise<StoredPage[]> {
  return (await store.listPages({ limit: 10_000, kind, sweep: of })).rows
}

describe('a sweep', () => {
  it('finds every reachable listing once, through busy, cut and slow answers', async () => {
    const result = await sweep()
    expect(result.state).toBe('done')
    expect((await listings()).map(({ listing }) => Number(listing.id)).sort((a, b) => a - b)).toEqual(reachable)
    expect(result.listings).toBe(reachable.length)
    expect(market.asked.get('/item/7')).toBe(2)
    expect(market.asked.get('/item/17')).toBe(2)
    expect(market.asked.get('/item/8')).toBe(1)
  })

  it('keeps walls as what they are, and what it could not fetch with the reason', async () => {
    await market.close()
    market = await openSmallMarket(301)
    const result = await sweep()
    expect(result.walls).toEqual({ login: 4, captcha: 3, empty: 3, 'not-found': 3 })
    expect(result.failed).toBe(1)
    const [broken] = await pages('failed')
    expect(broken).toMatchObject({ url: `${market.address}/item/300`, status: 500, attempts: 5 })
    expect(broken?.why).toContain('500')
    for (const page of await pages('captcha')) expect(page.listings).toBe(0)
    const led = (await pages('login')).find(({ url }) => url.endsWith('/to-login'))
    expect(led?.why).toContain('/private/login')
  })

  it('asks each seller once for its own page, and tells all of its listings what stands there', async () => {
    await sweep()
    for (let shop = 0; shop < SHOPS; shop++) expect(market.asked.get(`/shop/${shop}`)).toBe(1)
    for (const { listing } of await listings())
      expect(listing.seller?.creditCode).toBe(`91230000MA1${String(Number(listing.id) % SHOPS).padStart(7, '0')}`)
    expect((await pages('seller')).map(({ url }) => new URL(url).pathname).sort()).toEqual(
      Array.from({ length: SHOPS }, (_, n) => `/shop/${n}`),
    )
  })

  it('never asks what robots.txt keeps it from, also by a redirect, and says so in the report', async () => {
    const result = await sweep()
    expect([...market.asked.keys()].filter((path) => path.startsWith('/private'))).toEqual([])
    expect((await pages('refused')).map(({ url }) => new URL(url).pathname).sort()).toEqual(['/private/1', '/to-private'])
    expect(result.refused).toBe(2)
    const visit = Object.values(result.guests)[0]
    const total = [...market.asked.values()].reduce((sum, n) => sum + n, 0)
    expect(visit).toMatchObject({ robotsRefused: 3, throttled: 2, requests: total })
    expect(visit?.bytes).toBeGreaterThan(10_000)
  })

  it('says in every request who it is and whom to write to', async () => {
    await sweep({ contact: 'bureau@county.example' })
    for (const sent of market.headers.values()) expect(sent['user-agent']).toMatch(/^zhixun\/\d+\.\d+\.\d+ \(\+bureau@county\.example\)$/)
  })

  it('refuses to ask other hosts than this machine without a contact', async () => {
    const platforms = [smallPlatform('shop.example:80')]
    await expect(sweep({ platforms })).rejects.toThrow(ConfigError)
  })

  it('keeps from private addresses that no platform file names', async () => {
    const platform = { ...market.platform(), allowAddresses: [] }
    const result = await sweep({ platforms: [platform] })
    expect(market.asked.size).toBe(0)
    expect(result).toMatchObject({ pages: 0, refused: 1 })
  })

  it('asks nothing while robots.txt cannot be read, and says why', async () => {
    market.robots.status = 503
    const result = await sweep()
    expect([...market.asked.keys()]).toEqual(['/robots.txt'])
    expect(result).toMatchObject({ pages: 0, listings: 0, refused: 1 })
    expect((await pages('refused'))[0]?.why).toContain('503')
  })

  it('stops at its budget and leaves nothing waiting', async () => {
    const result = await sweep({ budget: 25 })
    expect(result.pages + result.failed).toBeLessThanOrEqual(25)
    expect(result.pages).toBeGreaterThan(15)
    expect(result.unasked).toBeGreaterThan(0)
    for (const kind of ['query', 'page'] as const) expect(await queue.counts({ kind })).toMatchObject({ waiting: 0, delayed: 0, active: 0 })
  })

  it('asks a host no more often a day than its platform file says, over several sweeps', async () => {
    const platform = market.platform()
    platform.pace.dailyCap = 30
    await sweep({ platforms: [platform] })
    await sweep({ platforms: [platform] })
    const asked = [...market.asked].filter(([path]) => path !== '/robots.txt').reduce((sum, [, n]) => sum + n, 0)
    expect(asked).toBe(30)
    expect((await pages('refused')).some(({ why }) => why.includes('30 requests today'))).toBe(true)
  })

  it('updates listings at the next sweep instead of doubling them, and asks unchanged pages only whether they changed', async () => {
    await sweep()
    const first = await listings()
    market.asked.clear()
    const again = await sweep()
    expect(Object.values(again.guests)[0]?.notModified).toBe(reachable.length)
    expect(await listings()).toHaveLength(first.length)
    expect(again.listings).toBe(first.length)

    market.dearer = 5
    await sweep()
    expect(await listings()).toHaveLength(first.length)
    const timeline = await store.timeline('small/12')
    expect(timeline.map(({ kind }) => kind)).toEqual(['appeared', 'changed'])
    expect(timeline[1]?.changes).toEqual([{ field: 'price.amount', before: 12, after: 17 }])
  })

  it('takes a listing off only when its own page says that it is gone', async () => {
    await sweep()
    market.gone.add(12)
    await sweep({ budget: 1 })
    expect((await store.getListing('small/12'))?.state).toBe('on')
    await sweep()
    expect((await store.getListing('small/12'))?.state).toBe('off')
    expect((await listings()).filter(({ state }) => state === 'off')).toHaveLength(1)
    market.gone.clear()
    await sweep()
    expect((await store.timeline('small/12')).map(({ kind }) => kind)).toEqual(['appeared', 'gone', 'returned'])
  })

  it('stops when it is told to, and goes on where it was', async () => {
    const stop = new AbortController()
    const first = await sweep({
      sweepId: 'night',
      signal: stop.signal,
      onProgress: ({ pages: fetched }) => {
        if (fetched > 0) stop.abort()
      },
      platforms: [{ ...market.platform(), pace: { perSecond: 50, concurrency: 2, dailyCap: 100_000 } }],
    })
    expect(first.state).toBe('interrupted')
    expect(first.pages).toBeLessThan(ITEMS)
    expect((await store.getSweep('night'))?.state).toBe('interrupted')
    const second = await sweep({ resume: true })
    expect(second).toMatchObject({ id: 'night', state: 'done', listings: reachable.length })
    const twice = [...market.asked].filter(
      ([path, times]) => /^\/item\/\d+$/.test(path) && isReachable(itemOf(path)) && times > troubleTimes(path),
    )
    expect(twice).toEqual([])
  })

  it('is not run twice at the same time', async () => {
    let second: Promise<unknown> | undefined
    await sweep({
      sweepId: 'night',
      onProgress: () => {
        second ??= sweep({ sweepId: 'night', resume: true }).catch((error: unknown) => error)
      },
    })
    expect(await second).toBeInstanceOf(ConflictError)
  })
})

const itemOf = (path: string): number => Number(path.slice('/item/'.length))
const troubleTimes = (path: string): number => (troubleOf(itemOf(path)) === undefined ? 1 : 2)
