import { describe, expect, it } from 'vitest'
import { overdue, recrawlDays } from '../../../crawlers/plan/recrawl.ts'
import { findRelistings } from '../../../crawlers/plan/relisting.ts'
import type { Assessment, Listing, Outcome, StoredListing } from '../../../domain/index.ts'

const day = (n: number): string => new Date(Date.UTC(2026, 0, n)).toISOString()

function stored(id: string, firstSeen: number, lastSeen: number, listing: Listing = {}, outcome: Outcome = 'OK'): StoredListing {
  const assessment: Assessment = { outcome, probability: 0.9, priority: 50, findings: [], cleared: [], numbers: [], tables: [] }
  return {
    key: `mall/${id}`,
    listing: { platform: 'mall', id, ...listing },
    contentHash: '',
    firstSeen: day(firstSeen),
    lastSeen: day(lastSeen),
    sweep: 's',
    state: 'on',
    assessment,
  }
}
const changes = (n: number) => [{ kind: 'appeared' as const }, ...Array.from({ length: n }, () => ({ kind: 'changed' as const }))]

describe('the pace of looking again', () => {
  it('follows how often a listing changed', () => {
    const often = recrawlDays(stored('a', 1, 41), changes(9))
    const seldom = recrawlDays(stored('a', 1, 41), changes(1))
    // 40 days with 9 changes lie 40 / 9.5 days apart, and half of that is 2.1.
    expect(often).toBeCloseTo(2.1, 1)
    expect(seldom).toBeCloseTo(13.3, 1)
    expect(recrawlDays(stored('a', 1, 400), changes(0))).toBe(30)
    expect(recrawlDays(stored('a', 1, 11), changes(40))).toBe(1)
  })

  it('is a week for what was seen once, and quicker for suspects and open questions', () => {
    expect(recrawlDays(stored('a', 5, 5), changes(0))).toBe(7)
    expect(recrawlDays(stored('a', 5, 5, {}, 'REVIEW'), changes(0))).toBe(3.5)
    expect(recrawlDays(stored('a', 5, 5, {}, 'TM_INF'), changes(0))).toBe(1.75)
  })

  it('tells how overdue a look is', () => {
    expect(overdue(stored('a', 5, 5), changes(0), day(12))).toBe(1)
    expect(overdue(stored('a', 5, 5), changes(0), day(5))).toBe(0)
  })
})

describe('a listing that comes back under a new id', () => {
  const goods: Listing = {
    title: '正宗云岭大米 5kg 包邮',
    price: { amount: 39.9, currency: 'CNY' },
    seller: { id: 's1', name: '云岭粮店' },
  }
  const gone = stored('1', 1, 20, goods)

  it('is known by shop, title and price', () => {
    const back = stored('2', 22, 22, { ...goods, title: '【正宗】云岭大米5kg 包邮', price: { amount: 36, currency: 'CNY' } })
    const [found] = findRelistings([gone], [back])
    expect(found).toMatchObject({ from: 'mall/1', to: 'mall/2' })
    expect(found?.reason).toContain('云岭粮店')
  })

  it.each<[string, Partial<Listing>]>([
    ['another shop', { seller: { id: 's2', name: '云岭粮店' } }],
    ['other goods', { title: '山泉矿泉水 24瓶 整箱' }],
    ['another pack', { price: { amount: 199, currency: 'CNY' } }],
    ['no shop at all', { seller: undefined }],
  ])('is not taken for it where it is of %s', (_case, other) => {
    expect(findRelistings([gone], [stored('2', 22, 22, { ...goods, ...other })])).toEqual([])
  })

  it('is not taken for it where both were on the shelf together', () => {
    expect(findRelistings([gone], [stored('2', 10, 22, goods)])).toEqual([])
  })

  it('is paired once, with the likest', () => {
    const near = stored('3', 22, 22, { ...goods, title: '正宗云岭大米 5kg 包邮 新' })
    const same = stored('4', 22, 22, goods)
    expect(findRelistings([gone], [near, same]).map(({ to }) => to)).toEqual(['mall/4'])
  })
})
