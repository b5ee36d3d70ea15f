import { daysBetween, isWithin } from '../../domain/index.ts'
import type { Day, Listing, MarkRow, NameRow } from '../../domain/index.ts'
import type { SignalContext } from '../port.ts'
import { partiesOf, shopAuthority } from '../party/lawful.ts'
import { isSameParty } from '../party/names.ts'

/** What speaks for a party's right to a brand (law.md 6.3, 14.12, 14.33). */
export type Standing = 'owner' | 'licensee' | 'authorised' | 'badge' | 'expired' | 'none'

export interface StandingFound {
  standing: Standing
  /** Field that shows it. */
  field: string
  reason: string
}

/** Kinds of shop whose badge vouches for one brand. A 专营店 sells many brands and vouches for none. */
const BRAND_SHOPS = new Set(['flagship', 'brand-store', 'brand-owner'])

export function standingOf(listing: Listing, row: NameRow, context: SignalContext): StandingFound {
  for (const { field, name } of partiesOf(listing)) {
    if (isSameParty(name, row.owner)) return { standing: 'owner', field, reason: `“${name}”就是“${row.name}”的权利人` }
    const mark = context.index.marks(row.name).find((entry) => entry.licensees.some((licensee) => isSameParty(name, licensee)))
    if (mark && markState(mark, context.asOf) === 'valid')
      return { standing: 'licensee', field, reason: `“${name}”是商标档案所载的被许可人` }
    if (isSameParty(name, context.index.marks(row.name)[0]?.owner))
      return { standing: 'owner', field, reason: `“${name}”是商标档案所载的注册人` }
  }
  const users = context.index.lawfulUsers(row.name)
  for (const { field, name } of partiesOf(listing)) {
    const user = users.find((entry) => isSameParty(entry.subject, name))
    if (user && isWithin(context.asOf, user.validFrom, user.validTo))
      return { standing: 'licensee', field, reason: `“${name}”在“${row.name}”的被许可人名单内` }
  }
  const shop = shopAuthority(listing, row.name, context)
  if (shop.state === 'authorised')
    return { standing: 'authorised', field: 'seller.name', reason: `店铺在“${row.name}”的授权名录内，且在有效期内` }
  const { seller } = listing
  if (seller?.badgeVerified === true && seller.name) {
    const names = [row.name, row.latin, ...row.aliases].filter((name) => name !== undefined && name.length >= 2)
    const own = names.some((name) => name !== undefined && seller.name?.toLowerCase().includes(name.toLowerCase()))
    if (BRAND_SHOPS.has(seller.kind ?? '') && own) return { standing: 'badge', field: 'seller.name', reason: '平台徽标证明是该品牌的店铺' }
    if (seller.kind === 'platform') return { standing: 'badge', field: 'seller.name', reason: '平台自营，徽标已核' }
  }
  if (shop.state === 'expired')
    return { standing: 'expired', field: 'seller.name', reason: `店铺对“${row.name}”的授权已于 ${shop.row?.validTo ?? ''} 到期` }
  return { standing: 'none', field: 'seller.name', reason: '' }
}

/** Six months in which a mark may still be renewed (商标法 四十; 宽展期). */
const GRACE_DAYS = 184

export type MarkState = 'valid' | 'grace' | 'expired' | 'pending' | 'ended'

export function markState(mark: MarkRow, day: Day): MarkState {
  if (/pending|申请|审查|公告中|初审/i.test(mark.status)) return 'pending'
  const running = /^(?:registered|valid|注册|有效)/i.test(mark.status)
  if (mark.registeredOn !== undefined && mark.registeredOn > day) return 'pending'
  if (mark.expiresOn !== undefined && mark.expiresOn < day) {
    if (!running && !/expired|期满|到期/i.test(mark.status)) return 'ended'
    return daysBetween(mark.expiresOn, day) <= GRACE_DAYS && running ? 'grace' : 'expired'
  }
  return running ? 'valid' : /expired|期满/i.test(mark.status) ? 'expired' : 'ended'
}

/** The best registration of exactly this text for one of the classes; without classes, for any. */
export function registrationOf(
  text: string,
  niceClass: readonly number[] | undefined,
  context: SignalContext,
): { state: MarkState | 'absent' | 'other-class' | 'unknown'; mark?: MarkRow } {
  if (!context.index.has('marks')) return { state: 'unknown' }
  const rows = context.index.marks(text.trim())
  if (rows.length === 0) return { state: context.index.isComplete('marks') ? 'absent' : 'unknown' }
  const inClass = niceClass && niceClass.length > 0 ? rows.filter((row) => row.niceClass.some((nice) => niceClass.includes(nice))) : rows
  const order: readonly MarkState[] = ['valid', 'grace', 'pending', 'expired', 'ended']
  for (const state of order) {
    const mark = inClass.find((row) => markState(row, context.asOf) === state)
    if (mark) return { state, mark }
  }
  return { state: 'other-class', mark: rows[0] }
}
