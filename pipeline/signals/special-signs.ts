import { isWithin } from '../../domain/index.ts'
import type { Listing, Signal, SignRow } from '../../domain/index.ts'
import { goodsOf } from '../context/goods.ts'
import { scopeOf } from '../context/scopes.ts'
import { wordsOf } from '../context/words.ts'
import type { FieldText } from '../normalise/fields.ts'
import { foldText } from '../normalise/fold.ts'
import { partiesOf } from '../party/lawful.ts'
import { isSameParty } from '../party/names.ts'
import type { SignalContext } from '../port.ts'

/** Without one of these words nothing below can be found, listed signs apart. */
const TRIGGER = /奥林|奥运|冬奥|残奥|五环|olymp|盛会|赛事|健儿|国家队|中国队|代表团/

/** Words that the Olympic regulation itself protects (奥林匹克标志保护条例 二). */
const OLYMPIC_WORDS =
  /奥林匹克|奥林匹亚|(?<![a-z])olympics?(?![a-z])|(?<![a-z])olympiad(?![a-z])|奥运会?|冬奥会?|残奥会?|奥运五环|五环(?=[^，,。]{0,4}(?:图案|标志|印花|旗|logo|徽|t恤))/gi
/** 奥林匹克公园, 奥数, 五环路: addresses and schoolwork. */
const OLYMPIC_PLACE =
  /^(?:森林)?(?:公园|中心|体育中心|体育馆|体育场|村(?=[^，,。]{0,4}(?:附近|地铁|租房|民宿))|塔|大厦|花园|社区|小区|地铁|站|广场|水上|大道|路|东路|西路|数学|竞赛|物理|化学|信息学|英语)/
/** Allusion without the word (条例 六). */
const ALLUSION =
  /(?:助力|喜迎|献礼|备战|征战|为)[^，,。]{0,6}(?:体育盛会|全球盛会|世界级赛事|国际盛会|四年一度)|(?:国家队|中国队|中国代表团|体育健儿)[^，,。]{0,6}(?:合作伙伴|赞助商|指定|官方)|(?:官方)?(?:赞助商|合作伙伴)[^，,。]{0,8}(?:盛会|赛事)/
const EVENT =
  /[\u4e00-\u9fff](?:运会|博会)|奥会|服贸会|广交会|运动会|博览会|锦标赛|世锦赛|世界杯|亚洲杯|组委会|吉祥物|会徽|特许(?:商品|生产|经营|零售)/
const SHORTEST = 3

/**
 * Olympic and special signs (law.md SP-02, SP-03), the sign as subject: `sign.use` with the kind as value (olympic, special).
 * Facts: `state` (valid, expired; listed-nowhere for words that the regulation itself protects), `lawful`. `sign.allusion` hints at an event without the word.
 */
export function specialSigns(listing: Listing, context: SignalContext): Signal[] {
  const goods = goodsOf(listing, context)
  if (goods.frame?.id === 'publication' || goods.frame?.id === 'lodging') return []
  const words = wordsOf(context).toLowerCase()
  const rows = context.index.signs.filter((row) => row.kind !== 'official' && formsOf(row.sign).some((form) => words.includes(form)))
  if (rows.length === 0 && !TRIGGER.test(words)) return []
  const signals: Signal[] = []
  for (const field of context.fields) {
    if (!['title', 'brand', 'description', 'label', 'attribute'].includes(field.kind)) continue
    for (const row of rows) signals.push(...listed(row, field, listing, context))
    signals.push(...olympicWords(field, context.index.signs, listing, context))
    if (field.kind !== 'attribute') signals.push(...allusions(field))
  }
  return signals
}

/** 第十五届全国运动会会徽 is written 十五运会徽, 第十五届全运会吉祥物 …: every way that names event and sign. */
function formsOf(sign: string): readonly string[] {
  let forms = formCache.get(sign)
  if (forms) return forms
  const plain = foldText(sign).toLowerCase()
  const inDigits = plain.replace(/第([一二三四五六七八九十]{1,3})届/, (_, numeral: string) => `第${numberOf(numeral)}届`)
  forms = [plain, inDigits].flatMap((form) => [
    form,
    form.replace('全国运动会', '全运会'),
    form.replace(/第(.{1,3})届全国运动会/, '$1运会'),
    form.replace('奥林匹克五环', '奥运五环'),
    form.replace('奥林匹克五环', '五环标志'),
  ])
  forms = [...new Set(forms)]
  formCache.set(sign, forms)
  return forms
}

const formCache = new Map<string, readonly string[]>()

/** 十五 → 15, up to 九十九. */
function numberOf(numeral: string): number {
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : ['', numeral]
  const digit = (text: string | undefined, empty: number): number => (text ? '一二三四五六七八九'.indexOf(text) + 1 : empty)
  return (numeral.includes('十') ? digit(tens, 1) * 10 : 0) + digit(ones, 0)
}

