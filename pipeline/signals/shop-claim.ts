import type { Listing, Signal } from '../../domain/index.ts'
import { goodsOf } from '../context/goods.ts'
import { brandMentions, scopeAround } from '../brand/mentions.ts'
import { standingOf } from '../brand/standing.ts'
import type { SignalContext } from '../port.ts'

/** Words in a shop's name that claim to be the brand. Without the platform's badge they aggravate (law.md 6.3). */
const CLAIM = /官方|旗舰|专卖|直营|授权|总部|总店|客服|售后|服务中心|体验店|正品店|品牌店/
const SIGN_CLAIM = /官方|旗舰|专卖|直营|授权|售后|服务中心|客服中心|体验店|体验中心|之家|特约|总代理|指定经销|形象店|品牌店/
/** 授权 that the words themselves claim, in title or shop name. */
const SAYS_AUTHORISED = /授权/

/**
 * `shop.claim`: a shop's name holds a brand with words that claim to be it. Facts: `badge` (yes, no, unknown), `standing`.
 * `shop.sign`: a shop front does (law.md TM-04). `shop.expired`: the listed authorisation has ended and the words still claim it (14.26).
 */
export function shopClaim(listing: Listing, context: SignalContext): Signal[] {
  const signals: Signal[] = []
  const badge = listing.seller?.badgeVerified === undefined ? 'unknown' : listing.seller.badgeVerified ? 'yes' : 'no'
  const title = listing.title ?? ''
  const seen = new Set<string>()
  for (const mention of brandMentions(listing, context)) {
    const { row, field, start, end, text, goods, form } = mention
    const { standing, reason } = standingOf(listing, row, context)
    const base = { subject: row.name, field: field.path, start, end, text }
    if (standing === 'expired' && !seen.has(row.name) && SAYS_AUTHORISED.test(`${listing.seller?.name ?? ''} ${title}`)) {
      seen.add(row.name)
      signals.push({ ...base, name: 'shop.expired', value: true, reason: `${reason}，店名或标题仍称授权` })
    }
    if (standing === 'owner' || standing === 'licensee' || standing === 'authorised' || standing === 'badge') continue
    const goodsFit = goods !== 'other' || goodsOf(listing, context).frame?.id === 'service'
    if (
      field.kind === 'seller' &&
      goodsFit &&
      form !== 'similar' &&
      CLAIM.test(field.folded.text) &&
      !scopeAround(field.folded.text, start, end, row)
    )
      signals.push({
        ...base,
        name: 'shop.claim',
        value: standing,
        facts: { badge, kind: listing.seller?.kind ?? 'unknown' },
        reason: `店名“${field.text}”冒用“${row.name}”名义，平台徽标${badge === 'unknown' ? '情况不明' : '未予证明'}，也不在授权名录`,
      })
    if (mention.manner === 'shop-sign' && goodsFit && SIGN_CLAIM.test(field.folded.text))
      signals.push({ ...base, name: 'shop.sign', value: standing, reason: `门头突出“${row.name}”并称专卖、售后、授权等，卖家不在授权名录` })
  }
  return signals
}
