import type { Item, Reading } from './reading.ts'
import { readingOf } from './reading.ts'
import type { Structured } from './schema-org.ts'

/** Whether readings tell of something for sale: a title and a price. */
export const isOffer = (readings: readonly Reading[]): boolean =>
  readingOf(readings, 'title') !== undefined && readingOf(readings, 'price') !== undefined

/** Of several structured products the one that the title names. */
export function mainProduct(structured: Structured, title: string): Item | undefined {
  const { products } = structured
  if (products.length <= 1) return products[0]
  const named = products.find((product) => {
    const name = readingOf(product.readings, 'title')
    return name !== undefined && name.length >= 3 && title.includes(name)
  })
  return named ?? products.find(({ readings }) => readings.some(({ field }) => field === 'price')) ?? products[0]
}

/** Whether structured data speaks of one product: one or two nodes, variants of one name, or one that the title names. */
export function isAlone({ products }: Structured, main: Item | undefined, title: string): boolean {
  if (main === undefined) return false
  if (products.length <= 2) return true
  const names = products.map(({ readings }) => readingOf(readings, 'title') ?? '')
  const name = readingOf(main.readings, 'title') ?? ''
  return (
    names.every((one) => one === name) ||
    (name.length >= 6 && title.includes(name) && names.filter((one) => title.includes(one)).length === 1)
  )
}

/** Whether the price tags in the head, if there are any, say the same as the structured data. */
export function agreesWithMeta(main: Item, graph: Item): boolean {
  const tagged = readingOf(graph.readings, 'price')
  return tagged === undefined || Math.abs(tagged.amount - (readingOf(main.readings, 'price')?.amount ?? 0)) < 0.005
}

/** The list that tells the most: items with title and price count twice. */
export function richest<T extends Item>(lists: readonly (readonly T[])[]): T[] {
  let best: readonly T[] = []
  let most = 0
  for (const list of lists) {
    const worth = list.reduce(
      (sum, { readings }) =>
        sum + (readings.some(({ field }) => field === 'title') ? 1 : 0) + (readings.some(({ field }) => field === 'price') ? 1 : 0),
      0,
    )
    if (worth > most) [best, most] = [list, worth]
  }
  return [...best]
}
