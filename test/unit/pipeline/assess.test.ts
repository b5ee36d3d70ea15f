import { describe, expect, it } from 'vitest'
import type { Listing, Registry } from '../../../domain/index.ts'
import { createAssessor, matcherSource } from '../../../pipeline/assess.ts'
import { campaignsOn } from '../../../pipeline/campaigns.ts'
import type { SignalFunction } from '../../../pipeline/port.ts'
import { priorityOf } from '../../../pipeline/priority.ts'
import { sigmoid } from '../../../pipeline/score.ts'
import { PRIOR, SIGNAL_WEIGHTS } from '../../../pipeline/weights.ts'
import { tableFromRecords } from '../../../rules/registry/index.ts'
import { accusing, draftRules, signal } from '../rules/draft.ts'

const saying =
  (...words: string[]): SignalFunction =>
  (listing) =>
    words.flatMap((word) => {
      const start = listing.title?.indexOf(word) ?? -1
      return start < 0 ? [] : [signal(`test.${word}`, { start, end: start + word.length, text: word, subject: word })]
    })

function assessorWith(rules: string[], signals: SignalFunction[], registry: Registry = {}) {
  return createAssessor({
    registry,
    rules: draftRules(...rules),
    matcher: { match: () => [] },
    today: () => '2026-11-24',
    signals,
    campaigns: campaignsOn([]),
  })
}

const RULE = accusing('GI-01', 'subject: test.red\nwhen: {test.red: true}')

describe('an assessment', () => {
  it('of a listing that shows nothing is OK and names nothing', () => {
    expect(assessorWith([RULE], [saying('red')]).assess({ id: '1', title: 'blue' })).toMatchObject({
      id: '1',
      outcome: 'OK',
      priority: 0,
      findings: [],
      cleared: [],
    })
  })

  it('takes its outcome from the gravest verdict, and its priority from the most urgent finding', () => {
    const graver = accusing('TM-01', 'subject: test.green\nwhen: {test.green: true}')
      .replace('GI_NAME', 'TM_INF')
      .replace('base: 40', 'base: 1')
    const got = assessorWith([RULE, graver], [saying('red', 'green')]).assess({ title: 'red green' })
    expect(got.outcome).toBe('TM_INF')
    expect(got.findings.map((finding) => finding.rule)).toEqual(['TM-01', 'GI-01'])
    expect(got.priority).toBe(got.findings[1]?.priority)
  })

  it('is a sum: prior and the weights of its evidence make the probability', () => {
    const [finding] = assessorWith([RULE], [saying('red')]).assess({ title: 'red' }).findings
    const sum = finding!.evidence.reduce((total, { weight }) => total + weight, PRIOR)
    expect(finding!.probability).toBeCloseTo(1 / (1 + Math.exp(-sum)), 3)
  })

  it('keeps what a rule on trial says, and lets it decide nothing', () => {
    const got = assessorWith([`${RULE}\nstatus: trial`], [saying('red')]).assess({ title: 'red' })
    expect(got).toMatchObject({ outcome: 'OK', priority: 0, findings: [{ rule: 'GI-01', trial: true }] })
  })

  it('takes the day of conduct from the option, else from when the listing was seen in Beijing, else from today', () => {
    const dated = accusing('GI-08', 'when: {test.red: true}').replace(
      '{law: 产品质量法, article: 五}',
      '{law: 反不正当竞争法, article: 七(2)}',
    )
    const assessor = assessorWith([dated], [saying('red')])
    const outcome = (listing: Listing, asOf?: string) => assessor.assess({ title: 'red', ...listing }, { asOf }).outcome
    expect(outcome({}, '2025-10-14')).toBe('OK')
    expect(outcome({ seenAt: '2025-10-14T15:59:00Z' })).toBe('OK')
    expect(outcome({ seenAt: '2025-10-14T16:01:00Z' })).toBe('GI_NAME')
    expect(outcome({ seenAt: 'yesterday' })).toBe('GI_NAME')
    expect(outcome({})).toBe('GI_NAME')
  })

  it('refuses evidence whose span does not hold what it says', () => {
    const wrong: SignalFunction = () => [signal('test.red', { subject: 'red', text: 'blue', end: 4 })]
    expect(() => assessorWith([RULE], [wrong]).assess({ title: 'red' })).toThrow(/does not hold "blue"/)
  })

  it('is total for listings that hold nothing or odd things', () => {
    const assessor = createAssessor({ registry: {}, rules: draftRules(RULE), matcher: { match: () => [] }, today: () => '2026-11-24' })
    const odd = { title: '', labels: [{ where: 'package', text: '' }], attributes: {}, seller: {}, category: [''], seenAt: '' } as Listing
    for (const listing of [{}, { labels: [] }, odd]) expect(assessor.assess(listing).outcome).toBe('OK')
  })
})

describe('priority', () => {
  it('rises with probability and with harm, and never reaches 100', () => {
    const severity = (base: number) => ({ base, drivers: [] })
    expect(priorityOf(0.9, severity(60))).toBeGreaterThan(priorityOf(0.4, severity(60)))
    expect(priorityOf(0.9, severity(60))).toBeGreaterThan(priorityOf(0.9, severity(20)))
    expect(priorityOf(0.95, severity(150))).toBeGreaterThan(priorityOf(0.95, severity(120)))
    expect(priorityOf(1, severity(400))).toBeLessThanOrEqual(100)
    expect(priorityOf(0.9, { base: 10, drivers: [{ add: -60, note: '' }] })).toBe(0)
  })
})

describe('weights', () => {
  it('of signals that rules count as evidence speak for an offence', () => {
    for (const [name, weight] of Object.entries(SIGNAL_WEIGHTS)) expect([name, weight >= 0]).toEqual([name, true])
  })
  it('never make anything certain', () => {
    expect(sigmoid(1000)).toBeLessThan(1)
    expect(sigmoid(-1000)).toBeGreaterThan(0)
  })
})

describe('the names that the matcher is built from', () => {
  it('are the protected names and the geographical indications once each; registered marks imitate nobody', () => {
    const options = { source: 'test', asOf: '2026-11-01' }
    const source = matcherSource({
      names: tableFromRecords(
        'names',
        [
          { name: '五常大米', kind: 'gi' },
          { name: '耐克', kind: 'brand' },
        ],
        options,
      ),
      gi: tableFromRecords(
        'gi',
        [
          { name: '五常大米', kind: 'product' },
          { name: '西湖龙井', kind: 'product', category: '茶叶' },
        ],
        options,
      ),
      marks: tableFromRecords(
        'marks',
        [
          { registration_no: '1', mark: '鹤鸣泉', status: 'registered' },
          { registration_no: '2', mark: '云上椿', status: 'expired' },
        ],
        options,
      ),
    })
    expect(source.names.map((row) => row.name)).toEqual(['五常大米', '耐克', '西湖龙井'])
    expect(source.otherNames).toEqual(['鹤鸣泉'])
  })
})
