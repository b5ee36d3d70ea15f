import { describe, expect, it } from 'vitest'
import type { Listing } from '../../../../domain/index.ts'
import { judgeWith, named } from '../judge.ts'

const signs = [
  {
    sign: '奥林匹克五环',
    kind: 'olympic',
    holder: '国际奥林匹克委员会',
    valid_from: '2018-07-31',
    valid_to: '2028-07-30',
    as_of: '2026-11-01',
  },
  {
    sign: '雪容融',
    kind: 'olympic',
    holder: '中国奥委会',
    licensees: '特许文创有限公司',
    valid_from: '2019-10-16',
    valid_to: '2029-10-15',
    as_of: '2026-11-01',
  },
  {
    sign: '第十届全国残疾人运动会会徽',
    kind: 'special',
    holder: '残运会组委会',
    licensees: '文体用品有限公司',
    valid_from: '2025-01-01',
    valid_to: '2028-12-31',
    as_of: '2026-11-01',
  },
  { sign: '招福', kind: 'special', holder: '边贸博览会执委会', valid_from: '2025-01-01', valid_to: '2028-12-31', as_of: '2026-11-01' },
  { sign: '乐宝吉祥物', kind: 'special', holder: '旧运动会组委会', valid_from: '2017-01-01', valid_to: '2020-12-31', as_of: '2026-11-01' },
]
const marks = [
  {
    registration_no: 'S1',
    mark: '钓鱼台',
    nice_class: '33',
    status: 'registered',
    owner: '钓鱼台酒业有限公司',
    registered_on: '2001-01-01',
    expires_on: '2031-01-01',
  },
  {
    registration_no: 'S2',
    mark: '泸州',
    nice_class: '33',
    status: 'registered',
    owner: '老窖有限公司',
    registered_on: '2001-01-01',
    expires_on: '2031-01-01',
  },
]
const judge = judgeWith({ signs, marks })

type Case = [what: string, listing: Listing, outcome: string, rule?: string, asOf?: string]

