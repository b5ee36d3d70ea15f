import { describe, expect, it } from 'vitest'
import { benignListings } from '../../fixtures/benign.ts'
import { judgeWith } from './judge.ts'

const brand = (name: string, latin: string, nice_class: string, goods: string, owner: string, aliases = '') => ({
  name,
  latin,
  kind: 'brand',
  nice_class,
  goods,
  owner,
  aliases,
})

const judge = judgeWith({
  names: [
    brand('华为', 'HUAWEI', '9', '手机;平板', '华为技术有限公司'),
    brand('小米', 'Xiaomi', '9;11', '手机;充电器', '小米科技有限责任公司', 'MI;小米之家'),
    brand('苹果', 'Apple', '9', '手机;耳机', '苹果公司', 'iPhone;AirPods'),
    brand('戴森', 'Dyson', '7;11', '吸尘器;吹风机', '戴森技术有限公司'),
    brand('格力', 'GREE', '11', '空调', '珠海格力电器股份有限公司'),
    brand('耐克', 'Nike', '25;18', '运动鞋;运动服', '耐克创新有限合伙公司', '大勾'),
    brand('安踏', 'ANTA', '25', '运动鞋;运动服', '安踏体育用品有限公司'),
    brand('李宁', 'LI-NING', '25', '运动鞋;运动服', '李宁体育用品有限公司'),
    brand('康师傅', 'Master Kong', '30;32', '方便面;饮料', '顶益（开曼岛）控股有限公司'),
    brand('贵州茅台', 'MOUTAI', '33', '白酒', '中国贵州茅台酒厂(集团)有限责任公司', '茅台;飞天茅台'),
    brand('五粮液', 'WULIANGYE', '33', '白酒', '宜宾五粮液股份有限公司'),
    brand('大白兔', 'White Rabbit', '30', '奶糖', '上海冠生园食品有限公司'),
    brand('红牛', 'Red Bull', '32', '功能饮料', '天丝医药保健有限公司'),
    brand('王老吉', '', '32;30', '凉茶', '广州医药集团有限公司'),
    brand('路易威登', 'LOUIS VUITTON', '18;25', '箱包', '路易威登马利蒂', 'LV;驴牌;老花'),
    brand('蒙牛', 'MENGNIU', '29', '牛奶;酸奶', '内蒙古蒙牛乳业(集团)股份有限公司'),
    brand('海天', '', '30', '酱油;蚝油', '佛山市海天调味食品股份有限公司'),
    brand('清风', 'Breeze', '16;3', '抽纸', '金红叶纸业集团有限公司'),
    brand('七匹狼', 'SEPTWOLVES', '25', '服装', '福建七匹狼实业股份有限公司'),
    brand('晨光', 'M&G', '16', '文具', '上海晨光文具股份有限公司'),
    { name: '同仁堂', kind: 'laozihao', nice_class: '5;30', goods: '中药', owner: '中国北京同仁堂(集团)有限责任公司' },
  ],
  gi: [
    { name: '五常大米', kind: 'product', area: '黑龙江省哈尔滨市五常市', category: '大米', season_start: '10-01' },
    {
      name: '阳澄湖大闸蟹',
      kind: 'product',
      area: '江苏省苏州市阳澄湖水域(苏州市相城区;昆山市)',
      category: '水产',
      season_start: '09-25',
      season_end: '12-31',
    },
    { name: '西湖龙井', kind: 'product', area: '浙江省杭州市西湖区', category: '茶叶' },
    { name: '山西老陈醋', kind: 'product', area: '山西省太原市清徐县', category: '食醋' },
    { name: '金华火腿', kind: 'product', area: '浙江省金华市', category: '肉制品' },
    { name: '郫县豆瓣', kind: 'product', area: '四川省成都市郫都区', category: '调味品' },
    { name: '沁州黄小米', kind: 'product', area: '山西省长治市沁县', category: '小米' },
    { name: '普洱茶', kind: 'product', area: '云南省(普洱市;西双版纳州;临沧市等)', category: '茶叶' },
    { name: '信阳毛尖', kind: 'mark', area: '河南省信阳市', category: '茶叶' },
    { name: '赣南脐橙', kind: 'mark', area: '江西省赣州市', category: '水果' },
    { name: '库尔勒香梨', kind: 'mark', area: '新疆维吾尔自治区库尔勒市', category: '水果' },
    { name: '洛川苹果', kind: 'mark', area: '陕西省延安市洛川县', category: '水果' },
  ],
  lawful_users: [{ subject: '稻花里米业有限公司', right: '五常大米', valid_from: '2022-01-01', valid_to: '2028-12-31' }],
  authorised_shops: [{ platform: 'taobao', shop: '某某旗舰店', right: '耐克', valid_from: '2024-01-01', valid_to: '2027-12-31' }],
  marks: [
    {
      registration_no: 'B1',
      mark: '禾暮',
      nice_class: '25',
      status: 'registered',
      owner: '禾暮服饰有限公司',
      registered_on: '2020-01-01',
      expires_on: '2030-01-01',
    },
  ],
  signs: [
    { sign: '奥林匹克五环', kind: 'olympic', holder: '国际奥林匹克委员会', valid_from: '2018-07-31', valid_to: '2028-07-30' },
    { sign: '进宝', kind: 'special', holder: '中国国际进口博览局', valid_from: '2024-09-01', valid_to: '2028-08-31' },
  ],
  patents: [],
  prices: [
    { name: '耐克', per: '双', median: 599, p10: 359, n: 120 },
    { name: '贵州茅台', per: '瓶', median: 2650, p10: 2390, n: 51 },
  ],
})

describe('ordinary listings', () => {
  const judged = benignListings(6000, 20261124).map((listing) => ({ listing, assessment: judge(listing) }))

  it('are accused of nothing', () => {
    const accused = judged
      .filter(({ assessment }) => assessment.outcome !== 'OK' && assessment.outcome !== 'REVIEW')
      .map(
        ({ listing, assessment }) =>
          `${assessment.outcome} ${assessment.findings[0]?.rule} ${assessment.findings[0]?.subject}: ${listing.title}`,
      )
    expect(accused).toEqual([])
  })

  it('seldom raise a question', () => {
    const asked = judged.filter(({ assessment }) => assessment.outcome === 'REVIEW')
    expect(asked.length / judged.length).toBeLessThan(0.01)
  })
})
