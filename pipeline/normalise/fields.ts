import { attributePath } from '../../domain/index.ts'
import type { LabelPlace, Listing } from '../../domain/index.ts'
import { fold } from './fold.ts'
import type { FoldedText } from './fold.ts'

export type FieldKind =
  | 'title'
  | 'description'
  | 'brand'
  | 'label'
  | 'attribute'
  | 'seller'
  | 'origin'
  | 'ship-from'
  | 'producer'
  | 'producer-address'
  | 'seller-address'
  | 'category'

/** One text of a listing with its path, folded once for all signals. */
export interface FieldText {
  /** A path into the listing as given: `title`, `labels[0].text`, `attributes.品牌`. */
  path: string
  kind: FieldKind
  /** Of a label: where it was read. */
  where?: LabelPlace
  /** Of a label. */
  productionDate?: string
  /** Of an attribute: its own heading. */
  heading?: string
  /** As given: spans of signals are positions in it. */
  text: string
  folded: FoldedText
}

/** Every text of the listing that says something, in the order in which an officer reads it. */
export function fieldsOf(listing: Listing): FieldText[] {
  const fields: FieldText[] = []
  const add = (kind: FieldKind, path: string, text: unknown, more?: Partial<FieldText>): void => {
    if (typeof text === 'string' && text.length > 0) fields.push({ path, kind, text, folded: fold(text), ...more })
  }
  add('title', 'title', listing.title)
  add('description', 'description', listing.description)
  add('brand', 'brand', listing.brand)
  for (const [index, label] of (listing.labels ?? []).entries())
    add('label', `labels[${index}].text`, label.text, { where: label.where, productionDate: label.productionDate })
  for (const [heading, text] of Object.entries(listing.attributes ?? {})) add('attribute', attributePath(heading), text, { heading })
  add('origin', 'origin', listing.origin)
  add('ship-from', 'shipFrom', listing.shipFrom)
  add('producer', 'producer.name', listing.producer?.name)
  add('producer-address', 'producer.address', listing.producer?.address)
  add('seller', 'seller.name', listing.seller?.name)
  add('seller-address', 'seller.registeredAddress', listing.seller?.registeredAddress)
  for (const [index, text] of (listing.category ?? []).entries()) add('category', `category[${index}]`, text)
  return fields
}

/** Where a text stands decides what it is: on the goods (mark, label) or in advertising. */
export function isOnGoods(field: FieldText): boolean {
  return field.kind === 'label' && (field.where === 'package' || field.where === 'nameplate' || field.where === 'manual')
}

/** Title, description, detail page, main image: what advertises (law.md 14.3). */
export function isAdvertising(field: FieldText): boolean {
  return (
    field.kind === 'title' || field.kind === 'description' || (field.kind === 'label' && !isOnGoods(field) && field.where !== 'shop-sign')
  )
}
