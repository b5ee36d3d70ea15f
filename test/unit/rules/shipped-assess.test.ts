import { describe, expect, it } from 'vitest'
import type { Listing } from '../../../domain/index.ts'
import { createAssessor, matcherSource } from '../../../pipeline/assess.ts'
import { buildMatcher } from '../../../pipeline/names/index.ts'
import { loadRules } from '../../../rules/load.ts'
import { loadShippedRegistry } from '../../../rules/registry/index.ts'
import { benignListings } from '../../fixtures/benign.ts'

const registry = loadShippedRegistry()
const assessor = createAssessor({ registry, rules: loadRules(), matcher: buildMatcher(matcherSource(registry)), today: () => '2026-11-24' })
const judge = (listing: Listing, asOf = '2026-11-24') => assessor.assess(listing, { asOf })

describe('an office without tables of its own', () => {
  it('accuses none of 6,000 ordinary listings', () => {
    const accused = benignListings(6000, 20261125).flatMap((listing) => {
      const { outcome, findings } = judge(listing)
      return outcome === 'OK' || outcome === 'REVIEW' ? [] : [`${outcome} ${findings[0]?.rule} ${findings[0]?.subject}: ${listing.title}`]
    })
    expect(accused).toEqual([])
  }, 60_000)

  it('is told of an indication on goods from elsewhere', () => {
    const rice = judge({ title: '五常大米 10斤 真空装', category: ['大米'], producer: { name: '甲米业', address: '江苏省宿迁市沭阳县' } })
    expect(rice.findings[0]).toMatchObject({ rule: 'GI-01', verdict: 'GI_NAME', subject: '五常大米' })
  })

  it('is asked about one from its area, since no list of lawful users is there', () => {
    const rice = judge({
      title: '五常大米 10斤 真空装',
      category: ['大米'],
      producer: { name: '甲米业', address: '黑龙江省哈尔滨市五常市' },
    })
    expect(rice.outcome).toBe('REVIEW')
    expect(rice.findings[0]?.missing.length).toBeGreaterThan(0)
  })

  it('is told of an imitation in the place of the brand', () => {
    expect(judge({ title: '康帅傅 红烧牛肉方便面', brand: '康帅傅', niceClass: [30] }).findings[0]).toMatchObject({
      verdict: 'TM_INF',
      subject: '康师傅',
    })
  })

  it('is asked about a longer brand that only holds what is like one', () => {
    expect(judge({ title: '海备思 车载蓝牙充电器', brand: '海备思', niceClass: [9] }).outcome).toBe('REVIEW')
  })

  it('hears nothing of the ordinary resale of a brand', () => {
    expect(
      judge({ title: '康师傅 红烧牛肉面 5连包', brand: '康师傅', niceClass: [30], price: { amount: 13.9, currency: 'CNY' } }).outcome,
    ).toBe('OK')
  })

  it('is asked where a claimed 中华老字号 is not among the few that are listed, and let alone where it is', () => {
    expect(judge({ title: '中华老字号 老街麻花 礼盒', brand: '老街口', category: ['糕点'] }).outcome).toBe('REVIEW')
    expect(judge({ title: '王致和腐乳 中华老字号', brand: '王致和', niceClass: [30] }).outcome).toBe('OK')
  })

  it('is only asked once the tables are older than 90 days', () => {
    const rice = { title: '五常大米 10斤 真空装', category: ['大米'], producer: { name: '甲米业', address: '江苏省宿迁市沭阳县' } }
    // 2026-11-24 and 91 days.
    expect(judge(rice, '2027-02-23').outcome).toBe('REVIEW')
  })
})
