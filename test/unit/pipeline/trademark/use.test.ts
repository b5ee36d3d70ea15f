import { describe, expect, it } from 'vitest'
import type { Listing } from '../../../../domain/index.ts'
import { judgeWith, named } from '../judge.ts'

const judge = judgeWith({
  names: [
    { name: '安踏', latin: 'ANTA', kind: 'brand', nice_class: '25', goods: '运动鞋;运动服', owner: '安踏体育用品有限公司' },
    { name: '华为', latin: 'HUAWEI', kind: 'brand', nice_class: '9', goods: '手机;平板', owner: '华为技术有限公司', aliases: 'Mate;菊厂' },
    { name: '蒙牛', kind: 'brand', nice_class: '29', goods: '牛奶;酸奶', owner: '内蒙古蒙牛乳业(集团)股份有限公司' },
    { name: '五粮液', latin: 'WULIANGYE', kind: 'brand', nice_class: '33', goods: '白酒', owner: '宜宾五粮液股份有限公司' },
    { name: '古井贡酒', kind: 'laozihao', nice_class: '33', goods: '白酒', owner: '安徽古井贡酒股份有限公司' },
    { name: '云南白药', kind: 'laozihao', nice_class: '5;3', goods: '牙膏;药品', owner: '云南白药集团股份有限公司' },
    { name: '古驰', latin: 'GUCCI', kind: 'brand', nice_class: '18;25', goods: '箱包', owner: '古驰有限公司', aliases: '双G' },
    { name: '格力', latin: 'GREE', kind: 'brand', nice_class: '11', goods: '空调', owner: '珠海格力电器股份有限公司' },
    { name: '洽洽', kind: 'brand', nice_class: '29', goods: '瓜子', owner: '洽洽食品股份有限公司' },
    { name: '六个核桃', kind: 'brand', nice_class: '32', goods: '核桃乳;饮料', owner: '河北养元智汇饮品股份有限公司' },
    { name: '长城', kind: 'brand', nice_class: '33', goods: '葡萄酒', owner: '中粮集团有限公司' },
  ],
  marks: [
    {
      registration_no: 'T1',
      mark: '七里坪',
      nice_class: '30',
      status: 'registered',
      owner: '七里坪食品有限公司',
      registered_on: '2018-01-01',
      expires_on: '2028-01-01',
    },
    {
      registration_no: 'T2',
      mark: '晚舟集',
      nice_class: '3',
      status: 'registered',
      owner: '晚舟集日化有限公司',
      registered_on: '2011-01-01',
      expires_on: '2021-01-01',
    },
    {
      registration_no: 'T3',
      mark: '安踏',
      nice_class: '25',
      status: 'registered',
      owner: '安踏体育用品有限公司',
      registered_on: '2001-01-01',
      expires_on: '2031-01-01',
    },
  ],
  authorised_shops: [
    { platform: 'jd', shop: '华为城东授权店', right: '华为', valid_from: '2024-01-01', valid_to: '2025-12-31' },
    { platform: 'jd', shop: '华为城西授权店', right: '华为', valid_from: '2026-01-01', valid_to: '2026-12-31' },
  ],
  prices: [
    { name: '安踏', per: '双', median: 400, p10: 250, n: 60 },
    { name: '华为', per: '台', median: 4000, p10: 2500, n: 30 },
    { name: '五粮液', per: '瓶', median: 950, p10: 850, n: 30 },
    { name: '古驰', per: '只', median: 9000, p10: 5000, n: 3 },
  ],
})

type Case = [what: string, listing: Listing, outcome: string, rule?: string, asOf?: string]
const shop = (
  name: string,
  kind: 'business' | 'individual' | 'flagship' | 'brand-store' | 'second-hand' | 'stall' = 'business',
  badgeVerified = false,
) => ({ name, kind, badgeVerified })
const cny = (amount: number, per: string) => ({ amount, currency: 'CNY', per })

