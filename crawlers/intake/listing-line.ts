import { z } from 'zod'
import { LABEL_PLACES, SELLER_KINDS, type Listing } from '../../domain/index.ts'

const amount = z.number().finite().nonnegative()

/** Numbers and words that programs write into text fields are taken as text. */
const words = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const known = {
  url: z.string(),
  platform: words,
  id: words,
  title: z.string(),
  description: z.string(),
  brand: z.string(),
  price: z.looseObject({ amount, currency: z.string().default('CNY'), per: words.optional() }),
  seller: z.looseObject({
    id: words.optional(),
    name: z.string().optional(),
    kind: z.enum(SELLER_KINDS).optional(),
    badgeVerified: z.boolean().optional(),
    creditCode: words.optional(),
    region: z.string().optional(),
    registeredAddress: z.string().optional(),
  }),
  origin: z.string(),
  shipFrom: z.string(),
  producer: z.looseObject({ name: z.string().optional(), address: z.string().optional(), licence: words.optional() }),
  category: z.union([z.array(z.string()), z.string().transform((one) => [one])]),
  niceClass: z.array(z.number().int().min(1).max(45)),
  attributes: z.record(z.string(), words),
  labels: z.array(z.looseObject({ where: z.enum(LABEL_PLACES).default('package'), text: z.string(), productionDate: words.optional() })),
  images: z.array(z.looseObject({ url: z.string().optional(), role: z.string().optional(), sha256: z.string().optional() })),
  sales: amount,
  reviews: amount,
  condition: z.enum(['new', 'used']),
  channel: z.enum(['online', 'stall', 'photo']),
  seenAt: z.iso.datetime({ offset: true }).or(z.iso.date()),
} as const

const schema = z.looseObject(known).partial()

export interface LineFault {
  /** Path of the field that is wrong; absent where the line is no JSON at all. */
  field?: string
  message: string
}

/**
 * Reads one line of listings (docs/formats.md). Null counts as absent; fields that are not known go to `attributes`, as text.
 * @returns the listing, or what is wrong with the line
 */
export function readListing(line: string): { listing: Listing } | { error: LineFault } {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    return { error: { message: `not JSON: ${(error as Error).message}` } }
  }
  return toListing(value)
}

/** The same for a value that is no longer text. */
export function toListing(value: unknown): { listing: Listing } | { error: LineFault } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { error: { message: 'expected a JSON object' } }
  const result = schema.safeParse(withoutNulls(value))
  if (!result.success) {
    const [issue] = result.error.issues
    const field = (issue?.path ?? []).reduce<string>(
      (path, part) => (typeof part === 'number' ? `${path}[${part}]` : path ? `${path}.${String(part)}` : String(part)),
      '',
    )
    return { error: { field, message: `${field}: ${issue?.message ?? 'not a listing'}` } }
  }
  const listing: Record<string, unknown> = {}
  const attributes: Record<string, string> = { ...result.data.attributes }
  for (const [name, field] of Object.entries(result.data)) {
    if (name in known) listing[name] = field
    else attributes[name] ??= typeof field === 'string' ? field : JSON.stringify(field)
  }
  if (Object.keys(attributes).length > 0) listing['attributes'] = attributes
  if (listing['title'] === undefined && (result.data.labels ?? []).length === 0)
    return { error: { field: 'title', message: 'title: expected a title or a label' } }
  return { listing }
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item)]])))
}