const CASES: Case[] = [
  ['liquor for an organ', { title: '国务院特供酒 酱香 53度', niceClass: [33] }, 'TM_GEN', 'SP-01'],
  ['liquor for the army', { title: '老酒 解放军某部内部专用', niceClass: [33] }, 'TM_GEN', 'SP-01'],
  [
    'state banquet liquor on the label',
    { title: '酱酒 礼盒', niceClass: [33], labels: [{ where: 'package', text: '國宴用酒 内部接待' }] },
    'TM_GEN',
    'SP-01',
  ],
  ['special supply for nobody named', { title: '内供酒 53度 整箱', niceClass: [33] }, 'REVIEW', 'SP-01'],
  ['supply to hotels', { title: '酒店专供 一次性拖鞋' }, 'OK'],
  ['supply to a sales day', { title: '双十一专供 电饭煲 特制内胆' }, 'OK'],
  ['supply to schools', { title: '学校食堂专用 不锈钢餐盘' }, 'OK'],
  ['a colour', { title: '军绿色棉大衣 加厚' }, 'OK'],
  ['a shoe model', { title: '空军一号 低帮板鞋 白色' }, 'OK'],
  ['a cookery book', { title: '钓鱼台国宴菜谱 精装图书' }, 'OK'],
  ['a news warning', { title: '白酒 500ml', description: '严禁销售“军队特供酒”，请勿上当。', niceClass: [33] }, 'OK'],
  [
    'the owner of the name',
    { title: '钓鱼台国宾酒 特制', brand: '钓鱼台', niceClass: [33], seller: { name: '钓鱼台酒业有限公司', kind: 'brand-owner' } },
    'OK',
    'TM-00',
  ],
  [
    'the emblem of an event',
    { title: '第十届全国残疾人运动会会徽 帆布袋', seller: { name: '布袋工坊', kind: 'business' } },
    'SP_SIGN',
    'SP-02',
  ],
  ['the licensee', { title: '第十届全国残疾人运动会会徽 徽章', producer: { name: '文体用品有限公司' } }, 'OK', 'TM-00'],
  ['a short sign in a common phrase', { title: '招福纳财 春联 福字' }, 'OK'],
  ['a short sign beside its event', { title: '边贸博览会吉祥物招福 毛绒公仔' }, 'SP_SIGN', 'SP-02'],
  ['an ended sign', { title: '乐宝吉祥物 旧挂件' }, 'OK'],
  ['the Olympic word', { title: '奥运会纪念版 保温杯' }, 'SP_OLY', 'SP-03'],
  ['the rings as a print', { title: '彩色五环图案 童装', niceClass: [25] }, 'SP_OLY', 'SP-03'],
  ['an address', { title: '奥林匹克公园南门 短租公寓', category: ['民宿'] }, 'OK'],
  ['a ring road', { title: '同城配送 五环内当日达 鲜花' }, 'OK'],
  ['a contest of schoolchildren', { title: '小学奥数 奥林匹克数学竞赛 练习册', category: ['图书'] }, 'OK'],
  [
    'a licensed toy second-hand',
    { title: '雪容融 手办 二手', condition: 'used', seller: { name: '冰冰', kind: 'second-hand' } },
    'OK',
    'TM-00',
  ],
  ['a fresh table still decides', { title: '雪容融 保温杯', seller: { name: '杯具铺', kind: 'business' } }, 'SP_OLY', 'SP-03'],
  ['a stale table only asks', { title: '雪容融 保温杯', seller: { name: '杯具铺', kind: 'business' } }, 'REVIEW', 'SP-03', '2027-03-01'],
  ['a certification that is denied', { title: '绿色食品 核桃油', attributes: { 绿色食品认证: '无' } }, 'SP_SIGN', 'SP-04'],
  ['a bare certification', { title: '有机大米 10斤' }, 'REVIEW', 'SP-04'],
  ['a numbered certification', { title: '有机大米 10斤', description: '有机认证证书编号：134OP1900123' }, 'OK'],
  ['organic glass', { title: '有机玻璃展示盒 透明' }, 'OK'],
  ['the red cross as a brand', { title: '红十字牌碘伏棉签', brand: '红十字' }, 'TM_GEN', 'SP-05'],
  ['a cross stitch', { title: '十字绣 材料包 花卉' }, 'OK'],
  ['a county as a brand', { title: '沁水牌土蜂蜜 500g', brand: '沁水' }, 'TM_GEN', 'SP-06'],
  ['a registered place', { title: '泸州牌白酒', brand: '泸州', niceClass: [33] }, 'OK'],
  ['a county as the origin', { title: '沁水土蜂蜜 500g', brand: '岭上人家', origin: '山西省晋城市沁水县' }, 'OK'],
  ['a name with another meaning', { title: '凤凰自行车 26寸', brand: '凤凰', niceClass: [12] }, 'OK'],
  ['Party symbols in force', { title: '党徽钢笔 礼盒', brand: '党徽' }, 'TM_GEN', 'SP-07', '2027-01-02'],
  ['Party symbols before', { title: '党徽钢笔 礼盒', brand: '党徽' }, 'REVIEW', 'SP-07', '2026-12-30'],
]

describe('signs that nobody may use, or only some', () => {
  it.each(CASES)('judges %s', (_, listing, outcome, rule, asOf) => {
    const assessment = judge(listing, asOf)
    expect({ outcome: assessment.outcome, named: named(assessment) }).toMatchObject({ outcome })
    if (rule) expect(named(assessment)).toContain(rule)
  })

  it('asks for the missing table instead of deciding', () => {
    expect(judgeWith({ marks })({ title: '奥运会纪念版 保温杯' }).findings[0]).toMatchObject({ rule: 'SP-03', verdict: 'REVIEW' })
  })
})
