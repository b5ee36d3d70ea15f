import type { Listing, Signal } from '../../domain/index.ts'
import { isAdvertising, isOnGoods } from '../normalise/fields.ts'
import type { FieldText } from '../normalise/fields.ts'
import { bareClaims, misnamedNumbers, offersPatentServices, saysNone } from '../patent/claims.ts'
import { partiesOf } from '../patent/party.ts'
import { readPatents } from '../patent/read.ts'
import { isAbout, productWords, rightsOf, stateOn } from '../patent/register.ts'
import { categoriesIn } from '../patent/words.ts'
import type { SignalContext, SignalFunction } from '../port.ts'
import { placeOf } from './patent-mark.ts'

/**
 * `patent.bare`: 专利 claimed without a number. `patent.none`: the party says that it has none.
 * `patent.misnamed`: the number of another register called a patent number.
 */
export const patentClaims: SignalFunction = (listing, context) => {
  const signals: Signal[] = []
  const speaking = context.fields.filter(
    (field) => field.folded.text.includes('专利') && (isAdvertising(field) || isOnGoods(field) || isClaimField(field)),
  )
  if (speaking.length === 0 || offersPatentServices([listing.title, ...(listing.category ?? [])].join(' '))) return signals
  const numbered = numberedPlaces(context)
  for (const field of speaking) {
    const text = field.folded.text
    const misnamed = misnamedNumbers(text)
    for (const place of misnamed)
      signals.push({ ...quote(field, place), name: 'patent.misnamed', subject: place.text, reason: '把其他登记号或者编号称为专利号' })
    const { numbers, unread } = readPatents(field)
    const taken = [...numbers, ...misnamed, ...unread]
    for (const claim of bareClaims(text, taken)) {
      const place = placeOf(field)
      signals.push({
        ...quote(field, claim),
        name: 'patent.bare',
        subject: claim.form === 'foreign' ? '国际专利' : '专利',
        value: claim.form,
        facts: {
          place: field.kind === 'attribute' ? 'attribute' : place,
          numbered: place === 'ad' ? numbered.ad : numbered.goods,
          numberedOnGoods: numbered.goods,
          own: claim.form === 'claim' && hasOwnPatent(listing, context, text),
          ownApplication: hasOwnPatent(listing, context, text, 'pending'),
        },
        reason: REASONS[claim.form],
      })
    }
    const none = saysNone(text)
    if (none) signals.push({ ...quote(field, none), name: 'patent.none', reason: '当事人自称没有专利' })
  }
  return signals
}

const REASONS = {
  claim: '自称专利，未标明专利号和专利种类',
  company: '泛称持有专利，是否对应本商品不明',
  application: '自称已申请专利，未标明申请号或者未注明尚未授权',
  foreign: '自称国际或者外国专利，未标明国别和专利号',
} as const

/** Attributes that advertise a patent: 专利类型, 是否专利产品. */
function isClaimField(field: FieldText): boolean {
  return field.kind === 'attribute'
}

function quote(field: FieldText, place: { at: number; endAt: number }): Pick<Signal, 'field' | 'start' | 'end' | 'text'> {
  const { start, end } = field.folded.original(place.at, place.endAt)
  return { field: field.path, start, end, text: field.text.slice(start, end) }
}

/** Whether number and category stand somewhere in the advertisement (广告法 十二(1)), and any number on the goods. */
function numberedPlaces(context: SignalContext): { ad: boolean; goods: boolean } {
  let number = false
  let category = false
  let goods = false
  for (const field of context.fields) {
    const { numbers, unread } = readPatents(field)
    if (placeOf(field) !== 'ad') goods ||= numbers.length > 0 || unread.length > 0
    else {
      number ||= numbers.some(({ kind }) => kind === 'patent' || kind === 'application')
      category ||= categoriesIn(field.folded.text).length > 0
    }
  }
  return { ad: number && category, goods }
}

/** Whether the party's own right named after this very product is found (law.md 14.18). */
function hasOwnPatent(listing: Listing, context: SignalContext, text: string, state: 'valid' | 'pending' = 'valid'): boolean {
  const { producer, principals, makers, seller, ownShop } = partiesOf(listing, text)
  const parties = [...principals, ...(producer ? [producer] : makers), ...(ownShop && seller ? [seller] : [])]
  const product = productWords(listing)
  const snapshot = context.registry.patents?.asOf ?? context.asOf
  return rightsOf(context.index, parties).some((row) => isAbout(row.title, product) && stateOn(row, context.asOf, snapshot).state === state)
}
