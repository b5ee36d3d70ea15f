import { currencyCode } from './currency.ts'
import { absolute } from './document.ts'
import type { Data, DataObject } from './object-literal.ts'
import { isObject } from './object-literal.ts'
import { readCount, readNumber, readPrice } from './price.ts'
import type { Item, PriceValue, ReadContext } from './reading.ts'
import { ReadingList } from './reading.ts'
import { clean } from './schema-org.ts'

/** Names under which scripts keep a field, most telling first; written without `_` and in lower case. */
const KEYS = {
  title: [
    'rawtitle',
    'producttitle',
    'itemtitle',
    'goodsname',
    'productname',
    'skuname',
    'warename',
    'wname',
    'itemname',
    'subject',
    'offertitle',
    'bookname',
    'title',
    'displayname',
    'name',
  ],
  price: [
    'saleprice',
    'promotionprice',
    'promoprice',
    'currentprice',
    'finalprice',
    'activityprice',
    'discountprice',
    'specialprice',
    'nowprice',
    'viewprice',
    'showprice',
    'priceshow',
    'jdprice',
    'sellprice',
    'sellingprice',
    'offerprice',
    'groupprice',
    'mingroupprice',
    'minonsalegroupprice',
    'price',
    'priceinfo',
    'prices',
    'pricing',
    'minprice',
    'lowprice',
    'displayprice',
    'goodsprice',
    'shopprice',
    'defaultitemprice',
    'baseprice',
    'amount',
    'reserveprice',
    'pricetext',
    'priceamount',
    'pricecent',
    'offers',
    'formatedactivityprice',
    'formatedprice',
    'minactivityamount',
    'minamount',
    'retailprice',
    'whiteprice',
    'skuprice',
    'unitprice',
  ],
  seller: [
    'shopname',
    'storename',
    'mallname',
    'shoptitle',
    'sellername',
    'companyname',
    'merchantname',
    'suppliername',
    'vendor',
    'shop',
    'store',
    'mall',
    'company',
    'seller',
  ],
  nick: ['sellernickname', 'sellernick', 'nick'],
  id: ['nid', 'itemid', 'goodsid', 'productid', 'offerid', 'skuid', 'wareid', 'sku', 'id'],
  url: ['detailurl', 'itemurl', 'producturl', 'goodsurl', 'linkurl', 'canonicalurl', 'url', 'link', 'href', 'pdpurl', 'slug'],
  image: ['picurl', 'hdthumburl', 'thumburl', 'imageurl', 'imgurl', 'image', 'img', 'pic', 'mainimage', 'images', 'thumbnail'],
  place: ['itemloc', 'provcity', 'shipfrom', 'location', 'sendfrom', 'deliveryaddress'],
  sales: ['viewsales', 'salescount', 'sales', 'sold', 'soldquantity', 'sellcount', 'salesnum', 'salestip', 'tradecount', 'volume'],
  reviews: ['commentcount', 'reviewcount', 'ratecount', 'totalreviews', 'comments'],
  brand: ['brandname', 'brand'],
  currency: ['currency', 'currencycode', 'pricecurrency', 'currencyid'],
} as const satisfies Record<string, readonly string[]>
type KeyKind = keyof typeof KEYS

/** Places inside a record where its own facts lie one step deeper. */
const INSIDE = new Set([
  'item',
  'product',
  'node',
  'goods',
  'info',
  'data',
  'price',
  'prices',
  'pricing',
  'priceinfo',
  'base',
  'detail',
  'itemdo',
  'offer',
  'selling',
  'buybox',
  'currentprice',
  'content',
])

const plainKey = (key: string): string => key.replaceAll(/[_-]/g, '').toLowerCase()

/** Keys of an object without underscores and case, first one wins. */
function keysOf(object: DataObject): Map<string, Data> {
  const keys = new Map<string, Data>()
  for (const [key, value] of Object.entries(object)) {
    const plain = plainKey(key)
    if (!keys.has(plain) || keys.get(plain) === undefined || keys.get(plain) === null) keys.set(plain, value)
  }
  return keys
}

export function find(object: DataObject, kind: KeyKind, accept: (value: Data) => boolean, depth = 1): Data {
  const keys = keysOf(object)
  for (const name of KEYS[kind]) if (keys.has(name) && accept(keys.get(name))) return keys.get(name)
  if (depth <= 0) return undefined
  for (const [key, value] of keys) {
    if (!INSIDE.has(key) || !isObject(value)) continue
    const found = find(value, kind, accept, depth - 1)
    if (found !== undefined) return found
  }
  return undefined
}

const isText = (value: Data): value is string => typeof value === 'string' && value.trim().length > 0 && value.length < 2000
export const isTitle = (value: Data): value is string =>
  isText(value) && value.trim().length >= 2 && value.length <= 400 && !/^(?:https?:)?\/\//.test(value) && !/^[\d.,\s]+$/.test(value)
const isCount = (value: Data): boolean => typeof value === 'number' || (isText(value) && /\d/.test(value) && value.length < 40)

