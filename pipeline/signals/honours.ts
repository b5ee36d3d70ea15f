import type { Listing, Signal } from '../../domain/index.ts'
import { brandMentions } from '../brand/mentions.ts'
import { goodsOf } from '../context/goods.ts'
import { scopeOf } from '../context/scopes.ts'
import { wordsOf } from '../context/words.ts'
import { sentenceAt } from '../normalise/sentence.ts'
import type { FieldText } from '../normalise/fields.ts'
import type { SignalContext } from '../port.ts'

/** Without one of these words nothing below can be found. */
const TRIGGER = /驰名|著名|老字号|免检|央视|cctv|名牌|国家|联合国|大会堂|信得过|well-known/i

/**
 * Honours that a listing claims (law.md TM-07, TM-08, UC-05):
 * `claim.well-known` (well-known: 驰名商标; famous: 著名商标), `claim.laozihao` (中华老字号 without a holder; not-listed, or unknown where the list is missing or partial), `claim.abolished` (国家免检), `claim.honour` (央视上榜 and the like).
 */
export function honours(listing: Listing, context: SignalContext): Signal[] {
  if (!TRIGGER.test(wordsOf(context))) return []
  const frame = goodsOf(listing, context).frame?.id
  // Agencies and books speak of such honours as their trade.
  if (frame === 'service' || frame === 'publication') return []
  const signals: Signal[] = []
  for (const field of context.fields) {
    if (!['title', 'description', 'label', 'attribute', 'brand'].includes(field.kind)) continue
    signals.push(...wellKnown(field), ...abolished(field), ...honour(field))
    signals.push(...laozihao(field, listing, context))
  }
  return signals
}

const NOT_A_CLAIM = new Set(['negation', 'quotation', 'publication', 'history', 'contrast'])

function found(
  field: FieldText,
  pattern: RegExp,
  name: string,
  value: string,
  reason: (text: string) => string,
  facts?: Signal['facts'],
): Signal[] {
  const { text } = field.folded
  return [...text.matchAll(pattern)].flatMap((match) => {
    const end = match.index + match[0].length
    const scope = scopeOf(text, match.index, end)
    if (scope && NOT_A_CLAIM.has(scope.kind)) return []
    const span = field.folded.original(match.index, end)
    return [
      {
        name,
        field: field.path,
        ...span,
        text: field.text.slice(span.start, span.end),
        value,
        facts: { where: field.where ?? field.kind, ...facts },
        reason: reason(match[0]),
      },
    ]
  })
}

/** A record of protection, told as a fact with year and case, is no promotion (law.md TM-07). */
const RECORD = /(?:判决|裁定|裁判|文书|案件|侵权案|案中|案号|批复|异议|无效宣告|保护记录|受(?:到)?[^，,。]{0,6}保护|认定(?:记录|文件|时间))/
const DATED = /(?:19|20)\d{2}\s*年|(?:19|20)\d{2}[-/.]\d|[〔(（](?:19|20)\d{2}[)）〕]|号/

function wellKnown(field: FieldText): Signal[] {
  const signals: Signal[] = []
  for (const signal of [
    ...found(
      field,
      /(?:中国)?驰名(?:商标|品牌)|全国驰名|well-known trademark/gi,
      'claim.well-known',
      'well-known',
      (text) => `以“${text}”字样作宣传`,
    ),
    ...found(field, /(?:省|市|中国|全国|知名)?著名商标/g, 'claim.well-known', 'famous', (text) => `“${text}”的认定早已取消，仍作宣传`),
  ]) {
    const sentence = sentenceAt(field.text, signal.start).text
    const promoted = field.kind === 'title' || (field.kind === 'label' && field.where !== 'detail-page')
    if (!promoted && RECORD.test(sentence) && DATED.test(sentence)) continue
    // 禁止使用驰名商标字样, 不得…: telling the law.
    if (/禁止|不得|不允许|罚款|取消了/.test(sentence)) continue
    signals.push(signal)
  }
  return signals
}

function laozihao(field: FieldText, listing: Listing, context: SignalContext): Signal[] {
  // What a partial list lacks may well be a 中华老字号.
  const [value, reason] = !context.index.has('names')
    ? ['unknown', '称“中华老字号”，没有名录可核']
    : context.index.isComplete('names')
      ? ['not-listed', '称“中华老字号”，所售品牌和主体都不在名录']
      : ['unknown', '称“中华老字号”，所用名录不全，未见所售品牌和主体']
  const claims = found(field, /中华老字号(?!一条街|街区|博览|协会|名录|大会|评选|申报)/g, 'claim.laozihao', value, () => reason)
  if (claims.length === 0) return []
  const holder = brandMentions(listing, context).find(({ row, form }) => row.kind === 'laozihao' && form !== 'similar')
  return holder ? [] : claims
}

function abolished(field: FieldText): Signal[] {
  if (/(?:取消|废止|停止)[^，,。]{0,8}免检|免检[^，,。]{0,6}(?:制度|取消|废止|停止)/.test(field.folded.text)) return []
  return found(
    field,
    /国家(?:质量)?免检(?:产品)?|(?:产品)?质量免检(?:产品)?|(?:荣获|获|属于?|是)?免检产品/g,
    'claim.abolished',
    'inspection-exempt',
    (text) => `“${text}”：食品和产品质量免检制度已于 2008 年废止，不可能再获此称号`,
  )
}

function honour(field: FieldText): Signal[] {
  return found(
    field,
    /(?:央视|cctv)[-\d\s]{0,3}(?:上榜|推荐|认证|指定|合作)(?:品牌|产品)?|中国名牌(?:产品)?|国家(?:级)?(?:金奖|质量奖|推荐产品)|联合国(?:指定|推荐)|人民大会堂推荐|全国消费者信得过/gi,
    'claim.honour',
    'unproved',
    (text) => `“${text}”需要证明材料`,
  )
}
