import { attributePath } from '../../../domain/fields.ts'
import type { Listing } from '../../../domain/index.ts'
import { formatInstant, formatPrice } from './format.ts'
import type { Messages } from './text/messages.ts'

/** One field of a listing as it is shown: its path, its heading and its text as given. */
export interface ShownField {
  path: string
  label: string
  text: string
}

export interface FieldGroup {
  name: 'main' | 'labels' | 'seller' | 'attributes' | 'other'
  fields: ShownField[]
}

/** The heading of a path: its own, else the one of the part of the listing that it leads into, with the rest. */
export function fieldLabel(path: string, text: Messages): string {
  const [, first = path, rest = ''] = /^([^.[\]]+)[.[]?(.*?)\]?$/.exec(path) ?? []
  if (first === 'attributes') return rest.replace(/^'|'$/g, '')
  return text.fields[path] ?? text.fields[first] ?? path
}

/** All that a listing says, in the order in which an officer reads it; nothing is left out. The title stands apart. */
export function fieldGroups(listing: Listing, text: Messages): FieldGroup[] {
  const { seller, producer } = listing
  const field = (path: string, value: string | number | undefined): ShownField[] =>
    value === undefined || value === '' ? [] : [{ path, label: text.fields[path] ?? path, text: String(value) }]
  const price = listing.price && formatPrice(listing.price) + (listing.price.per ? ` / ${listing.price.per}` : '')
  const groups: FieldGroup[] = [
    { name: 'main', fields: [...field('description', listing.description), ...field('brand', listing.brand)] },
    {
      name: 'labels',
      fields: (listing.labels ?? []).map((label, at) => ({
        path: `labels[${at}].text`,
        label: [text.labelPlaces[label.where], label.productionDate].filter(Boolean).join(' · '),
        text: label.text,
      })),
    },
    {
      name: 'seller',
      fields: [
        ...field('seller.name', seller?.name),
        ...field('seller.kind', seller?.kind && text.sellerKinds[seller.kind] + (seller.badgeVerified ? ` · ${text.badgeVerified}` : '')),
        ...field('seller.creditCode', seller?.creditCode),
        ...field('seller.region', seller?.region),
        ...field('seller.registeredAddress', seller?.registeredAddress),
        ...field('origin', listing.origin),
        ...field('shipFrom', listing.shipFrom),
        ...field('producer.name', producer?.name),
        ...field('producer.address', producer?.address),
        ...field('producer.licence', producer?.licence),
      ],
    },
    {
      name: 'attributes',
      fields: Object.entries(listing.attributes ?? {}).map(([name, value]) => ({
        path: attributePath(name),
        label: name,
        text: value,
      })),
    },
    {
      name: 'other',
      fields: [
        ...field('price', price),
        ...(listing.category ?? []).map((value, at) => ({
          path: `category[${at}]`,
          label: text.fields.category ?? 'category',
          text: value,
        })),
        ...field('niceClass', listing.niceClass?.join('、')),
        ...field('condition', listing.condition && text.conditions[listing.condition]),
        ...field('sales', listing.sales),
        ...field('reviews', listing.reviews),
        ...field('seenAt', listing.seenAt && formatInstant(listing.seenAt)),
        ...field('id', listing.id),
      ],
    },
  ]
  return groups.filter(({ fields }) => fields.length > 0)
}
