import { creditCodeOf } from '../codes.ts'
import { place } from '../places.ts'

export interface MarketIndication {
  name: string
  kind: 'product' | 'mark' | 'agri'
  area: string
  areaCode: string
  category: string
  registrationNo: string
  standardNo?: string
  holder?: string
  seasonStart?: string
  seasonEnd?: string
  markType?: 'collective' | 'certification'
}

/** Names and areas are real; registration numbers with DM are invented except that of 陵川潞党参. */
const TABLE = `
五常大米|product|黑龙江省哈尔滨市五常市|230184|大米|DM-PGI-101|GB/T 19266||10-01|
阳澄湖大闸蟹|product|江苏省苏州市阳澄湖水域(苏州市相城区;苏州工业园区;昆山市;常熟市)|320500|水产|DM-PGI-102|GB/T 19957||09-25|12-31
西湖龙井|product|浙江省杭州市西湖区;浙江省杭州市西湖风景名胜区|330106|茶叶|DM-PGI-103|GB/T 18650||03-15|
山西老陈醋|product|山西省太原市清徐县;山西省太原市杏花岭区;山西省太原市小店区;山西省晋中市榆次区;山西省晋中市太谷区;山西省晋中市祁县|140100|食醋|DM-PGI-104|GB/T 19777|||
沁州黄小米|product|山西省长治市沁县|140430|小米|DM-PGI-105|GB/T 19503||09-20|
平遥牛肉|product|山西省晋中市平遥县|140728|肉制品|DM-PGI-106|GB/T 19694|||
郫县豆瓣|product|四川省成都市郫都区|510117|调味品|DM-PGI-107|GB/T 20560|||
龙口粉丝|product|山东省烟台市(龙口市;招远市;蓬莱区;莱阳市;莱州市)|370681|粉丝|DM-PGI-108|GB/T 19048|||
金华火腿|product|浙江省金华市|330700|肉制品|DM-PGI-109|GB/T 19088|||
镇江香醋|product|江苏省镇江市|321100|食醋|DM-PGI-110|GB/T 18623|||
安溪铁观音|product|福建省泉州市安溪县|350524|茶叶|DM-PGI-111|GB/T 19598|||
陵川潞党参|mark|山西省晋城市陵川县|140524|中药材|25806794||陵川县中药材产业协会|||certification
赣南脐橙|mark|江西省赣州市|360700|水果|DM-TM-112||赣州市赣南脐橙协会|11-10||certification
库尔勒香梨|mark|新疆维吾尔自治区巴音郭楞蒙古自治州库尔勒市;新疆维吾尔自治区巴音郭楞蒙古自治州尉犁县|652801|水果|DM-TM-113||库尔勒香梨协会|09-01||certification
洛川苹果|mark|陕西省延安市洛川县|610629|水果|DM-TM-114||洛川县苹果产业研发中心|09-25||certification
中宁枸杞|mark|宁夏回族自治区中卫市中宁县|640521|中药材|DM-TM-115||中宁县枸杞产业发展服务局|06-20||certification
信阳毛尖|mark|河南省信阳市|411500|茶叶|DM-TM-116||信阳市茶叶协会|03-20||certification
隰县玉露香梨|agri|山西省临汾市隰县|141031|水果|DM-AGI-117|||09-01|
`

export const INDICATIONS_IN_FORCE: readonly MarketIndication[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [
      name = '',
      kind = '',
      area = '',
      areaCode = '',
      category = '',
      registrationNo = '',
      standardNo = '',
      holder = '',
      seasonStart = '',
      seasonEnd = '',
      markType = '',
    ] = line.split('|')
    return {
      name,
      kind: kind as MarketIndication['kind'],
      area,
      areaCode,
      category,
      registrationNo,
      ...(standardNo ? { standardNo } : {}),
      ...(holder ? { holder } : {}),
      ...(seasonStart ? { seasonStart } : {}),
      ...(seasonEnd ? { seasonEnd } : {}),
      ...(markType ? { markType: markType as 'certification' } : {}),
    }
  })

export function indication(name: string): MarketIndication {
  const found = INDICATIONS_IN_FORCE.find((one) => one.name === name)
  if (!found) throw new RangeError(`no such indication in the market: ${name}`)
  return found
}

export interface LawfulUser {
  subject: string
  creditCode: string
  right: string
  scope: string
  validFrom: string
  validTo: string
}

/** Invented producers inside the areas, allowed to use name and special mark. */
const USERS: [subject: string, town: string, right: string, scope: string][] = [
  ['稻溯米业有限公司', '五常', '五常大米', '大米'],
  ['拉林河谷粮食专业合作社', '五常', '五常大米', '大米'],
  ['苇荡渔业专业合作社', '相城', '阳澄湖大闸蟹', '大闸蟹'],
  ['莲池蟹业有限公司', '相城', '阳澄湖大闸蟹', '大闸蟹'],
  ['狮岭茶叶专业合作社', '西湖', '西湖龙井', '茶叶'],
  ['醯源酿造有限公司', '清徐', '山西老陈醋', '食醋'],
  ['榆次醋缘酿造有限公司', '榆次', '山西老陈醋', '食醋'],
  ['檀山坪谷业有限公司', '沁县', '沁州黄小米', '小米'],
  ['古陶食品有限公司', '平遥', '平遥牛肉', '牛肉制品'],
  ['望丛调味品有限公司', '郫都', '郫县豆瓣', '豆瓣酱'],
  ['粉都人家食品有限公司', '烟台', '龙口粉丝', '粉丝'],
  ['婺江火腿有限公司', '金华', '金华火腿', '火腿'],
  ['京口香醋酿造有限公司', '镇江', '镇江香醋', '食醋'],
  ['西坪茶业有限公司', '安溪', '安溪铁观音', '茶叶'],
  ['六泉党参专业合作社', '陵川', '陵川潞党参', '中药材'],
  ['棋子山药业有限公司', '陵川', '陵川潞党参', '中药材'],
  ['脐源果业有限公司', '信丰', '赣南脐橙', '脐橙'],
  ['铁门关外果业专业合作社', '库尔勒', '库尔勒香梨', '香梨'],
  ['塬顶红果业专业合作社', '洛川', '洛川苹果', '苹果'],
  ['红枸堂农业有限公司', '中宁', '中宁枸杞', '枸杞'],
  ['车云山茶业有限公司', '信阳', '信阳毛尖', '茶叶'],
]

export const LAWFUL_USERS: readonly LawfulUser[] = USERS.map(([subject, town, right, scope]) => ({
  subject,
  creditCode: creditCodeOf(subject, place(town).code, subject.endsWith('合作社') ? '3' : '1'),
  right,
  scope,
  validFrom: '2023-01-01',
  validTo: '2028-12-31',
}))

export function creditCodeOfUser(subject: string): string {
  const found = LAWFUL_USERS.find((user) => user.subject === subject)
  if (!found) throw new RangeError(`no such lawful user in the market: ${subject}`)
  return found.creditCode
}
