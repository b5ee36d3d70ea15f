import type { Listing } from '../domain/index.ts'
import { department, sayable } from './goods/index.ts'
import type { Department, Goods } from './goods/index.ts'
import { ordinaryLife } from './life.ts'
import type { Offer, PlatformId, Seller } from './market.ts'
import { place } from './places.ts'
import { cents, priceBetween } from './prices.ts'
import { randomOf } from './random.ts'
import type { Random } from './random.ts'
import { titleFor } from './titles.ts'

/** An offer without its id, which depends on all the others. */
export type Draft = Omit<Offer, 'id'>

/** Offers of goods that nobody could object to. Some come back under another id. */
export function ordinaryOffers(seed: number, platform: PlatformId, sellers: readonly Seller[], count: number): Draft[] {
  const drafts: Draft[] = []
  for (let number = 0; number < count; number++) {
    const random = randomOf(seed, platform, 'ordinary', number)
    const seller = random.pick(sellers)
    const of = department(random.pick(seller.departments))
    const goods = random.pick(of.goods)
    const town = random.pick(goods.places)
    const facts = ordinaryFacts(random, platform, seller, of, goods, town)
    const life = ordinaryLife(random, facts.title ?? '', facts.price?.amount ?? 0, goods.season)
    const ref = `${platform}/${of.id}/${number}`
    drafts.push({ ref, platform, seller, department: of.id, facts, from: life.from, to: life.to, changes: life.changes })
    if (life.returns !== undefined) {
      const again = { ...facts, title: `${facts.title} 重新上架` }
      drafts.push({
        ref: `${ref}/again`,
        platform,
        seller,
        department: of.id,
        facts: again,
        from: life.returns,
        to: 59,
        changes: [],
        successorOf: ref,
      })
    }
  }
  return drafts
}

function ordinaryFacts(random: Random, platform: PlatformId, seller: Seller, of: Department, goods: Goods, town: string): Listing {
  const spec = random.pick(goods.specs)
  // Shops of one mark sell that mark; others sell goods of several or of none.
  const brand = seller.brand && of.brands.includes(seller.brand) ? seller.brand : random.chance(0.45) ? random.pick(of.brands) : undefined
  const title = titleFor(random, platform, {
    department: of,
    goods,
    spec,
    ...(brand ? { brand } : {}),
    ...(of.showsOrigin ? { town } : {}),
  })
  const wholesale = platform === 'demo-wholesale'
  const amount = wholesale ? cents(priceBetween(random, goods.low, goods.high) * 0.6) : priceBetween(random, goods.low, goods.high)
  const origin = place(town).name
  const attributes: Record<string, string> = { 规格: spec }
  for (const [heading, values] of Object.entries(of.attributes)) if (random.chance(0.8)) attributes[heading] = random.pick(values)
  const maker = wholesale || random.chance(0.35)
  const facts: Listing = {
    title,
    price: { amount, currency: 'CNY', per: goods.per },
    category: [of.name, goods.noun],
    description: describe(random, of, goods, spec, town),
    attributes,
    sales: Math.floor(10 ** (random.next() * 4.3)),
    reviews: Math.floor(10 ** (random.next() * 3)),
    condition: seller.kind === 'second-hand' ? 'used' : 'new',
    channel: 'online',
  }
  if (brand) facts.brand = brand
  if (of.showsOrigin || wholesale) facts.origin = origin
  if (random.chance(0.75)) facts.shipFrom = random.chance(0.8) ? origin : seller.region
  if (maker)
    facts.producer =
      seller.kind === 'brand-owner' || seller.kind === 'flagship'
        ? { name: seller.name.replace(/(官方)?旗舰店$/, '有限公司'), address: origin }
        : makerAt(random, of, town)
  return facts
}

const MAKER_STEMS = '恒泰,双峰,宏达,金穗,同兴,百盛,远航,顺昌,永盛,天和,三江,汇源泉,德顺,康益,众合,兴旺,鑫磊,佳禾,泰丰,利民'.split(',')
const MAKER_KINDS: Record<string, string[]> = {
  grain: ['米业', '粮油加工厂', '面业'],
  tea: ['茶业', '茶厂', '茶叶专业合作社'],
  condiment: ['调味食品厂', '酿造厂'],
  drinks: ['酒业', '饮品厂'],
  fruit: ['果业专业合作社', '果品站'],
  aquatic: ['水产养殖场', '食品厂'],
  herbs: ['中药材加工厂', '药材种植专业合作社'],
  snacks: ['食品厂', '糕点厂'],
}

function makerAt(random: Random, of: Department, town: string): { name: string; address: string } {
  return {
    name: `${town}${random.pick(MAKER_STEMS)}${random.pick(MAKER_KINDS[of.id] ?? ['制品厂', '工贸有限公司', '实业有限公司'])}`,
    address: place(town).name,
  }
}

const OPENINGS = [
  '',
  '亲，欢迎光临小店。',
  '老客户都知道，我们只做实在货。',
  '本店商品均为现货。',
  '图片实物拍摄。',
  '工厂直接发货，中间不加价。',
]
const CLOSINGS = [
  '有问题请联系客服。',
  '拍下后48小时内发货，偏远地区请先咨询。',
  '收到如有破损请拍照联系。',
  '支持七天无理由退换。',
  '大量采购可以议价。',
  '批次不同包装略有差别，以实物为准。',
]

function describe(random: Random, of: Department, goods: Goods, spec: string, town: string): string {
  const praise = random.sample(sayable(of.qualities, goods), 3).join('，')
  const from = of.showsOrigin ? `产自${town}，` : ''
  return `${random.pick(OPENINGS)}${goods.noun}（${spec}），${from}${praise}。适合${random.sample(sayable(of.uses, goods), 2).join('、')}。${random.pick(CLOSINGS)}`
}
