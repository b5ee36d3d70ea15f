import { describe, expect, it } from 'vitest'
import type { Listing } from '../../../../domain/index.ts'
import { judgeWith, named } from '../judge.ts'

const judge = judgeWith({
  gi: [
    {
      name: '山西老陈醋',
      kind: 'product',
      area: '山西省太原市清徐县;山西省晋中市榆次区',
      area_code: '140100',
      category: '食醋',
      standard_no: 'GB/T 19777',
    },
    {
      name: '盘锦大米',
      kind: 'product',
      area: '辽宁省盘锦市',
      area_code: '211100',
      category: '大米',
      standard_no: 'GB/T 18824',
      season_start: '10-05',
    },
    { name: '安溪铁观音', kind: 'product', area: '福建省泉州市安溪县', area_code: '350524', category: '茶叶', standard_no: 'GB/T 19598' },
    { name: '镇江香醋', kind: 'product', area: '江苏省镇江市', area_code: '321100', category: '食醋', standard_no: 'GB/T 18623' },
    { name: '宣威火腿', kind: 'product', area: '云南省曲靖市宣威市', area_code: '530381', category: '肉制品', standard_no: 'GB/T 18357' },
    {
      name: '固城湖螃蟹',
      kind: 'product',
      area: '江苏省南京市固城湖水域(高淳区)',
      area_code: '320118',
      category: '水产',
      season_start: '09-20',
      season_end: '12-31',
    },
    {
      name: '阿克苏苹果',
      kind: 'mark',
      area: '新疆维吾尔自治区阿克苏地区',
      area_code: '652900',
      category: '水果',
      registration_no: '5918994',
    },
    {
      name: '章丘大葱',
      kind: 'mark',
      area: '山东省济南市章丘区',
      area_code: '370114',
      category: '蔬菜',
      registration_no: '1299947',
      mark_type: 'certification',
    },
    {
      name: '奉节脐橙',
      kind: 'mark',
      area: '重庆市奉节县',
      area_code: '500236',
      category: '水果',
      registration_no: '4000003',
      mark_type: 'collective',
    },
    { name: '岷县当归', kind: 'mark', area: '甘肃省定西市岷县', area_code: '621126', category: '中药材', registration_no: '4000002' },
    { name: '香槟', kind: 'product', area: '法国香槟地区', category: '葡萄酒' },
    { name: '大同黄花', kind: 'agri', area: '山西省大同市云州区', area_code: '140215', category: '蔬菜' },
  ],
  lawful_users: [
    {
      subject: '辽河口米业有限公司',
      credit_code: '91211122MA0P000014',
      right: '盘锦大米',
      scope: '大米',
      valid_from: '2022-01-01',
      valid_to: '2027-12-31',
    },
    { subject: '旧滩米业有限公司', right: '盘锦大米', scope: '大米', valid_from: '2020-01-01', valid_to: '2025-06-30' },
    { subject: '绣江葱业专业合作社', right: '章丘大葱', scope: '大葱', valid_from: '2022-01-01', valid_to: '2027-12-31' },
  ],
  prices: [{ name: '盘锦大米', per: 'kg', median: 14, p10: 10, n: 30 }],
})

type Case = [what: string, listing: Listing, outcome: string, rule?: string, asOf?: string]

