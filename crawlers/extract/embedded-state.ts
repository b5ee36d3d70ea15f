import type { Data, DataObject } from './object-literal.ts'
import { isObject } from './object-literal.ts'
import type { Item, PriceValue, ReadContext } from './reading.ts'
import { readingOf } from './reading.ts'
import { clean } from './schema-org.ts'
import type { State } from './script-state.ts'
import { find, isTitle, priceOf, sellerIn, toItem } from './state-fields.ts'

const MAX_NODES = 150_000

/** What the states of a page say: the product that its title speaks of, and the longest list of goods. */
export interface Embedded {
  product?: Item
  list: Item[]
}

interface Titled {
  object: DataObject
  title: string
  above: DataObject[]
  /** The key that holds the object; undefined within an array. */
  key: string | undefined
}

/** Objects that have a title, and arrays of such. */
function survey(states: readonly State[]): { titled: Titled[]; arrays: DataObject[][] } {
  const titled: Titled[] = []
  const arrays: DataObject[][] = []
  let budget = MAX_NODES
  const visit = (value: Data, above: DataObject[], depth: number, key: string | undefined): void => {
    if (--budget < 0 || depth > 30) return
    if (Array.isArray(value)) {
      const objects = value.filter(isObject)
      if (objects.length >= 3) arrays.push(objects)
      for (const one of value) if (typeof one === 'object') visit(one, above, depth + 1, undefined)
    } else if (isObject(value)) {
      const title = find(value, 'title', isTitle, 0)
      if (typeof title === 'string') titled.push({ object: value, title, above, key })
      const chain = [...above.slice(-3), value]
      for (const [name, one] of Object.entries(value)) if (typeof one === 'object' && one !== null) visit(one, chain, depth + 1, name)
    }
  }
  for (const state of states) visit(state.value, [], 0, state.name)
  return { titled, arrays }
}

const hasPrice = (item: Item): boolean => item.readings.some(({ field }) => field === 'price')

/** Item of a record, with the seller that a record above it names. */
function itemWithSeller({ object, title, above }: Titled, price: PriceValue | undefined, confidence: number, context: ReadContext): Item {
  const item = toItem(object, title, price, confidence, context)
  for (const kind of ['seller', 'nick'] as const) {
    const name = above.map((one) => sellerIn(one, kind)).findLast((one) => one !== undefined)
    if (name !== undefined)
      item.readings.push({ field: 'seller.name', value: name, source: 'embedded-state', confidence: kind === 'seller' ? 0.6 : 0.4 })
  }
  return item
}

/** The record whose title the page's own headings repeat. */
function namedProduct(titled: readonly Titled[], heads: readonly string[], context: ReadContext): Item | undefined {
  let product: Item | undefined
  let bestScore = 0
  for (const record of titled) {
    const plain = squash(clean(record.title))
    if (plain.length < 4 || !heads.some((head) => head.includes(plain) || (head.length >= 6 && plain.includes(head)))) continue
    let price = priceOf(record.object, context, 2)
    const { above } = record
    for (let up = above.length - 1; !price && up >= Math.max(0, above.length - 2); up--) price = priceOf(above[up] ?? {}, context, 2)
    const score = plain.length + (price ? 1000 : 0)
    if (score <= bestScore) continue
    bestScore = score
    product = itemWithSeller(record, price, price ? 0.75 : 0.6, context)
  }
  return product
}

/** Where no heading helps: the one record that its key calls goods and that has a price. */
function onlyProduct(titled: readonly Titled[], context: ReadContext): Item | undefined {
  const items = titled
    .filter(
      ({ key }) =>
        key !== undefined && /^(?:goods|product|item|ware|offer|sku)(?:info|detail|data|base|do|vo)?$/i.test(key.replaceAll('_', '')),
    )
    .map((record) => itemWithSeller(record, priceOf(record.object, context, 2), 0.6, context))
    .filter(hasPrice)
  const names = new Set(items.map(({ readings }) => squash(readingOf(readings, 'title') ?? '')))
  return names.size === 1 ? items[0] : undefined
}

const squash = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}]+/gu, '')
    .toLowerCase()

/**
 * Looks for goods in the states of a page.
 * @param headings title and main heading of the page; the product is the record that they name
 */
export function readEmbedded(states: readonly State[], headings: readonly string[], context: ReadContext): Embedded {
  if (states.length === 0) return { list: [] }
  const { titled, arrays } = survey(states)
  const heads = headings.map(squash).filter((head) => head.length >= 2)
  const product = namedProduct(titled, heads, context) ?? onlyProduct(titled, context)
  let list: Item[] = []
  for (const objects of arrays) {
    const items: Item[] = []
    for (const object of objects) {
      const title = find(object, 'title', isTitle, 2)
      const price = priceOf(object, context, 2)
      if (typeof title === 'string' && price) items.push(toItem(object, title, price, 0.75, context))
    }
    if (items.length >= 3 && items.length >= objects.length * 0.6 && items.length > list.length) list = items
  }
  return { product, list }
}
