import { isWithin } from '../../domain/index.ts'
import type { AuthorisedShopRow, LawfulUserRow, Listing } from '../../domain/index.ts'
import type { SignalContext } from '../port.ts'
import { isSameParty, partyOfShop } from './names.ts'

/** Whether the party of a listing may use a right on the date of conduct. */
export type LawfulState = 'listed' | 'lapsed' | 'not-listed' | 'no-table'

export interface LawfulUse {
  state: LawfulState
  row?: LawfulUserRow
  /** Field that names the party. */
  field?: string
}

/** Fields that name who makes or sells the goods, with what they say. */
export function partiesOf(listing: Listing): { field: string; name: string }[] {
  const parties: { field: string; name: string }[] = []
  if (listing.producer?.name) parties.push({ field: 'producer.name', name: listing.producer.name })
  if (listing.seller?.name)
    parties.push({
      field: 'seller.name',
      name: listing.seller.badgeVerified === true ? partyOfShop(listing.seller.name) : listing.seller.name,
    })
  return parties
}

/** The user list of a right (专用标志使用企业, 被许可人), by name of the parties, by credit code, or by the name on the label. */
export function lawfulUse(listing: Listing, right: string, context: SignalContext): LawfulUse {
  if (!context.index.has('lawful_users')) return { state: 'no-table' }
  let lapsed: LawfulUse | undefined
  for (const row of context.index.lawfulUsers(right)) {
    const field = fieldNaming(listing, row, context)
    if (field === undefined) continue
    if (isWithin(context.asOf, row.validFrom, row.validTo)) return { state: 'listed', row, field }
    if (row.validTo !== undefined && row.validTo < context.asOf) lapsed = { state: 'lapsed', row, field }
  }
  return lapsed ?? { state: 'not-listed' }
}

function fieldNaming(listing: Listing, row: LawfulUserRow, context: SignalContext): string | undefined {
  const code = listing.seller?.creditCode
  if (code !== undefined && row.creditCode === code) return 'seller.creditCode'
  const named = partiesOf(listing).find(({ name }) => isSameParty(name, row.subject))
  if (named) return named.field
  // A package that names the listed producer speaks for goods whose listing names none.
  if (listing.producer?.name !== undefined) return undefined
  return context.fields.find((field) => field.kind === 'label' && field.folded.text.includes(row.subject))?.path
}

export type ShopState = 'authorised' | 'expired' | 'not-listed' | 'no-table'

/** The list of authorised shops. An empty platform in the table means all. */
export function shopAuthority(listing: Listing, right: string, context: SignalContext): { state: ShopState; row?: AuthorisedShopRow } {
  if (!context.index.has('authorised_shops')) return { state: 'no-table' }
  const shop = listing.seller?.name
  if (!shop) return { state: 'not-listed' }
  let expired: AuthorisedShopRow | undefined
  for (const row of context.index.authorisedShops(listing.platform ?? '', shop)) {
    if (row.right !== right) continue
    if (isWithin(context.asOf, row.validFrom, row.validTo)) return { state: 'authorised', row }
    if (row.validTo !== undefined && row.validTo < context.asOf) expired = row
  }
  return expired ? { state: 'expired', row: expired } : { state: 'not-listed' }
}