const CASES: Case[] = [
  [
    'the name on goods of a producer elsewhere',
    { title: '盘锦大米 圆粒珍珠米 20斤', producer: { name: '双辽粮库', address: '吉林省四平市双辽市' } },
    'GI_NAME',
    'GI-01',
  ],
  ['the name with separators put in', { title: '盘-锦-大-米 新米10斤', origin: '黑龙江省绥化市' }, 'GI_NAME', 'GI-01'],
  ['the name in traditional script', { title: '盤錦大米 長粒 5kg', origin: '吉林省松原市' }, 'GI_NAME', 'GI-01'],
  [
    'origin inside, licence number of another province',
    { title: '安溪铁观音 500g', origin: '福建省泉州市安溪县', producer: { licence: 'SC11435040000123' } },
    'GI_NAME',
    'GI-01',
  ],
  [
    'the same with the producer address beside it',
    { title: '镇江香醋 2瓶', origin: '江苏省镇江市', producer: { name: '某调味厂', address: '安徽省马鞍山市' } },
    'GI_NAME',
    'GI-01',
  ],
  ['in the area, not on the list', { title: '盘锦大米 农家 5kg', origin: '辽宁省盘锦市盘山县' }, 'REVIEW', 'GI-01'],
  [
    'licence ended',
    { title: '盘锦大米 5kg', origin: '辽宁省盘锦市', producer: { name: '旧滩米业有限公司', address: '辽宁省盘锦市' } },
    'REVIEW',
    'GI-01',
  ],
  ['only the province named', { title: '盘锦大米 5kg', origin: '辽宁省' }, 'REVIEW', 'GI-01'],
  ['only a warehouse elsewhere', { title: '安溪铁观音 清香 250g', shipFrom: '广东省广州市' }, 'REVIEW', 'GI-01'],
  [
    'a listed producer',
    { title: '盘锦大米 5kg', origin: '辽宁省盘锦市', producer: { name: '辽河口米业有限公司', address: '辽宁省盘锦市大洼区' } },
    'OK',
    'GI-00',
  ],
  [
    'listed by credit code',
    { title: '盘锦大米 5kg', origin: '辽宁省盘锦市', seller: { name: '河口粮铺', creditCode: '91211122MA0P000014' } },
    'OK',
    'GI-00',
  ],
  ['a certification mark outside', { title: '章丘大葱 甜嫩 10斤', origin: '河北省唐山市' }, 'GI_TM', 'GI-03'],
  ['a certification mark inside, unlicensed', { title: '章丘大葱 甜嫩 10斤', origin: '山东省济南市章丘区' }, 'REVIEW', 'GI-03'],
  ['a collective mark inside', { title: '奉节脐橙 现摘 10斤', origin: '重庆市奉节县' }, 'OK', 'GI-10'],
  ['the place with a common noun, truly', { title: '岷县产当归 无硫 250g', origin: '甘肃省定西市岷县' }, 'OK', 'GI-10'],
  [
    'the place of the name with a common noun, outside the protected counties',
    { title: '山西陈醋 家庭装 2.4L', origin: '山西省大同市', category: ['食醋'] },
    'OK',
    'GI-10',
  ],
  ['the same from another province', { title: '山西陈醋 家庭装 2.4L', origin: '河南省安阳市', category: ['食醋'] }, 'GI_NAME', 'GI-01'],
  [
    'low GI is no sign',
    {
      title: '盘锦大米 低GI 2kg',
      origin: '辽宁省盘锦市',
      producer: { name: '辽河口米业有限公司' },
      labels: [{ where: 'package', text: '低GI主食' }],
    },
    'OK',
    'GI-00',
  ],
  ['the style of the name', { title: '镇江香醋风味醋 500ml', origin: '四川省自贡市' }, 'GI_NAME', 'GI-02'],
  ['型 attached', { title: '宣威火腿型 火腿整只', origin: '贵州省贵阳市' }, 'GI_NAME', 'GI-02'],
  ['the taste of other goods', { title: '镇江香醋味瓜子 200g', origin: '安徽省合肥市' }, 'OK', 'GI-10'],
  [
    '味道 is no evocation',
    { title: '盘锦大米味道好 5kg', origin: '辽宁省盘锦市', producer: { name: '辽河口米业有限公司' } },
    'OK',
    'GI-00',
  ],
  ['rival apples', { title: '冰糖心苹果 口感赛过阿克苏苹果', origin: '陕西省延安市' }, 'UC_CONF', 'GI-08'],
  ['an honest comparison', { title: '冰糖心苹果 跟阿克苏苹果不是同一产地', origin: '陕西省延安市' }, 'OK', 'GI-10'],
  [
    'two areas in one title',
    { title: '阿克苏苹果 奉节脐橙 水果5斤', origin: '山东省烟台市', attributes: { 品名: '国光苹果' } },
    'UC_CONF',
    'GI-08',
  ],
  ['a negation', { title: '吉林大米 非盘锦大米 介意勿拍', origin: '吉林省吉林市' }, 'OK', 'GI-10'],
  ['a negation that vouches for the name', { title: '盘锦大米 不是盘锦大米包退', origin: '吉林省吉林市' }, 'GI_NAME', 'GI-01'],
  [
    'an ingredient',
    { title: '糖醋排骨酱料 200g', description: '原料：番茄、白糖、镇江香醋、食盐。', origin: '广东省佛山市' },
    'OK',
    'GI-10',
  ],
  ['a pastry with ham', { title: '宣威火腿月饼 云腿酥皮 6枚', origin: '云南省昆明市' }, 'OK', 'GI-10'],
  ['a book', { title: '安溪铁观音品鉴 茶艺图书', category: ['图书'] }, 'OK', 'GI-10'],
  ['seed', { title: '章丘大葱种子 500克 抗倒伏', origin: '河南省商丘市' }, 'OK', 'GI-10'],
  ['a seedling', { title: '奉节脐橙树苗 嫁接', origin: '广西壮族自治区桂林市' }, 'OK', 'GI-10'],
  ['a kind name from elsewhere', { title: '铁观音茶叶 浓香 500g', origin: '广东省潮州市' }, 'REVIEW', 'GI-01'],
  [
    'bathed crab',
    { title: '固城湖螃蟹 8只', description: '外地毛蟹拉来后在湖区暂养一周', origin: '江苏省南京市高淳区' },
    'GI_NAME',
    'GI-11',
  ],
  ['no bathed crab', { title: '螃蟹 本店不卖洗澡蟹 8只', origin: '江苏省泰州市兴化市' }, 'OK'],
  ['crab before the opening', { title: '固城湖螃蟹 现货活蟹', origin: '江苏省南京市高淳区' }, 'GI_NAME', 'GI-11', '2026-08-01'],
  ['crab on advance order', { title: '固城湖螃蟹 预售 9月20日开捕发货', origin: '江苏省南京市高淳区' }, 'REVIEW', 'GI-01', '2026-08-01'],
  ['foreign wine from its region (law.md 14.29)', { title: '法国香槟 750ml', origin: '法国香槟', category: ['葡萄酒'] }, 'OK', 'GI-10'],
  [
    'the foreign name on home-made wine',
    { title: '香槟 甜型 750ml 婚庆', origin: '山东省烟台市', category: ['葡萄酒'] },
    'GI_NAME',
    'GI-01',
  ],
  ['the agricultural sign by nobody listed, elsewhere', { title: '大同黄花 农产品地理标志', origin: '湖南省邵阳市' }, 'OTHER', 'GI-06'],
  [
    'price only supports',
    { title: '盘锦大米 10斤', price: { amount: 20, currency: 'CNY', per: '5kg' }, origin: '吉林省长春市' },
    'GI_NAME',
    'GI-09',
  ],
]

describe('uses of geographical indications', () => {
  it.each(CASES)('judges %s', (_, listing, outcome, rule, asOf) => {
    const assessment = judge(listing, asOf)
    expect({ outcome: assessment.outcome, named: named(assessment) }).toMatchObject({ outcome })
    if (rule) expect(named(assessment)).toContain(rule)
  })
})
