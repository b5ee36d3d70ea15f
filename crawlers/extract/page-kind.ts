import type { Platform } from '../platforms/schema.ts'
import type { AddressHints } from './address.ts'
import type { Element, Page } from './document.ts'
import { ancestors, contains, names, tagged, textOf } from './document.ts'
import { documentTitle } from './headline.ts'
import type { Verdict } from './find-wall.ts'
import { bodyText } from './find-wall.ts'
import { licenceWords } from './seller.ts'

/** What the readers found, as far as it tells kinds of page apart. */
export interface Facts {
  address: AddressHints
  /** Types that structured data gives the page. */
  types: ReadonlySet<string>
  /** Products in structured data that stand alone; items of lists are not counted. */
  structuredProducts: number
  /** Whether a structured product has a title and a price. */
  structuredPrice: boolean
  productMeta: boolean
  /** Whether a state in a script describes the product that the title names. */
  embeddedProduct: boolean
  embeddedList: number
  structuredList: number
  /** Items read from repeated cards, and how many of them show a price. */
  cards: number
  pricedCards: number
  cardElements: readonly Element[]
  /** Whether a price stands by the main heading, outside all cards. */
  mainPrice: boolean
  /** Whether the markup around the heading is that of one product. */
  detailMarks: boolean
  /** Whether that price comes before the first card. */
  priceBeforeCards: boolean
  /** Whether meta tags or address call it an article, a thread, a question. */
  article: boolean
  headline: string | undefined
}

const BUY =
  /加入购物[车袋篮]|添加到购物车|加入購物車|放入购物车|立即购买|马上购买|立刻购买|立即抢购|立即订购|现在购买|去购买|发起拼单|单独购买|立即下单|立即采购|加入进货单|加采购车|马上抢|立即预订|到货通知|add(?:ed)? to (?:shopping )?(?:cart|basket|bag|trolley)|buy (?:it )?now|in den (?:waren|einkaufs)korb|ajouter au panier|añadir al carrito|agregar al carrito|comprar|aggiungi al carrello|adicionar ao carrinho|in winkelwagen|カートに(?:入れる|追加)|買い物かご|購入手続き|в корзину|купить|do koszyka|lägg i varukorg|læg i kurv|장바구니|구매하기|pre-?order|notify me when|out of stock|sold out|add to quote|checkout with|^purchase$|place bid/i
const BUY_NAME =
  /add-?_?to-?_?(?:cart|basket|bag)|addtocart|addcart|cart-?add|buy-?now|btn-?buy|btn-?cart|single_add_to_cart|product-form__submit|initcart|j_linkbuy|j_linkbasket/i
const NO_GOODS = new Set([
  'NewsArticle',
  'Article',
  'BlogPosting',
  'JobPosting',
  'Recipe',
  'QAPage',
  'DiscussionForumPosting',
  'FAQPage',
  'VideoObject',
  'Event',
  'LiveBlogPosting',
  'TechArticle',
  'ReportageNewsArticle',
  'ProfilePage',
  'Restaurant',
  'Hotel',
  'LodgingBusiness',
])

const imageAlt = (element: Element): string =>
  element.children.map((child) => (child.type !== 'text' && child.name === 'img' ? (child.attribs['alt'] ?? '') : '')).join('')

const DETAIL_NAME =
  /(?:^|[\s_-])(?:product|goods|item|prod|commodity)[_-]?(?:detail|details|info|main|view|page|single|summary|intro|essential|shop|wrap)|(?:^|\s)pdp|goodsinfo|productinfo|productdetail|product_main/i
const HEADLINE_NAME = /(?:product|goods|sku|pdp|item)[\w-]*(?:title|name|headline)/i
const QUANTITY = /^(?:qty|quantity|amount|number|num|buy-?num|quantity_\w+)$/i

/** Marks of a page about one product: a block of its details around the heading, a field for the quantity outside of cards. */
export function hasDetailMarks(page: Page, headline: Element | undefined, cards: readonly Element[]): boolean {
  if (headline && HEADLINE_NAME.test(names(headline)) && !cards.some((card) => contains(card, headline))) return true
  if (headline)
    for (const above of ancestors(headline)) if (DETAIL_NAME.test(names(above)) && !cards.some((card) => contains(card, above))) return true
  return tagged(page, 'input').some(
    (input) => QUANTITY.test(input.attribs['name'] ?? input.attribs['id'] ?? '') && !cards.some((card) => contains(card, input)),
  )
}

/** Buttons that put goods into a cart, outside of repeated cards. */
export function hasBuyButton(page: Page, cards: readonly Element[]): boolean {
  return page.elements.some((element) => {
    if (element.type !== 'tag' || element.end - element.index > 6) return false
    const isControl = /^(?:button|a|input)$/.test(element.name) || 'onclick' in element.attribs || BUY_NAME.test(names(element))
    if (!isControl) return false
    const text =
      textOf(element) ||
      imageAlt(element) ||
      (element.attribs['value'] ?? element.attribs['title'] ?? element.attribs['aria-label'] ?? element.attribs['alt'] ?? '')
    if (text.length > 40 || !(BUY.test(text) || BUY_NAME.test(names(element)))) return false
    return !cards.some((card) => contains(card, element))
  })
}

