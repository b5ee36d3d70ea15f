/** Which currency a page without a code means by its signs. */
export interface CurrencyHint {
  /** Of the platform file or of structured data; it wins over everything but a code beside the amount. */
  currency?: string
  /** Host of the page. */
  host?: string
  /** `lang` of the page, lower case. */
  lang?: string
}

/** Signs and words that mean one currency wherever they stand. Longest first where one begins another. */
const CERTAIN: readonly [RegExp, string][] = [
  [/US\s?\$|USD/i, 'USD'],
  [/(?:CA|CDN)\s?\$|\bC\$|CAD/i, 'CAD'],
  [/(?:AU|\bA)\s?\$|AUD/i, 'AUD'],
  [/NZ\s?\$|NZD/i, 'NZD'],
  [/HK\s?\$|HKD|港[币幣元]/i, 'HKD'],
  [/NT\s?\$|TWD|新[台臺]币|[台臺]幣/i, 'TWD'],
  [/SG?\s?\$(?=\s?\d)|SGD/i, 'SGD'],
  [/R\$|BRL/i, 'BRL'],
  [/MX\s?\$|MXN/i, 'MXN'],
  [/RMB|CNY|人民[币幣]/i, 'CNY'],
  [/JPY|円|日元/i, 'JPY'],
  [/美[元金]/, 'USD'],
  [/欧元|EUR|€/i, 'EUR'],
  [/英[镑鎊]|GBP|£/i, 'GBP'],
  [/韩元|KRW|₩|원/i, 'KRW'],
  [/₹|INR|\bRs\.?(?=\s?\d)/i, 'INR'],
  [/₽|RUB|руб/i, 'RUB'],
  [/₴|UAH|грн/i, 'UAH'],
  [/₫|VND|\d\s?đ(?![a-zà-ỹ])/i, 'VND'],
  [/฿|THB|บาท/i, 'THB'],
  [/₺|TRY|\bTL\b/i, 'TRY'],
  [/₱|PHP\s?\d/i, 'PHP'],
  [/\bRM\s?\d|MYR/, 'MYR'],
  [/\bRp\.?\s?\d|IDR/, 'IDR'],
  [/zł|PLN/i, 'PLN'],
  [/Kč|CZK/i, 'CZK'],
  [/HUF/i, 'HUF'],
  [/CHF|\bSFr\.?/i, 'CHF'],
  [/SEK/i, 'SEK'],
  [/NOK/i, 'NOK'],
  [/DKK/i, 'DKK'],
  [/\blei\b|RON/i, 'RON'],
  [/AED|د\.إ/i, 'AED'],
  [/SAR|ر\.س/i, 'SAR'],
  [/₪|ILS/i, 'ILS'],
  [/ZAR/i, 'ZAR'],
  [/[元圆块]/, 'CNY'],
]

/** Top-level domain → currency of its shops. */
const BY_DOMAIN: Readonly<Record<string, string>> = {
  cn: 'CNY', jp: 'JPY', tw: 'TWD', hk: 'HKD', uk: 'GBP', ca: 'CAD', au: 'AUD', nz: 'NZD', sg: 'SGD', in: 'INR', kr: 'KRW', br: 'BRL', mx: 'MXN',
  de: 'EUR', fr: 'EUR', it: 'EUR', es: 'EUR', nl: 'EUR', be: 'EUR', at: 'EUR', ie: 'EUR', pt: 'EUR', fi: 'EUR', gr: 'EUR',
  se: 'SEK', no: 'NOK', dk: 'DKK', ch: 'CHF', pl: 'PLN', cz: 'CZK', hu: 'HUF', ro: 'RON', ru: 'RUB', ua: 'UAH', tr: 'TRY',
  za: 'ZAR', th: 'THB', vn: 'VND', my: 'MYR', id: 'IDR', ph: 'PHP', ae: 'AED', sa: 'SAR', il: 'ILS',
} // prettier-ignore
const DOLLARS = new Set(['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'TWD', 'SGD', 'MXN'])
const KRONER = new Set(['SEK', 'NOK', 'DKK'])
/** Chinese shops under domains that say nothing of it. */
const CHINESE_HOST =
  /(?:^|\.)(?:taobao|tmall|jd|1688|pinduoduo|yangkeduo|suning|dangdang|vip|gome|kaola|xiaohongshu|douyin|jinritemai|alibaba-inc|mi|yhd|dewu|smzdm|ctrip|qunar|lianjia|ke|meituan|dianping|zhihu|douban)\.com$/

function localCurrency(hint: CurrencyHint): string | undefined {
  if (hint.currency !== undefined) return hint.currency
  const host = hint.host ?? ''
  if (CHINESE_HOST.test(host)) return 'CNY'
  const byDomain = BY_DOMAIN[host.slice(host.lastIndexOf('.') + 1)]
  if (byDomain !== undefined) return byDomain
  const lang = hint.lang ?? ''
  if (/^zh-(?:tw|hant-tw)/.test(lang)) return 'TWD'
  if (/^zh-(?:hk|hant-hk)/.test(lang)) return 'HKD'
  if (lang.startsWith('zh')) return 'CNY'
  if (lang.startsWith('ja')) return 'JPY'
  if (lang.startsWith('en-gb')) return 'GBP'
  if (lang.startsWith('en-ca')) return 'CAD'
  if (lang.startsWith('en-au')) return 'AUD'
  return undefined
}

/** ISO 4217 code of the currency that a text shows beside its amount; undefined where it shows none. */
export function currencyIn(text: string, hint: CurrencyHint = {}): string | undefined {
  const local = localCurrency(hint)
  if (/[¥￥]/.test(text)) {
    if (/RMB|CNY|人民币/i.test(text)) return 'CNY'
    return local === 'JPY' || /円|JPY/i.test(text) ? 'JPY' : 'CNY'
  }
  for (const [sign, code] of CERTAIN) {
    if (!sign.test(text)) continue
    // 元 is the dollar of Taiwan and Hong Kong as well.
    if (code === 'CNY' && !/RMB|CNY|人民/i.test(text) && (local === 'TWD' || local === 'HKD')) return local
    return code
  }
  if (/\$|＄/.test(text)) return local !== undefined && DOLLARS.has(local) ? local : 'USD'
  if (/\bkr\b|[,:][-–]/i.test(text)) return local !== undefined && KRONER.has(local) ? local : undefined
  if (/\bR\s?\d/.test(text) && local === 'ZAR') return 'ZAR'
  return undefined
}

/** The currency that a page without any sign most likely means. */
export const likelyCurrency = localCurrency

/** A code as data gives it: `RMB` and `￥` are CNY, words that are no code are none. */
export function currencyCode(given: string | undefined, hint: CurrencyHint = {}): string | undefined {
  const text = given?.trim()
  if (!text) return undefined
  if (/^[a-z]{3}$/i.test(text)) return text.toUpperCase() === 'RMB' ? 'CNY' : text.toUpperCase()
  return currencyIn(text, hint)
}
