import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { faultOf } from '../../../demo/faults.ts'
import type { Fault, FaultLevel } from '../../../demo/faults.ts'
import { createWorld } from '../../../demo/generate.ts'
import { DEFAULT_DAY, groundTruth, PLATFORMS } from '../../../demo/index.ts'
import type { PlatformId, TruthListing } from '../../../demo/index.ts'
import { wrapText } from '../../../demo/pictures.ts'
import { ROUTES } from '../../../demo/routes.ts'
import { Site } from '../../../demo/site.ts'
import type { Answer } from '../../../demo/site.ts'

const world = createWorld(1)
const truth = groundTruth(1)
const site = (platform: PlatformId, faults: FaultLevel = 'normal'): Site => new Site(world, platform, ROUTES[platform], DEFAULT_DAY, faults)
const sites = Object.fromEntries(PLATFORMS.map((platform) => [platform, site(platform)])) as Record<PlatformId, Site>

function ask(platform: PlatformId, path: string, query: Record<string, string> = {}): Promise<Answer> {
  return sites[platform].answer(path, (name) => query[name])
}
const bytes = ({ body }: Answer): Buffer => (typeof body === 'string' ? Buffer.from(body) : body)
const ours = (platform: PlatformId): TruthListing[] => truth.listings.filter((one) => one.platform === platform && one.reachable)
const offers = new Map(world.offers.map((one) => [one.ref, one]))
const offer = (one: TruthListing) => offers.get(one.ref)!
/** As many as keep the test in milliseconds, offences and twins among them. */
const some = (platform: PlatformId): TruthListing[] => ours(platform).filter((one, index) => index % 25 === 0 || one.offence || one.twinOf)
const unescape = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

describe('the mall', () => {
  it('describes goods, price and shop in JSON-LD', async () => {
    for (const one of some('demo-mall').filter((item) => !offer(item).wrongCharset)) {
      const page = bytes(await ask('demo-mall', one.path)).toString('utf8')
      const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? 'null')
      expect(data).toMatchObject({ '@type': 'Product', name: one.listing.title, offers: { seller: { name: one.listing.seller?.name } } })
      expect(Number(data.offers.price)).toBe(one.listing.price?.amount)
    }
  })

  it('sends some pages in another charset than it says, and one of more than five megabytes', async () => {
    const wrong = ours('demo-mall').filter((one) => offer(one).wrongCharset)
    expect(wrong.length).toBeGreaterThan(2)
    for (const one of wrong) {
      const answer = await ask('demo-mall', one.path)
      const said = /charset=(.*)$/.exec(answer.headers['content-type'] ?? '')?.[1] ?? ''
      expect(iconv.decode(bytes(answer), said)).not.toContain(one.listing.title)
      expect(
        [iconv.decode(bytes(answer), 'utf8'), iconv.decode(bytes(answer), 'gbk')].some((text) => text.includes(one.listing.title ?? '')),
      ).toBe(true)
    }
    const [huge] = ours('demo-mall').filter((one) => offer(one).huge)
    expect(bytes(await ask('demo-mall', huge?.path ?? '')).length).toBeGreaterThan(5 * 1024 * 1024)
  })
})

describe('the wholesale site', () => {
  it('is GBK with tables and no structured data', async () => {
    for (const one of some('demo-wholesale').filter((item) => !offer(item).wrongCharset)) {
      const answer = await ask('demo-wholesale', one.path)
      const page = unescape(iconv.decode(bytes(answer), 'gbk'))
      expect(answer.headers['content-type']).toBe('text/html; charset=gb2312')
      expect(page).toContain(one.listing.title)
      expect(page).toContain(`${one.listing.price?.amount.toFixed(2)}元/`)
      for (const label of one.listing.labels ?? []) expect(page).toContain(label.text)
      expect(page).not.toMatch(/ld\+json|itemprop|og:/)
    }
  })

  it('shows the licence of each company with its credit code', async () => {
    const [one] = ours('demo-wholesale')
    const page = iconv.decode(bytes(await ask('demo-wholesale', `/company/${one?.listing.seller?.id}/licence.htm`)), 'gbk')
    expect(page).toContain(one?.listing.seller?.creditCode)
    expect(page).toContain(one?.listing.seller?.registeredAddress)
  })
})

describe('the scripted platform', () => {
  it('has the same empty page for every address and gives prices in fen through its API', async () => {
    const [first, second] = ours('demo-stream')
    expect(bytes(await ask('demo-stream', first?.path ?? ''))).toEqual(bytes(await ask('demo-stream', second?.path ?? '')))
    for (const one of some('demo-stream')) {
      const { goods, mall } = JSON.parse(bytes(await ask('demo-stream', `/api/goods/${one.id}`)).toString())
      expect(goods).toMatchObject({ name: one.listing.title, price: Math.round((one.listing.price?.amount ?? 0) * 100) })
      expect(mall.mallName).toBe(one.listing.seller?.name)
    }
  })

  it('hands out the whole feed page by page, each listing once', async () => {
    const seen: string[] = []
    for (let cursor: string | null = '1'; cursor !== null;) {
      const answer = JSON.parse(bytes(await ask('demo-stream', '/api/feed', { cursor })).toString())
      seen.push(...answer.list.map((item: { goodsId: string }) => item.goodsId))
      cursor = answer.next
    }
    const shelf = truth.listings.filter((one) => one.platform === 'demo-stream' && !one.path.startsWith('/private/'))
    expect(seen).toHaveLength(shelf.length)
    expect(new Set(seen)).toEqual(new Set(shelf.map((one) => one.id)))
  })
})

