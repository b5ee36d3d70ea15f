import type { Element, Page } from './document.ts'
import { ancestors, names, ownText, squeeze, tagged, textOf } from './document.ts'
import { isPriceText } from './price-spots.ts'

/** A text that may be the title of what the page is about. */
export interface Headline {
  text: string
  /** 0..1. */
  confidence: number
  element?: Element
}

const squash = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}]+/gu, '')
    .toLowerCase()
const SEPARATOR =
  /\s+[-–—|_•·:»]+\s+|\s*[|｜_【】»]\s*|\s*[-–—]{2,}\s*|(?<=[\p{Script=Han}）)])[-–—](?=[\p{Script=Han}\w])|\s+[-–—](?=\p{Script=Han})/u
const SHOP_WORDS =
  /京东|天猫|淘宝|苏宁|当当|拼多多|阿里巴巴|1688|亚马逊|amazon|ebay|walmart|tmall|taobao|official|官网|商城|网上购物|报价|价格|批发|图片|评[价论]|行情|正品|shop|store|online|buy|free shipping|\.com|\.cn|\.net|首页|home$/i

export const documentTitle = (page: Page): string => {
  const title = tagged(page, 'title').find((element) => [...ancestors(element)].every(({ name }) => name !== 'svg'))
  return title === undefined ? '' : squeeze(title.children.map((child) => (child.type === 'text' ? child.data : '')).join(' '))
}

/** The document title without the name of the shop and its slogans. */
export function withoutSite(title: string, siteName = ''): string {
  const parts = title
    .split(SEPARATOR)
    .map(squeeze)
    .filter((part) => part !== '')
  if (parts.length <= 1) return title
  const site = squash(siteName)
  const telling = parts.filter((part) => !(site.length > 1 && squash(part) === site))
  const [first] = telling
  // The longest part that does not speak of the shop; a title that begins the line wins where it is not much shorter.
  const scored = telling.map((part, at) => ({
    part,
    score: Math.min(part.length, 60) * (SHOP_WORDS.test(part) && part.length < 24 ? 0.4 : 1) * (at === 0 ? 1.6 : 1),
  }))
  scored.sort((a, b) => b.score - a.score)
  return scored[0]?.part ?? first ?? title
}

const NAMED =
  /(?:^|[\s_-])(?:product|goods|item|prod|detail|offer|sku|pdp|commodity|article|book)[\w-]*(?:title|name|tit)(?![a-z])|(?:^|\s)(?:title|name|tb-main-title|sku-name|d-title|itemtitle|producttitle)(?:\s|$)/i
const OUTSIDE = /^(?:header|nav|footer|aside)$/
const OUTSIDE_NAME =
  /(?:^|[\s_-])(?:header|head|nav|navbar|footer|logo|logobar|topbar|sidebar|breadcrumbs?|crumb|mall-?logo|site-?title|modal|popup|dialog|cookie|related|recommend\w*|similar)(?:[\s_-]|$)/i

/** Whether an element stands in the frame of the page rather than in its content. */
export function isFrame(element: Element): boolean {
  for (const above of [element, ...ancestors(element)]) {
    if (above.name === 'body' || above.name === 'main' || above.name === 'article') return false
    // Products have headers of their own.
    if (OUTSIDE.test(above.name))
      return !(
        above.name === 'header' &&
        [...ancestors(above)].some(
          (outer) => /^(?:main|article|section)$/.test(outer.name) || /product|detail|goods|pdp/i.test(names(outer)),
        )
      )
    if (OUTSIDE_NAME.test(names(above)) && !/product|detail|goods/i.test(names(above)) && textOf(above).length < 3000) return true
  }
  return false
}

interface Candidate extends Headline {
  element: Element
  /** 0..1: how much of it the document's title repeats. */
  repeated: number
}

/** Below this, no heading has anything to do with the document's title, which then says `商品详情` or the like. */
const INFORMATIVE = 0.3

