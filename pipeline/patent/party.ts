import type { Listing, PatentRow } from '../../domain/index.ts'
import { partyKey, rightfulNames } from '../../rules/registry/index.ts'
import { foldText } from '../normalise/fold.ts'

/**
 * Whether who marks may mark (law.md 14.4):
 * `entitled` is holder, licensee or made for the holder; `related` may be (a name inside another, the holder named on the label,
 * its verified shop beside another maker); `other` is neither; `unknown` where nobody is named.
 */
export type Entitlement = 'entitled' | 'related' | 'other' | 'unknown'

/** Headings behind which the one for whom goods are made stands. */
const PRINCIPAL =
  /(?:委托(?:方|商|单位|企业|人|生产方|加工方|制造商)?|品牌(?:方|商|持有人|运营商?|所有人)|出品(?:方|人|商|单位)?|定制方|监制单位)(?:\/[\u4e00-\u9fff]{2,5})?\s*[:：]\s*([^\s,，;；。、|]{2,30})/g
/** The same as a sentence: 受甲公司委托, 甲公司委托乙厂生产, 为甲公司代工. */
const PRINCIPAL_SENTENCE =
  /(?:受|由|为|应)\s*([^\s,，;；。、:：]{2,30}?)\s*(?:的)?(?:之)?(?:委托|代工|定制|贴牌)|([^\s,，;；。、:：]{2,30}?)\s*委托\s*[^\s,，;；。、:：]{2,30}?\s*(?:生产|加工|制造)|([^\s,，;；。、:：]{2,30}?)\s*(?:荣誉)?出品(?![方人商单]|\s*[:：])/g
const MAKER =
  /(?:生产(?:商|者|厂家|厂|企业|单位)|制造(?:商|者|厂|企业|单位)?|厂家|厂名|受托(?:生产)?(?:方|商|单位|企业)?)\s*[:：]\s*([^\s,，;；。、|]{2,30})/g

export interface Parties {
  producer?: string
  principals: string[]
  makers: string[]
  /** The brand under which it is sold. */
  brand?: string
  seller?: string
  /** The platform vouches that the shop is the brand's own. */
  ownShop: boolean
}

/** Who stands behind a text of the listing. */
export function partiesOf(listing: Listing, text: string): Parties {
  const seller = listing.seller
  return {
    producer: listing.producer?.name || attributed(listing, /^(?:生产|制造)(?:厂家|商|企业|单位|者)$|^厂[名家]$/),
    principals: [...captures(text, PRINCIPAL), ...captures(text, PRINCIPAL_SENTENCE)],
    makers: captures(text, MAKER),
    brand: listing.brand || attributed(listing, /^品牌$/),
    seller: seller?.name || undefined,
    ownShop: seller?.badgeVerified === true && (seller.kind === 'flagship' || seller.kind === 'brand-owner'),
  }
}

function attributed(listing: Listing, heading: RegExp): string | undefined {
  const found = Object.entries(listing.attributes ?? {}).find(([name]) => heading.test(name))?.[1]
  return typeof found === 'string' && found !== '' ? found : undefined
}

function captures(text: string, pattern: RegExp): string[] {
  const found: string[] = []
  for (const match of text.matchAll(pattern)) for (const name of match.slice(1)) if (name) found.push(name)
  return found
}

/** Two or three characters after a common surname, and nothing that names of firms carry. */
const PERSON =
  /^[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔崔邱秦史顾侯邵孟段雷钱汤尹黎易常武乔贺赖龚][一-龥]{1,2}$/
const FIRM = /公司|厂|集团|[社店行坊馆所院校部司业铺堂记局品]/

/** `same`, `inside` where one name holds the other, or `different`. */
export function compareParties(a: string, b: string): 'same' | 'inside' | 'different' {
  const [left, right] = [foldText(a).trim(), foldText(b).trim()]
  const [leftKey, rightKey] = [partyKey(left), partyKey(right)]
  if (left === right || leftKey === rightKey) return 'same'
  return holds(left, right, 2) || holds(leftKey, rightKey, 3) ? 'inside' : 'different'
}

/** Whether one name stands inside the other, and is long enough to mean something. */
function holds(a: string, b: string, least: number): boolean {
  const [inner, outer] = a.length < b.length ? [a, b] : [b, a]
  return inner.length >= least && outer.includes(inner)
}

/**
 * @param text folded text of the label or advertisement that the number stands in
 */
export function entitlement(row: PatentRow, parties: Parties, text: string): Entitlement {
  const names = rightfulNames(row)
  if (names.length === 0) return 'unknown'
  const relation = (party: string): 'same' | 'inside' | 'different' => {
    const all = names.map((name) => compareParties(name, party))
    return all.includes('same') ? 'same' : all.includes('inside') ? 'inside' : 'different'
  }
  const { producer, principals, makers, brand, seller, ownShop } = parties
  // Captured words may carry more than the name: a principal that holds a rightful name is meant.
  if (principals.some((name) => relation(name) !== 'different')) return 'entitled'
  if (producer !== undefined && relation(producer) === 'same') return 'entitled'
  if (brand !== undefined && relation(brand) === 'same') return 'entitled'
  if (ownShop && seller !== undefined && relation(seller) !== 'different') return 'entitled'
  const named = names.some((name) => name.length >= 2 && text.includes(foldText(name)))
  const madeBy = producer ?? makers[0]
  if (madeBy === undefined) {
    if (named || (seller !== undefined && relation(seller) !== 'different')) return 'entitled'
    return 'unknown'
  }
  if (named) return producer === undefined && relation(madeBy) === 'same' ? 'entitled' : 'related'
  if (brand !== undefined && relation(brand) === 'inside') return 'related'
  // A natural person's right is often used by the firm of that person: a question, not an answer.
  if (names.every((name) => PERSON.test(name) && !FIRM.test(name))) return 'related'
  return relation(madeBy) === 'different' ? 'other' : 'related'
}
