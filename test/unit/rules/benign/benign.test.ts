import { beforeAll, describe, expect, it } from 'vitest'
import type { Assessment, Registry } from '../../../../domain/index.ts'
import { createAssessor, matcherSource } from '../../../../pipeline/assess.ts'
import { buildMatcher } from '../../../../pipeline/names/index.ts'
import { loadRules } from '../../../../rules/load.ts'
import { tableFromRecords } from '../../../../rules/registry/index.ts'
import { benignCorpus } from './corpus.ts'
import { GOODS } from './goods.ts'

const asOf = '2026-11-01'
const options = { source: 'benign corpus', asOf }

/** Every brand of the corpus is protected, and every table is there. */
const registry: Registry = {
  names: tableFromRecords(
    'names',
    [...new Map(GOODS.flatMap((goods) => goods.brands.map((brand) => [brand, goods] as const)))].map(([name, goods]) => ({
      name,
      kind: 'brand',
      nice_class: goods.niceClass,
      goods: goods.nouns.join(';'),
      owner: `${name}有限公司`,
    })),
    options,
  ),
  gi: tableFromRecords(
    'gi',
    [
      { name: '五常大米', kind: 'product', area: '黑龙江省哈尔滨市五常市', area_code: '230184', category: '大米', season_start: '10-01' },
      {
        name: '阳澄湖大闸蟹',
        kind: 'product',
        area: '苏州市相城区;昆山市',
        area_code: '320500',
        category: '水产',
        season_start: '09-25',
        season_end: '12-31',
      },
      { name: '西湖龙井', kind: 'product', area: '浙江省杭州市西湖区', area_code: '330106', category: '茶叶', season_start: '03-15' },
      { name: '烟台苹果', kind: 'mark', area: '山东省烟台市', area_code: '370600', category: '水果', mark_type: 'certification' },
      { name: '赣南脐橙', kind: 'product', area: '江西省赣州市', area_code: '360700', category: '水果' },
      { name: '洛川苹果', kind: 'product', area: '陕西省延安市洛川县', area_code: '610629', category: '水果' },
      { name: '陵川潞党参', kind: 'mark', area: '山西省晋城市陵川县', area_code: '140524', category: '药材', mark_type: 'certification' },
      { name: '山西老陈醋', kind: 'product', area: '山西省', area_code: '140000', category: '食醋' },
    ],
    options,
  ),
  lawful_users: tableFromRecords('lawful_users', [], options),
  authorised_shops: tableFromRecords('authorised_shops', [], options),
  patents: tableFromRecords('patents', [], options),
  marks: tableFromRecords(
    'marks',
    GOODS.flatMap((goods, i) =>
      goods.brands.map((mark, j) => ({
        registration_no: `B${i}-${j}`,
        mark,
        nice_class: goods.niceClass,
        status: 'registered',
        owner: `${mark}有限公司`,
        registered_on: '2010-01-01',
        expires_on: '2030-01-01',
      })),
    ),
    options,
  ),
  signs: tableFromRecords('signs', [{ sign: '奥林匹克五环', kind: 'olympic', holder: '国际奥林匹克委员会' }], options),
  prices: tableFromRecords('prices', [], options),
}

describe('five thousand ordinary listings', () => {
  const corpus = benignCorpus(5000, 20261124)
  let judged: { kind: string; title: string | undefined; got: Assessment }[] = []

  beforeAll(() => {
    const assessor = createAssessor({
      registry,
      rules: loadRules(),
      matcher: buildMatcher(matcherSource(registry)),
      today: () => '2026-11-24',
    })
    judged = corpus.map(({ kind, listing }) => ({ kind, title: listing.title, got: assessor.assess(listing) }))
  }, 120_000)

  it('accuse nobody', () => {
    const accused = judged.filter(({ got }) => got.outcome !== 'OK' && got.outcome !== 'REVIEW')
    expect(accused.map(({ kind, title, got }) => [kind, got.findings[0]?.rule, got.findings[0]?.subject, title])).toEqual([])
  })

  it('ask about few', () => {
    const asked = judged.filter(({ got }) => got.outcome === 'REVIEW')
    expect(asked.length / judged.length).toBeLessThan(0.03)
  })
})
