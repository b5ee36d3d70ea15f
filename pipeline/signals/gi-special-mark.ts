import type { Listing, Signal } from '../../domain/index.ts'
import { goodsOf } from '../context/goods.ts'
import { scopeOf } from '../context/scopes.ts'
import { wordsOf } from '../context/words.ts'
import { originIn, originsOf } from '../geo/origin.ts'
import { giMentions } from '../gi/mentions.ts'
import type { GiEntry } from '../gi/table.ts'
import type { FieldText } from '../normalise/fields.ts'
import { findCreditCodes } from '../party/credit-code.ts'
import { lawfulUse } from '../party/lawful.ts'
import type { SignalContext } from '../port.ts'

/** Without one of these words nothing below can be found. */
const TRIGGER = /地理标志|地标|原产地|农产品地理|国家级?地理|pgi|agi|gi/i

/** The mark in force since 2020 (国家知识产权局公告 354 号), as people and OCR write what they see. */
const CURRENT =
  /中华人民共和国地理标志|地理标志专用标志|(?<![a-z低中高])gi(?![a-z]|值|指数|饮食|食品|认证|主食)(?:\s*标[志识])?|地理标志(?!产品|商标|证明商标|集体商标|保护|农产品|认证|名录|协会|局|知识)/gi
/** Marks given up by 2020-12-31: 质检 PGI ellipse, 工商 green GI. */
const OLD = /地理标志保护产品|地理标志产品保护|(?<![a-z])pgi(?![a-z])|原产地域(?:保护)?产品|中国地理标志(?=[^，,。]{0,8}(?:绿|旧))/gi
const SELF_MADE =
  /国家(?:级)?地标(?:产品)?(?:认证|标志|认定)?|(?:国家)?地标认证|(?:国家)?原产地(?:优质|保护|正品|产品)?认证|国家(?:级)?原产地(?:认证|标志|保护)|国家?级?地理标志(?:产品)?认证|国家(?:级)?地理(?:产品)?认证(?:产品|标志)?|国家地理产品/g
const AGRI = /农产品地理标志|(?<![a-z])agi(?![a-z])/gi
/** Old marks printed until then may be sold off. */
const OLD_MARKS_END = '2020-12-31'
/** The transcript says that it holds everything that is printed. */
const WHOLE_TEXT =
  /全文|全部(?:的)?(?:文字|内容|标注)|六面|各面|整版|标签全部|文字[^，,。]{0,4}(?:全部|完整|到此|录全|如上)|完整(?:的)?(?:文字|录入|抄录|标签)|所有文字|(?:无|没有|别无)其[他它](?:文字|标注|内容)|仅有以上/
