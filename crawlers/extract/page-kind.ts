import type { PageKind } from '../../domain/index.ts'
import type { Platform } from '../platforms/schema.ts'
import type { AddressHints } from './address.ts'
import type { Element, Page } from './document.ts'
import { ancestors, contains, names, squeeze, tagged, textOf } from './document.ts'
import { documentTitle } from './headline.ts'
import { licenceWords } from './seller.ts'
import { LOGIN_DEMAND, LOGIN_WORDS, NEEDS_SCRIPT, WALL_SIGNS } from './walls.ts'

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
  headline: string | undefined
}

export interface Verdict {
  kind: PageKind
  why: string
}

const BUY =
  /加入购物车|加入購物車|放入购物车|立即购买|马上购买|立刻购买|立即抢购|立即订购|现在购买|去购买|发起拼单|单独购买|立即下单|立即采购|加入进货单|加采购车|马上抢|立即预订|到货通知|add(?:ed)? to (?:shopping )?(?:cart|basket|bag|trolley)|buy (?:it )?now|in den (?:waren|einkaufs)korb|ajouter au panier|añadir al carrito|agregar al carrito|comprar|aggiungi al carrello|adicionar ao carrinho|in winkelwagen|カートに(?:入れる|追加)|買い物かご|購入手続き|в корзину|купить|do koszyka|lägg i varukorg|læg i kurv|장바구니|구매하기|pre-?order|notify me when|out of stock|sold out|add to quote|checkout with|^purchase$|place bid/i
const BUY_NAME =
  /add-?_?to-?_?(?:cart|basket|bag)|addtocart|addcart|buy-?now|btn-?buy|btn-?cart|single_add_to_cart|product-form__submit|initcart|j_linkbuy|j_linkbasket/i
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

/** Text of the body as it can be seen. */
const bodyText = (page: Page): string => {
  const body = tagged(page, 'body')[0]
  if (body) return textOf(body)
  return squeeze(page.root.children.map((node) => (node.type === 'text' ? node.data : textOf(node))).join(' '))
}

/** Buttons that put goods into a cart, outside of repeated cards. */
export function hasBuyButton(page: Page, cards: readonly Element[]): boolean {
  return page.elements.some((element) => {
    if (element.type !== 'tag' || element.end - element.index > 6) return false
    const isControl = /^(?:button|a|input)$/.test(element.name) || 'onclick' in element.attribs || BUY_NAME.test(names(element))
    if (!isControl) return false
    const text =
      textOf(element) ||
      (element.attribs['value'] ?? element.attribs['title'] ?? element.attribs['aria-label'] ?? element.attribs['alt'] ?? '')
    if (text.length > 40 || !(BUY.test(text) || BUY_NAME.test(names(element)))) return false
    return !cards.some((card) => contains(card, element))
  })
}

interface LoginForm {
  /** It stands in the frame of the page: every page of a site may carry it. */
  inFrame: boolean
  /** Length of the text inside the form. */
  length: number
}

function loginForm(page: Page): LoginForm | undefined {
  const password = tagged(page, 'input').find(
    ({ attribs, hidden }) =>
      !hidden && (attribs['type']?.toLowerCase() === 'password' || /^(?:password|passwd|pwd)$/i.test(attribs['name'] ?? '')),
  )
  if (!password) return undefined
  const inFrame = [...ancestors(password)].some(
    (above) =>
      above.name === 'header' ||
      above.name === 'nav' ||
      /(?:^|[\s_-])(?:header|hd|head|nav|navbar|topbar|top|dropdown|modal|popup|popover|sidebar|dialog|lightbox|toolbar)(?:[\s_-]|$)/.test(
        names(above),
      ),
  )
  const form = [...ancestors(password)].find(({ name }) => name === 'form')
  return { inFrame, length: form ? textOf(form).length : 0 }
}

