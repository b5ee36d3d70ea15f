import type { Extraction, Listing } from '../../domain/index.ts'
import type { Platform } from '../platforms/schema.ts'
import { hintsOf, idIn } from './address.ts'
import type { CurrencyHint } from './currency.ts'
import type { Element, Page } from './document.ts'
import { contains } from './document.ts'
import type { Embedded } from './embedded-state.ts'
import { readEmbedded } from './embedded-state.ts'
import { readDetails } from './details.ts'
import { findPlatformWall, findWall } from './find-wall.ts'
import { documentTitle, headlines, isFrame } from './headline.ts'
import { readJsonLd } from './json-ld.ts'
import { readLabelled, readRows } from './labelled.ts'
import type { Row } from './labelled.ts'
import { isMainPrice, isOtherGoods, rateSpots } from './main-price.ts'
import { agreesWithMeta, isAlone, isOffer, mainProduct, richest } from './main-product.ts'
import { mergeReadings } from './merge.ts'
import { readMicrodata } from './microdata.ts'
import { isProductMeta, readMeta, readOpenGraph } from './open-graph.ts'
import { decideKind, hasBuyButton, hasDetailMarks, isArticle } from './page-kind.ts'
import { readPictures } from './pictures.ts'
import { findPriceSpots } from './price-spots.ts'
import { readRdfa } from './rdfa.ts'
import type { Field, Item, Reading } from './reading.ts'
import { readingOf, ReadingList } from './reading.ts'
import { nextPage, readResultList } from './result-list.ts'
import type { Structured } from './schema-org.ts'
import { readStructured } from './schema-org.ts'
import type { State } from './script-state.ts'
import { readStates } from './script-state.ts'
import type { SelectorContext } from './selectors.ts'
import { makeQuery, readBadge, readFields, readListBySelectors } from './selectors.ts'
import { readSeller, readSellerPage } from './seller.ts'

/** A function that is run once, when its value is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** Reads one parsed page. Made for each page anew; what is costly is read once and only when asked for. */
export class PageReader {
  readonly page: Page
  readonly platform: Platform | undefined
  readonly status: number | undefined
  readonly hint: CurrencyHint
  readonly context: SelectorContext
  readonly states: () => State[]
  readonly rows: () => Row[]
  readonly meta: () => ReadonlyMap<string, string>
  readonly structured: () => Structured

  constructor(page: Page, platform: Platform | undefined, status: number | undefined) {
    this.page = page
    this.platform = platform
    this.status = status
    this.hint = {
      host: URL.canParse(page.url) ? new URL(page.url).hostname : undefined,
      lang: languageOf(page),
      currency: platform?.currency,
    }
    this.states = once(() => [...readStates(page)])
    this.rows = once(() => readRows(page))
    this.meta = once(() => readMeta(page))
    this.structured = once(() => this.readStructuredData())
    this.context = { page, hint: this.hint, query: makeQuery(page), rows: this.rows, states: this.states }
  }

