import type { Listing, Seller } from './listing.ts'
import type { Instant } from './time.ts'

export const PAGE_KINDS = ['product', 'result-list', 'seller', 'login', 'captcha', 'blocked', 'not-found', 'empty', 'other'] as const
export type PageKind = (typeof PAGE_KINDS)[number]

/** Kinds that stand where a page was expected. They are states of the page, counted and never scored. */
export const WALL_KINDS = ['login', 'captcha', 'blocked', 'not-found', 'empty'] as const satisfies readonly PageKind[]
export type WallKind = (typeof WALL_KINDS)[number]

export function isWall(kind: PageKind): kind is WallKind {
  return (WALL_KINDS as readonly PageKind[]).includes(kind)
}

/** One answer of a server as it came, before anyone read it. */
export interface FetchedPage {
  /** As asked. */
  url: string
  /** After redirects. */
  finalUrl: string
  status: number
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>
  body: Uint8Array
  fetchedAt: Instant
  /** Whether a browser drew it. */
  rendered: boolean
}

/** What reading a page gave. */
export interface Extraction {
  kind: PageKind
  /** One sentence: what on the page decided its kind. */
  why: string
  listings: Listing[]
  /** 0..1 a field, such as `title` or `price.amount`, of the first listing. */
  confidence: Record<string, number>
  /** Where each field was read: `json-ld`, `microdata`, `selector`, `text` … */
  sources?: Record<string, string>
  /** Result lists: the addresses of the items, and of the next page of results. */
  itemUrls?: string[]
  nextUrl?: string
  /** Product pages: the address of the shop or its licence page, where the page links to it. */
  sellerUrl?: string
  /** Seller and licence pages: whom the page speaks of. */
  seller?: Seller
}

/** A page as the store keeps it; the body lies apart, by its hash. */
export interface StoredPage {
  /** Of the job that asked for it, so that a repeated job overwrites and never doubles. */
  key: string
  sweep: string
  platform: string
  url: string
  finalUrl: string
  status: number
  headers: Readonly<Record<string, string>>
  /** SHA-256 of the body, hexadecimal; absent where nothing came. */
  sha256?: string
  kind: PageKind | 'failed' | 'refused'
  why: string
  listings: number
  attempts: number
  fetchedAt: Instant
}
