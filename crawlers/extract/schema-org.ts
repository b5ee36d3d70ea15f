import { absolute, squeeze } from './document.ts'
import { currencyCode } from './currency.ts'
import type { Data, DataObject } from './object-literal.ts'
import { isObject } from './object-literal.ts'
import { readNumber, readPrice } from './price.ts'
import { perOf } from './units.ts'
import type { Item, PriceValue, ReadContext, Source } from './reading.ts'
import { ReadingList } from './reading.ts'

/** What structured data says of a page, whichever syntax it came in (JSON-LD, microdata, RDFa). */
export interface Structured {
  products: Item[]
  /** Items of an ItemList, in order. */
  list: Item[]
  /** Types of all nodes that stand at the top, without their prefix: `Product`, `NewsArticle`, `JobPosting` … */
  types: Set<string>
}

const PRODUCT_TYPES = new Set([
  'Product',
  'ProductGroup',
  'IndividualProduct',
  'ProductModel',
  'SomeProducts',
  'Vehicle',
  'Car',
  'Book',
  'MusicAlbum',
  'Movie',
  'SoftwareApplication',
  'MobileApplication',
  'VideoGame',
  'Offer',
])
/** Things that are for sale only where an offer with a price says so. */
const ONLY_WITH_OFFER = new Set([
  'Book',
  'MusicAlbum',
  'Movie',
  'SoftwareApplication',
  'MobileApplication',
  'VideoGame',
  'Offer',
  'Vehicle',
  'Car',
])

const typesOf = (node: DataObject): string[] => {
  const given = node['@type'] ?? node['type']
  return (Array.isArray(given) ? given : [given])
    .filter((type) => typeof type === 'string')
    .map((type) => type.slice(Math.max(type.lastIndexOf('/'), type.lastIndexOf('#'), type.lastIndexOf(':')) + 1))
}

/** Text of a value that may be a string, a number, a list, or a node with a name. */
function textIn(value: Data): string | undefined {
  if (typeof value === 'string') return clean(value)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) {
    for (const one of value) {
      const text = textIn(one)
      if (text !== undefined) return text
    }
    return undefined
  }
  if (isObject(value)) return textIn(value['name'] ?? value['@value'] ?? value['value'])
  return undefined
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'", '#039': "'" }

