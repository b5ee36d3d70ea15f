import type { Listing, PatentRow, PatentType, Signal } from '../../domain/index.ts'
import { foldText } from '../normalise/fold.ts'
import { isOnGoods } from '../normalise/fields.ts'
import type { FieldText } from '../normalise/fields.ts'
import { entitlement, partiesOf } from '../patent/party.ts'
import type { Entitlement } from '../patent/party.ts'
import { producedRelativeTo, productionDate } from '../patent/produced.ts'
import { readPatents } from '../patent/read.ts'
import type { ReadNumber, UnreadNumber } from '../patent/read.ts'
import { corresponds, holdersNamedIn, isStale, misprintCandidates, productWords, stateOn } from '../patent/register.ts'
import type { PatentState, StateOnDay } from '../patent/register.ts'
import { categoriesIn, categoriesOf, claimsLicence, isCertificate, saysMethod, saysPending, technicalClaimIn } from '../patent/words.ts'
import type { SignalContext, SignalFunction } from '../port.ts'

/**
 * `patent.mark`, one for each Chinese number: what the register says of it (value) and the facts that tell a false mark from an
 * untidy one (law.md 4.6): place, party, product, date of production, category, ZL, words of an application.
 * `patent.unread`: a number that cannot be read.
 */
export const patentMarks: SignalFunction = (listing, context) => {
  const signals: Signal[] = []
  for (const field of context.fields) {
    const { numbers, unread } = readPatents(field)
    const chinese = numbers.filter((number) => number.kind === 'patent' || number.kind === 'application')
    for (const number of chinese) signals.push(markOf(listing, context, field, number, chinese))
    for (const place of unread) signals.push(unreadOf(listing, context, field, place))
  }
  return signals
}

export type MarkPlace = 'goods' | 'manual' | 'ad'

export function placeOf(field: FieldText): MarkPlace {
  if (!isOnGoods(field)) return 'ad'
  return field.where === 'manual' ? 'manual' : 'goods'
}

function markOf(listing: Listing, context: SignalContext, field: FieldText, number: ReadNumber, all: readonly ReadNumber[]): Signal {
  const { index, asOf } = context
  const text = field.folded.text
  const place = placeOf(field)
  const produced = productionDate(listing, field)
  const row = findRow(context, number)
  const onRecord = index.registry.patents
  const state: StateOnDay = row
    ? stateOn(row, asOf, onRecord?.asOf ?? asOf)
    : { state: number.checkDigit === true ? (index.isComplete('patents') ? 'absent' : 'unknown') : 'misprint', computed: false }
  const parties = partiesOf(listing, text)
  const party: Entitlement = row ? entitlement(row, parties, text) : 'unknown'
  const own = categoriesOf(field, number, all)
  const categories = own.length > 0 ? own : categoriesElsewhere(context, field)
  const type = row?.type ?? number.type
  const candidates =
    state.state !== 'misprint'
      ? []
      : misprintCandidates(index, number.number, [
          ...parties.principals,
          ...(parties.producer ? [parties.producer] : [...parties.makers, ...(parties.seller ? [parties.seller] : [])]),
          ...holdersNamedIn(index, text),
        ])
  const [candidate] = candidates
  const claim = number.kind === 'application' ? 'application' : 'patent'
  return {
    name: 'patent.mark',
    subject: number.number,
    field: number.field,
    start: number.start,
    end: number.end,
    text: number.text,
    value: state.state,
    facts: {
      place,
      claim,
      zl: number.zl,
      pending: saysPending(text),
      category: compareCategories(categories, type),
      party,
      licence: claimsLicence(text),
      corresponds: row ? correspondence(listing, row, wordsAround(field, number)) : 'unknown',
      produced: producedRelativeTo(produced, state.ended),
      ended: state.ended,
      computed: state.computed && row?.type === 'invention',
      method: row?.method === true && !saysMethod(text),
      technical: type === 'design' && technicalClaimIn(text) !== null,
      candidates: candidates.length,
      candidateValid:
        candidates.length === 1 && candidate !== undefined && stateOn(candidate, asOf, onRecord?.asOf ?? asOf).state === 'valid',
      stale: isStale(onRecord?.asOf, asOf),
      certificate: isCertificate(text),
      repaired: number.repaired,
    },
    reason: reasonOf(number, state, row, candidate),
  }
}

