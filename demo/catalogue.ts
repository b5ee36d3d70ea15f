import type { Day } from '../domain/index.ts'
import { dayName } from './days.ts'
import { isOnSale, termsOn } from './market.ts'
import type { Offer, PlatformId, Seller, World } from './market.ts'

/** One offer as the platform shows it on a day. */
export interface Shown {
  offer: Offer
  title: string
  amount: number
}

export interface ResultPage {
  items: Shown[]
  total: number
  page: number
  pages: number
}

/** One platform on one day: what is on its shelves, and its search. */
export interface Catalogue {
  platform: PlatformId
  day: Day
  /** Every offer of the platform that was ever made, by id. */
  offer(id: string): Offer | undefined
  seller(id: string): Seller | undefined
  shown(offer: Offer): Shown
  onSale(offer: Offer): boolean
  /** All shelves, one department, one shop, or what a search finds, cut into pages counted from 1. */
  page(choice: { department?: string; query?: string; seller?: string }, page: number, size: number): ResultPage
  /** Offers in the area that robots.txt forbids. */
  forbidden: Shown[]
}

export function openCatalogue(world: World, platform: PlatformId, day: number): Catalogue {
  const offers = world.offers.filter((offer) => offer.platform === platform)
  const byId = new Map(offers.map((offer) => [offer.id, offer]))
  const sellers = new Map(world.sellers.filter((seller) => seller.platform === platform).map((seller) => [seller.id, seller]))
  const shown = (offer: Offer): Shown => ({ offer, ...termsOn(offer, day) })
  const live = offers.filter((offer) => isOnSale(offer, day)).map(shown)
  const shelves = live.filter(({ offer }) => !offer.forbidden)
  const searches = new Map<string, Shown[]>()

  const choose = (choice: { department?: string; query?: string; seller?: string }): Shown[] => {
    const key = JSON.stringify(choice)
    let found = searches.get(key)
    if (!found) {
      found = shelves.filter(
        ({ offer }) =>
          (!choice.department || offer.department === choice.department) && (!choice.seller || offer.seller.id === choice.seller),
      )
      if (choice.query !== undefined) found = search(found, choice.query)
      if (searches.size > 500) searches.clear()
      searches.set(key, found)
    }
    return found
  }

  return {
    platform,
    day: dayName(day),
    offer: (id) => byId.get(id),
    seller: (id) => sellers.get(id),
    shown,
    onSale: (offer) => isOnSale(offer, day),
    page: (choice, page, size) => {
      const found = choose(choice)
      const pages = Math.max(1, Math.ceil(found.length / size))
      return { items: found.slice((page - 1) * size, page * size), total: found.length, page, pages }
    },
    forbidden: live.filter(({ offer }) => offer.forbidden),
  }
}

/** As shops search: all words first; a single run of characters also finds titles that hold it with something between. */
function search(shelf: readonly Shown[], query: string): Shown[] {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const haystack = ({ offer, title }: Shown): string => `${title} ${offer.facts.brand ?? ''}`.normalize('NFKC').toLowerCase()
  return shelf.filter((item) => words.every((word) => haystack(item).includes(word)))
}
