import type { PatentNumber } from '../../domain/index.ts'
import type { FieldText } from '../normalise/fields.ts'
import { checkDigitOf, filedYearOf, typeOfNumber } from './number.ts'
import { readDigits } from './digits.ts'

/** A number with what stood around it. */
export interface ReadNumber extends PatentNumber {
  /** Whether `ZL` stands before it, which only a granted patent may carry. */
  zl: boolean
  /** Position in the folded text of its field, for reading what stands around. */
  at: number
  endAt: number
  /** Look-alikes or marks that had to be repaired (O/0, l/1, a missing dot): shown, never a verdict (law.md 14.23). */
  repaired: boolean
}

/** A `ZL` or `专利号` whose digits cannot be read: blurred, masked or of the wrong length. */
export interface UnreadNumber {
  field: string
  start: number
  end: number
  text: string
  at: number
  endAt: number
  /** The digits that could be read, in order. */
  digits: string
}

export interface PatentReading {
  numbers: ReadNumber[]
  unread: UnreadNumber[]
}

const NOTHING: PatentReading = { numbers: [], unread: [] }
/** Without one of these no text holds a patent number, so most fields cost one search. */
const HINT = /专利|申请号|公开号|公布号|公告号|发明|实用新型|外观设计|Z\s?[L1Il|]\W{0,4}[\dOo]|2L\d|PCT|WO\s?\d|patent|pat\.|特许|特許/i

const readings = new WeakMap<FieldText, PatentReading>()

/** Chinese application and patent numbers, publication numbers, PCT and foreign numbers, in the order in which they stand. */
export function readPatents(field: FieldText): PatentReading {
  const known = readings.get(field)
  if (known) return known
  const reading = HINT.test(field.folded.text) || isHeaded(field) ? readField(field) : NOTHING
  readings.set(field, reading)
  return reading
}

/** An attribute such as 专利号 speaks for the bare number in it. */
function isHeaded(field: FieldText): boolean {
  return field.heading !== undefined && /专利|申请号/.test(field.heading)
}

function readField(field: FieldText): PatentReading {
  const taken: { at: number; endAt: number }[] = []
  const free = (at: number, endAt: number): boolean => taken.every((span) => endAt <= span.at || span.endAt <= at)
  const numbers: ReadNumber[] = []
  const unread: UnreadNumber[] = []
  for (const number of [...readOffice(field), ...readPublications(field)]) {
    if (!free(number.at, number.endAt)) continue
    taken.push(number)
    numbers.push(number)
  }
  for (const candidate of candidates(field.folded.text)) {
    if (!free(candidate.from, candidate.digitsFrom + 1)) continue
    const found = readChinese(field, candidate, numbers)
    if (!found) continue
    taken.push(found)
    if ('number' in found) numbers.push(found)
    else unread.push(found)
  }
  return { numbers: numbers.sort((a, b) => a.at - b.at), unread }
}

/** All numbers of a listing as an assessment shows them. */
export function readNumbers(fields: readonly FieldText[]): PatentNumber[] {
  return fields.flatMap((field) => readPatents(field).numbers.map(shown))
}

function shown({ text, field, start, end, number, type, filedYear, checkDigit, kind }: ReadNumber): PatentNumber {
  return { text, field, start, end, number, type, filedYear, checkDigit, kind }
}

function span(field: FieldText, at: number, endAt: number): { field: string; start: number; end: number; text: string } {
  const { start, end } = field.folded.original(at, endAt)
  return { field: field.path, start, end, text: field.text.slice(start, end) }
}

interface Candidate {
  /** Where the prefix begins, or the digits where there is none. */
  from: number
  digitsFrom: number
  zl: boolean
}

