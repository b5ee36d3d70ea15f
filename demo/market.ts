import type { Listing, SellerKind, Verdict, WallKind } from '../domain/index.ts'

/** The three platforms of the market, by the ids of their platform files. */
export const PLATFORMS = ['demo-mall', 'demo-wholesale', 'demo-stream'] as const
export type PlatformId = (typeof PLATFORMS)[number]

export interface Seller {
  id: string
  platform: PlatformId
  name: string
  kind: SellerKind
  /** Whether the platform shows its own badge beside the name. */
  badge: boolean
  creditCode?: string
  region: string
  registeredAddress: string
  /** Ids of the departments that it sells from. */
  departments: string[]
  /** Its own mark, if it has one. */
  brand?: string
}

export interface Offence {
  /** Rule of the catalogue that fires. */
  rule: string
  verdict: Verdict
  /** Verdicts that an officer could defend as well. */
  accept: Verdict[]
  /** Why, in one sentence. */
  why: string
}

/** What the platform does with a page instead of showing it. Only listings that are no offence and no twin stand behind one. */
export type Obstacle = WallKind | 'cut'

/** One listing over the sixty days. A listing that comes back does so as an offer of its own, under another id. */
export interface Offer {
  /** Stable name inside the market, such as `GI-01/2/offence` or `grain/123`. */
  ref: string
  platform: PlatformId
  id: string
  seller: Seller
  department: string
  /** As on its first day, without url, platform, id and seller. */
  facts: Listing
  /** First and last simulated day on sale, both included. */
  from: number
  to: number
  changes: Change[]
  offence?: Offence
  /** `ref` of the offence that this one uses the words of, innocently. */
  twinOf?: string
  /** `ref` of the offer that vanished before this one appeared. */
  successorOf?: string
  obstacle?: Obstacle
  /** Pages that are sent with a wrong charset in their header. */
  wrongCharset?: boolean
  /** Page of more than five megabytes. */
  huge?: boolean
  /** Stands in the area that robots.txt forbids. */
  forbidden?: boolean
}

export interface Change {
  day: number
  title?: string
  /** CNY. */
  amount?: number
}

export interface World {
  seed: number
  sellers: Seller[]
  offers: Offer[]
}

export function isOnSale(offer: Offer, day: number): boolean {
  return offer.from <= day && day <= offer.to
}

/** Title and price of an offer on a day, after the changes up to then. */
export function termsOn(offer: Offer, day: number): { title: string; amount: number } {
  let title = offer.facts.title ?? ''
  let amount = offer.facts.price?.amount ?? 0
  for (const change of offer.changes) {
    if (change.day > day) break
    title = change.title ?? title
    amount = change.amount ?? amount
  }
  return { title, amount }
}