const SEAL = /圆形|圆章|印章|徽章|图案|标章|钢印|盖章/
const ANNOUNCEMENT = /公告\s*(?:第)?\s*[\d〔[(（]|\d{4}年第?\s*\d+\s*号/

/**
 * The special GI mark and what is made to look like it (law.md 3.B GI-04 to GI-07):
 * `gi.special-mark` (current, old), `gi.self-made-mark` (seal, words), `gi.agri-mark`.
 */
export function giSpecialMark(listing: Listing, context: SignalContext): Signal[] {
  if (!TRIGGER.test(wordsOf(context))) return []
  const frame = goodsOf(listing, context).frame?.id
  if (frame === 'publication' || frame === 'service') return []
  const mentions = giMentions(listing, context)
  const signals: Signal[] = []
  for (const field of context.fields) {
    if (field.kind !== 'label' && field.kind !== 'title' && field.kind !== 'description') continue
    const entry = (mentions.find((m) => m.field === field && m.form === 'exact') ?? mentions.find((m) => m.form === 'exact') ?? mentions[0])
      ?.entry
    const agri = matches(AGRI, field)
    for (const match of agri) signals.push(...agriSignal(match, field, entry, listing, context))
    const own = matches(SELF_MADE, field)
    for (const match of own) signals.push(...selfMadeSignal(match, field, entry, listing, context))
    if (field.kind !== 'label' || !entry) continue
    const isTaken = (match: RegExpMatchArray): boolean => [...agri, ...own].some((other) => overlaps(other, match))
    const old = matches(OLD, field).filter((match) => !isTaken(match))
    const current = matches(CURRENT, field).filter((match) => !isTaken(match) && !old.some((other) => overlaps(other, match)))
    const [match] = [...current, ...old]
    if (match) signals.push(...specialMark(match, current.length > 0 ? 'current' : 'old', field, entry, listing, context))
  }
  return signals
}

function matches(pattern: RegExp, field: FieldText): RegExpMatchArray[] {
  return [...field.folded.text.matchAll(pattern)].filter(
    (match) => scopeOf(field.folded.text, match.index, match.index + match[0].length)?.kind !== 'negation',
  )
}

function overlaps(a: RegExpMatchArray, b: RegExpMatchArray): boolean {
  const start = a.index ?? 0
  const other = b.index ?? 0
  return start < other + b[0].length && other < start + a[0].length
}

function placed(field: FieldText, match: RegExpMatchArray): Pick<Signal, 'field' | 'start' | 'end' | 'text'> {
  const span = field.folded.original(match.index ?? 0, (match.index ?? 0) + match[0].length)
  return { field: field.path, ...span, text: field.text.slice(span.start, span.end) }
}

function specialMark(
  match: RegExpMatchArray,
  value: 'current' | 'old',
  field: FieldText,
  entry: GiEntry,
  listing: Listing,
  context: SignalContext,
): Signal[] {
  const { row } = entry
  const use = lawfulUse(listing, row.name, context)
  const codes = findCreditCodes(field.text)
  const owner = codes.map(({ text }) => context.index.lawfulUsersByCode(text).find((user) => user.right === row.name)).find(Boolean)
  const partyKnown = Boolean(listing.producer?.name)
  // A listed producer's own code on the package of a listing that names no producer is that producer's package.
  const user = use.state === 'not-listed' && !partyKnown && owner ? 'listed' : use.state
  const code =
    codes.length === 0
      ? 'none'
      : codes.every((found) => !found.valid)
        ? 'invalid'
        : use.row?.creditCode && codes.some((found) => found.text === use.row?.creditCode)
          ? 'own'
          : user === 'listed' && !use.row
            ? 'own'
            : owner
              ? 'other'
              : 'unlisted'
  const numbered =
    row.kind === 'product'
      ? includesNumber(field, row.standardNo) ||
        ANNOUNCEMENT.test(field.text) ||
        (row.standardNo === undefined && row.registrationNo === undefined)
      : includesNumber(field, row.registrationNo)
  const produced = field.productionDate
  return [
    {
      name: 'gi.special-mark',
      subject: row.name,
      ...placed(field, match),
      value,
      facts: {
        user,
        code,
        /** Everything that must stand beside the mark (专用标志使用管理办法). */
        complete: numbered && code === 'own',
        wholeText: WHOLE_TEXT.test(field.text),
        partyKnown: partyKnown || listing.seller?.kind === 'brand-owner' || owner !== undefined,
        inOldTime: produced !== undefined && produced <= OLD_MARKS_END,
        produced: produced !== undefined,
        where: field.where,
        area: originIn(entry.area, originsOf(listing, context)).relation,
      },
      reason: markReason(user, code, numbered, row.name),
    },
  ]
}

function includesNumber(field: FieldText, number: string | undefined): boolean {
  if (number === undefined) return false
  const plain = (text: string): string => text.toUpperCase().replace(/[\s/-]/g, '')
  return plain(field.folded.text).includes(plain(number))
}

function markReason(user: string, code: string, numbered: boolean, name: string): string {
  if (user === 'listed') {
    const lacking = [numbered ? '' : '标准代号（公告号）或注册号', code === 'own' ? '' : '本企业统一社会信用代码'].filter(Boolean)
    return lacking.length === 0
      ? `“${name}”合法使用人使用专用标志，标注齐全`
      : `“${name}”合法使用人使用专用标志，旁边未见${lacking.join('和')}`
  }
  const printed = code === 'other' ? '，所印信用代码是他人的' : code === 'invalid' ? '，所印信用代码校验不符（GB 32100）' : ''
  return `标签使用地理标志专用标志，使用人${user === 'lapsed' ? '资格已到期' : '不在合法使用人名单'}${printed}`
}

function selfMadeSignal(
  match: RegExpMatchArray,
  field: FieldText,
  entry: GiEntry | undefined,
  listing: Listing,
  context: SignalContext,
): Signal[] {
  if (entry && lawfulUse(listing, entry.row.name, context).state === 'listed') return []
  const onGoods = field.kind === 'label'
  const seal = onGoods && SEAL.test(field.folded.text)
  const official = onGoods && /国家|原产地/.test(match[0])
  return [
    {
      name: 'gi.self-made-mark',
      subject: entry?.row.name,
      ...placed(field, match),
      value: seal || official ? 'seal' : 'words',
      facts: {
        onGoods,
        asGi: match[0].includes('地理标志'),
        area: entry ? originIn(entry.area, originsOf(listing, context)).relation : 'unknown',
      },
      reason: `“${match[0]}”不是现行地理标志专用标志${seal ? '，以印章图案出现' : ''}，易使人误认为经官方认定`,
    },
  ]
}

function agriSignal(
  match: RegExpMatchArray,
  field: FieldText,
  entry: GiEntry | undefined,
  listing: Listing,
  context: SignalContext,
): Signal[] {
  const name = entry?.row.name
  const use = name === undefined ? 'not-listed' : lawfulUse(listing, name, context).state
  return [
    {
      name: 'gi.agri-mark',
      subject: name,
      ...placed(field, match),
      value: use,
      facts: { area: entry ? originIn(entry.area, originsOf(listing, context)).relation : 'unknown', onGoods: field.kind === 'label' },
      reason: `使用农产品地理标志字样${use === 'listed' ? '，使用人在名单内' : '，未见登记证书持有人授权'}`,
    },
  ]
}