/** Places where a number may begin: after ZL, after a heading such as 专利号, or at a run of digits that begins with a year. */
function* candidates(text: string): Generator<Candidate> {
  const pattern =
    /(?:([Zz]\s?[Ll1I|]|2L(?=\s?[12]))\s?号?|(?<![A-Za-z])CN)?[\s:：.,№#-]{0,4}(?=[0-9OoIl|?*□_×])|(?<![0-9A-Za-z])(?=(?:19|20|8[5-9]|9\d|0[0-3])[0-9OoIl ])/g
  for (const match of text.matchAll(pattern)) {
    const digitsFrom = match.index + match[0].length
    const zl = match[1] !== undefined
    // A prefix only, or the start of a run: never the middle of one.
    if (!zl && !/^\s*CN/.test(match[0]) && /[0-9A-Za-z]$|\d\.$/.test(text.slice(Math.max(0, digitsFrom - 2), digitsFrom))) continue
    const lead = /^[\s:：.,№#-]*/.exec(match[0])?.[0].length ?? 0
    yield { from: zl ? match.index : match.index + lead, digitsFrom, zl }
  }
}

const CONTEXT_REACH = 12
const CONTEXT = /专利|申请号|发明|实用新型|外观设计|ZL|patent/i
/** What directly names another kind of number. */
const OTHER_NUMBER =
  /(?:订单|运单|快递|物流|单号|批号|货号|款号|型号|条码|条形码|电话|热线|手机|微信|QQ|传真|邮编|致电|拨打|ISBN|证书号|编码|登字|准字|标准号|SC)(?:号码?)?[\s:：.#]*$/i
/** What directly names this kind of number. */
const OWN_HEADING =
  /(?:专利(?:权|证书?|登记|注册|授权|产品|申请)?(?:编?号码?)?|申请(?:\(专利\))?号码?|patent(?:\s*(?:no|number))?|pat\.?\s*no)[\s:：.,№#为是(（[【]*$/i
const APPLICATION = /(?:申请号|申请专利号|专利申请号?|受理号|application\s*no)[\s:：.,№#为是]*(?:CN)?\s*$/i

function readChinese(field: FieldText, candidate: Candidate, before: readonly ReadNumber[]): ReadNumber | UnreadNumber | undefined {
  const text = field.folded.text
  const { from, digitsFrom, zl } = candidate
  const heading = field.heading === undefined || from > 4 ? '' : `${field.heading}:`
  const lead = heading + text.slice(Math.max(0, from - 24), from)
  const headed = OWN_HEADING.test(lead)
  const misled = OTHER_NUMBER.test(lead)
  const read = readDigits(text, digitsFrom, zl || headed)
  if (!read.ok) {
    // Letters ZL begin model numbers too: what cannot be read is shown only where it is long enough and called a patent.
    const claimed = headed || (zl && !misled && text.startsWith('Z', from) && /^(?:19|20|8[5-9]|9\d|0[0-3])/.test(read.digits))
    if (!claimed || read.seen < 8) return undefined
    return { ...span(field, from, read.end), at: from, endAt: read.end, digits: read.digits }
  }
  const { digits, check, end, repaired } = read
  const right = check === undefined ? null : checkDigitOf(digits) === check
  if (zl && right !== true && (misled || !text.startsWith('Z', from))) return undefined
  if (!zl) {
    if (misled) return undefined
    const previous = before.at(-1)
    const listed = previous !== undefined && from - previous.endAt <= 4 && /^[、,，;；和及\s]*$/.test(text.slice(previous.endAt, from))
    const around = `${lead.slice(-CONTEXT_REACH)} ${text.slice(end, end + CONTEXT_REACH)}`
    // Without ZL, digits with no or a wrong check digit are a patent number only where the words say so.
    const likely = headed || listed || (right === true && CONTEXT.test(around))
    if (!likely) return undefined
  }
  return {
    ...span(field, from, end),
    number: check === undefined ? digits : `${digits}.${check}`,
    type: typeOfNumber(digits),
    filedYear: filedYearOf(digits),
    checkDigit: right,
    kind: !zl && APPLICATION.test(lead) ? 'application' : 'patent',
    zl,
    at: from,
    endAt: end,
    repaired,
  }
}

const D = '[0-9OoIl|]'
const PUBLICATION = new RegExp(
  `(?<![A-Za-z])CN\\s?([123](?:\\s?${D}){6}(?:(?:\\s?${D}){2})?)\\s?([ABCUYSD])(?:\\d(?!\\d))?(?![0-9A-Za-z])`,
  'g',
)
const KIND_TYPES = { '1': 'invention', '2': 'utility-model', '3': 'design' } as const

/** Publication and announcement numbers: CN + 7 or 9 digits + kind letter. */
function readPublications(field: FieldText): ReadNumber[] {
  return [...field.folded.text.matchAll(PUBLICATION)].map((match) => {
    const digits = (match[1] ?? '').replace(/\s/g, '').replace(/[Oo]/g, '0').replace(/[Il|]/g, '1')
    const first = digits[0] as keyof typeof KIND_TYPES
    const endAt = match.index + match[0].length
    return {
      ...span(field, match.index, endAt),
      number: `CN${digits}${match[2] ?? ''}`,
      type: KIND_TYPES[first],
      checkDigit: null,
      kind: 'publication' as const,
      zl: false,
      at: match.index,
      endAt,
      repaired: false,
    }
  })
}

/** Numbers of other offices, with the form that each prints. */
const OFFICES: readonly RegExp[] = [
  /PCT\s?[/-]?\s?[A-Z]{2}\s?\d{2,4}\s?[/-]?\s?\d{5,6}/g,
  /(?<![A-Za-z])WO\s?\d{2,4}\s?[/-]?\s?\d{5,6}(?:\s?A\d)?/g,
  /(?<![A-Za-z])U\.?S\.?\s?(?:Design\s)?(?:Patent|Pat\.?)?\s?(?:No\.?|Number|[:：#])?\s?(?:D\s?)?\d{1,2}[,，]?\d{3}[,，]?\d{3}(?:\s?[AB]\d)?(?![0-9A-Za-z])/gi,
  /(?<![A-Za-z])(?:EP|JP|KR|DE|GB|FR|AU|CA|TW)\s?(?:Patent\s?)?(?:No\.?\s?)?\d{6,11}(?:\s?[AB]\d?)?(?![0-9A-Za-z])/g,
  /特[许許]第?\s?\d{6,7}\s?[号號]/g,
]

function readOffice(field: FieldText): ReadNumber[] {
  const text = field.folded.text
  return OFFICES.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => {
      const endAt = match.index + match[0].length
      return {
        ...span(field, match.index, endAt),
        number: match[0].replace(/\s/g, '').toUpperCase(),
        checkDigit: null,
        kind: 'foreign' as const,
        zl: false,
        at: match.index,
        endAt,
        repaired: false,
      }
    }),
  )
}
