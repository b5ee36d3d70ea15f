import type { Instant } from './time.ts'

/** Field names follow schema.org `Product` and `Offer` where these have one (docs/formats.md). */
export interface Listing {
  url?: string
  /** Id of the platform file that the listing came by, or the name that an import gave. */
  platform?: string
  /** The platform's own id of the item. */
  id?: string
  title?: string
  description?: string
  brand?: string
  price?: Price
  seller?: Seller
  /** Place of origin as claimed (产地). */
  origin?: string
  /** Where goods are sent from (发货地). */
  shipFrom?: string
  producer?: Producer
  category?: string[]
  /** Classes 1 to 45 of the Nice classification. */
  niceClass?: number[]
  /** Everything else that the page or row says, by its own heading; nothing is dropped. */
  attributes?: Record<string, string>
  labels?: Label[]
  images?: ListingImage[]
  /** Pieces sold, as the platform shows them. */
  sales?: number
  reviews?: number
  condition?: 'new' | 'used'
  channel?: 'online' | 'stall' | 'photo'
  seenAt?: Instant
}

export interface Price {
  /** In units of `currency`. */
  amount: number
  /** ISO 4217. */
  currency: string
  /** The quantity that the amount buys, such as `500g` or `盒`. */
  per?: string
}

export const SELLER_KINDS = [
  'brand-owner',
  'flagship',
  'brand-store',
  'multi-brand',
  'platform',
  'business',
  'individual',
  'second-hand',
  'stall',
] as const
export type SellerKind = (typeof SELLER_KINDS)[number]

export interface Seller {
  id?: string
  name?: string
  kind?: SellerKind
  /** Whether the platform's own badge vouches for `kind`; words in the shop's name do not. */
  badgeVerified?: boolean
  /** Unified social credit code (GB 32100), 18 characters. */
  creditCode?: string
  region?: string
  registeredAddress?: string
}

export interface Producer {
  name?: string
  address?: string
  /** Production licence number, such as `SC…`. */
  licence?: string
}

export const LABEL_PLACES = ['package', 'nameplate', 'manual', 'detail-page', 'main-image', 'shop-sign'] as const
export type LabelPlace = (typeof LABEL_PLACES)[number]

/** Text read from product, package or picture, typed in or by OCR. */
export interface Label {
  where: LabelPlace
  text: string
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  productionDate?: string
  /** Where OCR read the text: its lines, in their order. */
  lines?: LabelLine[]
}

export interface LabelLine {
  /** UTF-16 positions in the label's text. */
  start: number
  end: number
  /** How sure OCR is of the line, 0..1. */
  confidence: number
  /** Corners `[x, y]` in pixels of the upright picture, clockwise from the upper left. */
  box: [number, number][]
}

export interface ListingImage {
  url?: string
  role?: string
  sha256?: string
}

/** The name under which the store knows a listing: platform and the platform's id. */
export type ListingKey = string

/** Platform and id, or the address where the platform gives no id. `undefined` for a listing that has neither. */
export function listingKey(listing: Listing): ListingKey | undefined {
  const own = listing.id ?? listing.url
  return own === undefined ? undefined : `${listing.platform ?? 'import'}/${own}`
}
