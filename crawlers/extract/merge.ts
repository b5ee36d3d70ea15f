import type { Label, Listing } from '../../domain/index.ts'
import { likelyCurrency } from './currency.ts'
import type { CurrencyHint } from './currency.ts'
import type { Field, FieldValues, PriceValue, Reading, Source } from './reading.ts'
import { SOURCES } from './reading.ts'

export interface Merged {
  listing: Listing
  /** 0..1 a field of the listing. */
  confidence: Record<string, number>
  /** Where each field was read. */
  sources: Record<string, Source>
  sellerUrl?: string
}

const rank = (source: Source): number => SOURCES.indexOf(source)
const squash = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}]+/gu, '')
    .toLowerCase()

function agree(field: Field, a: unknown, b: unknown): boolean {
  if (field === 'price') return Math.abs((a as PriceValue).amount - (b as PriceValue).amount) < 0.005
  if (typeof a !== 'string' || typeof b !== 'string') return a === b
  const [x, y] = [squash(a), squash(b)]
  if (x === y) return true
  // A title and the same title with the shop's name behind it are one.
  const [short, long] = x.length < y.length ? [x, y] : [y, x]
  return field === 'title' && short.length >= 4 && short.length * 3 >= long.length && long.includes(short)
}

/**
 * The value on which the most and the most trusted sources agree. Agreement adds up as independent evidence does,
 * 1 − Π(1 − confidence), and is never certain.
 */
function decide<F extends Field>(
  field: F,
  readings: readonly Reading[],
): { value: FieldValues[F]; confidence: number; source: Source } | undefined {
  const groups: Reading[][] = []
  const sorted = readings
    .filter((reading) => reading.field === field)
    .sort((a, b) => b.confidence - a.confidence || rank(a.source) - rank(b.source))
  for (const reading of sorted) {
    const group = groups.find(([head]) => head !== undefined && agree(field, head.value, reading.value))
    if (!group) groups.push([reading])
    // One source repeating itself is no second witness.
    else if (!group.some(({ source }) => source === reading.source)) group.push(reading)
  }
  const weighed = groups.map((group) => ({
    group,
    confidence: Math.min(0.99, 1 - group.reduce((doubt, { confidence }) => doubt * (1 - confidence), 1)),
  }))
  weighed.sort((a, b) => b.confidence - a.confidence)
  const best = weighed[0]
  const head = best?.group[0]
  if (best && head?.field === 'price') {
    // Witnesses of the same amount complete each other.
    const prices = best.group.map(({ value }) => value as PriceValue)
    const [currency, per] = [prices.find((price) => price.currency)?.currency, prices.find((price) => price.per)?.per]
    return { value: { ...head.value, currency, per } as FieldValues[F], confidence: best.confidence, source: head.source }
  }
  return best && head ? { value: head.value as FieldValues[F], confidence: best.confidence, source: head.source } : undefined
}

/** Values of fields that add up instead of competing. */
function gather<F extends Field>(field: F, readings: readonly Reading[]): FieldValues[F][] {
  return readings
    .filter((reading) => reading.field === field)
    .sort((a, b) => b.confidence - a.confidence)
    .map(({ value }) => value as FieldValues[F])
}

/** The heading as the page shows it, where data holds only a part of it. */
function inFull(title: string, readings: readonly Reading[]): string {
  const shown = readings
    .filter((reading) => reading.field === 'title' && reading.source === 'markup' && reading.confidence >= 0.5)
    .map(({ value }) => value as string)
  return (
    shown.find((text) => text.length > title.length && text.length <= title.length * 3 + 20 && squash(text).includes(squash(title))) ??
    title
  )
}

const round = (value: number): number => Math.round(value * 100) / 100

/** Makes one listing of what the sources say. */
export function mergeReadings(readings: readonly Reading[], hint: CurrencyHint): Merged {
  const listing: Listing = {}
  const confidence: Record<string, number> = {}
  const sources: Record<string, Source> = {}
  const take = <F extends Field>(field: F, put: (value: FieldValues[F]) => void, name: string = field): void => {
    const decided = decide(field, readings)
    if (!decided) return
    put(decided.value)
    confidence[name] = round(decided.confidence)
    sources[name] = decided.source
  }
  take('id', (value) => (listing.id = value))
  take('title', (value) => (listing.title = inFull(value, readings)))
  take('description', (value) => (listing.description = value))
  take('brand', (value) => (listing.brand = value))
  take(
    'price',
    ({ amount, currency, per }) => {
      const known = currency ?? gather('price', readings).find((price) => price.currency !== undefined)?.currency ?? likelyCurrency(hint)
      // XXX is the code of ISO 4217 for no currency: neither sign nor domain nor language of the page names one.
      listing.price = { amount, currency: known ?? 'XXX', ...(per === undefined ? {} : { per }) }
      confidence['price.currency'] = currency === undefined ? 0.5 : 0.9
    },
    'price.amount',
  )
  const seller: NonNullable<Listing['seller']> = {}
  take('seller.id', (value) => (seller.id = value))
  take('seller.name', (value) => (seller.name = value))
  take('seller.creditCode', (value) => (seller.creditCode = value))
  take('seller.region', (value) => (seller.region = value))
  take('seller.registeredAddress', (value) => (seller.registeredAddress = value))
  if (Object.keys(seller).length > 0) listing.seller = seller
  take('origin', (value) => (listing.origin = value))
  take('shipFrom', (value) => (listing.shipFrom = value))
  const producer: NonNullable<Listing['producer']> = {}
  take('producer.name', (value) => (producer.name = value))
  take('producer.address', (value) => (producer.address = value))
  take('producer.licence', (value) => (producer.licence = value))
  if (Object.keys(producer).length > 0) listing.producer = producer
  take('category', (value) => (listing.category = value))
  take('sales', (value) => (listing.sales = value))
  take('reviews', (value) => (listing.reviews = value))
  take('condition', (value) => (listing.condition = value))
  // Where a platform file points at the table of attributes, prose with a colon elsewhere on the page is none.
  const pointedAt = readings.filter(({ field, source }) => field === 'attributes' && source === 'selector')
  const attributes = Object.assign({}, ...gather('attributes', pointedAt.length > 0 ? pointedAt : readings).reverse()) as Record<
    string,
    string
  >
  const labels = new Map<string, Label>(gather('labels', readings).flat().map((label) => [label.text, label])) // prettier-ignore
  // A row that repeats what stands on the goods is that label, not a claim of the seller's.
  for (const [name, value] of Object.entries(attributes)) if (labels.has(value)) delete attributes[name]
  if (Object.keys(attributes).length > 0) listing.attributes = attributes
  if (labels.size > 0) listing.labels = [...labels.values()]
  const images = [...new Set(gather('images', readings).flat())]
  if (images.length > 0) listing.images = images.slice(0, 30).map((url) => ({ url }))
  return { listing, confidence, sources, sellerUrl: decide('seller.url', readings)?.value }
}
