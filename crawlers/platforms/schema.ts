import { z } from 'zod'
import { LABEL_PLACES, SELLER_KINDS, WALL_KINDS } from '../../domain/index.ts'

/** A pattern that may take exponential time: a group with a quantifier inside, repeated itself, such as `(a+)+`. */
const NESTED_QUANTIFIER = /\((?:[^()\\]|\\.)*[+*](?:[^()\\]|\\.)*\)[+*{]/

const pattern = z
  .string()
  .min(1)
  .superRefine((source, context) => {
    if (NESTED_QUANTIFIER.test(source)) context.addIssue('a pattern without a repeated group inside a repeated group')
    try {
      RegExp(source, 'u')
    } catch (error) {
      context.addIssue(`a regular expression (${error instanceof Error ? error.message : String(error)})`)
    }
  })

const step = z.strictObject({
  /** CSS selector below the page or, in a result list, below the item. */
  css: z.string().min(1).optional(),
  /** Attribute to read in place of the text. */
  attr: z.string().min(1).optional(),
  /** Heading of a key/value row: its value is the neighbouring cell, or what follows the colon. */
  label: z.string().min(1).optional(),
  /** Path into state embedded in scripts, such as `__NEXT_DATA__.props.pageProps.item.title`. */
  state: z.string().min(1).optional(),
  /** Pattern over the page's address; its first group is the value. */
  url: pattern.optional(),
  /** Pattern over the text that was read; its first group (or the whole match) is the value. */
  match: pattern.optional(),
  /** A fixed value, for platforms where every item has the same. */
  value: z.string().min(1).optional(),
  /** For `labels`: where the text stands on the goods, or the attribute of the element that says so. */
  where: z.enum(LABEL_PLACES).optional(),
  whereAttr: z.string().min(1).optional(),
  /** For `labels`: elements inside that hold the words alone, and the date of production. */
  text: z.string().min(1).optional(),
  date: z.string().min(1).optional(),
})

/** One way to read a field. Exactly one of `css`, `label`, `state`, `url` and `value` says where. */
export type SelectorStep = z.infer<typeof step>

const SOURCES = ['css', 'label', 'state', 'url', 'value'] as const

const oneStep = z
  .union([z.string().min(1), step])
  .transform((given): SelectorStep => {
    if (typeof given !== 'string') return given
    const at = /^(.*?)@([\w:-]+)$/s.exec(given)
    return at ? { css: at[1]?.trim() || ':scope', attr: at[2] } : { css: given }
  })
  .refine((given) => SOURCES.filter((key) => given[key] !== undefined).length === 1, {
    message: `exactly one of ${SOURCES.join(', ')}`,
  })

/** `css`, `css@attribute`, a step, or a list of these: the first that gives something is taken. */
const selector = z.union([oneStep.transform((one) => [one]), z.array(oneStep).min(1)])

/** Fields that a platform file may point at; the names are paths into the Listing. */
export const SELECTABLE_FIELDS = [
  'id',
  'title',
  'description',
  'brand',
  'price',
  'price.currency',
  'price.per',
  'seller.name',
  'seller.id',
  'seller.url',
  'seller.creditCode',
  'seller.region',
  'seller.registeredAddress',
  'origin',
  'shipFrom',
  'producer.name',
  'producer.address',
  'producer.licence',
  'category',
  'images',
  'sales',
  'reviews',
  'condition',
  'attributes',
  'labels',
] as const
export type SelectableField = (typeof SELECTABLE_FIELDS)[number]

const fields = Object.fromEntries(SELECTABLE_FIELDS.map((name) => [name, selector.optional()])) as Record<
  SelectableField,
  z.ZodOptional<typeof selector>
>

const host = z.string().regex(/^(?:\*\.)?[a-z0-9.-]+(?::\d{1,5})?$/, 'a host name in lower case, such as shop.example or *.shop.example')
const hours = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/, 'hours in Beijing time, such as 08:30-12:00')

const render = z.union([
  z.enum(['never', 'auto', 'always']).transform((mode) => ({ mode, scroll: 0 })),
  z.strictObject({
    /** `auto`: only pages that come as an empty shell. */
    mode: z.enum(['never', 'auto', 'always']),
    /** Selector that must be attached before the page is read. */
    waitFor: z.string().min(1).optional(),
    /** Most screens to scroll down. @default 0 */
    scroll: z.int().min(0).max(1000).default(0),
    /** Which kinds of page are rendered; without it all. */
    pages: z.array(z.enum(['search', 'product', 'seller'])).optional(),
  }),
])