  read(): Extraction {
    const { page, platform, context } = this
    const known = platform && this.readByPlatform(platform)
    if (known) return known
    const address = hintsOf(page.url)
    const meta = this.meta()
    const structured = this.structured()
    const selected = platform ? readFields(platform.product, context).readings : []
    const graph = readOpenGraph(meta, context)
    const main = mainProduct(structured, documentTitle(page))
    const alone = isAlone(structured, main, documentTitle(page))
    const sure = main !== undefined && alone && isOffer(main.readings)

    // Structured data that names and prices one product settles the matter: the page is not searched any further for it.
    if (sure && !address.list && !address.home && structured.list.length === 0 && agreesWithMeta(main, graph)) {
      return this.product('structured data describes one product with its price', [
        ...selected,
        ...main.readings,
        ...graph.readings,
        ...this.surroundings(),
      ])
    }
    const siteName = meta.get('og:site_name') ?? meta.get('application-name') ?? ''
    const spots = findPriceSpots(page, this.hint)
    const firstPrice = spots.find((spot) => spot.marked && !spot.was && !spot.aside && !isFrame(spot.element))
    const heads = headlines(page, siteName, firstPrice?.element.index)
    const headings = [
      documentTitle(page),
      ...heads.slice(0, 2).map(({ text }) => text),
      ...(readingOf(graph.readings, 'title') ? [readingOf(graph.readings, 'title') ?? ''] : []),
    ]
    const embedded = once((): Embedded => readEmbedded(this.states(), headings, context))
    const list = readResultList(page, spots)
    // A name inside a card is that of one item of many; a main heading is taken wherever it stands.
    const inCard = (element: Element): boolean =>
      list.cards.length >= 4 && element.name !== 'h1' && list.cards.some((card) => contains(card, element))
    const headElement = heads.find(({ element }) => element !== undefined && !inCard(element))?.element
    const rated = rateSpots(spots, headElement, list.groups)
    const best = rated[0]
    const mainPrice = isMainPrice(best)
    // Recommendations below a product repeat like a list and are none.
    const beside = list.cards.filter((card) => isOtherGoods(card, headElement)).length > list.cards.length / 2

    const goods =
      sure ||
      isOffer(selected) ||
      structured.list.length >= 3 ||
      list.priced >= 4 ||
      (isProductMeta(meta) && (mainPrice || readingOf(graph.readings, 'price') !== undefined)) ||
      (address.product && hasBuyButton(page, list.cards)) ||
      (mainPrice && (address.product || (best?.score ?? 0) >= 5 || hasBuyButton(page, list.cards)))
    const wall = findWall(page, goods || embedded().product !== undefined || embedded().list.length >= 3, address, this.status)
    if (wall) return { ...wall, listings: [], confidence: {} }

    const verdict = decideKind(
      page,
      {
        address,
        types: structured.types,
        structuredProducts: alone ? 1 : structured.products.length,
        structuredPrice: sure,
        productMeta: isProductMeta(meta),
        embeddedProduct: embedded().product?.readings.some(({ field }) => field === 'price') ?? false,
        embeddedList: embedded().list.length,
        structuredList: structured.list.length,
        cards: beside ? 0 : list.items.length,
        pricedCards: beside ? 0 : list.priced,
        priceBeforeCards: mainPrice && best !== undefined && (list.cards[0] === undefined || best.spot.element.index < list.cards[0].index),
        article: isArticle(meta, page.url),
        cardElements: list.cards,
        mainPrice,
        detailMarks: hasDetailMarks(page, headElement, list.cards),
        headline: heads[0]?.text,
      },
      platform,
    )
    if (verdict.kind === 'product') {
      const readings: Reading[] = [
        ...selected,
        ...(main?.readings ?? []),
        ...(embedded().product?.readings ?? []),
        ...graph.readings,
        ...this.surroundings(),
      ]
      const visible = new ReadingList('markup')
      for (const head of heads.slice(0, 3)) visible.add('title', head.text, Math.max(0.05, Math.min(head.confidence, 0.9)))
      if (best && best.score >= 2 && (mainPrice || !readings.some(({ field }) => field === 'price'))) {
        const { amount, high, currency, per } = best.spot.price
        visible.add('price', { amount, high, currency, per }, Math.min(0.85, 0.3 + best.score * 0.06))
      }
      return this.product(verdict.why, [...readings, ...visible.readings])
    }
    if (verdict.kind === 'result-list') {
      const items = richest([list.items, embedded().list, structured.list, structured.products.length >= 3 ? structured.products : []])
      return this.list(verdict.why, items, nextPage(page))
    }
    if (verdict.kind === 'seller') return this.sellerPage(verdict.why)
    return { ...verdict, listings: [], confidence: {} }
  }

  /** What the platform file alone says of the page; undefined where its selectors do not fit, as on pages that have changed. */
  readByPlatform(platform: Platform): Extraction | undefined {
    const { page, context } = this
    const wall = findPlatformWall(platform, context)
    if (wall) return { ...wall, listings: [], confidence: {} }
    const at = (pattern: string | undefined): boolean => pattern !== undefined && new RegExp(pattern, 'u').test(page.url)
    if (at(platform.product.address)) {
      const selected = readFields(platform.product, context).readings
      if (!isOffer(selected)) return undefined
      const main = mainProduct(this.structured(), documentTitle(page))
      const others = [...(main?.readings ?? []), ...readOpenGraph(this.meta(), context).readings, ...this.surroundings()]
      return this.product(`address and selectors of ${platform.id}`, [...selected, ...others])
    }
    const list = readListBySelectors(platform, context)
    const hasItems = list?.items.some(({ readings }) => readings.some(({ field }) => field === 'title')) ?? false
    if (at(platform.seller.address)) {
      const page = this.sellerPage('the platform file names this address a seller page')
      if (page.seller === undefined && !hasItems) return undefined
      return list && hasItems ? { ...page, itemUrls: urlsOf(list.items), nextUrl: list.nextUrl } : page
    }
    return list && hasItems ? this.list(`items by the selectors of ${platform.id}`, list.items, list.nextUrl ?? nextPage(page)) : undefined
  }

