import { stringify } from 'yaml'
import { decodePage } from '../extract/charset.ts'
import { hintsOf } from '../extract/address.ts'
import type { Element, Page } from '../extract/document.ts'
import { absolute, contains, descendants, isElement, parsePage, tagged, textOf } from '../extract/document.ts'
import { documentTitle, headlines } from '../extract/headline.ts'
import type { PageInput } from '../extract/index.ts'
import { extractPage } from '../extract/index.ts'
import { readRows } from '../extract/labelled.ts'
import { rateSpots } from '../extract/main-price.ts'
import type { PriceSpot } from '../extract/price-spots.ts'
import { findPriceSpots } from '../extract/price-spots.ts'
import { bestSpot, nextPage, readResultList } from '../extract/result-list.ts'
import { makeQuery } from '../extract/selectors.ts'
import { addressPattern, searchTemplate } from './draft-address.ts'
import { itemSelector, nameFor } from './draft-selector.ts'
import type { Query } from './draft-selector.ts'

export interface PlatformDraft {
  /** The file, ready to be read by `parsePlatform` and to be looked over by a person. */
  yaml: string
  /** What was found and what a person must still see to. */
  notes: string[]
}

interface Opened {
  page: Page
  query: Query
  spots: PriceSpot[]
  charset: string
}

function open(input: PageInput): Opened {
  const { text, charset } = decodePage(input.body, input.headers?.['content-type'])
  const page = parsePage(text, input.url)
  return { page, query: makeQuery(page), spots: findPriceSpots(page, { host: new URL(input.url).hostname, lang: page.lang }), charset }
}

/** The element of a card whose text, title or alternative text is the item's title; the smallest one. */
function titleElement(page: Page, card: Element, title: string): Element | undefined {
  const inside = [card, ...descendants(page, card)]
  return inside.findLast((element) => element.name !== 'img' && (textOf(element) === title || element.attribs['title']?.trim() === title))
}

const linkIn = (page: Page, card: Element, url: string | undefined): Element | undefined =>
  [card, ...descendants(page, card)].find((element) => element.name === 'a' && absolute(element.attribs['href'], page.base) === url)

/** Selectors of a result list, from what its items have in common. */
function draftResult({ page, query, spots }: Opened, notes: string[]): Record<string, unknown> {
  const list = readResultList(page, spots)
  const cards = list.cards.filter((card) => list.items.some(({ element }) => element === card))
  const item = itemSelector(query, cards)
  if (item === undefined) {
    notes.push('result: no repeated items were found; name them by hand')
    return {}
  }
  const result: Record<string, unknown> = { item }
  const field = (
    name: string,
    pick: (card: Element, at: number) => Element | undefined,
    attr?: (element: Element) => string | undefined,
  ): void => {
    const targets = cards
      .map((card, at) => ({ scope: card, element: pick(card, at) }))
      .filter((pair): pair is { scope: Element; element: Element } => pair.element !== undefined)
    const css = targets.length >= cards.length * 0.5 ? nameFor(query, targets) : undefined
    const first = targets[0]
    if (css === undefined || !first) notes.push(`result.${name}: no selector fits all items; look at the page`)
    else result[name] = attr?.(first.element) === undefined ? css : `${css}@${attr(first.element)}`
  }
  const byCard = new Map(list.items.map((one) => [one.element, one]))
  field(
    'link',
    (card) => linkIn(page, card, byCard.get(card)?.url),
    () => 'href',
  )
  const titleOf = (card: Element): string => byCard.get(card)?.readings.find((reading) => reading.field === 'title')?.value as string
  field(
    'title',
    (card) => titleElement(page, card, titleOf(card)),
    (element) => (element.attribs['title'] !== undefined && textOf(element) !== element.attribs['title'].trim() ? 'title' : undefined),
  )
  if (list.priced > 0) field('price', (card) => bestSpot(spots.filter(({ element }) => contains(card, element)))?.element)
  const next = nextSelector(page, query)
  if (next === undefined) notes.push('result.next: no link to a next page was found')
  else result['next'] = `${next}@href`
  return result
}

/** A selector that finds the link to the next page on every page: by its relation, its class or its words, never by its place. */
function nextSelector(page: Page, query: Query): string | undefined {
  const url = nextPage(page)
  const links = [...tagged(page, 'link'), ...tagged(page, 'a')].filter(
    (link) => url !== undefined && absolute(link.attribs['href'], page.base) === url,
  )
  const related = links.find((link) => /(?:^|\s)next(?:\s|$)/i.test(link.attribs['rel'] ?? ''))
  if (related) return `${related.name}[rel~=next]`
  for (const link of links) {
    const name = (link.attribs['class'] ?? '').split(/\s+/).find((one) => /next/i.test(one))
    if (name !== undefined && query(`a.${name}`)[0] === link) return `a.${name}`
  }
  const words = links.map(textOf).find((text) => /下一?[页頁]|后一页|next|次へ|weiter|suivant|siguiente/i.test(text))
  return words === undefined ? undefined : `a:contains("${words.replace(/[^\p{L} ]/gu, '').trim()}")`
}