/** The wall that a page is, if it is one. `hasGoods` says that goods with a price were found: such a page is none. */
export function findWall(
  page: Page,
  platform: Platform | undefined,
  hasGoods: boolean,
  address: AddressHints,
  status?: number,
): Verdict | undefined {
  const title = documentTitle(page)
  const heading = textOf(tagged(page, 'h1')[0] ?? tagged(page, 'h2')[0] ?? { ...emptyElement })
  for (const { kind, text, css, url } of platform?.walls ?? []) {
    if (css !== undefined && !page.elements.some((element) => names(element).split(/\s+/).includes(css.replace(/^[.#]/, '').toLowerCase())))
      continue
    if (url !== undefined && !new RegExp(url, 'u').test(page.url)) continue
    if (text !== undefined && !new RegExp(text, 'u').test(`${title}\n${bodyText(page)}`)) continue
    return { kind, why: `the platform file names this as ${kind}` }
  }
  if (hasGoods) return undefined
  const text = bodyText(page)
  // Puzzles of signs, as challenges carry them, are no words.
  const letters = text.replace(/[^\p{L}]+/gu, '').length
  const small = letters < 2000
  const tiny = letters < 700
  for (const { kind, why, markup, title: titled, text: said } of WALL_SIGNS) {
    if (markup && small && markup.test(page.html)) return { kind, why: `${why}: its script stands in the page` }
    if (titled && (tiny || (small && kind !== 'not-found')) && titled.test(title))
      return { kind, why: `${why}: title «${title.slice(0, 60)}»` }
    if (titled && tiny && heading !== '' && heading.length < 80 && titled.test(heading))
      return { kind, why: `${why}: heading «${heading.slice(0, 60)}»` }
    if (titled && kind === 'not-found' && /\b404\b|not found|不存在|找不到/i.test(title) && text.length < 8000)
      return { kind, why: `${why}: title «${title.slice(0, 60)}»` }
    const match = said && tiny ? said.exec(text) : undefined
    if (match) return { kind, why: `${why}: «${match[0].slice(0, 60)}»` }
  }
  const form = loginForm(page)
  const loginTitle = LOGIN_WORDS.test(title) || LOGIN_WORDS.test(heading)
  if (form && !form.inFrame && (loginTitle || address.login || text.length - form.length < 400))
    return { kind: 'login', why: 'a form that asks for a password is what the page is for' }
  if (form && (loginTitle || address.login) && text.length < 6000)
    return { kind: 'login', why: `a sign-in page: title «${title.slice(0, 60)}»` }
  if ((address.login && loginTitle && small) || (tiny && LOGIN_DEMAND.test(text)))
    return { kind: 'login', why: 'the page asks to sign in first' }
  if (text.length < 200 && /location(?:\.href|\.replace|\.assign)?\s*[=(]\s*["'][^"']*(?:login|passport|signin)/i.test(page.html))
    return { kind: 'login', why: 'a script sends the visitor to a sign-in page' }
  if (status === 401 || status === 403 || status === 429 || status === 503) return { kind: 'blocked', why: `the server answered ${status}` }
  if (status === 404 || status === 410) return { kind: 'not-found', why: `the server answered ${status}` }
  return emptyShell(page, text)
}

const emptyElement: Element = {
  type: 'tag',
  name: 'h1',
  attribs: {},
  children: [],
  parent: { type: 'root', name: 'root', children: [], parent: null, prev: null, next: null },
  prev: null,
  next: null,
  index: 0,
  end: 0,
  hidden: false,
}

/** A page that is drawn by its scripts, or that has nothing in it at all. */
function emptyShell(page: Page, text: string): Verdict | undefined {
  if (text.length === 0 && tagged(page, 'script').length === 0) return { kind: 'empty', why: 'nothing stands in the page' }
  const noscript = tagged(page, 'noscript').map((element) => squeeze(element.children.map((child) => (child.type === 'text' ? child.data : textOf(child))).join(' '))).join(' ') // prettier-ignore
  if (text.length < 300 && (NEEDS_SCRIPT.test(noscript) || NEEDS_SCRIPT.test(text)))
    return { kind: 'empty', why: 'the page says that it needs its scripts' }
  const shell =
    page.elements.find(
      (element) =>
        element.name === 'div' &&
        /^(?:app|root|__next|__nuxt|main-app|react-root|ice-container|container|mount|q-app|svelte|app-root|j_app|page)$/i.test(
          element.attribs['id'] ?? '',
        ) &&
        textOf(element).length < 20,
    ) ?? page.elements.find(({ name }) => name === 'app-root')
  if (shell && text.length < 600 && tagged(page, 'script').length > 0)
    return { kind: 'empty', why: `an empty shell: «${shell.attribs['id'] ?? shell.name}» is filled by script` }
  if (text.length < 60 && tagged(page, 'h1').length === 0) return { kind: 'empty', why: `${text.length} characters of text` }
  return undefined
}

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
  if (facts.embeddedProduct) give(3, 'a script holds the product that the title names')
  if (buys) give(2.5, 'a button that buys')
  if (facts.mainPrice) give(2, 'a price by the heading')
  if (facts.address.product) give(2, 'an address as products have it')
  if (facts.address.home) product -= 3
  if (facts.address.list && !facts.address.product) product -= 1.5
  if (isNoGoods) product -= 4
  if (items >= 3) list += 1.5
  if (items >= 8) list += 1
  if (items >= 20) list += 1
  if (facts.pricedCards >= 4) list += 1.5
  if (facts.structuredList >= 3) list += 2
  if (facts.embeddedList >= 5) list += 1.5
  if (facts.address.list) list += 2
  if (facts.address.home) list += 1
  if (LIST_TITLE.test(title)) list += 2
  if (platform?.search.url !== undefined && url.startsWith(platform.search.url.split(/[?{]/)[0] ?? '\0')) list += 3
  if (product >= 4 && product > list) return { kind: 'product', why: reasons.join(', ') }
  if (items >= 3 && list >= 3 && !(isNoGoods && facts.pricedCards < 3)) return { kind: 'result-list', why: `${items} items of one make` }
  if (licenceWords(bodyText(page)) >= 3) return { kind: 'seller', why: 'the page names a business with its registration' }
  if (product >= 3.5 && product >= list) return { kind: 'product', why: reasons.join(', ') }
  if (isNoGoods) return { kind: 'other', why: `structured data calls it ${[...facts.types].find((type) => NO_GOODS.has(type))}` }
  return { kind: 'other', why: 'neither goods nor a list of them nor a wall' }
}
