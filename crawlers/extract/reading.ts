import type { Listing, Price, Seller } from '../../domain/index.ts'
import type { SelectableField } from '../platforms/schema.ts'
import type { CurrencyHint } from './currency.ts'
import type { Page } from './document.ts'

/** Where a value was read, most trusted first. */
export const SOURCES = ['selector', 'json-ld', 'microdata', 'rdfa', 'embedded-state', 'open-graph', 'markup', 'text'] as const
export type Source = (typeof SOURCES)[number]

/** A price as one source gives it; the currency may still have to come from another. */
export type PriceValue = Omit<Price, 'currency'> & { currency?: string; high?: number }

/** Fields that a source may give; the names are paths into the Listing. */
export interface FieldValues {
  id: string
  title: string
  description: string
  brand: string
  price: PriceValue
  'seller.name': string
  'seller.id': string
  'seller.url': string
  'seller.kind': NonNullable<Seller['kind']>
  'seller.creditCode': string
  'seller.region': string
  'seller.registeredAddress': string
  origin: string
  shipFrom: string
  'producer.name': string
  'producer.address': string
  'producer.licence': string
  category: string[]
  images: string[]
  sales: number
  reviews: number
  condition: NonNullable<Listing['condition']>
  attributes: Record<string, string>
  labels: NonNullable<Listing['labels']>
}
export type Field = keyof FieldValues

/** What one source says of one field, and how far it is to be believed (0..1). */
export type Reading = { [F in Field]: { field: F; value: FieldValues[F]; source: Source; confidence: number } }[Field]

/** One thing for sale as a source describes it. */
export interface Item {
  readings: Reading[]
  /** Absolute address of the item's own page. */
  url?: string
}

/** What readers need to know besides the page. */
export interface ReadContext {
  page: Page
  hint: CurrencyHint
}

/** Collects readings of one source. */
export class ReadingList {
  readonly source: Source
  readonly readings: Reading[] = []
  constructor(source: Source) {
    this.source = source
  }

  add<F extends Field>(field: F, value: FieldValues[F] | undefined, confidence: number): void {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return
    this.readings.push({ field, value, source: this.source, confidence } as Reading)
  }
}

export function readingOf<F extends Field>(readings: readonly Reading[], field: F): FieldValues[F] | undefined {
  let best: Reading | undefined
  for (const reading of readings)
    if (reading.field === field && (best === undefined || reading.confidence > best.confidence)) best = reading
  return best?.value as FieldValues[F] | undefined
}

/** Fields that hold one line of text, both in platform files and here. */
export type TextField = Exclude<
  SelectableField,
  'price' | 'price.currency' | 'price.per' | 'category' | 'images' | 'sales' | 'reviews' | 'condition' | 'attributes' | 'labels'
>
