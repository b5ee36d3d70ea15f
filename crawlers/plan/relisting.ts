import type { StoredListing } from '../../domain/index.ts'

/** A listing that came back under another id. */
export interface Relisting {
  from: StoredListing['key']
  to: StoredListing['key']
  /** One sentence: what the two have in common. */
  reason: string
}

/** Character pairs in common, counted once each (Dice): 1 for the same text. */
function likeness(one: string, other: string): number {
  const pairs = (text: string): Set<string> =>
    new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))
  const [a, b] = [pairs(one), pairs(other)]
  if (a.size === 0 || b.size === 0) return one === other ? 1 : 0
  let both = 0
  for (const pair of a) if (b.has(pair)) both++
  return (2 * both) / (a.size + b.size)
}

const plain = (text: string | undefined): string =>
  (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}]+/gu, '')
const sellerOf = ({ platform, seller }: StoredListing['listing']): string | undefined => {
  const who = seller?.creditCode ?? seller?.id ?? seller?.name
  return who === undefined ? undefined : `${platform}\n${who}`
}

/** Titles less alike than this are other goods of the same shop. */
const SAME_TITLE = 0.8
/** Prices further apart than this factor are other packs of the same goods. */
const SAME_PRICE = 1.5

function isSamePrice(one: StoredListing, other: StoredListing): boolean {
  const [a, b] = [one.listing.price?.amount, other.listing.price?.amount]
  if (!a || !b) return true
  return Math.max(a, b) / Math.min(a, b) <= SAME_PRICE
}

/**
 * Pairs listings that went with listings that came: the same shop, nearly the same title, about the same price. Each is paired once, the
 * likest first; a shop that still offers both is not meant.
 * @param gone listings that are no longer offered
 * @param appeared listings that were seen for the first time, not before the others were seen last
 */
export function findRelistings(gone: readonly StoredListing[], appeared: readonly StoredListing[]): Relisting[] {
  const bySeller = new Map<string, StoredListing[]>()
  for (const listing of gone) {
    const seller = sellerOf(listing.listing)
    if (seller !== undefined) bySeller.set(seller, [...(bySeller.get(seller) ?? []), listing])
  }
  const pairs: { from: StoredListing; to: StoredListing; alike: number }[] = []
  for (const to of appeared) {
    const seller = sellerOf(to.listing)
    for (const from of (seller !== undefined && bySeller.get(seller)) || []) {
      const alike = likeness(plain(from.listing.title), plain(to.listing.title))
      if (alike >= SAME_TITLE && from.key !== to.key && to.firstSeen >= from.lastSeen && isSamePrice(from, to))
        pairs.push({ from, to, alike })
    }
  }
  pairs.sort((a, b) => b.alike - a.alike || (a.to.key < b.to.key ? -1 : 1))
  const taken = new Set<string>()
  const found: Relisting[] = []
  for (const { from, to, alike } of pairs) {
    if (taken.has(from.key) || taken.has(to.key)) continue
    taken.add(from.key)
    taken.add(to.key)
    const seller = to.listing.seller?.name ?? '同一商家'
    const title = alike === 1 ? '标题相同' : `标题相似度 ${Math.round(alike * 100)}%`
    found.push({ from: from.key, to: to.key, reason: `${seller}下架“${from.listing.title}”后以新编号重新上架，${title}` })
  }
  return found
}
