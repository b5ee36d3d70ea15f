import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createWorld, generateWorld } from '../../../demo/generate.ts'
import { DAY_COUNT, groundTruth, PLATFORMS } from '../../../demo/index.ts'
import { isOnSale } from '../../../demo/market.ts'
import { INDICATIONS_IN_FORCE } from '../../../demo/registry/indications.ts'

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
const truth = groundTruth(1)
const byRef = new Map(truth.listings.map((one) => [one.ref, one]))
const offences = truth.listings.filter((one) => one.offence !== null)
const twins = truth.listings.filter((one) => one.twinOf !== null)
const ordinary = truth.listings.filter((one) => one.offence === null && one.twinOf === null)

describe('the market of a seed', () => {
  it('is the same to the byte each time it is made', () => {
    expect(digest(generateWorld(7))).toBe(digest(generateWorld(7)))
  })

  it('is another one for another seed', () => {
    expect(digest(generateWorld(7))).not.toBe(digest(generateWorld(8)))
  })

  it('shows at least 3,000 listings of at least 200 sellers on each of the sixty days', () => {
    const { offers } = createWorld(1)
    for (let day = 0; day < DAY_COUNT; day++) {
      const live = offers.filter((offer) => isOnSale(offer, day))
      expect(live.length).toBeGreaterThanOrEqual(3000)
      expect(new Set(live.map((offer) => offer.seller)).size).toBeGreaterThanOrEqual(200)
    }
  })

  it('never gives two listings of a platform one id, nor two sellers', () => {
    const { offers, sellers } = generateWorld(3)
    expect(new Set(offers.map((offer) => `${offer.platform}/${offer.id}`)).size).toBe(offers.length)
    expect(new Set(sellers.map((seller) => `${seller.platform}/${seller.id}`)).size).toBe(sellers.length)
  })

  it('hardly ever repeats a title', () => {
    expect(new Set(truth.listings.map((one) => one.listing.title)).size / truth.listings.length).toBeGreaterThan(0.98)
  })
})

describe('offences', () => {
  it('are about four in a hundred, on all three platforms', () => {
    expect(offences.length / truth.listings.length).toBeGreaterThan(0.03)
    expect(offences.length / truth.listings.length).toBeLessThan(0.05)
    for (const platform of PLATFORMS) expect(offences.some((one) => one.platform === platform)).toBe(true)
  })

  it('come from every family of the catalogue that a listing can show', () => {
    const rules = new Set(offences.map((one) => one.offence?.rule))
    expect(new Set([...rules].map((rule) => rule?.split('-')[0]))).toEqual(new Set(['P', 'GI', 'TM', 'UC', 'SP', 'TB']))
    for (const rule of ['P-01', 'P-02', 'P-03', 'P-11', 'P-12', 'P-16', 'GI-01', 'GI-02', 'GI-04', 'TM-01', 'TM-02', 'SP-01', 'TB-01'])
      expect(rules).toContain(rule)
  })

  it('have each exactly one innocent twin, on sale on the same day', () => {
    expect(twins).toHaveLength(offences.length)
    expect(new Set(twins.map((one) => one.twinOf))).toEqual(new Set(offences.map((one) => one.ref)))
    for (const twin of twins) expect(byRef.has(twin.twinOf ?? '')).toBe(true)
  })

  it('and their twins can all be reached', () => {
    for (const one of [...offences, ...twins]) expect(one.reachable).toBe(true)
  })

  it('are never given away by an ordinary listing that names an indication or claims a patent', () => {
    const loaded = new RegExp(`专利|特供|®|奥运|驰名|老字号|电子烟|${INDICATIONS_IN_FORCE.map(({ name }) => name).join('|')}`)
    for (const { listing } of ordinary) expect(`${listing.title}${listing.description}`).not.toMatch(loaded)
  })
})

describe('sixty days', () => {
  const titlesOn = (day: number, word: string): number =>
    groundTruth(1, day).listings.filter((one) => one.listing.title?.includes(word)).length

  it('have their seasons: spring tea runs out, navel oranges come in', () => {
    expect(titlesOn(5, '明前绿茶')).toBeGreaterThan(0)
    expect(titlesOn(45, '明前绿茶')).toBe(0)
    expect(titlesOn(5, '脐橙')).toBeLessThan(titlesOn(45, '脐橙'))
  })

  it('bring the big sale into titles from 1 to 11 November', () => {
    expect(titlesOn(30, '双11')).toBe(0)
    expect(titlesOn(35, '双11')).toBeGreaterThan(100)
    expect(titlesOn(42, '双11')).toBe(0)
  })

  it('let listings appear, vanish, change in price and title, and come back under another id', () => {
    const [before, after] = [groundTruth(1, 20).listings, groundTruth(1, 50).listings]
    const old = new Map(before.map((one) => [one.ref, one]))
    const now = new Map(after.map((one) => [one.ref, one]))
    const both = after.filter((one) => old.has(one.ref))
    expect(after.some((one) => !old.has(one.ref))).toBe(true)
    expect(before.some((one) => !now.has(one.ref))).toBe(true)
    expect(both.some((one) => one.listing.price?.amount !== old.get(one.ref)?.listing.price?.amount)).toBe(true)
    expect(both.some((one) => one.listing.title !== old.get(one.ref)?.listing.title)).toBe(true)
    const back = after.filter((one) => one.successorOf !== null && old.has(one.successorOf))
    expect(back.length).toBeGreaterThan(0)
    for (const one of back) {
      expect(now.has(one.successorOf ?? '')).toBe(false)
      expect(one.id).not.toBe(old.get(one.successorOf ?? '')?.id)
      expect(one.listing.seller?.id).toBe(old.get(one.successorOf ?? '')?.listing.seller?.id)
    }
  })
})

describe('walls', () => {
  it('stand on every platform, of every kind', () => {
    for (const platform of PLATFORMS)
      expect(new Set(truth.walls.filter((wall) => wall.platform === platform).map((wall) => wall.kind))).toEqual(
        new Set(['login', 'captcha', 'blocked', 'not-found', 'empty']),
      )
  })

  it('stand at the same addresses all sixty days', () => {
    expect(groundTruth(1, 0).walls).toEqual(groundTruth(1, 59).walls)
  })
})