function amount(value: Data, context: ReadContext, depth = 2): PriceValue | undefined {
  if (typeof value === 'number') return value > 0 && value < 1e9 ? { amount: value } : undefined
  if (typeof value === 'string') {
    if (value.length > 60 || !/\d/.test(value)) return undefined
    const plain = readNumber(value)
    const read = plain === undefined ? readPrice(value, context.hint) : { amount: plain, currency: undefined, high: undefined }
    return read && read.amount > 0 ? { amount: read.amount, currency: read.currency, high: read.high } : undefined
  }
  if (Array.isArray(value)) return value.length > 0 && depth > 0 ? amount(value[0], context, depth - 1) : undefined
  if (!isObject(value) || depth <= 0) return undefined
  const keys = keysOf(value)
  const nested = ['value', 'amount', 'current', 'now', 'sale', 'min', 'low', 'raw', 'selling', 'formatted', ...KEYS.price]
  for (const name of nested) {
    const found = keys.has(name) ? scaled(name, keys.get(name), context, depth - 1) : undefined
    if (found) return { ...found, currency: found.currency ?? currencyIn(value, context) }
  }
  return undefined
}

/** Prices that a key gives in hundredths. */
function scaled(key: string, value: Data, context: ReadContext, depth = 2): PriceValue | undefined {
  const found = amount(value, context, depth)
  return found && /cents?$|fen$/.test(key) ? { ...found, amount: found.amount / 100, high: found.high && found.high / 100 } : found
}

const currencyIn = (object: DataObject, context: ReadContext): string | undefined => {
  const given = find(object, 'currency', isText)
  return typeof given === 'string' && given.length <= 12 ? currencyCode(given, context.hint) : undefined
}

export function priceOf(object: DataObject, context: ReadContext, depth: number): PriceValue | undefined {
  const keys = keysOf(object)
  // Shopify's own product data counts in hundredths wherever it carries this key.
  const hundredths =
    Number.isInteger(keys.get('price')) &&
    ((keys.has('compareatprice') && (keys.has('variants') || keys.has('requiresshipping'))) || keys.has('publictitle'))
  for (const name of KEYS.price) {
    if (!keys.has(name)) continue
    const found = scaled(name, keys.get(name), context)
    if (!found) continue
    const price = hundredths ? { ...found, amount: found.amount / 100 } : found
    return { ...price, currency: price.currency ?? currencyIn(object, context) }
  }
  if (depth <= 0) return undefined
  for (const [key, value] of keys) {
    if (!isObject(value) || /recommend|related|similar|market|original|list|old|was|shipping|postage|coupon|review/.test(key)) continue
    const found = priceOf(value, context, depth - 1)
    if (found) return found
  }
  return undefined
}

function nameIn(value: Data): string | undefined {
  if (isObject(value))
    return nameIn(
      ['name', 'title', 'shopName', 'mallName', 'sellerName', 'storeName', 'companyName', 'nick']
        .map((key) => value[key])
        .find((one) => typeof one === 'string'),
    )
  if (typeof value !== 'string' || value.length > 120) return undefined
  if (!/%[0-9a-f]{2}/i.test(value)) return clean(value)
  try {
    return clean(decodeURIComponent(value))
  } catch {
    return undefined
  }
}

/** The shop that a record names, or the account name that stands for it. */
export function sellerIn(object: DataObject, kind: 'seller' | 'nick'): string | undefined {
  const own = nameIn(find(object, kind, (value) => nameIn(value) !== undefined))
  if (own !== undefined || kind === 'nick') return own
  for (const [key, value] of Object.entries(object)) {
    if (!isObject(value) || !/^(?:store|shop|seller|mall|merchant|supplier|company)/i.test(key)) continue
    const inside = nameIn(find(value, kind, (one) => nameIn(one) !== undefined))
    if (inside !== undefined) return inside
  }
  return undefined
}

export function toItem(object: DataObject, title: string, price: PriceValue | undefined, confidence: number, context: ReadContext): Item {
  const list = new ReadingList('embedded-state')
  list.add('title', clean(title), confidence)
  list.add('price', price, confidence)
  list.add('seller.name', sellerIn(object, 'seller'), confidence - 0.1)
  list.add('seller.name', sellerIn(object, 'nick'), confidence - 0.3)
  const id = find(object, 'id', (value) => typeof value === 'number' || (isText(value) && value.length <= 64))
  list.add('id', id === undefined ? undefined : String(id as string | number), confidence - 0.2)
  const place = find(object, 'place', isText)
  list.add('shipFrom', typeof place === 'string' && place.length <= 40 ? clean(place) : undefined, confidence - 0.2)
  for (const kind of ['sales', 'reviews'] as const) {
    const count = find(object, kind, isCount)
    list.add(kind, typeof count === 'number' ? count : typeof count === 'string' ? readCount(count) : undefined, confidence - 0.2)
  }
  const brand = nameIn(find(object, 'brand', (value) => nameIn(value) !== undefined))
  list.add('brand', brand !== undefined && brand.length <= 60 ? brand : undefined, confidence - 0.2)
  const image = find(object, 'image', (value) => isText(value) || (Array.isArray(value) && isText(value[0])))
  const picture = absolute(Array.isArray(image) ? (image[0] as string) : (image as string | undefined), context.page.base)
  list.add('images', picture === undefined ? undefined : [picture], confidence - 0.2)
  const link = find(object, 'url', (value) => isText(value) && /^(?:https?:)?\/|\.html?$/.test(value))
  return { readings: list.readings, url: absolute(link as string | undefined, context.page.base) }
}
