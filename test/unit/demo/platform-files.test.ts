import { describe, expect, it } from 'vitest'
import { extractPage } from '../../../crawlers/extract/index.ts'
import { loadPlatform } from '../../../crawlers/platforms/load.ts'
import { createWorld } from '../../../demo/generate.ts'
import { DEFAULT_DAY, groundTruth } from '../../../demo/index.ts'
import { ROUTES } from '../../../demo/routes.ts'
import { Site } from '../../../demo/site.ts'
import type { Extraction } from '../../../domain/index.ts'

const world = createWorld(1)
const truth = groundTruth(1)
const origins = { 'demo-mall': 'http://127.0.0.1:4600', 'demo-wholesale': 'http://127.0.0.1:4601' } as const
type Static = keyof typeof origins

const sites = {
  'demo-mall': new Site(world, 'demo-mall', ROUTES['demo-mall'], DEFAULT_DAY, 'normal'),
  'demo-wholesale': new Site(world, 'demo-wholesale', ROUTES['demo-wholesale'], DEFAULT_DAY, 'normal'),
}

async function read(platform: Static, path: string): Promise<Extraction> {
  const { status, headers, body } = await sites[platform].answer(
    path.split('?')[0] ?? '',
    (name) => new URL(path, 'http://x').searchParams.get(name) ?? undefined,
  )
  const url = headers['location'] ? `${origins[platform]}${headers['location']}` : `${origins[platform]}${path}`
  if (headers['location']) return read(platform, headers['location'])
  return extractPage({ body: typeof body === 'string' ? Buffer.from(body) : body, headers, url, status, platform: loadPlatform(platform) })
}

describe.each(['demo-mall', 'demo-wholesale'] as const)('the platform file of %s', (platform) => {
  const offers = new Map(world.offers.map((offer) => [offer.ref, offer]))
  const shelf = truth.listings.filter((one) => one.platform === platform && one.reachable && !offers.get(one.ref)?.huge)

  it('reads title, price, seller, origin, maker and labels as they are, whatever charset a page claims', async () => {
    const some = shelf.filter((one, index) => index % 40 === 0 || one.listing.labels || offers.get(one.ref)?.wrongCharset)
    for (const { path, listing } of some) {
      const { kind, listings } = await read(platform, path)
      const [found] = listings
      expect([kind, found?.id, found?.title, found?.price], path).toEqual(['product', listing.id, listing.title, listing.price])
      expect([found?.seller?.name, found?.seller?.kind, found?.seller?.badgeVerified], path).toEqual([
        listing.seller?.name,
        listing.seller?.kind,
        listing.seller?.badgeVerified,
      ])
      expect([found?.origin, found?.shipFrom, found?.producer], path).toEqual([listing.origin, listing.shipFrom, listing.producer])
      expect(found?.labels, path).toEqual(listing.labels)
    }
  })

  it('knows every wall', async () => {
    for (const wall of truth.walls.filter((one) => one.platform === platform)) {
      expect((await read(platform, wall.path)).kind, wall.path).toBe(wall.kind)
    }
  })

  it('leads from each list to its items and to the next list', async () => {
    const { kind, itemUrls, nextUrl } = await read(platform, platform === 'demo-mall' ? '/list/grain' : '/category/grain.htm')
    expect(kind).toBe('result-list')
    expect(itemUrls?.length).toBe(platform === 'demo-mall' ? 40 : 30)
    expect(nextUrl).toContain(platform === 'demo-mall' ? 'page=2' : 'pn=2')
  })

  it('reads the seller with its licence', async () => {
    const { seller } = shelf.find((one) => one.listing.seller?.creditCode)?.listing ?? {}
    const found = await read(platform, platform === 'demo-mall' ? `/shop/${seller?.id}` : `/company/${seller?.id}/licence.htm`)
    expect(found.kind).toBe('seller')
    expect(found).toMatchObject({
      seller: { id: seller?.id, name: seller?.name, creditCode: seller?.creditCode, registeredAddress: seller?.registeredAddress },
    })
  })
})