/** Titles of pages that name sums of money and sell no goods. */
const OTHER_TRADE =
  /招聘|求职|职位|岗位|租房|二手房|新房|楼盘|房价|户型|新闻|资讯|论坛|贴吧|博客|问答|百科|知乎|豆瓣|影评|小说|章节|直播间|攻略|机票|酒店预订|景点|天气|股票|基金|行情中心|\bjobs?\b|vacanc|salary|careers|real estate|for rent|news\b|blog\b|forum|wikipedia/i
const CART_ADDRESS = /\/(?:cart|basket|checkout|orders?|wishlist|compare|shopping-?bag)(?:[/.?#]|$)/i
const CART_TITLE = /^(?:我的)?购物车|结算|确认订单|(?:shopping|your) (?:cart|basket|bag)|checkout/i
const ARTICLE_ADDRESS =
  /\/(?:news|article|articles|blog|blogs|post|posts|thread|threads|topic|topics|question|questions|forum|wiki|story|jobs?|recipes?)[/.-]|\/thread-\d|\/\d{4}[/-]\d{2}[/-]\d{2}\//i

export const isArticle = (meta: ReadonlyMap<string, string>, url: string): boolean =>
  /article|news|blog|video|profile/i.test(meta.get('og:type') ?? '') || ARTICLE_ADDRESS.test(url)

const LIST_TITLE = /搜索|搜尋|检索|商品列表|全部商品|所有商品|search results?|results for|search:|shop all|all products|検索結果|suche/i

/** Tells product, result list, seller page and the rest apart; walls have been ruled out. */
export function decideKind(page: Page, facts: Facts, platform: Platform | undefined): Verdict {
  const title = documentTitle(page)
  const { url } = page
  const matches = (pattern: string | undefined): boolean => pattern !== undefined && new RegExp(pattern, 'u').test(url)
  if (matches(platform?.seller.address)) return { kind: 'seller', why: 'the platform file names this address a seller page' }
  const reasons: string[] = []
  let product = 0
  let list = 0
  const give = (points: number, why: string): void => {
    product += points
    reasons.push(why)
  }
  const items = Math.max(facts.cards, facts.embeddedList, facts.structuredList)
  const isNoGoods = [...facts.types].some((type) => NO_GOODS.has(type)) && facts.structuredProducts === 0
  const buys = hasBuyButton(page, facts.cardElements)
  if (matches(platform?.product.address)) give(5, 'the platform file names this address a product page')
  if (facts.structuredProducts === 1 || facts.structuredProducts === 2)
    give(facts.structuredPrice ? 5 : 3.5, 'structured data describes one product')
  else if (facts.structuredProducts > 2) list += facts.address.product ? 1 : 3
  if (facts.productMeta) give(3, 'meta tags of a product')
  if (facts.embeddedProduct) give(3.5, 'a script holds the product that the title names')
  if (buys) give(2.5, 'a button that buys')
  if (facts.mainPrice) give(2, 'a price by the heading')
  if (facts.detailMarks) give(1.5, 'markup of a product page')
  if (facts.address.product) give(2, 'an address as products have it')
  if (facts.address.home) product -= 3
  if (facts.address.list && !facts.address.product) product -= 1.5
  if (isNoGoods) product -= 4
  if (facts.article) product -= 3
  if (CART_ADDRESS.test(url) || CART_TITLE.test(title)) product -= 5
  if (OTHER_TRADE.test(title)) product -= 2.5
  if (items >= 3) list += 1.5
  if (items >= 8) list += 1
  if (items >= 20) list += 1
  if (facts.pricedCards >= 4) list += 1.5
  if (facts.structuredList >= 3) list += 2
  if (facts.embeddedList >= 5) list += 1.5
  if (facts.address.list) list += 2
  if (facts.address.home) list += 1
  if (LIST_TITLE.test(title)) list += 2
  if (facts.priceBeforeCards && (buys || facts.detailMarks)) list -= 1.5
  if (platform?.search.url !== undefined && url.startsWith(platform.search.url.split(/[?{]/)[0] ?? '\0')) list += 3
  if (product >= 4 && product > list) return { kind: 'product', why: reasons.join(', ') }
  if (items >= 3 && list >= 3 && !(isNoGoods && facts.pricedCards < 3)) return { kind: 'result-list', why: `${items} items of one make` }
  if (licenceWords(bodyText(page)) >= 3) return { kind: 'seller', why: 'the page names a business with its registration' }
  if (product >= 3.5 && product >= list) return { kind: 'product', why: reasons.join(', ') }
  if (isNoGoods) return { kind: 'other', why: `structured data calls it ${[...facts.types].find((type) => NO_GOODS.has(type))}` }
  return { kind: 'other', why: 'neither goods nor a list of them nor a wall' }
}