function listed(row: SignRow, field: FieldText, listing: Listing, context: SignalContext): Signal[] {
  const { text } = field.folded
  const lower = text.toLowerCase()
  for (const form of formsOf(row.sign)) {
    const at = lower.indexOf(form)
    if (at < 0) continue
    const end = at + form.length
    // 进宝 is in 招财进宝: a short sign needs its event, its holder or a sign of the same holder beside it.
    if (
      form.length < SHORTEST &&
      !context.fields.some(
        (other) => EVENT.test(other.folded.text) || (row.holder !== undefined && other.folded.text.includes(row.holder)),
      ) &&
      !hasCompanion(row, context)
    )
      continue
    if (form.length < SHORTEST && /招财$|日进斗金/.test(text.slice(Math.max(0, at - 2), at))) continue
    if (isInnocent(text, at, end)) continue
    return [signOf(row, field, at, end, listing, context)]
  }
  return []
}

/** 蜀宝 beside 锦仔. */
function hasCompanion(row: SignRow, context: SignalContext): boolean {
  return context.index.signs.some(
    (other) =>
      other.sign !== row.sign &&
      other.holder !== undefined &&
      other.holder === row.holder &&
      context.fields.some((field) => field.folded.text.includes(other.sign)),
  )
}

function signOf(row: SignRow, field: FieldText, start: number, end: number, listing: Listing, context: SignalContext): Signal {
  const span = field.folded.original(start, end)
  const valid = isWithin(context.asOf, row.validFrom, row.validTo)
  const lawful = isLawful(row, listing, context)
  return {
    name: 'sign.use',
    subject: row.sign,
    field: field.path,
    ...span,
    text: field.text.slice(span.start, span.end),
    value: row.kind,
    facts: { state: valid ? 'valid' : 'expired', lawful, where: field.where ?? field.kind },
    reason: lawful
      ? `“${row.sign}”由权利人或被许可人使用`
      : valid
        ? `为商业目的使用“${row.sign}”（有效至 ${row.validTo ?? '未载明'}），卖家和生产者不在被许可人之列`
        : `“${row.sign}”的保护已于 ${row.validTo ?? ''} 届满`,
  }
}

function isLawful(row: SignRow, listing: Listing, context: SignalContext): boolean {
  const lawful = [...(row.holder?.split(/[;；]/) ?? []), ...row.licensees]
  if (partiesOf(listing).some(({ name }) => lawful.some((party) => isSameParty(party, name)))) return true
  // Genuine licensed goods resold: the package or the page names the licensee as maker, and the producer field does not say otherwise.
  return (
    listing.producer?.name === undefined &&
    context.fields.some((field) => field.kind === 'label' && row.licensees.some((party) => field.folded.text.includes(party)))
  )
}

function olympicWords(field: FieldText, rows: readonly SignRow[], listing: Listing, context: SignalContext): Signal[] {
  const { text } = field.folded
  return [...text.matchAll(OLYMPIC_WORDS)].flatMap((match) => {
    const end = match.index + match[0].length
    if (OLYMPIC_PLACE.test(text.slice(end, end + 14)) || isInnocent(text, match.index, end)) return []
    const row =
      rows.find((entry) => entry.kind === 'olympic' && /奥林匹克|五环/.test(entry.sign)) ?? rows.find((entry) => entry.kind === 'olympic')
    const span = field.folded.original(match.index, end)
    const lawful = rows.some((entry) => entry.kind === 'olympic' && isLawful(entry, listing, context))
    return [
      {
        name: 'sign.use',
        subject: row?.sign ?? '奥林匹克标志',
        field: field.path,
        ...span,
        text: field.text.slice(span.start, span.end),
        value: 'olympic',
        facts: {
          state: 'listed-nowhere',
          lawful,
          where: field.where ?? field.kind,
          athlete: /^(?:会)?(?:冠军|选手|健儿|运动员)/.test(text.slice(end, end + 6)),
        },
        reason: `为商业目的使用“${match[0]}”，条例第二条所列的奥林匹克标志`,
      },
    ]
  })
}

function allusions(field: FieldText): Signal[] {
  const match = ALLUSION.exec(field.folded.text)
  if (!match || isInnocent(field.folded.text, match.index, match.index + match[0].length)) return []
  const span = field.folded.original(match.index, match.index + match[0].length)
  return [
    {
      name: 'sign.allusion',
      field: field.path,
      ...span,
      text: field.text.slice(span.start, span.end),
      value: 'event',
      reason: `“${match[0]}”暗示与赛事有赞助等关系`,
    },
  ]
}

const INNOCENT = new Set(['negation', 'publication', 'quotation', 'history', 'contrast', 'service'])

function isInnocent(text: string, start: number, end: number): boolean {
  const scope = scopeOf(text, start, end)
  if (scope?.kind === 'place') return true
  return scope !== undefined && INNOCENT.has(scope.kind)
}
