import { describe, expect, it } from 'vitest'
import { tableFromRecords } from '../../../rules/registry/index.ts'
import { accusing, draftRules, run, signal } from './draft.ts'

const EXCULPATING = `
id: GI-10
title: {zh: 地名正当使用, en: fair use}
role: exculpate
subject: gi.name
when: {gi.cultivar: true}
`
const named = signal('gi.name', { subject: '五常大米' })

describe('a rule', () => {
  it('is tried for each subject by itself', () => {
    const rules = draftRules(accusing('GI-01', 'subject: gi.name\nwhen: {gi.name: true, gi.area: outside}'))
    const { hits } = run(rules, [
      named,
      signal('gi.area', { subject: '五常大米', value: 'outside' }),
      signal('gi.name', { subject: '西湖龙井' }),
      signal('gi.area', { subject: '西湖龙井', value: 'inside' }),
    ])
    expect(hits.map((hit) => [hit.rule.id, hit.subject])).toEqual([['GI-01', '五常大米']])
  })

  it('stays silent on days on which no article of its basis stands', () => {
    const rules = draftRules(
      accusing('GI-08', 'when: {gi.name: true}').replace('{law: 产品质量法, article: 五}', '{law: 反不正当竞争法, article: 七(2)}'),
    )
    expect(run(rules, [named], { asOf: '2025-10-14' }).hits).toEqual([])
    expect(run(rules, [named], { asOf: '2025-10-15' }).hits).toHaveLength(1)
  })

  it('takes the first special verdict whose condition is met', () => {
    const rules = draftRules(
      accusing(
        'GI-01',
        'when: {gi.name: true}\nverdicts: [{when: {gi.seal: true}, verdict: GI_MARK}, {when: {gi.name: true}, verdict: GI_TM}]',
      ),
    )
    expect(run(rules, [named]).hits[0]?.verdict).toBe('GI_TM')
    expect(run(rules, [named, signal('gi.seal')]).hits[0]?.verdict).toBe('GI_MARK')
  })

  it('asks where a fact that decides is missing', () => {
    const rules = draftRules(
      accusing(
        'GI-01',
        'when: {gi.name: true}\nmissing: [{when: {not: {producer.place: true}}, fact: 生产者地址, question: 在哪里？, lookup: 执照}]',
      ),
    )
    const [asked] = run(rules, [named]).hits
    expect(asked).toMatchObject({ verdict: 'REVIEW', missing: [{ fact: '生产者地址', wouldChangeTo: 'GI_NAME' }] })
    expect(run(rules, [named, signal('producer.place')]).hits[0]).toMatchObject({ verdict: 'GI_NAME', missing: [] })
  })

  it('adds up only the severity drivers that hold', () => {
    const rules = draftRules(
      accusing('GI-01', 'when: {gi.name: true}').replace(
        '{base: 40}',
        '{base: 40, drivers: [{when: {price.low: true}, add: 10, note: 低价}, {when: {gi.seal: true}, add: 5, note: 章}]}',
      ),
    )
    expect(run(rules, [named, signal('price.low')]).hits[0]?.severity).toEqual({ base: 40, drivers: [{ add: 10, note: '低价' }] })
  })
})

describe('an exculpation', () => {
  const rules = draftRules(EXCULPATING, accusing('GI-01', 'subject: gi.name\nwhen: {gi.name: true}\nunless: [{rule: GI-10}]'))
  const cultivar = signal('gi.cultivar', { subject: '五常大米', start: 3, end: 5, text: '稻花', reason: '品种名' })

  it('clears, and is named with the words that it rests on', () => {
    const { hits, cleared } = run(rules, [named, cultivar])
    expect(hits).toEqual([])
    expect(cleared).toMatchObject([{ rule: 'GI-10', subject: '五常大米', signal: { text: '稻花' }, reason: '品种名' }])
  })

  it('clears its own subject only', () => {
    const { hits } = run(rules, [named, cultivar, signal('gi.name', { subject: '西湖龙井' })])
    expect(hits.map((hit) => hit.subject)).toEqual(['西湖龙井'])
  })

  it('may weigh against a finding and leave it standing', () => {
    const mild = draftRules(EXCULPATING, accusing('GI-01', 'subject: gi.name\nwhen: {gi.name: true}\nmitigate: [{rule: GI-10}]'))
    const { hits, cleared } = run(mild, [named, cultivar])
    expect(hits[0]?.mitigating).toMatchObject([{ rule: 'GI-10', reason: '品种名' }])
    expect(cleared).toEqual([])
  })

  it('that rests on a table too old to trust asks instead of clearing', () => {
    const listed = draftRules(
      `${EXCULPATING}tables: [lawful_users]\n`,
      accusing('GI-01', 'subject: gi.name\nwhen: {gi.name: true}\nunless: [{rule: GI-10}]'),
    )
    const users = tableFromRecords('lawful_users', [], { source: 'test', asOf: '2026-08-25' })
    const on = (asOf: string) => run(listed, [named, cultivar], { asOf }, { lawful_users: users })
    expect(on('2026-11-23').hits).toEqual([])
    expect(on('2026-11-24').hits[0]).toMatchObject({ verdict: 'REVIEW', missing: [{ wouldChangeTo: 'OK' }] })
  })
})

