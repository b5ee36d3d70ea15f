import { describe, expect, it } from 'vitest'
import type { StoredListing } from '../../../domain/index.ts'
import { createAssessor } from '../../../pipeline/assess.ts'
import { assessListings } from '../../../pipeline/listing-job.ts'
import { loadRules } from '../../../rules/load.ts'
import { mockRegister } from './patent-register.ts'

const assessor = createAssessor({
  registry: mockRegister(),
  rules: loadRules({ families: ['patent'] }),
  matcher: { match: () => [] },
  today: () => '2026-11-15',
})

const stored: StoredListing = {
  key: 'market/7',
  listing: {
    id: '7',
    title: '拖把',
    labels: [
      { where: 'detail-page', text: '国家专利产品' },
      { where: 'package', text: '专利号：软著登字第1234567号' },
    ],
  },
  contentHash: 'c0ffee',
  firstSeen: '2026-11-01T08:00:00+08:00',
  lastSeen: '2026-11-15T08:00:00+08:00',
  sweep: 's1',
  state: 'on',
}
const at = '2026-11-15T20:00:00.000+08:00'

describe('the job that assesses stored listings', () => {
  it('writes the assessment with its findings, each with its own verdict and priority', () => {
    const [write] = assessListings(assessor, [stored], { sweep: 's2', at })
    expect(write).toMatchObject({ listingKey: 'market/7', contentHash: 'c0ffee', sweep: 's2', at, assessment: { outcome: 'P_FAKE' } })
    expect(write!.findings.map(({ rule, outcome, listingKey }) => [rule, outcome, listingKey])).toEqual([
      ['P-01', 'P_FAKE', 'market/7'],
      ['P-06', 'P_AD', 'market/7'],
    ])
    expect(write!.assessment.priority).toBe(Math.max(...write!.findings.map(({ priority }) => priority)))
  })

  it('gives the same suspicion the same id in every sweep, and each its own', () => {
    const ids = (sweep: string) => assessListings(assessor, [stored], { sweep, at })[0]!.findings.map(({ id }) => id)
    expect(ids('s2')).toEqual(ids('s3'))
    expect(new Set(ids('s2')).size).toBe(2)
  })

  it('names both versions of a law for a listing that was first seen under the older one', () => {
    const old = { ...stored, listing: { ...stored.listing, seenAt: '2024-01-25T08:00:00+08:00' }, firstSeen: '2024-01-10T08:00:00+08:00' }
    const bare = createAssessor({
      registry: {},
      rules: loadRules({ families: ['patent'] }),
      matcher: { match: () => [] },
      today: () => '2026-11-15',
    })
    const basis = assessListings(bare, [old], { sweep: 's2', at })[0]!.findings.find(({ rule }) => rule === 'P-01')!.basis
    expect(basis.map(({ article }) => article)).toEqual(expect.arrayContaining(['一百零一(1)(三)', '八十四']))
    expect(basis.every(({ note }) => note?.includes('行政处罚法第三十七条'))).toBe(true)
  })
})
