import type { Evidence, Listing, Seller, StoredFinding, TimelineEntry } from '../../domain/index.ts'
import { fieldAt } from '../../domain/index.ts'

/**
 * Personal data is hidden until an officer asks for it (个人信息保护法 六: only what the purpose needs).
 * Masks keep the length in UTF-16 units, so that the spans of the evidence still fit.
 */

/** Sellers who are natural persons; names and codes of companies are public. */
const PERSONAL = new Set(['individual', 'second-hand', 'stall'])

const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/g
/** Resident identity number, GB 11643: area, birthday, sequence, check character. */
const IDENTITY = /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g

const stars = (text: string, from: number, to: number) => text.slice(0, from) + '*'.repeat(Math.max(0, to - from)) + text.slice(to)

/** Mobile and identity numbers in running text. */
export function maskText(text: string): string {
  return text.replace(IDENTITY, (number) => stars(number, 6, 14)).replace(MOBILE, (number) => stars(number, 3, 7))
}

const firstLength = (name: string) => ((name.codePointAt(0) ?? 0) > 0xffff ? 2 : 1)

/** The first character stays, and the length: 张*****. */
export function maskName(name: string): string {
  return name.length <= firstLength(name) ? '*'.repeat(name.length) : stars(name, firstLength(name), name.length)
}

export function isPersonal(seller: Seller | undefined): boolean {
  return seller?.kind !== undefined && PERSONAL.has(seller.kind)
}

/** For lists, where no evidence points into the name: 张**. */
export function maskSellerName(seller: Seller | undefined): string {
  const name = seller?.name ?? seller?.id ?? ''
  return isPersonal(seller) && name !== '' ? `${name.slice(0, firstLength(name))}**` : maskText(name)
}

function maskDeep(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value)
  if (Array.isArray(value)) return value.map(maskDeep)
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, maskDeep(v)]))
  return value
}

export function maskListing(listing: Listing): Listing {
  const { seller, images, url, id, ...rest } = listing
  const masked: Listing = { ...(maskDeep({ ...rest, seller }) as Listing), images, url, id }
  if (seller && isPersonal(seller)) {
    masked.seller = { ...masked.seller }
    if (seller.name !== undefined) masked.seller.name = maskName(seller.name)
    if (seller.creditCode !== undefined) masked.seller.creditCode = stars(seller.creditCode, 8, Math.max(8, seller.creditCode.length - 2))
    if (seller.registeredAddress !== undefined)
      masked.seller.registeredAddress = stars(
        seller.registeredAddress,
        Math.min(6, seller.registeredAddress.length),
        seller.registeredAddress.length,
      )
  }
  return masked
}

/** The words that evidence quotes are masked as the listing is. */
export function maskFinding(finding: StoredFinding, listing: Listing | undefined): StoredFinding {
  const masked = listing && maskListing(listing)
  const name = isPersonal(listing?.seller) ? listing?.seller?.name : undefined
  const maskReason = (reason: string) => maskText(name ? reason.replaceAll(name, maskName(name)) : reason)
  const mask = (evidence: Evidence): Evidence => {
    const { field, start, end } = evidence
    const original = fieldAt(listing, field)
    const shown = fieldAt(masked, field)
    const fits = typeof original === 'string' && typeof shown === 'string' && original.slice(start, end) === evidence.text
    return { ...evidence, text: fits ? shown.slice(start, end) : maskText(evidence.text), reason: maskReason(evidence.reason) }
  }
  return { ...finding, evidence: finding.evidence.map(mask), mitigating: finding.mitigating.map(mask) }
}

/** Earlier names and addresses of a natural person are hidden too. */
export function maskTimeline(entries: readonly TimelineEntry[], listing: Listing | undefined): TimelineEntry[] {
  const personal = isPersonal(listing?.seller)
  return entries.map((entry) => ({
    ...entry,
    changes: entry.changes.map(({ field, before, after }) => {
      const hide = (value: unknown) =>
        personal && field.startsWith('seller.') && typeof value === 'string' ? maskName(value) : maskDeep(value)
      return { field, before: hide(before), after: hide(after) }
    }),
  }))
}