/** Headings of rows → field of the file. Only what the page shows is drafted. */
const ROWS: readonly [string, RegExp][] = [
  ['origin', /^(?:商品|产品)?(?:原)?产地$|^country of origin$|^origin$/i],
  ['shipFrom', /^(?:发货地(?:址)?|货源地|ships? from)$/i],
  ['brand', /^(?:品牌|brand)$/i],
  ['producer.name', /^(?:生产厂家|生产企业|制造商|manufacturer)$/i],
  ['producer.address', /^(?:厂址|厂家地址|生产地址)$/],
  ['producer.licence', /^(?:生产许可证(?:编号)?|食品生产许可证(?:编号)?)$/],
  ['seller.creditCode', /^统一社会信用代码$/],
]

/** Selectors of a product page: title and price by their elements, the rest by the headings of rows. */
function draftProduct({ page, query, spots }: Opened, notes: string[]): Record<string, unknown> {
  const product: Record<string, unknown> = { address: addressPattern(page.url) }
  const id = addressPattern(page.url, true)
  if (id !== undefined) product['id'] = { url: id }
  const heads = headlines(page, '')
  const head = heads.find(({ element }) => element !== undefined)?.element
  const title = head && nameFor(query, [{ scope: undefined, element: head }])
  if (title !== undefined) product['title'] = title
  else notes.push('product.title: no element holds it alone; look at the page')
  const rows = readRows(page)
  const list = readResultList(page, spots)
  const best = rateSpots(spots, head, list.groups)[0]
  const price = best && best.score >= 3 ? nameFor(query, [{ scope: undefined, element: best.spot.element }]) : undefined
  const priceRow = rows.find(
    ({ key, element }) => /价|price/i.test(key) && best !== undefined && best.score >= 3 && contains(element, best.spot.element),
  )
  if (price !== undefined) product['price'] = price
  else if (priceRow) product['price'] = { label: priceRow.key }
  else notes.push('product.price: no element holds it alone; structured data or a hand must give it')
  const seller = extractPage({ body: Buffer.from(page.html), url: page.url }).listings[0]?.seller?.name
  const shop = seller === undefined ? undefined : page.elements.findLast((element) => element.type === 'tag' && textOf(element) === seller)
  const shopCss = shop && nameFor(query, [{ scope: undefined, element: shop }])
  if (shop && shopCss !== undefined) {
    product['seller.name'] = shopCss
    const link = shop.name === 'a' ? shop : isElement(shop.parent) && shop.parent.name === 'a' ? shop.parent : undefined
    if (link?.attribs['href'] !== undefined && link === shop) product['seller.url'] = `${shopCss}@href`
  } else notes.push('product.seller.name: not found on the page')
  for (const [field, heading] of ROWS) {
    const row = rows.find(({ key }) => heading.test(key))
    if (row) product[field] = { label: row.key }
  }
  return product
}

/**
 * Drafts a platform file from one or more of its pages: a result list, a product page, or both. Everything in it is a guess from the
 * make of those pages, so the draft is `unverified` and goes slowly until a person has tried it.
 */
export function draftPlatform(id: string, inputs: readonly PageInput[]): PlatformDraft {
  const notes: string[] = []
  const pages = inputs.map((input) => ({ opened: open(input), result: extractPage(input), input }))
  const list = pages.find(({ result }) => result.kind === 'result-list')
  const product = pages.find(({ result }) => result.kind === 'product')
  for (const { result, input } of pages)
    if (result.kind !== 'product' && result.kind !== 'result-list') notes.push(`${input.url}: ${result.kind} – ${result.why}`)
  if (!list) notes.push('no result list among the pages: the section `result` is missing')
  if (!product) notes.push('no product page among the pages: the section `product` is missing')
  const first = pages[0]
  const { host, hostname } = new URL(first?.input.url ?? 'http://unknown/')
  const isLocal = /^(?:localhost|127\.|10\.|192\.168\.|\[::1\])/.test(hostname)
  const charset = first?.opened.charset ?? 'utf-8'
  const template = pages.map(({ opened }) => searchTemplate(opened.page, list?.result.nextUrl)).find((one) => one !== undefined)
  if (template === undefined) notes.push('search.url: no search form was found')
  const start =
    list && (hintsOf(list.input.url).home || !/[?&](?:q|key|keywords?|wd|search)=/i.test(list.input.url)) ? [list.input.url] : []
  const search = {
    ...(template === undefined ? {} : { url: template }),
    ...(charset === 'gb18030' ? { encoding: 'gbk' } : {}),
    ...(start.length > 0 ? { start } : {}),
  }
  const file = {
    id,
    title:
      (first &&
        (documentTitle(first.opened.page)
          .split(/\s*[-_|–—]\s*/)
          .at(-1) ||
          host)) ??
      host,
    status: 'unverified',
    hosts: [host],
    ...(isLocal ? { allowAddresses: [host.includes(':') ? host : `${host}:80`] } : {}),
    ...(charset === 'utf-8' ? {} : { charset: charset === 'gb18030' ? 'gbk' : charset }),
    pace: { perSecond: 1, concurrency: 1, dailyCap: 5000 },
    ...(pages.some(({ result }) => result.kind === 'empty') ? { render: 'auto' } : {}),
    ...(Object.keys(search).length > 0 ? { search } : {}),
    ...(list ? { result: draftResult(list.opened, notes) } : {}),
    ...(product ? { product: draftProduct(product.opened, notes) } : {}),
  }
  const head = [
    '# Drafted from its pages; look it over, try it with `zhixun platform test`, then set status to stable.',
    ...notes.map((note) => `# TO SEE TO: ${note}`),
  ]
  return { yaml: `${head.join('\n')}\n${stringify(file, { lineWidth: 140 })}`, notes }
}