const search = z.strictObject({
  /** Address of a result page with `{query}` and `{page}`. */
  url: z
    .string()
    .regex(/^https?:\/\//, 'an http or https address')
    .refine((text) => text.includes('{query}'), { message: 'an address with {query} in it' })
    .optional(),
  /** How `{query}` is percent-encoded. @default utf-8 */
  encoding: z.enum(['utf-8', 'gbk']).default('utf-8'),
  /** @default 1 */
  firstPage: z.int().min(0).default(1),
  /** What `{page}` grows by. @default 1 */
  pageStep: z.int().min(1).default(1),
  /** Most result pages of one query. @default 20 */
  maxPages: z.int().min(1).default(20),
  /** Lists that lead through the whole catalogue, for sweeps without a query. */
  start: z.array(z.string().regex(/^https?:\/\//, 'an http or https address')).default([]),
})

const badge = z
  .strictObject({
    /** Element of the platform's own badge; the shop's name is never one. */
    css: z.string().min(1).optional(),
    /** Words that the badge element must hold. */
    text: z.string().min(1).optional(),
    /** Attribute that holds the words, such as `alt` or `title`. */
    attr: z.string().min(1).optional(),
    kind: z.enum(SELLER_KINDS),
    /** Whether the platform vouches for the kind (law.md 6.3). @default true */
    verified: z.boolean().default(true),
  })
  .refine((given) => given.css !== undefined, { message: 'css: a badge is an element of the platform, not a word in the page' })

const wall = z
  .strictObject({
    kind: z.enum(WALL_KINDS),
    text: pattern.optional(),
    css: z.string().min(1).optional(),
    url: pattern.optional(),
  })
  .refine((given) => given.text !== undefined || given.css !== undefined || given.url !== undefined, {
    message: 'one of text, css, url',
  })

/** One platform file. Unknown keys are errors, so that a misspelt field never goes unnoticed. */
export const platformSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens'),
  title: z.string().min(1),
  /** `unverified`: nobody has seen it work; a sweep asks for consent first. */
  status: z.enum(['stable', 'unverified']),
  /** Hosts whose pages it reads; empty for shop software that runs on any host. */
  hosts: z.array(host).default([]),
  charset: z.string().min(1).optional(),
  /** ISO 4217 code where a price shows no currency. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code')
    .optional(),
  /** Private and loopback addresses, `host:port`, that may be asked although such are refused otherwise. */
  allowAddresses: z.array(z.string().regex(/^[^\s/]+:\d{1,5}$/, 'host:port')).default([]),
  /** Added to the `User-Agent`: whom the platform may write to. */
  contact: z.string().min(1).optional(),
  /** What the operator must have before a sweep: consent of the platform, an account, a contract. */
  permission: z.string().min(1).optional(),
  pace: z
    .strictObject({
      /** Requests a second and host. @default 1 */
      perSecond: z.number().positive().max(1000).default(1),
      /** Requests at the same time and host. @default 1 */
      concurrency: z.int().min(1).max(256).default(1),
      /** Requests a day. @default 20000 */
      dailyCap: z.int().min(1).default(20_000),
    })
    .prefault({}),
  /** Hours in which the platform is not asked. */
  blackout: z.array(hours).default([]),
  robots: z.literal('respect').default('respect'),
  render: render.prefault('never'),
  search: search.prefault({}),
  result: z
    .strictObject({
      /** One element an item. */
      item: z.string().min(1).optional(),
      /** Link from the item to its page. */
      link: selector.optional(),
      next: selector.optional(),
      ...fields,
    })
    .prefault({}),
  product: z
    .strictObject({
      /** Pattern over the address of product pages. */
      address: pattern.optional(),
      ...fields,
    })
    .prefault({}),
  seller: z
    .strictObject({
      /** Pattern over the address of seller and licence pages. */
      address: pattern.optional(),
      ...fields,
    })
    .prefault({}),
  login: z
    .strictObject({
      /** `none`: public pages only, a login page is a wall. `account`: the operator's own account, with the platform's consent. */
      policy: z.enum(['none', 'account']),
      note: z.string().optional(),
    })
    .prefault({ policy: 'none' }),
  badges: z.array(badge).default([]),
  walls: z.array(wall).default([]),
})

/** A platform file after its defaults have been filled in. */
export type Platform = z.infer<typeof platformSchema>
export type PlatformBadge = Platform['badges'][number]
export type PlatformWall = Platform['walls'][number]
