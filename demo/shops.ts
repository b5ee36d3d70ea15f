import type { SellerKind } from '../domain/index.ts'
import { creditCodeOf } from './codes.ts'
import { DEPARTMENTS } from './goods/index.ts'
import type { Department } from './goods/index.ts'
import type { PlatformId, Seller } from './market.ts'
import { hash32, randomOf } from './random.ts'
import type { Random } from './random.ts'
import { place, PLACES } from './places.ts'

/** Words that shops are named with. Together with trade and kind they give some ten thousand names; none is meant to be a real shop's. */
const STEMS =
  '禾润,山外,旭盛,阿福,小满,老陶,云边,晨曦路,喜乐,茂林,青石,远岫,半夏,瑞和祥云,南坪,百味,同盈,初禾,锦程,满仓,石桥,临风,平川,恒谷,朴素,木青,乐活,秋实,鼎原,千禾,兴隆巷,常满,阿秀,大柱,小林,阿珍,老韩,二妹,周家,吴记,何家,许记,方圆里,晋源,汇丰源,盛泽,合顺,嘉树,宏远达,凯途,博润,泰和里,新禾,广源,永泰昌,隆昌号,诚意,聚福,顺达,万家灯,星野,蓝屿,橙子,豆丁,风铃,海棠,梧桐,白鹭,云雀,麦浪,溪口,石磨坊,东篱下,小河湾,南山下,柳叶,杏坛,桃源里,竹影,松涛,雨前,谷雨,立夏,白露后,霜降,拾光,归巢,木棉,苜蓿,野渡,知了,萤火,蒲公英,蜗居,大树下,四季,满堂,好邻居,家和,邻里,村口,巷口,渡头,田间,塘边,坡上,岭南坡,塬上,沟里,湾里'.split(
    ',',
  )

const TRADES: Record<string, string[]> = {
  grain: ['粮油', '杂粮', '粮行', '米面'],
  tea: ['茶叶', '茗茶', '茶铺', '茶庄'],
  condiment: ['调味品', '副食', '酱园', '干调'],
  drinks: ['酒水', '酒行', '饮品', '名酒汇'],
  fruit: ['果业', '鲜果', '生鲜', '果园'],
  aquatic: ['水产', '食品', '土特产', '冷鲜'],
  herbs: ['药材', '参茸', '滋补', '山货'],
  snacks: ['食品', '零食', '糕点', '炒货'],
  clothing: ['服饰', '制衣', '服装', '衣橱'],
  shoes: ['鞋业', '箱包', '鞋服', '皮具'],
  phone: ['数码', '电子', '通讯配件', '科技'],
  kitchen: ['家居', '厨具', '日用品', '百货'],
  baby: ['母婴', '玩具', '童品', '童装'],
  care: ['日化', '个护', '洗护', '美妆'],
  tools: ['五金', '机电', '工具', '建材'],
  farm: ['农资', '农具', '园艺', '种苗'],
  lamps: ['照明', '小家电', '灯饰', '电器'],
  books: ['图书', '文具', '文化用品', '书店'],
}

const KINDS: Record<PlatformId, readonly (readonly [SellerKind, number])[]> = {
  'demo-mall': [
    ['flagship', 22],
    ['brand-store', 8],
    ['multi-brand', 14],
    ['business', 26],
    ['individual', 26],
    ['second-hand', 4],
  ],
  'demo-wholesale': [
    ['business', 78],
    ['brand-owner', 22],
  ],
  'demo-stream': [
    ['individual', 55],
    ['business', 35],
    ['flagship', 10],
  ],
}

function weighted<T>(random: Random, table: readonly (readonly [T, number])[]): T {
  let left = random.next() * table.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [value, weight] of table) {
    left -= weight
    if (left < 0) return value
  }
  return (table[0] as readonly [T, number])[0]
}

function shopName(random: Random, kind: SellerKind, department: Department, town: string, brand: string | undefined): string {
  const stem = random.pick(STEMS)
  const trade = random.pick(TRADES[department.id] ?? ['百货'])
  if (kind === 'flagship') return `${brand ?? stem}${random.pick(['旗舰店', '官方旗舰店'])}`
  if (kind === 'brand-store') return `${brand ?? stem}${trade}专卖店`
  if (kind === 'multi-brand') return `${stem}${trade}专营店`
  if (kind === 'brand-owner') return `${town}${brand ?? stem}${trade}${random.pick(['有限公司', '厂', '制品有限公司'])}`
  if (kind === 'second-hand')
    return `${random.pick(['小鹿', '阿星', '芒果', '奶盖', '老猫', '木木'])}${random.pick(['的闲置', '断舍离', '二手小铺'])}`
  if (kind === 'individual') return `${stem}${random.pick([trade, '小店', '自家', '直发', `${trade}店`, '小铺'])}`
  return `${town}${stem}${trade}${random.pick(['有限公司', '经营部', '商行', '商贸有限公司', '批发部'])}`
}

/** A seller with its licence, the same for the same words whatever the seed. */
export function registerSeller(seller: Omit<Seller, 'id' | 'creditCode' | 'region' | 'registeredAddress'>, town: string): Seller {
  const { name, code } = place(town)
  const licensed = seller.kind !== 'individual' && seller.kind !== 'second-hand'
  const street = randomOf('street', seller.name).pick([
    '兴业路',
    '建设街',
    '迎宾大道',
    '商贸城二区',
    '创业园',
    '文昌巷',
    '站前街',
    '南环路',
  ])
  return {
    ...seller,
    id: `${seller.platform === 'demo-wholesale' ? 'c' : 's'}${(hash32(`${seller.platform}/${seller.name}`) % 900_000) + 100_000}`,
    region: name,
    registeredAddress: `${name}${street}${(hash32(seller.name) % 180) + 1}号`,
    ...(licensed
      ? { creditCode: creditCodeOf(seller.name, code, seller.name.endsWith('合作社') ? '3' : seller.name.includes('公司') ? '1' : '2') }
      : {}),
  }
}

/** Ordinary sellers of one platform. */
export function ordinarySellers(seed: number, platform: PlatformId, count: number): Seller[] {
  const random = randomOf(seed, 'sellers', platform)
  const towns = [...PLACES.keys()]
  const names = new Set<string>()
  const ids = new Set<string>()
  const sellers: Seller[] = []
  while (sellers.length < count) {
    const department = DEPARTMENTS[sellers.length % DEPARTMENTS.length] as Department
    const kind = weighted(random, KINDS[platform])
    const brand = kind === 'flagship' || kind === 'brand-store' || kind === 'brand-owner' ? random.pick(department.brands) : undefined
    const likely = department.goods.flatMap((goods) => goods.places)
    const town = random.chance(0.8) ? random.pick(likely) : random.pick(towns)
    const name = shopName(random, kind, department, town, brand)
    const second = random.chance(0.3) ? [random.pick(DEPARTMENTS).id] : []
    const badge = kind === 'flagship' || kind === 'brand-store' || kind === 'multi-brand'
    const seller = registerSeller(
      { platform, name, kind, badge, departments: [department.id, ...second], ...(brand ? { brand } : {}) },
      town,
    )
    if (names.has(name) || ids.has(seller.id)) continue
    names.add(name)
    ids.add(seller.id)
    sellers.push(seller)
  }
  return sellers
}
