import type { Element, Page } from './document.ts'
import { absolute, contains, descendants, isElement, names, squeeze, tagged, textOf } from './document.ts'
import type { CardGroup } from './cards.ts'
import { findCards } from './cards.ts'
import { isFrame } from './headline.ts'
import { readCount } from './price.ts'
import type { PriceSpot } from './price-spots.ts'
import { isPriceText } from './price-spots.ts'
import type { Item } from './reading.ts'
import { ReadingList } from './reading.ts'

/** The items of a page that shows several, read by their structure alone. */
export interface ResultList {
  items: (Item & { element: Element })[]
  /** How many of them show a price. */
  priced: number
  /** The cards that they were read from; empty where none repeat. */
  groups: CardGroup[]
  /** The main group of cards. */
  cards: Element[]
}

const BUTTON =
  /^(?:加入购物车|立即购买|购买|收藏|对比|关注|详情|查看详情|更多|add to (?:cart|basket|bag|wishlist)|buy(?: now)?|compare|quick (?:view|shop|look)|view(?: details| product)?|details|more|select options|choose options|see more|read more|shop now|learn more|new|sale|hot|加购物车|找同款|找相似|店铺|客服)$/i
const TITLE_NAME = /title|name|tit(?![a-z])|product-?link|subject|desc/i
const SELLER_NAME = /shop|store|seller|merchant|vendor|supplier|company|nick|mall/i
const SALES_TEXT =
  /([\d.,]+\s?[万kK]?\+?)\s?(?:人付款|人收货|笔成交|件已售|人已买|人购买|sold)|(?:已售|月销|销量|成交|付款人数|已拼|已团)[:：]?\s?([\d.,]+\s?[万kK]?)/i
