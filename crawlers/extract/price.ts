import type { CurrencyHint } from './currency.ts'
import { currencyIn } from './currency.ts'
import { perOf } from './units.ts'

/** One amount as it stands in a text. */
export interface ReadPrice {
  /** In units of the currency; the lower end of a range. */
  amount: number
  /** The upper end of a range. */
  high?: number
  /** ISO 4217; absent where the text shows no currency. */
  currency?: string
  /** What the amount buys, such as `500g`. */
  per?: string
  /** UTF-16 positions in the text. */
  start: number
  end: number
}

/** Digits with separators of any kind; which one is the decimal one is decided by `readNumber`. */
const NUMBER = String.raw`(?:\d{1,3}(?:[,.'\u2019\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?|\d+(?:[.,]\d{1,3})?)(?!\d)`
const BEFORE = String.raw`(?:US\s?\$|CA\s?\$|C\$|AU\s?\$|A\$|NZ\s?\$|HK\s?\$|NT\s?\$|SG?\s?\$|R\$|MX\s?\$|RMB|CNY|USD|EUR|GBP|JPY|HKD|TWD|CAD|AUD|INR|CHF|PLN|SEK|NOK|DKK|AED|SAR|MYR|Rs\.?|RM|Rp\.?|kr\.?|[¥￥$＄€£₹₩₽₫฿₺₱₪₴])`
const AFTER = String.raw`(?:[,:][-–]{1,2}|RMB|CNY|USD|EUR|GBP|JPY|HKD|TWD|CAD|AUD|INR|CHF|PLN|SEK|NOK|DKK|AED|SAR|VND|円|元|圆|块(?!茶|石|根|状)|[€£](?=\d{2}(?![\d.,]))|[€£₽₫₴₺₩฿¥￥$](?!\s?\d)|원|руб\.?|грн\.?|zł|Kč|kr\.?(?![a-z])|đ(?![a-zà-ỹ])|HUF|lei(?![a-z])|TL(?![a-z])|บาท)`
const SCALE: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 千: 1e3 }

const PRICE = new RegExp(
  String.raw`(?<![\w.,-])(?:(?<sign>${BEFORE})\s{0,3})?(?<low>${NUMBER})\s?(?<scale>[万萬亿千])?` +
    String.raw`(?:\s?(?:-|–|—|~|～|至|to)\s?(?:${BEFORE}\s?)?(?<high>${NUMBER})(?<scale2>[万萬])?)?` +
    String.raw`(?:\s?(?<unit>${AFTER})(?:(?<jiao>\d)(?:角|毛)?(?:(?<fen>\d)分)?(?![\d.,%])|(?<cents>\d{2})(?![\d.,%]))?)?`,
  'giu',
)

/** Currencies that have no smaller unit in use: a dot in their amounts always groups thousands. */
const WHOLE = new Set(['JPY', 'KRW', 'VND', 'IDR', 'CLP', 'HUF'])
const COMMA_DECIMAL = new Set(['EUR', 'BRL', 'PLN', 'CZK', 'SEK', 'NOK', 'DKK', 'RUB', 'UAH', 'TRY', 'RON'])

/**
 * The value of digits with separators: the last one is decimal where two kinds stand or one or two digits follow it,
 * and groups thousands where three follow.
 */
export function readNumber(digits: string, currency?: string): number | undefined {
  const plain = digits.trim().replace(/[\s\u00a0\u202f'\u2019]/g, '')
  if (!/^[-+]?(?:\d[\d.,]*|[.,]\d+)$/.test(plain)) return undefined
  const dot = plain.lastIndexOf('.')
  const comma = plain.lastIndexOf(',')
  let decimal = -1
  if (dot >= 0 && comma >= 0) decimal = Math.max(dot, comma)
  else if (dot >= 0 || comma >= 0) {
    const only = Math.max(dot, comma)
    const follow = plain.length - only - 1
    const repeated = plain.indexOf(plain[only] ?? '') !== only
    if (follow !== 3 && !repeated) decimal = only
    else if (!repeated && dot >= 0 && !WHOLE.has(currency ?? '') && !COMMA_DECIMAL.has(currency ?? '')) decimal = only
  }
  const whole = (decimal < 0 ? plain : plain.slice(0, decimal)).replace(/[.,]/g, '')
  const value = Number(decimal < 0 ? whole : `${whole || '0'}.${plain.slice(decimal + 1)}`)
  return Number.isFinite(value) ? value : undefined
}

const round = (amount: number): number => Math.round(amount * 1e6) / 1e6

/** All amounts in a text that carry a currency sign, and, with `bare`, also those that do not. */
export function readPrices(text: string, hint: CurrencyHint = {}, bare = false): ReadPrice[] {
  const found: ReadPrice[] = []
  if (!/\d/.test(text)) return found
  for (const match of text.matchAll(PRICE)) {
    const { sign, low, scale, high, scale2, unit, jiao, fen, cents } = match.groups ?? {}
    if (sign === undefined && unit === undefined && !bare) continue
    const currency = currencyIn(`${sign ?? ''}1${unit ?? ''}`, hint)
    let amount = readNumber(low ?? '', currency)
    if (amount === undefined) continue
    // In `1-2万` the scale belongs to both ends.
    amount *= SCALE[scale ?? scale2 ?? ''] ?? 1
    if (jiao !== undefined && !(low ?? '').includes('.')) amount += Number(jiao) / 10 + Number(fen ?? 0) / 100
    // `12€50`, as French shops write.
    if (cents !== undefined && Number.isInteger(amount)) amount += Number(cents) / 100
    const price: ReadPrice = { amount: round(amount), start: match.index, end: match.index + match[0].length }
    const top = high === undefined ? undefined : readNumber(high, currency)
    if (top !== undefined) {
      const upper = top * (SCALE[scale2 ?? scale ?? ''] ?? 1)
      if (upper > amount) price.high = round(upper)
    }
    if (currency !== undefined) price.currency = currency
    const per = perOf(text.slice(price.end, price.end + 16), text.slice(Math.max(0, price.start - 8), price.start))
    if (per !== undefined) price.per = per
    found.push(price)
  }
  return found
}

/** The first amount of a field that is known to hold a price, with or without a currency sign. */
export function readPrice(text: string, hint: CurrencyHint = {}): ReadPrice | undefined {
  return readPrices(text, hint)[0] ?? readPrices(text, hint, true)[0]
}

/** The number of a count such as `1.2万+人付款`, `已售 350 件`, `11623`. */
export function readCount(text: string): number | undefined {
  const match = /(\d[\d,]*(?:\.\d+)?)\s*([万萬亿千kK])?/.exec(text)
  if (!match) return undefined
  const value = Number((match[1] ?? '').replaceAll(',', ''))
  const scale = /k/i.test(match[2] ?? '') ? 1e3 : (SCALE[match[2] ?? ''] ?? 1)
  return Number.isFinite(value) ? Math.round(value * scale) : undefined
}