describe('a table that a rule needs', () => {
  const rules = draftRules(accusing('GI-01', 'when: {gi.name: true}\ntables: [gi, {table: prices, when: {price.low: true}}]'))
  const gi = (asOf: string) => tableFromRecords('gi', [], { source: 'test', asOf })

  it('makes it ask when it is missing, and not when it is empty', () => {
    expect(run(rules, [named]).hits[0]?.missing[0]).toMatchObject({ lookup: '地理标志名录（gi.csv）' })
    expect(run(rules, [named], { asOf: '2026-11-24' }, { gi: gi('2026-11-24') }).hits[0]?.verdict).toBe('GI_NAME')
  })

  it('is stale after 90 days and never when it is younger than the conduct', () => {
    const verdict = (asOf: string) => run(rules, [named], { asOf: '2026-11-24' }, { gi: gi(asOf) }).hits[0]?.verdict
    expect(verdict('2026-08-26')).toBe('GI_NAME')
    expect(verdict('2026-08-25')).toBe('REVIEW')
    expect(verdict('2027-11-24')).toBe('GI_NAME')
  })

  it('is told with its date', () => {
    const { tables } = run(rules, [named], { asOf: '2026-11-24' }, { gi: gi('2026-08-25') })
    expect(tables).toEqual([{ table: 'gi', asOf: '2026-08-25', stale: true }])
  })

  it('counts only in the cases that need it', () => {
    const registry = { gi: gi('2026-11-24') }
    expect(run(rules, [named, signal('price.low')], { asOf: '2026-11-24' }, registry).hits[0]?.verdict).toBe('REVIEW')
  })
})

describe('among rules', () => {
  it('one that says it more exactly takes the place of another', () => {
    const rules = draftRules(
      accusing('GI-08', 'when: {gi.stuffing: true}\nsuppresses: [GI-01]'),
      accusing('GI-01', 'subject: gi.name\nwhen: {gi.name: true}'),
    )
    expect(run(rules, [named, signal('gi.stuffing')]).hits.map((hit) => hit.rule.id)).toEqual(['GI-08'])
    expect(run(rules, [named]).hits.map((hit) => hit.rule.id)).toEqual(['GI-01'])
  })

  it('a supporting rule adds evidence to findings and is none itself', () => {
    const rules = draftRules(
      accusing('GI-01', 'subject: gi.name\nwhen: {gi.name: true}'),
      'id: GI-09\ntitle: {zh: 价格异常, en: price}\nrole: support\nwhen: {price.low: true}\nsupports: [GI-01]\n',
    )
    const { hits } = run(rules, [named, signal('price.low')])
    expect(hits.map((hit) => hit.rule.id)).toEqual(['GI-01'])
    expect(hits[0]?.support).toMatchObject([{ rule: 'GI-09' }])
    expect(run(rules, [signal('price.low')]).hits).toEqual([])
  })
})

describe('conduct on both sides of a change of the law', () => {
  const rules = draftRules(
    accusing('TM-02', 'when: {gi.name: true}').replace(
      '{law: 产品质量法, article: 五}',
      '{law: 商标法, article: 五十七(二)}, {law: 商标法, article: 七十二(二)}',
    ),
  )
  it('names one version on one day', () => {
    expect(run(rules, [named], { asOf: '2026-12-31' }).hits[0]?.basis).toEqual([
      { law: '商标法', article: '五十七(二)', validFrom: '2019-11-01', validTo: '2026-12-31', certainty: 'verified' },
    ])
    expect(run(rules, [named], { asOf: '2027-01-01' }).hits[0]?.basis).toEqual([
      { law: '商标法', article: '七十二(二)', validFrom: '2027-01-01', certainty: 'verified' },
    ])
  })

  it('names both for a listing that stayed online, the present one first, with the note on the lighter law', () => {
    const basis = run(rules, [named], { asOf: '2027-01-10', since: '2026-12-20' }).hits[0]?.basis ?? []
    expect(basis.map((entry) => entry.article)).toEqual(['七十二(二)', '五十七(二)'])
    expect(basis.every((entry) => entry.note?.includes('行政处罚法第三十七条'))).toBe(true)
  })
})
