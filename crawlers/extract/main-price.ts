import type { Element } from './document.ts'
import { ancestors, contains, names, textOf } from './document.ts'
import type { CardGroup } from './cards.ts'
import type { PriceSpot } from './price-spots.ts'

const OTHER_GOODS =
  /recommend|related|similar|also-?(?:bought|viewed|like)|upsell|cross-?sell|recently|history|sidebar|bundle|combo|accessor|suggest|hot-?(?:sale|sell|goods)|rank|guess|look-?(?:like|again)|mini-?cart|shopping-?cart|cart-?(?:drawer|total|dropdown)|basket-summary|tuijian|xiangguan|footer|swiper|carousel|package-?deal|suit|together|other-/i
const PROSE = 90

export interface RatedSpot {
  spot: PriceSpot
  score: number
}

/** Whether an element stands in a part of the page that shows other goods: recommendations, history, bundles, the cart. */
export function isOtherGoods(element: Element, headline: Element | undefined): boolean {
  for (const above of ancestors(element)) {
    if (above.name === 'body') return false
    if (headline && contains(above, headline)) return false
    if (/^(?:aside|footer|nav|header)$/.test(above.name) || OTHER_GOODS.test(names(above))) return true
  }
  return false
}

/** How close behind the headline a spot stands, as a bonus of at most 3. */
function nearness(spot: PriceSpot, headline: Element | undefined): number {
  if (!headline) return 0
  const distance = spot.element.index - headline.index
  if (distance < 0) return distance > -60 ? 0.5 : -1
  return distance <= 40 ? 3 : distance <= 250 ? 3 - (distance - 40) / 105 : distance <= 600 ? 0.5 : -1
}

/** Whether the best rated amount is good enough to be taken for the price of the page: by the heading, and set apart from prose. */
export function isMainPrice(best: RatedSpot | undefined): boolean {
  if (best === undefined || best.score < 3) return false
  const { element, marked, now } = best.spot
  const block = element.parent.type === 'root' ? element : element.parent
  return marked || now || textOf(element).length <= 24 || textOf(block).length <= 60
}

/**
 * Rates the amounts of a product page by how likely each is what a buyer pays now: words and names around it, nearness to the title,
 * and that it is no former price, no fee and no other goods.
 */
export function rateSpots(spots: readonly PriceSpot[], headline: Element | undefined, groups: readonly CardGroup[]): RatedSpot[] {
  const inCards = (element: Element): boolean =>
    groups.some(
      ({ cards }) =>
        cards.length >= 3 && cards.some((card) => contains(card, element) && !(headline && contains(card, headline))) && linked(cards),
    )
  const rated = spots.map((spot) => {
    const { element } = spot
    let score = nearness(spot, headline)
    if (spot.marked) score += 2
    if (spot.now) score += 2
    if (element.attribs['itemprop'] === 'price') score += 3
    if (spot.was) score -= 6
    if (spot.regular) score -= 2
    if (spot.aside) score -= 5
    if (!spot.signed) score -= 1
    if (isOtherGoods(element, headline)) score -= 4
    if (inCards(element)) score -= 4
    if (/^(?:strong|b|em|h[1-4])$/.test(element.name)) score += 0.3
    if (/font-size\s*:\s*(?:1[8-9]|[2-9]\d)px/.test(element.attribs['style'] ?? '')) score += 1
    const block = element.parent.type === 'root' ? 0 : textOf(element.parent).length
    if (textOf(element).length > PROSE || block > PROSE * 6) score -= 2
    return { spot, score }
  })
  // Sorting is stable: of equal ones the first on the page wins.
  return rated.sort((a, b) => b.score - a.score)
}

/** Whether the cards lead somewhere: choices of one product (sizes, quantities) do not. */
function linked(cards: readonly Element[]): boolean {
  const hrefs = new Set<string>()
  for (const card of cards) {
    const link = firstLink(card)
    if (link !== undefined) hrefs.add(link)
  }
  return hrefs.size >= Math.min(cards.length, 3)
}

function firstLink(element: Element): string | undefined {
  const own = element.name === 'a' ? element.attribs['href'] : undefined
  if (own !== undefined && !/^(?:#|javascript:)/i.test(own)) return own
  for (const child of element.children) {
    const found = child.type === 'text' ? undefined : firstLink(child)
    if (found !== undefined) return found
  }
  return undefined
}