const CASES: Case[] = [
  [
    'a fake by its own words',
    { title: '安踏篮球鞋 一比一高仿 可过专柜', niceClass: [25], seller: shop('鞋厂直销', 'individual') },
    'TM_INF',
    'TM-05',
  ],
  ['jargon that is denied', { title: '安踏篮球鞋 本店不卖高仿', niceClass: [25], seller: shop('鞋行') }, 'OK'],
  ['an ordinary resale', { title: '安踏 ANTA 跑鞋 男 42码', price: cny(359, '双'), niceClass: [25], seller: shop('城南鞋行') }, 'OK'],
  [
    'only a price far below',
    { title: '安踏跑鞋 断码', price: cny(79, '双'), niceClass: [25], seller: shop('城南鞋行') },
    'REVIEW',
    'TM-01',
  ],
  [
    'a price far below with evasion',
    { title: '安踏跑鞋 加薇看图', price: cny(79, '双'), niceClass: [25], seller: shop('小宇') },
    'TM_INF',
    'TM-01',
  ],
  ['a low price of near-expiry goods', { title: '五粮液 临期处理', price: cny(200, '瓶'), niceClass: [33] }, 'OK'],
  ['a baseline of three prices', { title: '古驰手提包 GUCCI', price: cny(900, '只'), niceClass: [18] }, 'OK'],
  ['export surplus', { title: '安踏卫衣 外贸余单', niceClass: [25] }, 'REVIEW', 'TM-01'],
  [
    'second-hand with a receipt',
    { title: '古驰单肩包 闲置转让 有小票', condition: 'used', niceClass: [18], seller: shop('阿May', 'second-hand') },
    'OK',
    'TM-00',
  ],
  [
    'second-hand with jargon',
    { title: '古驰单肩包 顶级复刻 转让', condition: 'used', niceClass: [18], seller: shop('阿May', 'second-hand') },
    'TM_INF',
    'TM-01',
  ],
  ['a look-alike brand on the same goods', { title: '蒙犇纯牛奶 整箱', brand: '蒙午', niceClass: [29] }, 'TM_INF', 'TM-02'],
  ['a hardly different brand', { title: '安•踏 男鞋 网面', brand: '安•踏', niceClass: [25] }, 'TM_INF', 'TM-01'],
  ['goods of another class', { title: '长城脚下 石雕摆件', niceClass: [20] }, 'OK'],
  ['a common word', { title: '八达岭长城 一日游 门票', category: ['旅游'] }, 'OK'],
  ['a case for a phone', { title: '华为Mate60手机壳 液态硅胶', niceClass: [9] }, 'OK', 'TM-10'],
  ['a part for a machine', { title: '格力空调遥控器 通用款 非原装' }, 'OK', 'TM-10'],
  ['a repair', { title: '格力空调维修 加氟 清洗 上门', category: ['服务'] }, 'OK', 'TM-10'],
  [
    'nominative words and claims together, at a fake price',
    { title: '适用华为 原装充电器 官方授权 高仿', niceClass: [9], seller: shop('数码批发') },
    'TM_INF',
    'TM-01',
  ],
  ['nominative words and a denial', { title: '适用华为 充电器 非原装 兼容款', niceClass: [9] }, 'OK', 'TM-10'],
  [
    'the listed shop',
    { platform: 'jd', title: '华为手机 512G', niceClass: [9], seller: shop('华为城西授权店', 'brand-store') },
    'OK',
    'TM-00',
  ],
  [
    'the shop whose authorisation ended',
    { platform: 'jd', title: '华为手机 512G 授权', niceClass: [9], seller: shop('华为城东授权店', 'brand-store') },
    'REVIEW',
    'TM-01',
  ],
  [
    'a shop name that claims the brand',
    { title: '牙膏 三支装', niceClass: [3], seller: shop('云南白药官方直营店', 'individual') },
    'UC_CONF',
    'UC-01',
  ],
  [
    'the badge of the brand',
    { title: '云南白药牙膏', niceClass: [3], seller: shop('云南白药官方旗舰店', 'flagship', true) },
    'OK',
    'TM-00',
  ],
  [
    'a shop front',
    {
      title: '手机店',
      channel: 'photo',
      seller: shop('街角通讯', 'stall'),
      labels: [{ where: 'shop-sign', text: 'HUAWEI 华为授权体验店' }],
      category: ['手机'],
    },
    'TM_INF',
    'TM-04',
  ],
  [
    'a shop front that says whom it serves',
    {
      title: '手机快修',
      channel: 'photo',
      seller: shop('街角通讯', 'stall'),
      labels: [{ where: 'shop-sign', text: '街角通讯 华为/OPPO/vivo 快修' }],
    },
    'OK',
    'TM-10',
  ],
  ['a lent name', { title: '草珊瑚牙膏 法国云南白药国际控股 监制', brand: '齿光', niceClass: [3] }, 'UC_CONF', 'UC-03'],
  ['the true maker', { title: '云南白药牙膏 云南白药集团股份有限公司出品', brand: '云南白药', niceClass: [3] }, 'OK'],
  ['the dress of another', { title: '核磨坊核桃乳 六个核桃同款罐型 礼盒', brand: '核磨坊', niceClass: [32] }, 'UC_CONF', 'UC-02'],
  [
    'keywords of another',
    { title: '休闲鞋 软底', brand: '步步宽', niceClass: [25], attributes: { 搜索词: '安踏 运动鞋 男' } },
    'UC_CONF',
    'UC-04',
  ],
  [
    'keywords before the law',
    { title: '休闲鞋 软底', brand: '步步宽', niceClass: [25], attributes: { 搜索词: '安踏 运动鞋 男' } },
    'OK',
    undefined,
    '2025-09-01',
  ],
  ['boxes of another', { title: '五粮液手提袋 酒盒 现货批发', category: ['包装'] }, 'TM_INF', 'TM-12'],
  ['a printer who asks for papers', { title: '五粮液款酒盒印刷 须提供商标授权书', category: ['包装印刷'] }, 'OK'],
  ['liquor with its bag', { title: '五粮液 52度 礼盒装 送手提袋', price: cny(988, '瓶'), niceClass: [33] }, 'OK'],
  ['a sign of registration without one', { title: '半山晴®护手霜', brand: '半山晴', niceClass: [3] }, 'TM_GEN', 'TM-06'],
  ['a sign after the end', { title: '晚舟集®香皂', brand: '晚舟集', niceClass: [3] }, 'TM_GEN', 'TM-06'],
  ['a good sign', { title: '七里坪®挂面', brand: '七里坪', niceClass: [30] }, 'OK', 'TM-00'],
  ['well-known as praise', { title: '七里坪挂面 驰名商标 口碑之选', brand: '七里坪', niceClass: [30] }, 'TM_GEN', 'TM-07'],
  [
    'well-known as a record',
    { title: '七里坪挂面', description: '2017年某案一审判决认定七里坪为驰名商标。', brand: '七里坪', niceClass: [30] },
    'OK',
  ],
  ['a time-honoured brand that is none', { title: '晋阳麻饼 中华老字号', brand: '晋阳麻饼铺', niceClass: [30] }, 'UC_FALSE', 'TM-08'],
  ['a time-honoured brand resold', { title: '古井贡酒 中华老字号 50度', brand: '古井贡酒', niceClass: [33] }, 'OK'],
  [
    'exempt from inspection',
    { title: '免检产品 节能灯 老库存', labels: [{ where: 'package', text: '国家免检产品' }] },
    'UC_FALSE',
    'UC-05',
  ],
]

describe('uses of brands', () => {
  it.each(CASES)('judges %s', (_, listing, outcome, rule, asOf) => {
    const assessment = judge(listing, asOf)
    expect({ outcome: assessment.outcome, named: named(assessment) }).toMatchObject({ outcome })
    if (rule) expect(named(assessment)).toContain(rule)
  })
})
