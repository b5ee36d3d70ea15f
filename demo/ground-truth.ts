import type { Listing, WallKind } from '../domain/index.ts'
import { DEFAULT_DAY } from './days.ts'
import { createWorld } from './generate.ts'
import { isOnSale, PLATFORMS, termsOn } from './market.ts'
import type { Offence, Offer, PlatformId } from './market.ts'
import { mallItemPath } from './pages/mall.ts'
import { streamItemPath } from './pages/stream.ts'
import { wholesaleItemPath } from './pages/wholesale.ts'

export interface TruthListing {
  platform: PlatformId
  id: string
  /** Stable name inside the market, such as `GI-01/2/twin`. */
  ref: string
  /** Address on the platform, without its origin. */
  path: string
  /** As the page shows it on that day. Without url and seenAt. */
  listing: Listing
  offence: Offence | null
  /** `ref` of the offence that it is the innocent twin of. */
  twinOf: string | null
  /** `ref` of the offer that it took the place of, where it came back under another id. */
  successorOf: string | null
  /** Whether its page can be read: no wall, no cut connection, not forbidden by robots.txt. */
  reachable: boolean
}

export interface TruthWall {
  platform: PlatformId
  path: string
  kind: WallKind
}

export interface MarketTruth {
  seed: number
  day: number
  /** Every listing on the shelves of that day, those that cannot be read among them. */
  listings: TruthListing[]
  walls: TruthWall[]
  /** Pages whose connection always breaks. */
  cut: { platform: PlatformId; path: string }[]
  /** Addresses that robots.txt forbids and that are linked all the same. */
  traps: { platform: PlatformId; path: string }[]
}

const ITEM_PATHS: Record<PlatformId, (id: string) => string> = {
  'demo-mall': mallItemPath,
  'demo-wholesale': wholesaleItemPath,
  'demo-stream': streamItemPath,
}
const TRAP_PATHS: Record<PlatformId, (id: string) => string> = {
  'demo-mall': (id) => `/private/item/${id}.html`,
  'demo-wholesale': (id) => `/private/offer/${id}.htm`,
  'demo-stream': (id) => `/private/goods/${id}`,
}

/** What a perfect sweep of the market of that seed would find on that day. */
export function groundTruth(seed = 1, day = DEFAULT_DAY): MarketTruth {
  const { offers } = createWorld(seed)
  const live = PLATFORMS.flatMap((platform) => offers.filter((offer) => offer.platform === platform && isOnSale(offer, day)))
  const at = (offer: Offer): { platform: PlatformId; path: string } => ({
    platform: offer.platform,
    path: offer.forbidden ? TRAP_PATHS[offer.platform](offer.id) : ITEM_PATHS[offer.platform](offer.id),
  })
  return {
    seed,
    day,
    listings: live.map((offer) => ({
      ...at(offer),
      id: offer.id,
      ref: offer.ref,
      listing: listingOn(offer, day),
      offence: offer.offence ?? null,
      twinOf: offer.twinOf ?? null,
      successorOf: offer.successorOf ?? null,
      reachable: !offer.obstacle && !offer.forbidden,
    })),
    walls: live.flatMap((offer) => (offer.obstacle && offer.obstacle !== 'cut' ? [{ ...at(offer), kind: offer.obstacle }] : [])),
    cut: live.filter((offer) => offer.obstacle === 'cut').map(at),
    traps: live.filter((offer) => offer.forbidden).map(at),
  }
}

function listingOn(offer: Offer, day: number): Listing {
  const { facts, seller } = offer
  const { title, amount } = termsOn(offer, day)
  return {
    ...facts,
    platform: offer.platform,
    id: offer.id,
    title,
    price: { currency: 'CNY', ...facts.price, amount },
    seller: {
      id: seller.id,
      name: seller.name,
      kind: seller.kind,
      badgeVerified: seller.badge,
      region: seller.region,
      registeredAddress: seller.registeredAddress,
      ...(seller.creditCode ? { creditCode: seller.creditCode } : {}),
    },
  }
}