/**
 * Titles that the markup offers, best first.
 * @param priceAt position of the first price that is not in the frame of the page; names right before it are more likely the title
 */
export function headlines(page: Page, siteName: string, priceAt?: number): Headline[] {
  const whole = documentTitle(page)
  const squashedTitle = squash(whole)
  const parts = whole
    .split(SEPARATOR)
    .map(squash)
    .filter((part) => part !== '')
  const site = parts.length > 1 ? parts.at(-1) : undefined
  const candidates: Candidate[] = []
  const offer = (element: Element, base: number): void => {
    const text = textOf(element) || squeeze(element.attribs['title'] ?? '')
    if (element.hidden || text.length < 2 || text.length > 400 || isPriceText(text) || /^[\d\s.,%-]+$/.test(text)) return
    const plain = squash(text)
    if (plain.length < 2) return
    const within = squashedTitle.includes(plain) && plain.length >= 3
    let confidence = base
    if (isFrame(element)) confidence -= 0.35
    if ((siteName !== '' && plain === squash(siteName)) || plain === site) confidence -= 0.4
    if (priceAt !== undefined && element.index < priceAt && element.index > priceAt - 80) confidence += 0.15
    candidates.push({
      text,
      confidence,
      element,
      repeated: within ? 1 : plain.length < 4 ? INFORMATIVE : Math.min(0.99, overlap(plain, squashedTitle) * 1.6),
    })
  }
  const h1 = tagged(page, 'h1')
  for (const [at, element] of h1.entries()) offer(element, at === 0 ? 0.62 : 0.58)
  for (const element of page.elements) {
    if (element.name === 'h1' || element.type !== 'tag' || element.end - element.index > 12) continue
    if (element.name === 'h2' || element.name === 'h3') offer(element, 0.34)
    else if (NAMED.test(names(element)) && /^(?:div|span|p|h\d|strong|td|a|dt|b|label|li)$/.test(element.name)) offer(element, 0.44)
  }
  const informative =
    squashedTitle.length >= 6 && candidates.some(({ repeated, confidence }) => repeated >= INFORMATIVE && confidence > 0.2)
  const found: Headline[] = candidates.map(({ text, element, confidence, repeated }) => ({
    text,
    element,
    confidence: !informative ? confidence : repeated === 1 ? confidence + 0.2 : confidence - 0.35 * (1 - repeated),
  }))
  const short = withoutSite(whole, siteName)
  if (!found.some(({ confidence }) => confidence >= 0.6)) {
    // Pages without headings: the text that the document's title begins with.
    const least = Math.max(4, squash(short).length / 2)
    let same: { text: string; element: Element } | undefined
    for (const element of page.elements) {
      if (!/^(?:b|strong|font|td|div|p|span|center|h[2-4]|a)$/.test(element.name) || element.hidden || element.end - element.index > 3)
        continue
      // An item number in small print below the title belongs to the element and not to the title.
      for (const text of [textOf(element), ownText(element)]) {
        const plain = squash(text)
        if (plain.length < least || !squashedTitle.includes(plain) || plain.length <= squash(same?.text ?? '').length || isFrame(element))
          continue
        same = { text, element }
      }
    }
    if (same) found.push({ ...same, confidence: 0.6 })
  }
  if (short.length >= 2) found.push({ text: short, confidence: informative || candidates.length === 0 ? 0.45 : 0.4 })
  found.sort((a, b) => b.confidence - a.confidence)
  return found.slice(0, 12)
}

/** Share of the shorter text's pairs of characters that the longer one has too. */
function overlap(a: string, b: string): number {
  const pairs = new Set<string>()
  for (let at = 0; at + 1 < b.length; at++) pairs.add(b.slice(at, at + 2))
  let common = 0
  for (let at = 0; at + 1 < a.length; at++) if (pairs.has(a.slice(at, at + 2))) common++
  return a.length < 2 ? 0 : common / (a.length - 1)
}