describe('search and lists', () => {
  it.each([
    ['demo-mall', '/search', 'q'],
    ['demo-wholesale', '/search.asp', 'keywords'],
  ] as const)('of %s find every listing by the words of its title', async (platform, path, parameter) => {
    for (const one of some(platform).slice(0, 30)) {
      const words = one.listing.title?.split(' ').slice(0, 2).join(' ') ?? ''
      const list = iconv.decode(bytes(await ask(platform, path, { [parameter]: words })), platform === 'demo-mall' ? 'utf8' : 'gbk')
      expect(list).toContain(one.path)
    }
  })

  it('lead through all listings of a platform', async () => {
    const found = new Set<string>()
    for (let page = 1; page <= 60; page++) {
      const list = bytes(await ask('demo-mall', '/all', { page: String(page) })).toString('utf8')
      for (const [path] of list.matchAll(/\/item\/\d+\.html/g)) found.add(path)
      if (!list.includes('rel="next"')) break
    }
    for (const one of ours('demo-mall')) expect(found).toContain(one.path)
  })
})

describe('walls and the forbidden area', () => {
  it('hide what the listing is', async () => {
    for (const wall of truth.walls) {
      const path = wall.platform === 'demo-stream' ? wall.path.replace('/goods/', '/api/goods/') : wall.path
      const { listing } = truth.listings.find((one) => one.platform === wall.platform && one.path === wall.path)!
      const answer = bytes(await ask(wall.platform, path))
      for (const charset of ['utf8', 'gbk']) expect(iconv.decode(answer, charset)).not.toContain(listing.title)
    }
  })

  it('are gone where a bench asks for a market without faults', async () => {
    const [wall] = truth.walls.filter((one) => one.platform === 'demo-mall')
    const { listing } = truth.listings.find((one) => one.path === wall?.path)!
    expect(bytes(await site('demo-mall', 'none').answer(wall?.path ?? '', () => undefined)).toString()).toContain(listing.title)
  })

  it('robots.txt forbids addresses that lists link to all the same', async () => {
    expect(truth.traps.length).toBeGreaterThan(5)
    const robots = bytes(await ask('demo-mall', '/robots.txt')).toString()
    expect(robots).toContain('Disallow: /private/')
    const list = bytes(await ask('demo-mall', '/all')).toString()
    for (const trap of truth.traps.filter((one) => one.platform === 'demo-mall')) expect(list).toContain(trap.path)
  })
})

describe('misbehaviour', () => {
  const paths = ours('demo-mall').map((one) => one.path)
  const first = (level: FaultLevel): (Fault | undefined)[] => paths.map((path) => faultOf(1, level, path, 1, undefined))

  it('is of every kind, and rarer at the normal level than at the harsh one', () => {
    const kinds = new Set(first('normal').flatMap((fault) => fault?.kind ?? []))
    expect(kinds).toEqual(new Set(['retry-after', 'slow', 'cut']))
    expect(first('harsh').filter(Boolean).length).toBeGreaterThan(3 * first('normal').filter(Boolean).length)
    expect(first('none').filter(Boolean)).toEqual([])
  })

  it('passes with the second attempt, but for pages that always break', () => {
    expect(paths.flatMap((path) => faultOf(1, 'harsh', path, 2, undefined) ?? [])).toEqual([])
    expect(truth.cut.length).toBeGreaterThan(2)
    for (const { platform, path } of truth.cut) {
      const broken = sites[platform].offerAt(path)
      expect(faultOf(1, 'normal', path, 9, broken)).toEqual({ kind: 'cut' })
    }
  })
})

describe('pictures', () => {
  it('break label texts into lines that hold every character', () => {
    const text = '中国实用新型专利 专利号 ZL202329901132.3 台岭家居用品有限公司 制造'
    expect(wrapText(text, 10).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    for (const line of wrapText(text, 10)) expect(line.length).toBeLessThan(20)
  })

  it('are drawn as the types that they say they are', async () => {
    const labelled = ours('demo-mall').find((one) => one.listing.labels)!
    const main = await ask('demo-mall', `/img/${labelled.id}-main.jpg`)
    const label = await ask('demo-mall', `/img/${labelled.id}-label0.png`)
    expect(bytes(main).subarray(0, 2).toString('hex')).toBe('ffd8')
    expect(bytes(label).subarray(1, 4).toString()).toBe('PNG')
    expect((await ask('demo-mall', `/img/${labelled.id}-label9.png`)).status).toBe(404)
  })
})
