import { absolute, squeeze, tagged } from './document.ts'
import type { Page } from './document.ts'
import { currencyCode } from './currency.ts'
import { readPrice } from './price.ts'
import type { Item, ReadContext } from './reading.ts'
import { ReadingList } from './reading.ts'

/** Meta tags by name or property, lower case; the first that says something wins. */
export function readMeta(page: Page): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { attribs } of tagged(page, 'meta')) {
    const name = (attribs['property'] ?? attribs['name'] ?? attribs['itemprop'] ?? attribs['http-equiv'])?.toLowerCase()
    const content = attribs['content'] ?? attribs['value']
    if (name === undefined || content === undefined) continue
    const text = squeeze(content)
    if (text && !found.has(name)) found.set(name, text)
  }
  return found
}

/** Price tags of OpenGraph, of Facebook's and Pinterest's product tags and of Twitter cards, the current price first. */
const PRICE_TAGS = [
  'product:sale_price:amount',
  'og:sale_price:amount',
  'product:price:amount',
  'og:price:amount',
  'og:product:price',
  'product:price',
  'og:price',
  'og:product:price:amount',
  'price',
]
const CURRENCY_TAGS = [
  'product:sale_price:currency',
  'product:price:currency',
  'og:price:currency',
  'og:product:price:currency',
  'product:currency',
  'currency',
  'pricecurrency',
]

/** The product that the meta tags describe. Its title is worth little alone, since every page of a shop has an og:title. */
export function readOpenGraph(meta: ReadonlyMap<string, string>, context: ReadContext): Item {
  const list = new ReadingList('open-graph')
  const first = (names: readonly string[]): string | undefined => names.map((name) => meta.get(name)).find((value) => value !== undefined)
  list.add('title', meta.get('og:title') ?? meta.get('twitter:title'), 0.6)
  list.add('description', first(['og:description', 'description', 'twitter:description']), 0.6)
  list.add('brand', first(['product:brand', 'og:brand', 'brand']), 0.8)
  list.add('id', first(['product:retailer_item_id', 'product:product_id', 'og:upc', 'product:sku']), 0.5)
  const image = absolute(first(['og:image:secure_url', 'og:image', 'twitter:image', 'twitter:image:src']), context.page.base)
  if (image !== undefined) list.add('images', [image], 0.6)
  const currency = currencyCode(first(CURRENCY_TAGS), context.hint)
  let price = first(PRICE_TAGS)
  // Twitter's product card names its rows itself.
  for (const row of ['1', '2'])
    if (price === undefined && /^price$/i.test(meta.get(`twitter:label${row}`) ?? '')) price = meta.get(`twitter:data${row}`)
  const read = price === undefined ? undefined : readPrice(price, { ...context.hint, currency: currency ?? context.hint.currency })
  if (read && read.amount > 0)
    list.add('price', { amount: read.amount, currency: currency ?? read.currency, high: read.high, per: read.per }, 0.8)
  const condition = first(['product:condition', 'og:condition'])
  if (condition !== undefined) list.add('condition', /used|refurb/i.test(condition) ? 'used' : 'new', 0.8)
  return { readings: list.readings, url: absolute(meta.get('og:url'), context.page.base) }
}

export const isProductMeta = (meta: ReadonlyMap<string, string>): boolean =>
  /(?:^|[:.])product(?:\.item)?$/i.test(meta.get('og:type') ?? '') ||
  PRICE_TAGS.slice(0, 8).some((name) => meta.has(name)) ||
  meta.get('twitter:card') === 'product'