const REVIEW_TEXT =
  /([\d.,]+\s?[万kK]?\+?)\s?(?:条|人|个)?(?:评[价论]|reviews?|ratings?)|(?:评[价论]|reviews?)[:：(]?\s?([\d.,]+\s?[万kK]?)/i

function fullText(element: Element): string {
  const text = textOf(element)
  const inner = element.children.filter(isElement)
  const whole = squeeze(element.attribs['title'] ?? (inner.length === 1 ? inner[0]?.attribs['title'] : undefined) ?? '')
  if (whole === '' || whole === text) return text
  // A title that the page cuts short stands in full in its attribute.
  const stem = text.replace(/\s*(?:\.{2,}|…)\s*$/, '')
  if (whole.length > text.length && (text === '' || whole.startsWith(stem.slice(0, 12)))) return whole
  return text === '' ? whole : text
}

const isTitle = (text: string): boolean =>
  text.length >= 2 && text.length <= 300 && !isPriceText(text) && !BUTTON.test(text) && !/^[\d\s.,%()+万-]+$/.test(text)

/** The title of a card, with the link that leads to the item. */
function titleOf(page: Page, card: Element): { title?: string; link?: Element } {
  const inside = card.name === 'a' ? [card, ...descendants(page, card)] : descendants(page, card)
  let best: { title: string; link: Element | undefined; score: number } | undefined
  let anchor: Element | undefined = card.name === 'a' ? card : undefined
  let firstLink: Element | undefined
  for (const element of inside) {
    if (anchor && element.index > anchor.end) anchor = undefined
    if (element.name === 'a' && absolute(element.attribs['href'], page.base) !== undefined) {
      anchor = element
      firstLink ??= element
    }
    if (element.hidden) continue
    const heading = /^h[1-6]$/.test(element.name)
    const named = TITLE_NAME.test(names(element)) || element.attribs['itemprop'] === 'name'
    let text = ''
    let score = 0
    if (element.name === 'a' && element !== card) {
      text = fullText(element)
      score = 2
    } else if (heading) {
      text = fullText(element)
      score = 3
    } else if (named && element.end - element.index <= 10) {
      text = fullText(element)
      score = 2
    } else if (element.name === 'img' && element.attribs['alt'] !== undefined) {
      text = squeeze(element.attribs['alt'])
      score = 0.5
    } else continue
    if (!isTitle(text)) continue
    if (named) score += 1.2
    if (element.attribs['itemprop'] === 'name') score += 2
    if (SELLER_NAME.test(names(element)) || /brand|cate?g|comment|review|rating|tag|badge|label|promo|icon/i.test(names(element)))
      score -= 1.5
    if (/review|comment|shop|store|seller|brand|cart|login/i.test(element.attribs['href'] ?? '') && element.name === 'a') score -= 0.7
    score += Math.min(text.length, 40) / 20
    if (text.length > 120) score -= 1
    if (best === undefined || score > best.score) best = { title: text, link: anchor, score }
  }
  return { title: best?.title, link: best?.link ?? firstLink }
}

/** Of the amounts in one card the one that is paid now. */
export function bestSpot(spots: readonly PriceSpot[]): PriceSpot | undefined {
  const paid = spots.filter((spot) => !spot.was && !spot.aside)
  return (
    paid.find((spot) => spot.now && spot.signed) ??
    paid.find((spot) => spot.marked && !spot.regular) ??
    paid.find((spot) => spot.marked) ??
    paid[0]
  )
}

function toItem(
  page: Page,
  card: Element,
  { title, link }: ReturnType<typeof titleOf>,
  spots: readonly PriceSpot[],
): (Item & { element: Element }) | undefined {
  if (title === undefined) return undefined
  const list = new ReadingList('markup')
  list.add('title', title, 0.75)
  const price = bestSpot(spots)?.price
  if (price) list.add('price', { amount: price.amount, high: price.high, currency: price.currency, per: price.per }, 0.7)
  const text = textOf(card)
  const sales = SALES_TEXT.exec(text)
  list.add('sales', sales ? readCount(sales[1] ?? sales[2] ?? '') : undefined, 0.6)
  const reviews = REVIEW_TEXT.exec(text)
  list.add('reviews', reviews ? readCount(reviews[1] ?? reviews[2] ?? '') : undefined, 0.5)
  for (const element of descendants(page, card)) {
    if (element.name === 'img') {
      const source = [
        element.attribs['data-src'],
        element.attribs['data-original'],
        element.attribs['data-lazy-img'],
        element.attribs['src'],
      ]
        .map((one) => absolute(one, page.base))
        .find((url) => url !== undefined)
      if (source !== undefined && !list.readings.some(({ field }) => field === 'images')) list.add('images', [source], 0.6)
    } else if (SELLER_NAME.test(names(element)) && !/icon|logo|tag/.test(names(element)) && element.end - element.index < 6) {
      const link = descendants(page, element).find(({ name }) => name === 'a')
      const seller = link ? textOf(link) : textOf(element)
      if (
        seller.length >= 2 &&
        seller.length <= 40 &&
        seller !== title &&
        !isPriceText(seller) &&
        !list.readings.some(({ field }) => field === 'seller.name')
      )
        list.add('seller.name', seller, 0.5)
    }
  }
  return { readings: list.readings, url: link && absolute(link.attribs['href'], page.base), element: card }
}

/** Linked pictures: what the cards of a list without prices have in common. */
function linkedPictures(page: Page): Element[] {
  return tagged(page, 'img').filter((image) => {
    if (image.hidden || image.parent.type === 'root') return false
    const link =
      image.parent.name === 'a'
        ? image.parent
        : image.parent.parent.type !== 'root' && image.parent.parent.name === 'a'
          ? image.parent.parent
          : undefined
    return link !== undefined && absolute(link.attribs['href'], page.base) !== undefined
  })
}

/** Reads the items of a page by the make of its repeated cards: those with prices, else those with linked pictures. */
export function readResultList(page: Page, spots: readonly PriceSpot[]): ResultList {
  const titles = new Map<Element, ReturnType<typeof titleOf>>()
  const titled = (card: Element): ReturnType<typeof titleOf> => {
    let title = titles.get(card)
    if (!title) titles.set(card, (title = titleOf(page, card)))
    return title
  }
  const fits = (card: Element): boolean => titled(card).title !== undefined
  const groups = findCards(
    spots.map(({ element }) => element),
    fits,
  )
  const best = groups.find(({ cards }) => cards.filter((card) => !isFrame(card)).length >= 3)
  if (best) {
    const items = best.cards
      .map((card) =>
        toItem(
          page,
          card,
          titled(card),
          spots.filter(({ element }) => contains(card, element)),
        ),
      )
      .filter((item) => item !== undefined)
    const withUrl = items.filter((item) => item.url !== undefined)
    if (withUrl.length >= 3 || (items.length >= 3 && withUrl.length === 0)) {
      const kept = withUrl.length >= 3 ? withUrl : items
      return {
        items: kept,
        priced: kept.filter((item) => item.readings.some(({ field }) => field === 'price')).length,
        groups,
        cards: best.cards,
      }
    }
  }
  const pictures = findCards(linkedPictures(page), fits, 4).find(({ cards }) => !cards.some(isFrame))
  const cards = pictures?.cards ?? []
  const items = cards
    .map((card, at) => toItem(page, card, titled(card), pricesBehind(card, cards[at + 1], spots)))
    .filter((item) => item !== undefined)
    .filter(({ url }) => url !== undefined)
  const priced = items.filter((item) => item.readings.some(({ field }) => field === 'price')).length
  // Prices behind the cards belong to them only where nearly every card has one.
  if (priced >= items.length * 0.6) return { items, priced, groups, cards }
  return {
    items: items.map((item) => ({ ...item, readings: item.readings.filter(({ field }) => field !== 'price') })),
    priced: 0,
    groups,
    cards,
  }
}

/** Prices between a card and the next one, for tables that give an item several rows. */
function pricesBehind(card: Element, next: Element | undefined, spots: readonly PriceSpot[]): PriceSpot[] {
  const end = Math.min(next?.index ?? Infinity, card.end + 25)
  return spots.filter(({ element }) => element.index > card.end && element.index < end)
}

const NEXT_TEXT =
  /^(?:下一页|下页|下一頁|后一页|next(?: page)?|次へ|次のページ|weiter|suivant|siguiente|próxima|далее)?\s*(?:[>›»→]{0,2})$/i

/** Address of the next page of results. */
export function nextPage(page: Page): string | undefined {
  const links = [...tagged(page, 'link'), ...tagged(page, 'a')]
  const relative = links.find((link) => /(?:^|\s)next(?:\s|$)/i.test(link.attribs['rel'] ?? ''))
  if (relative) return absolute(relative.attribs['href'], page.base)
  for (const link of tagged(page, 'a')) {
    const text = textOf(link)
    const title = `${link.attribs['title'] ?? ''} ${link.attribs['aria-label'] ?? ''}`
    const named = /(?:^|[\s_-])next(?:$|[\s_-])|pn-next|page-?next|nextpage/i.test(
      `${names(link)} ${isElement(link.parent) ? names(link.parent) : ''}`,
    )
    const says =
      (text !== '' &&
        NEXT_TEXT.test(text) &&
        (/[\p{L}]/u.test(text) || named || /pag/.test(isElement(link.parent) ? names(link.parent) : ''))) ||
      /^\s*(?:下一页|next page|next)\s*$/i.test(title)
    if (!says && !(named && text.length < 12 && !/slick|swiper|carousel|slide/.test(names(link)))) continue
    const url = absolute(link.attribs['href'], page.base)
    if (url !== undefined && url !== page.url) return url
  }
  return undefined
}
