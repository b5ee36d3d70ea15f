import type { Seller } from '../../domain/index.ts'
import type { Element, Page } from './document.ts'
import { absolute, ancestors, isElement, names, squeeze, tagged, textOf } from './document.ts'
import type { Row } from './labelled.ts'
import { readLabelled } from './labelled.ts'
import type { Reading } from './reading.ts'
import { readingOf, ReadingList } from './reading.ts'

const SHOP_NAME =
  /(?:^|[\s_-])(?:shop|store|seller|merchant|vendor|supplier|company|mall)(?:[\s_-]?(?:name|title|nick|link|info))?(?:$|\s)|shopname|storename|sellername|slogo-shopname|companyname|shop-?name|seller-?name|merchant-?info/i
/** Names that call the element itself the shop's name. */
const CALLED = /(?:shop|store|seller|merchant|mall|vendor|supplier|company)[_-]?(?:name|nick)(?![a-z])/i
const SHOP_LINK =
  /\/(?:shop|store|seller|sellers|merchant|vendor|company|supplier|mall|usr|str)[/?_-]|\/\/(?:shop|store|mall)[\w-]*\.|view_shop|shop_?id=|seller_?id=/i
const SHOP_WORDS =
  /(?:旗舰店|专卖店|专营店|直营店|企业店|体验店|加盟店|商行|经营部|商贸|合作社|有限公司|工厂|批发部|小店|自营|商店|超市|门市部)$/
const NOT_A_NAME =
  /收藏|关注|我的|购物车|登录|注册|开店|招商|帮助|^(?:进店|进入店铺|店铺首页|收藏店铺|关注店铺|联系|客服|全部商品|店铺|商家|visit (?:the )?store|shop(?: now)?|store|my account|store locator|find a store|all stores|seller|home|首页|逛逛|查看|more)/i
const LICENCE_WORDS =
  /统一社会信用代码|营业执照|企业名称|经营者名称|法定代表人|注册资本|经营范围|登记机关|注册地址|成立日期|公司名称|证照信息|工商信息/g

/** The shop that a product page names by markup, link and words. */
export function readSeller(page: Page): ReadingList {
  const list = new ReadingList('markup')
  let best: { name: string; url?: string; score: number } | undefined
  for (const element of page.elements) {
    if (element.type !== 'tag' || element.hidden || element.end - element.index > 8) continue
    const href = element.name === 'a' ? element.attribs['href'] : undefined
    const named =
      SHOP_NAME.test(names(element)) ||
      (element.name === 'a' &&
        isElement(element.parent) &&
        SHOP_NAME.test(`${names(element.parent)} ${isElement(element.parent.parent) ? names(element.parent.parent) : ''}`))
    const linked = href !== undefined && SHOP_LINK.test(href)
    if (!named && !linked) continue
    const name = textOf(element) || squeeze(element.attribs['title'] ?? '')
    if (name.length < 2 || name.length > 50 || NOT_A_NAME.test(name) || /^[\d\s.,%]+$/.test(name)) continue
    let score = (named ? 1.5 : 0) + (CALLED.test(names(element)) ? 1 : 0) + (linked ? 1.5 : 0) + (SHOP_WORDS.test(name) ? 2 : 0)
    if (
      /^(?:footer|nav)$/.test(element.parent.name) ||
      [...ancestors(element)].some((above) => above.name === 'footer' || /footer|recommend|related|similar/.test(names(above)))
    )
      score -= 2
    if (best === undefined || score > best.score) best = { name, url: linked ? absolute(href, page.base) : best?.url, score }
  }
  if (best === undefined || best.score < 2.5) return list
  list.add('seller.name', best.name.replace(/^(?:店铺|卖家|商家|掌柜|公司(?:名称)?)\s*[:：]\s*/, ''), best.score >= 3.5 ? 0.65 : 0.5)
  list.add('seller.url', best.url, 0.5)
  return list
}

/** Words that only a page about the business itself has, each counted once. */
export function licenceWords(text: string): number {
  return new Set(text.match(LICENCE_WORDS) ?? []).size
}

const CODE = /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])/

/** Whom a seller or licence page speaks of. */
export function readSellerPage(page: Page, rows: readonly Row[], selected: readonly Reading[]): Seller | undefined {
  const readings = [...readLabelled(rows).readings, ...selected]
  const body: Element | undefined = tagged(page, 'body')[0]
  const code = readingOf(readings, 'seller.creditCode') ?? CODE.exec(body ? textOf(body) : '')?.[0]
  const seller: Seller = {}
  const put = (key: 'id' | 'name' | 'creditCode' | 'region' | 'registeredAddress', value: string | undefined): void => {
    if (value !== undefined) seller[key] = value
  }
  put('name', readingOf(readings, 'seller.name'))
  put('id', readingOf(readings, 'seller.id'))
  put('creditCode', code)
  put('region', readingOf(readings, 'seller.region'))
  put('registeredAddress', readingOf(readings, 'seller.registeredAddress'))
  return Object.keys(seller).length > 0 ? seller : undefined
}
