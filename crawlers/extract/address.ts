/** What an address alone says of the page behind it. It never decides; it tips the scale. */
export interface AddressHints {
  product: boolean
  list: boolean
  login: boolean
  /** The front page of a site. */
  home: boolean
}

const PRODUCT =
  /\/(?:item|items|product|products|produkt|produkte|produit|produits|producto|productos|prodotto|produto|artikel|article-detail|livre|vare|tovar|prod|goods|detail|details|dp|gp\/product|itm|sku|offer|p|pd|pdp|ip|buy|spu)\/[^/?#]*[\w-]|\/(?:book|books|catalogue|catalog)\/[^/?#]*\d{3,}|\/(?:item|detail|goods|product|offer|product_detail|showgoods|view)[\w-]*\.(?:html?|php|aspx?|jsp|action|do)\b|[?&](?:id|item_?id|goods_?id|product_?id|sku|sku_?id|pid|wareid|prod_?id|productid)=\w+|\/\d{5,}(?:[-_]\d+)?\.html?|[-_/]p-?\d{3,}|\/prod\d+|-i\.\d+\.\d+|\/[\w-]{10,}-\d{4,}(?:\.html?)?(?:$|[?#])/i
const PRODUCT_HOST = /^(?:item|detail|product|goods|chaoshi\.detail|world|item\.m|items)\.|^detail\.(?:tmall|1688|m)/i
const LIST =
  /\/(?:search|list|lists|category|categories|collections?|catalog(?:ue)?|browse|c|s|sch|shop|brands?|tag|results?|product-category|cat|plp|channel)(?:[/?#]|$)(?!.*\/(?:products?|item|dp|p)\/)|\/(?:search|list|category|gallery|so|s)[\w-]*\.(?:html?|php|aspx?|jsp)\b|[?&](?:q|query|keyword|keywords|kw|wd|search|searchterm|k|_nkw|key|text|s)=|[?&](?:page|cat|cid|category|sort|orderby)=|^https?:\/\/(?:s|search|list|so|category|browse|sou)\./i
const LOGIN =
  /(?:\/|^https?:\/\/)(?:login|signin|sign-in|sign_in|logon|passport|account\/login|user\/login|member\/login|signup|register|sso|auth)(?:[./?#_-]|$)/i

export function hintsOf(url: string): AddressHints {
  const address = URL.canParse(url) ? new URL(url) : undefined
  const path = address ? `${address.pathname}${address.search}` : url
  const home =
    address !== undefined && /^\/(?:index\.\w+|home|[a-z]{2}(?:-[a-z]{2})?\/?)?$/i.test(address.pathname) && address.search.length < 3
  const product = PRODUCT.test(path) || (address !== undefined && PRODUCT_HOST.test(address.hostname) && !home)
  const list = LIST.test(url.replace(/^(https?:\/\/[^/]+)\/(?=$)/, '$1'))
  // `/catalogue/a-book_998/` is a book of the catalogue; `/item?q=` and `/search/item` remain lists.
  const isList = product
    ? /[?&](?:q|query|keywords?|kw|wd|search)=|\/search/i.test(path) && !/\/(?:products?|item|dp|itm)\/[^/]+/i.test(path)
    : list
  return { product, list: isList, login: LOGIN.test(url), home }
}

const ID_PATTERNS: readonly RegExp[] = [
  /[?&](?:id|item_?id|goods_?id|product_?id|sku_?id|wareid|offerid|pid|prod_?id|sku)=([\w-]{2,40})(?:&|#|$)/i,
  /\/(?:dp|gp\/product|itm|ip)\/(?:[^/?#]+\/)?([A-Z0-9]{6,14})(?:[/?#]|$)/i,
  /\/(?:item|items|product|products|goods|offer|detail|p|sku|book|prod)[/-](?:[\w-]*[_-])?(\d{2,20})(?:\.\w+)?(?:[/?#]|$)/i,
  /\/(\d{3,20})(?:\.html?)?(?:[?#]|$)/,
  /[-_.](\d{4,20})(?:\.html?)?\/?(?:[?#]|$)/,
  /\/(?:item|items|product|products|goods|offer|detail|p)\/([\w-]{2,60})(?:\.html?)?(?:[?#]|$)/i,
]

/** The platform's id of an item as its address names it. */
export function idIn(url: string): string | undefined {
  for (const pattern of ID_PATTERNS) {
    const id = pattern.exec(url)?.[1]
    if (id !== undefined) return id
  }
  return undefined
}