  trySelectors(platform: Platform): { product: Set<Field>; items: Set<Field>[] } {
    const fieldsOf = (readings: readonly Reading[]): Set<Field> => new Set(readings.map(({ field }) => field))
    const items = readListBySelectors(platform, this.context)?.items ?? []
    return {
      product: fieldsOf(readFields(platform.product, this.context).readings),
      items: items.map(({ readings }) => fieldsOf(readings)),
    }
  }

  readStructuredData(): Structured {
    const { page, context } = this
    const jsonLd = readStructured(readJsonLd(page), 'json-ld', context)
    const microdata = page.hasMicrodata ? readStructured(readMicrodata(page).map(({ node }) => node), 'microdata', context) : undefined // prettier-ignore
    const rdfa = page.hasRdfa ? readStructured(readRdfa(page), 'rdfa', context) : undefined
    const all = [jsonLd, microdata, rdfa].filter((one) => one !== undefined)
    const types = new Set(all.flatMap((one) => [...one.types]))
    const withGoods = all.filter((one) => one.products.length > 0)
    // The same product in two syntaxes is one product with two witnesses.
    const single = withGoods.length > 1 && withGoods.every((one) => one.products.length === 1)
    const products = single
      ? [{ readings: withGoods.flatMap((one) => one.products.flatMap(({ readings }) => readings)), url: withGoods[0]?.products[0]?.url }]
      : (withGoods[0]?.products ?? [])
    return { products, list: richest(all.map((one) => one.list)), types }
  }

  /** What stands around the product on the page: rows, seller, pictures. */
  surroundings(): Reading[] {
    const rows = this.rows()
    const { page } = this
    return [readLabelled(rows), readSeller(page), readPictures(page, rows), readDetails(page)].flatMap(({ readings }) => readings)
  }

  sellerPage(why: string): Extraction {
    const { platform, context } = this
    const fields = platform ? readFields(platform.seller, context).readings : []
    return { kind: 'seller', why, listings: [], confidence: {}, seller: readSellerPage(this.page, this.rows(), fields) }
  }

  product(why: string, readings: Reading[]): Extraction {
    const { page, platform } = this
    const byAddress = new ReadingList('text')
    byAddress.add('id', idIn(page.url), 0.85)
    const { listing, confidence, sources, sellerUrl } = mergeReadings([...readings, ...byAddress.readings], this.hint)
    const badge = platform && readBadge(platform, this.context)
    const full: Listing = { url: page.url, ...(platform ? { platform: platform.id } : {}), ...listing }
    if (badge) full.seller = { ...full.seller, kind: badge.kind, badgeVerified: badge.verified }
    return { kind: 'product', why, listings: [full], confidence, sources, ...(sellerUrl === undefined ? {} : { sellerUrl }) }
  }

  list(why: string, items: readonly (Item & { element?: Element })[], next: string | undefined): Extraction {
    const { platform } = this
    const seen = new Set<string>()
    const listings: Listing[] = []
    let confidence: Record<string, number> = {}
    let sources: Record<string, string> = {}
    for (const { readings, url, element } of items) {
      const byAddress = new ReadingList('text')
      if (url !== undefined) byAddress.add('id', idIn(url), 0.85)
      const merged = mergeReadings([...readings, ...byAddress.readings], this.hint)
      const key = url ?? `${merged.listing.title ?? ''} ${merged.listing.price?.amount ?? ''}`
      if (merged.listing.title === undefined || seen.has(key)) continue
      seen.add(key)
      const listing: Listing = { ...(url === undefined ? {} : { url }), ...(platform ? { platform: platform.id } : {}), ...merged.listing }
      const badge = platform && element ? readBadge(platform, this.context, element) : undefined
      if (badge) listing.seller = { ...listing.seller, kind: badge.kind, badgeVerified: badge.verified }
      if (listings.length === 0) ({ confidence, sources } = merged)
      listings.push(listing)
    }
    return {
      kind: 'result-list',
      why,
      listings,
      confidence,
      sources,
      itemUrls: urlsOf(listings),
      ...(next === undefined ? {} : { nextUrl: next }),
    }
  }
}

const urlsOf = (items: readonly { url?: string }[]): string[] => [
  ...new Set(items.map(({ url }) => url).filter((url) => url !== undefined)),
]

/** Language of the page: its title's script where that tells, since templates are copied with their `lang`. */
function languageOf(page: Page): string {
  const title = documentTitle(page)
  if (/[\u3041-\u30ff]/.test(title)) return 'ja'
  if (/[\uac00-\ud7a3]/.test(title)) return 'ko'
  return /\p{Script=Han}/u.test(title) && !/^(?:zh|ja|ko)/.test(page.lang) ? 'zh' : page.lang
}
