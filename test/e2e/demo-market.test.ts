import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultOf } from '../../demo/faults.ts'
import type { Fault } from '../../demo/faults.ts'
import { groundTruth, startBulkMarket, startMarket } from '../../demo/index.ts'
import type { PlatformId, RunningMarket } from '../../demo/index.ts'
import { bulkListing } from '../../demo/bulk.ts'

const truth = groundTruth(1)
let market: RunningMarket
beforeAll(async () => {
  market = await startMarket({ seed: 1, faults: 'harsh' })
})
afterAll(() => market.close())

/** The first listing whose page goes wrong in that way when it is asked for first. */
function firstWith(kind: Fault['kind']): { platform: PlatformId; path: string; title: string } {
  const found = truth.listings.find(
    (one) => one.platform === 'demo-mall' && one.reachable && faultOf(1, 'harsh', one.path, 1, undefined)?.kind === kind,
  )
  if (!found) throw new Error(`no page of the market goes wrong by ${kind}`)
  return { platform: found.platform, path: found.path, title: found.listing.title ?? '' }
}
const ask = ({ platform, path }: { platform: PlatformId; path: string }): Promise<Response> => fetch(market.origins[platform] + path)

describe('the market as a server', () => {
  it('asks to wait at the first visit of some pages, with Retry-After, and shows them at the second', async () => {
    const page = firstWith('retry-after')
    const first = await ask(page)
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '1'])
    const second = await ask(page)
    expect(second.status).toBe(200)
    expect(await second.text()).toContain(page.title)
  })

  it('breaks the connection in the middle of some pages, once', async () => {
    const page = firstWith('cut')
    await expect(ask(page).then((response) => response.text())).rejects.toThrow()
    expect(await (await ask(page)).text()).toContain(page.title)
  })

  it('breaks it always at pages that the truth calls cut', async () => {
    for (const page of truth.cut) {
      for (let attempt = 0; attempt < 3; attempt++) await expect(ask(page).then((response) => response.text())).rejects.toThrow()
    }
  })

  it('is slow with some pages, and whole', async () => {
    const page = firstWith('slow')
    expect(await (await ask(page)).text()).toContain(page.title)
    expect(market.requestLog.find((entry) => entry.path === page.path)?.fault).toBe('slow')
  })

  it('logs who asked for what, and whether robots.txt forbids it', async () => {
    const [trap] = truth.traps
    await fetch(market.origins[trap!.platform] + trap!.path, { headers: { 'user-agent': 'careless/1.0' } })
    expect(market.requestLog.at(-1)).toMatchObject({ path: trap!.path, forbidden: true, userAgent: 'careless/1.0' })
  })

  it('shows another day when it is told to', async () => {
    const gone = groundTruth(1, 20).listings.find(
      (one) => one.platform === 'demo-wholesale' && one.reachable && !truth.listings.some(({ ref }) => ref === one.ref),
    )!
    expect((await ask(gone)).status).toBe(404)
    market.setDay(20)
    expect((await ask(gone)).status).toBe(200)
    market.setDay(50)
    expect((await ask(gone)).status).toBe(404)
  })
})

describe('the bulk market', () => {
  it('leads through all its pages by lists, each about 29 kB', async () => {
    const bulk = await startBulkMarket({ listings: 250 })
    try {
      const found: string[] = []
      for (let next: string | undefined = '/'; next;) {
        const list: string = await (await fetch(bulk.origin + next)).text()
        found.push(...[...list.matchAll(/\/item\/\d+\.html/g)].map(([path]) => path))
        next = /rel="next" href="([^"]+)"/.exec(list)?.[1]
      }
      expect(new Set(found).size).toBe(250)
      const page = await (await fetch(bulk.item(249))).text()
      expect(page).toContain(bulkListing(249).seller)
      expect(Buffer.byteLength(page)).toBeGreaterThan(25_000)
      expect(Buffer.byteLength(page)).toBeLessThan(33_000)
      expect((await fetch(`${bulk.origin}/item/250.html`)).status).toBe(404)
    } finally {
      await bulk.close()
    }
  })
})