/** Words of the label speak for a right; only the product as offered speaks against it. */
function correspondence(listing: Listing, row: PatentRow, labelWords: string): 'yes' | 'no' | 'unknown' {
  const product = productWords(listing)
  const found = corresponds(row.title, `${product} ${labelWords}`)
  return found === 'no' && product === '' ? 'unknown' : found
}

/** The category may stand on another line of the same package, or elsewhere in the advertisement. */
function categoriesElsewhere(context: SignalContext, field: FieldText): PatentType[] {
  const place = placeOf(field)
  for (const other of context.fields) {
    if (other === field || placeOf(other) !== place || !/专利|发明|实用新型|外观/.test(other.folded.text)) continue
    // A line with numbers of its own speaks of those.
    if (readPatents(other).numbers.length > 0) continue
    const words = categoriesIn(other.folded.text)
    if (words.length > 0) return words.map((word) => word.type)
  }
  return []
}

/** A number whose check digit is wrong or missing is none of the register's, however near. */
export function findRow(context: SignalContext, number: ReadNumber): PatentRow | undefined {
  return number.checkDigit === true ? context.index.patent(number.number) : undefined
}

function compareCategories(printed: readonly PatentType[], actual: string | undefined): 'none' | 'right' | 'upgrade' | 'other' {
  if (printed.length === 0) return 'none'
  if (actual === undefined || actual === 'unknown' || printed.some((type) => type === actual)) return 'right'
  return printed.includes('invention') ? 'upgrade' : 'other'
}

/** The label's own words without numbers, names of kinds and headings: they often name the product. */
function wordsAround(field: FieldText, number: ReadNumber): string {
  if (field.kind !== 'label') return ''
  return field.folded.text
    .replace(foldText(number.text), '')
    .replace(/中国|国家|发明|实用新型|外观设计|专利(?:号|证书|权人|产品|技术)?|委托方|生产商|制造商?|出品|公司|有限|ZL|[\d.:：，,]/g, ' ')
}

function reasonOf(number: ReadNumber, { state, ended }: StateOnDay, row: PatentRow | undefined, candidate: PatentRow | undefined): string {
  const who = row?.holder ? `，权利人 ${row.holder}` : ''
  const what = row?.title ? `，名称“${row.title}”` : ''
  const since = ended ?? '不明日期'
  const reasons: Record<PatentState, string> = {
    valid: `登记簿载明该专利有效${who}${what}`,
    ended: `登记簿载明该专利自 ${since} 起终止或者无效${who}${what}`,
    abandoned: `登记簿载明该专利自 ${since} 起因放弃而终止${who}${what}`,
    pending: `登记簿载明仅为专利申请，尚未授权${who}${what}`,
    refused: `登记簿载明该申请已于 ${since} 被驳回或者撤回${who}`,
    absent: '号码校验位正确，但登记簿查无此号',
    unknown: '现有登记簿资料中未见此号，不能判断',
    misprint: candidate
      ? `号码校验不符，与同一当事人的 ${candidate.number} 仅差一处，疑为误印`
      : '号码校验不符且登记簿无同一当事人的相近号码，可能误读或者误印',
  }
  return `${reasons[state]}${number.repaired ? `（按 ${number.number} 识读）` : ''}`
}

function unreadOf(listing: Listing, context: SignalContext, field: FieldText, place: UnreadNumber): Signal {
  const parties = partiesOf(listing, field.folded.text)
  const names = [
    ...parties.principals,
    ...(parties.producer ? [parties.producer] : parties.makers),
    ...holdersNamedIn(context.index, field.folded.text),
  ]
  const masked = /[?*□■×_#]/.test(foldText(place.text))
  const candidates = masked ? [] : misprintCandidates(context.index, place.digits, names)
  return {
    name: 'patent.unread',
    subject: place.text,
    field: place.field,
    start: place.start,
    end: place.end,
    text: place.text,
    value: candidates.length,
    facts: { place: placeOf(field) },
    reason: masked ? '专利号部分看不清，需重拍后再查' : '专利号位数不对，需复核',
  }
}
