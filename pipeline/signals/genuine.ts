import type { Listing, Signal } from '../../domain/index.ts'
import { goodsOf } from '../context/goods.ts'
import { brandMentions } from '../brand/mentions.ts'
import { markState, registrationOf, standingOf } from '../brand/standing.ts'
import { giMentions } from '../gi/mentions.ts'
import { partiesOf } from '../party/lawful.ts'
import { isSameParty } from '../party/names.ts'
import type { SignalContext } from '../port.ts'
import { jargonIn } from './jargon.ts'

const SECOND_HAND =
  /二手|闲置|自用|转让|9\d新|[八九]成新|几乎全新|中古|断舍离|(?:单位|公司|厂里|年会|节日)[^，,。]{0,4}发的|发的福利|家里太多|[吃喝用穿]不[完上了]|朋友送的|[穿用]过|换码|便宜出|收藏/
const RECEIPT = /小票|发票|购物凭证|收据|订单截图|支持(?:专柜)?(?:鉴定|中检|验货)|可鉴定|中检|有票/
/** Stock of many pieces is a trade and no private sale. */
const TRADE = /批发|整手|一手货源|货源|代发|尺码齐全|全码|码数齐|支持拿样|长期供应|招代理|现货大量|量大/

/**
 * What shows that goods or a name are genuine (law.md TM-00, only on evidence: 14.33), with the protected name as subject:
 * `genuine.use` with value `owner`, `licensee`, `authorised`, `badge`, `second-hand`, `registered` or `grace`; `sale.second-hand` once; `sale.repackaged` where genuine goods are filled anew.
 */
export function genuineUse(listing: Listing, context: SignalContext): Signal[] {
  const signals: Signal[] = []
  const secondHand = secondHandSale(listing, context)
  if (secondHand) signals.push(secondHand)
  signals.push(...repackaged(context))
  const subjects = new Set<string>()
  for (const { row } of brandMentions(listing, context)) {
    if (subjects.has(row.name)) continue
    subjects.add(row.name)
    const { standing, field, reason } = standingOf(listing, row, context)
    const shown = context.fields.find((other) => other.path === field)
    if (shown && standing !== 'none' && standing !== 'expired') signals.push(whole(shown.path, shown.text, row.name, standing, reason))
  }
  for (const { entry } of giMentions(listing, context)) subjects.add(entry.row.name)
  const registered = registeredBrand(listing, context)
  if (registered) {
    signals.push(registered)
    // Lawful use of one's own registered mark answers every likeness that was seen in it.
    for (const { row, field, start, end } of brandMentions(listing, context))
      if (row.name !== registered.subject && standsIn(registered.text, field.text, start, end))
        signals.push({ ...registered, subject: row.name })
  }
  if (secondHand) for (const subject of subjects) signals.push({ ...secondHand, name: 'genuine.use', subject, value: 'second-hand' })
  return signals
}

/** Whether the place lies in the words themselves or touches them: 戴森同款 beside one's own mark is not answered by it. */
function standsIn(words: string, text: string, start: number, end: number): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) if (start < at + words.length && at < end) return true
  return false
}

const REPACKAGED = /(?<!独立|小袋|单独)分装(?!袋|瓶|盒|器|罐|机|勺|漏|用)|拆零|散卖分装|原装分装/g

/** 分装 changes the goods under the mark (law.md 14.32). */
function repackaged(context: SignalContext): Signal[] {
  return context.fields.flatMap((field) => {
    if (field.kind !== 'title' && field.kind !== 'description') return []
    return [...field.folded.text.matchAll(REPACKAGED)].map((match) => {
      const span = field.folded.original(match.index, match.index + match[0].length)
      return {
        name: 'sale.repackaged',
        field: field.path,
        ...span,
        text: field.text.slice(span.start, span.end),
        value: true,
        reason: '把真品分装后销售，是否损害商标的识别和品质保证功能须人工核',
      }
    })
  })
}

function whole(field: string, text: string, subject: string, value: string, reason: string): Signal {
  return { name: 'genuine.use', subject, field, start: 0, end: text.length, text, value, reason }
}

function secondHandSale(listing: Listing, context: SignalContext): Signal | undefined {
  if (listing.condition !== 'used' && listing.seller?.kind !== 'second-hand') return undefined
  const texts = context.fields.filter((field) => field.kind === 'title' || field.kind === 'description')
  if (texts.some((field) => TRADE.test(field.folded.text))) return undefined
  if (texts.some((field) => jargonIn(field).some(({ kind }) => kind === 'fake' || kind === 'evasion'))) return undefined
  // A shop of second-hand goods that sells them new must show that it once bought them.
  const receipt = texts.some((field) => RECEIPT.test(field.folded.text))
  const own = texts.map((field) => ({ field, match: SECOND_HAND.exec(field.folded.text) })).find(({ match }) => match)
  if (listing.condition !== 'used' && !receipt && !own) return undefined
  const [title] = texts
  const field = own?.field ?? title
  if (!field) return undefined
  const span = own?.match
    ? field.folded.original(own.match.index, own.match.index + own.match[0].length)
    : { start: 0, end: field.text.length }
  return {
    name: 'sale.second-hand',
    field: field.path,
    ...span,
    text: field.text.slice(span.start, span.end),
    value: true,
    facts: { receipt },
    reason: `个人转让二手单件${receipt ? '，有票据或支持鉴定' : ''}，真品二次流通不侵权`,
  }
}

/** The listing's own brand stands in the register, for the class, in force. */
function registeredBrand(listing: Listing, context: SignalContext): Signal | undefined {
  const field =
    context.fields.find((other) => other.kind === 'brand') ??
    context.fields.find((other) => other.kind === 'attribute' && /^(?:品牌|商标)$/.test(other.heading ?? ''))
  if (!field) return undefined
  const text = field.text.trim()
  const { state, mark } = registrationOf(text, listing.niceClass, context)
  if ((state !== 'valid' && state !== 'grace') || !mark) return undefined
  const isProtected = context.index.name(text).length > 0
  const isOwn = partiesOf(listing).some(
    ({ name }) => isSameParty(name, mark.owner) || mark.licensees.some((licensee) => isSameParty(name, licensee)),
  )
  // That a famous mark is registered says nothing for whoever sells goods under it.
  if (isProtected && !isOwn) return undefined
  const start = field.text.indexOf(text)
  const grace = markState(mark, context.asOf) === 'grace' ? '，期满未逾六个月宽展期' : ''
  return {
    name: 'genuine.use',
    subject: text,
    field: field.path,
    start,
    end: start + text.length,
    text,
    value: state === 'grace' ? 'grace' : 'registered',
    facts: { own: isOwn, frame: goodsOf(listing, context).frame?.id ?? 'none' },
    reason: `“${text}”是有效注册商标（${mark.registrationNo}）${grace}`,
  }
}