/** Markup and entities that were put into data where plain text belongs. */
export function clean(text: string): string {
  const plain = text
    .replace(/<[^<>]{1,200}>/g, ' ')
    .replace(/&(amp|lt|gt|quot|apos|nbsp|#0?39);/g, (_, name: string) => ENTITIES[name] ?? ' ')
  return squeeze(plain.replace(/&#(\d{2,6});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10_ffff))))
}

const asList = (value: Data): Data[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value])
const nodesIn = (value: Data): DataObject[] => asList(value).filter(isObject)

function imagesIn(value: Data, base: string): string[] {
  const found = asList(value).flatMap((one): Data[] =>
    isObject(one) ? [one['contentUrl'] ?? one['url'] ?? one['@id'] ?? one['src']] : [one],
  )
  return found
    .flatMap((one) => asList(one))
    .map((one) => (typeof one === 'string' ? absolute(one, base) : undefined))
    .filter((url) => url !== undefined)
}

function amountIn(value: Data, context: ReadContext, currency: string | undefined): PriceValue | undefined {
  if (typeof value === 'number') return value > 0 ? { amount: value, currency } : undefined
  const text = typeof value === 'string' ? squeeze(value) : undefined
  if (text === undefined) return undefined
  const plain = readNumber(text, currency)
  if (plain !== undefined) return plain > 0 ? { amount: plain, currency } : undefined
  const read = readPrice(text, { ...context.hint, currency: currency ?? context.hint.currency })
  return read && read.amount > 0 ? { amount: read.amount, high: read.high, currency: currency ?? read.currency, per: read.per } : undefined
}

/** Price types of schema.org that are not what a buyer pays now. */
const NOT_THE_PRICE = /ListPrice|StrikethroughPrice|MSRP|SRP|RegularPrice|Invoice|MinimumAdvertised/i

/** The price of one offer; its price specifications are asked where it has no price itself. */
function offerPrice(offer: DataObject, context: ReadContext): PriceValue | undefined {
  const currency = currencyCode(textIn(offer['priceCurrency'] ?? offer['pricecurrency'] ?? offer['currency']), context.hint)
  const low = amountIn(offer['lowPrice'] ?? offer['lowprice'], context, currency)
  const direct = amountIn(asList(offer['price'])[0], context, currency)
  const price = direct ?? low
  if (price) {
    const high = low && amountIn(offer['highPrice'] ?? offer['highprice'], context, currency)
    return high && high.amount > price.amount ? { ...price, high: high.amount } : price
  }
  const specifications = nodesIn(offer['priceSpecification']).filter((one) => !NOT_THE_PRICE.test(textIn(one['priceType']) ?? ''))
  for (const one of specifications) {
    const found = amountIn(one['price'] ?? one['minPrice'], context, currencyCode(textIn(one['priceCurrency']), context.hint) ?? currency)
    if (!found) continue
    const reference = nodesIn(one['referenceQuantity'])[0]
    const per = reference && perOf(`/${textIn(reference['value']) ?? ''}${textIn(reference['unitText'] ?? reference['unitCode']) ?? ''}`)
    return per === undefined ? found : { ...found, per }
  }
  const nested = nodesIn(offer['offers'])
  return nested.length > 0 ? cheapest(nested, context) : undefined
}

/** The range that several offers span. */
function cheapest(offers: readonly DataObject[], context: ReadContext): PriceValue | undefined {
  const prices = offers.map((offer) => offerPrice(offer, context)).filter((price) => price !== undefined)
  const first = prices[0]
  if (!first) return undefined
  const low = prices.reduce((a, b) => (b.amount < a.amount ? b : a), first)
  const high = Math.max(...prices.map((price) => price.high ?? price.amount))
  return high > low.amount ? { ...low, high } : low
}

function addOffers(node: DataObject, list: ReadingList, context: ReadContext): void {
  const variants = nodesIn(node['hasVariant'])
  const own = [...nodesIn(node['offers']), ...nodesIn(node['offer'])]
  const offers = own.length > 0 ? own : variants.flatMap((variant) => nodesIn(variant['offers']))
  const isOffer = node['price'] !== undefined || node['lowPrice'] !== undefined
  const price = cheapest(offers.length > 0 ? offers : isOffer ? [node] : [], context)
  list.add('price', price, 0.9)
  const seller = [node, ...offers].flatMap((one) => asList(one['seller'] ?? one['offeredBy'])).at(0)
  list.add('seller.name', textIn(seller), 0.9)
  if (isObject(seller ?? null)) {
    const node = seller as DataObject
    list.add('seller.url', absolute(textIn(node['url']), context.page.base), 0.8)
    list.add(
      'seller.creditCode',
      textIn(node['taxID'] ?? node['vatID'])
        ?.toUpperCase()
        .match(/^[0-9A-Z]{18}$/)?.[0],
      0.9,
    )
    list.add('seller.registeredAddress', addressIn(node['address']), 0.8)
  }
  const condition = [node, ...offers].map((one) => textIn(one['itemCondition'])).find((text) => text !== undefined)
  if (condition !== undefined) list.add('condition', /used|refurbished|damaged/i.test(condition) ? 'used' : 'new', 0.9)
}

function addressIn(value: Data): string | undefined {
  const node = nodesIn(value)[0]
  if (!node) return textIn(value)
  const parts = ['addressRegion', 'addressLocality', 'streetAddress'].map((key) => textIn(node[key])).filter((part) => part !== undefined)
  return parts.length > 0 ? parts.join('') : undefined
}

/** Readings of one Product node. */
function productItem(node: DataObject, source: Source, context: ReadContext): Item {
  const list = new ReadingList(source)
  const base = context.page.base
  list.add('title', textIn(node['name'] ?? node['title']), 0.9)
  list.add('id', textIn(node['sku'] ?? node['productID'] ?? node['productGroupID'] ?? node['identifier'] ?? node['mpn']), 0.7)
  list.add('description', textIn(node['description']), 0.9)
  list.add('brand', textIn(node['brand']), 0.9)
  list.add('images', imagesIn(node['image'] ?? node['images'] ?? node['thumbnailUrl'], base), 0.9)
  list.add(
    'category',
    asList(node['category'])
      .map(textIn)
      .filter((one) => one !== undefined)
      .flatMap((one) => one.split(/\s*(?:>|\/(?=\s)|»|›)\s*/)),
    0.8,
  )
  // A country is less than the place that the page may name beside it.
  list.add('origin', textIn(node['countryOfOrigin']), 0.6)
  const maker = nodesIn(node['manufacturer'])[0]
  list.add('producer.name', textIn(node['manufacturer']), 0.8)
  if (maker) list.add('producer.address', addressIn(maker['address']), 0.8)
  const rating = nodesIn(node['aggregateRating'])[0]
  const reviews = textIn(rating?.['reviewCount'] ?? rating?.['ratingCount'] ?? node['reviewCount'])
  if (reviews !== undefined && /^\d[\d,]*$/.test(reviews)) list.add('reviews', Number(reviews.replaceAll(',', '')), 0.9)
  const attributes: Record<string, string> = {}
  for (const property of nodesIn(node['additionalProperty'])) {
    const key = textIn(property['name'])
    const value = textIn(property['value'])
    if (key !== undefined && value !== undefined && key.length <= 40) attributes[key] = value
  }
  if (Object.keys(attributes).length > 0) list.add('attributes', attributes, 0.9)
  addOffers(node, list, context)
  return { readings: list.readings, url: absolute(textIn(node['url'] ?? node['@id']), base) }
}

function* walk(value: Data, depth: number): Generator<DataObject> {
  if (depth > 6) return
  for (const node of nodesIn(value)) {
    yield node
    for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'about', 'item', 'itemListElement', 'itemOffered'])
      yield* walk(node[key], depth + 1)
  }
}

/** Products and lists in nodes of schema.org. References by `@id` are resolved within the page. */
export function readStructured(roots: readonly Data[], source: Source, context: ReadContext): Structured {
  const byId = new Map<string, DataObject>()
  const all = roots.flatMap((root) => [...walk(root, 0)])
  for (const node of all) if (typeof node['@id'] === 'string' && Object.keys(node).length > 1) byId.set(node['@id'], node)
  const resolve = (value: Data): Data => {
    if (Array.isArray(value)) return value.map(resolve)
    if (!isObject(value) || typeof value['@id'] !== 'string' || Object.keys(value).length > 1) return value
    return byId.get(value['@id']) ?? value
  }
  const structured: Structured = { products: [], list: [], types: new Set() }
  const listed = new Set<DataObject>()
  for (const node of all) {
    const types = typesOf(node)
    for (const type of types) structured.types.add(type)
    if (!types.includes('ItemList') && !types.includes('OfferCatalog')) continue
    const entries = nodesIn(node['itemListElement']).map((entry) =>
      isObject(entry['item'] ?? null) ? (entry['item'] as DataObject) : entry,
    )
    for (const entry of entries) {
      listed.add(entry)
      const item = productItem(entry, source, context)
      if (item.readings.length > 0) structured.list.push(item)
    }
  }
  for (const node of all) {
    const types = typesOf(node)
    if (listed.has(node) || !types.some((type) => PRODUCT_TYPES.has(type))) continue
    if (types.every((type) => ONLY_WITH_OFFER.has(type)) && node['offers'] === undefined && node['itemOffered'] === undefined) continue
    if (types.includes('Offer') && node['itemOffered'] === undefined && node['name'] === undefined) continue
    const subject =
      types.includes('Offer') && isObject(node['itemOffered'] ?? null) ? { ...(node['itemOffered'] as DataObject), offers: node } : node
    const full: DataObject = {
      ...subject,
      offers: resolve(subject['offers']),
      brand: resolve(subject['brand']),
      hasVariant: resolve(subject['hasVariant']),
    }
    const item = productItem(full, source, context)
    if (item.readings.some((reading) => reading.field === 'title' || reading.field === 'price')) structured.products.push(item)
  }
  return structured
}
