import type { Listing } from '../../domain/index.ts'
import { department } from '../goods/index.ts'
import type { Department } from '../goods/index.ts'
import { steadyLife } from '../life.ts'
import type { PlatformId, Seller } from '../market.ts'
import type { Draft } from '../ordinary.ts'
import { place } from '../places.ts'
import { randomOf } from '../random.ts'
import type { Random } from '../random.ts'
import { registerSeller } from '../shops.ts'
import { ornament } from '../titles.ts'
import { COMPETITION } from './competition.ts'
import { COUNTERFEITS } from './counterfeits.ts'
import { INDICATION_MARKS } from './indication-marks.ts'
import { INDICATION_NAMES } from './indication-names.ts'
import { LOOK_ALIKES } from './look-alikes.ts'
import { MARK_CLAIMS } from './mark-claims.ts'
import { PATENT_ADVERTISING } from './patent-advertising.ts'
import { PATENT_MARKING } from './patent-marking.ts'
import { MISPRINTS } from './patent-numbers.ts'
import { ENDED } from './patents-ended.ts'
import { NEVER_GRANTED } from './patents-never-granted.ts'
import { OF_OTHERS } from './patents-of-others.ts'
import { SIGNS } from './signs.ts'
import { SPECIAL_MARKS } from './special-marks.ts'
import { TOBACCO } from './tobacco.ts'
import type { Pair, Side } from './pair.ts'

/** Every offence of the market with its innocent twin, one family of the rule catalogue after the other. */
export const PAIRS: readonly Pair[] = [
  ...NEVER_GRANTED,
  ...ENDED,
  ...OF_OTHERS,
  ...PATENT_MARKING,
  ...MISPRINTS,
  ...PATENT_ADVERTISING,
  ...INDICATION_NAMES,
  ...INDICATION_MARKS,
  ...SPECIAL_MARKS,
  ...COUNTERFEITS,
  ...LOOK_ALIKES,
  ...MARK_CLAIMS,
  ...COMPETITION,
  ...SIGNS,
  ...TOBACCO,
]

/** Offers of all pairs. The seed decides platform, ornaments and prices; the wording that makes the offence is fixed. */
export function lawfulAndUnlawful(seed: number): Draft[] {
  const drafts: Draft[] = []
  const counts = new Map<string, number>()
  const sellers = new Map<string, Seller>()
  for (const one of PAIRS) {
    const number = (counts.get(one.rule) ?? 0) + 1
    counts.set(one.rule, number)
    const ref = `${one.rule}/${number}`
    const { rule, verdict, accept, why } = one
    drafts.push({ ...offer(seed, `${ref}/offence`, one.department, one.offence, sellers), offence: { rule, verdict, accept, why } })
    drafts.push({ ...offer(seed, `${ref}/twin`, one.department, one.twin, sellers), twinOf: `${ref}/offence` })
  }
  return drafts
}

function offer(seed: number, ref: string, departmentId: string, side: Side, sellers: Map<string, Seller>): Draft {
  const random = randomOf(seed, ref)
  const platform = side.on ?? platformFor(random, side)
  const kind = side.kind ?? 'business'
  const name = `${platform}/${side.shop}`
  const brandOwner = kind === 'flagship' || kind === 'brand-owner' || kind === 'brand-store'
  const seller =
    sellers.get(name) ??
    registerSeller(
      {
        platform,
        name: side.shop,
        kind,
        badge: side.badge ?? false,
        departments: [departmentId],
        ...(side.brand && brandOwner ? { brand: side.brand } : {}),
      },
      side.town,
    )
  sellers.set(name, seller)
  const amount = side.price[0]
  const life = steadyLife(random, amount)
  return {
    ref,
    platform,
    seller,
    department: departmentId,
    facts: facts(random, platform, departmentId, side),
    from: life.from,
    to: life.to,
    changes: life.changes,
  }
}

/** Shops of a mark and private sellers do not trade on the wholesale site. */
function platformFor(random: Random, side: Side): PlatformId {
  const retail = side.kind !== undefined && side.kind !== 'business' && side.kind !== 'brand-owner'
  const draw = random.next()
  if (retail) return draw < 0.72 ? 'demo-mall' : 'demo-stream'
  return draw < 0.45 ? 'demo-mall' : draw < 0.86 ? 'demo-wholesale' : 'demo-stream'
}

/** Services and books have no grade or shelf life. */
const NO_GOODS = new Set(['次', '晚', '本'])

/** Further rows as ordinary goods have them; grade, ingredients and kind are left out, since offences turn on such. */
function parameters(random: Random, of: Department, side: Side): Record<string, string> {
  const rows: Record<string, string> = {}
  if (NO_GOODS.has(side.price[1])) return rows
  for (const [heading, values] of Object.entries(of.attributes)) {
    if (!/等级|配料|产品类别|采摘|净含量|质保|口味|材质|接口/.test(heading) && random.chance(0.7)) rows[heading] = random.pick(values)
  }
  return rows
}

function facts(random: Random, platform: PlatformId, departmentId: string, side: Side): Listing {
  const of = department(departmentId)
  const listing: Listing = {
    title: ornament(random, platform, side.title),
    price: { amount: side.price[0], currency: 'CNY', per: side.price[1] },
    category: [of.name, side.title.split(' ')[0]?.slice(0, 8) ?? of.name],
    attributes: { ...parameters(random, of, side), ...side.attributes },
    sales: side.sales ?? random.int(12, 3800),
    reviews: random.int(2, 480),
    condition: side.used ? 'used' : 'new',
    channel: 'online',
    description:
      side.text ?? random.pick(['实物拍摄，现货速发。', '品质如图，支持七天无理由退换。', '批量采购请联系客服。', '包装结实，破损包赔。']),
  }
  if (side.brand) listing.brand = side.brand
  if (side.origin) listing.origin = place(side.origin).name
  if (side.ship) listing.shipFrom = place(side.ship).name
  if (side.maker) listing.producer = { name: side.maker[0], address: place(side.maker[1]).name }
  if (side.labels) listing.labels = side.labels
  return listing
}
