import { describe, expect, it } from 'vitest'
import { bandOf, formatPrice, formatProbability, formatWhen } from '../../../dashboard/web/src/format.ts'
import { citation, citedArticle } from '../../../dashboard/web/src/legal-basis.ts'
import { fieldGroups, fieldLabel } from '../../../dashboard/web/src/listing-fields.ts'
import { zh } from '../../../dashboard/web/src/text/zh.ts'

describe('what the pages print', () => {
  it('is red from 70, amber from 40 and green below, as the rule catalogue has it', () => {
    expect([100, 70, 69.9, 40, 39.9, 0].map(bandOf)).toEqual(['red', 'red', 'amber', 'amber', 'green', 'green'])
  })

  it('never says that something is certain', () => {
    expect([0.9999, 0.934, 0.0001].map(formatProbability)).toEqual(['>99%', '93%', '<1%'])
  })

  it('gives prices with their currency', () => {
    expect(formatPrice({ amount: 12345.6, currency: 'CNY' })).toBe('¥12,345.60')
    expect(formatPrice({ amount: 5, currency: 'KRW' })).toBe('KRW 5.00')
    expect(formatPrice(undefined)).toBe('–')
  })

  it('gives times in Beijing, whatever the zone of the computer', () => {
    const now = Date.parse('2026-11-24T17:00:00Z') // 01:00 of the 25th in Beijing
    expect(formatWhen('2026-11-24T16:30:00Z', now, zh)).toBe('今天 00:30')
    expect(formatWhen('2026-11-24T15:59:00Z', now, zh)).toBe('昨天 23:59')
    expect(formatWhen('2026-03-01T09:00:00+08:00', now, zh)).toBe('03-01')
    expect(formatWhen('2025-12-31T23:59:00+08:00', now, zh)).toBe('2025-12-31')
  })

  it('names fields by their heading and attributes by their own', () => {
    expect(fieldLabel('shipFrom', zh)).toBe('发货地')
    expect(fieldLabel('price.amount', zh)).toBe('价格')
    expect(fieldLabel('labels[0].text', zh)).toBe('标签文字')
    expect(fieldLabel('attributes.香型', zh)).toBe('香型')
    expect(fieldLabel("attributes['净含量[毫升]']", zh)).toBe('净含量[毫升]')
  })

  it('shows every text of a listing under the path that evidence uses', () => {
    const groups = fieldGroups(
      {
        title: 't',
        description: 'd',
        labels: [{ where: 'package', text: 'l' }],
        seller: { name: 's' },
        attributes: { 品牌: 'b' },
        category: ['c'],
      },
      zh,
    )
    expect(groups.flatMap(({ fields }) => fields.map(({ path, text }) => `${path}=${text}`))).toEqual([
      'description=d',
      'labels[0].text=l',
      'seller.name=s',
      'attributes.品牌=b',
      'category[0]=c',
    ])
  })
})

describe('citations', () => {
  it('are written as documents write them', () => {
    expect(citation({ law: '商标法', article: '五十七(一)' })).toBe('《商标法》第五十七条第\uff08一\uff09项')
    expect(citation({ law: '商标法', article: '六十(2)' })).toBe('《商标法》第六十条第二款')
    expect(citedArticle('一百零一(1)(三)')).toBe('第一百零一条第一款第\uff08三\uff09项')
    expect(citedArticle('六十八')).toBe('第六十八条')
  })

  it('leave alone what is no numbered article', () => {
    expect(citedArticle('交易管理平台')).toBe('交易管理平台')
    expect(citedArticle('第五十七条')).toBe('第五十七条')
  })
})

describe('the Chinese terms', () => {
  it('say of every verdict that accuses that it is a suspicion', () => {
    const { OK: _ok, REVIEW: _review, TOB: _tob, OTHER: _other, GI_NORM: _norm, ...accusing } = zh.verdicts
    for (const term of Object.values(accusing)) expect(term).toMatch(/^涉嫌/)
  })

  it('never say 假冒 of a trade mark, which is a word of criminal law', () => {
    for (const code of ['TM_INF', 'TM_GEN', 'GI_TM'] as const) expect(zh.verdicts[code] + zh.verdictShort[code]).not.toContain('假冒')
  })
})
