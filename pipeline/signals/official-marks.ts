import type { Listing, Signal } from '../../domain/index.ts'
import { goodsOf } from '../context/goods.ts'
import { scopeOf } from '../context/scopes.ts'
import { wordsOf } from '../context/words.ts'
import type { FieldText } from '../normalise/fields.ts'
import type { SignalContext } from '../port.ts'

/** Without one of these words nothing below can be found. */
const TRIGGER = /绿色食品|有机|无公害|检疫|检验合格/

/** Certification marks that only who is certified may show (law.md SP-04). */
const MARKS: readonly { name: string; pattern: RegExp; number: RegExp; attribute: RegExp }[] = [
  {
    name: '绿色食品',
    pattern: /绿色食品(?!级|原料|加工技术|生产技术|专业)/g,
    number: /LB-?\d{2}-?\d{6,}[\dA-Z]*|GF\s?\d{6,}|绿色食品[^，,。]{0,8}(?:证书)?(?:编号|证号|企业信息码|信息码)[:：\s]*[A-Z0-9-]{6,}/i,
    attribute: /绿色食品/,
  },
  {
    name: '有机产品',
    pattern: /有机(?:食品|产品|认证|转换|蔬菜|大米|小米|茶|奶|杂粮|水果|鸡蛋|牛奶|米|菜)(?!肥|硅|玻璃|化学|物)/g,
    number:
      /有机码[:：\s]*\d{17}|(?<!\d)\d{17}(?!\d)|\d{3}OP\d{7,}|有机(?:产品)?认证[^，,。]{0,6}(?:证书)?(?:编号|证号)[:：\s]*[A-Z0-9-]{6,}|证书编号[:：\s]*[A-Z0-9-]{6,}/i,
    attribute: /有机/,
  },
  { name: '无公害农产品', pattern: /无公害农产品/g, number: /WGH-?[\dA-Z-]{6,}|证书编号[:：\s]*[A-Z0-9-]{6,}/i, attribute: /无公害/ },
  {
    name: '检疫检验印章',
    pattern: /检疫(?:合格)?(?:章|印章|标志)|检验合格印章|动物检疫标志/g,
    number: /检疫[^，,。]{0,6}(?:证明|证)?(?:编号|号)[:：\s]*[A-Z0-9-]{6,}/i,
    attribute: /检疫/,
  },
]
const NO = /^(?:否|无|没有|未认证|不是|未取得|no|false)$/i
const DENIED = /(?:未|没有|无|尚未|不具备|并未)[^，,。]{0,4}(?:取得|获得|通过|申请|做过)?[^，,。]{0,4}(?:认证|证书)/

/** `official.mark`, the mark as subject: value `certified` (a certificate number stands there), `bare`, `contradicted` (the listing itself says it is not certified). */
export function officialMarks(listing: Listing, context: SignalContext): Signal[] {
  if (!TRIGGER.test(wordsOf(context))) return []
  const goods = goodsOf(listing, context)
  if (goods.frame && goods.frame.id !== 'packaging' && goods.frame.id !== 'dish') return []
  const signals: Signal[] = []
  const readable = context.fields.filter((field) => ['title', 'description', 'label', 'attribute', 'brand'].includes(field.kind))
  const all = readable.map((field) => field.text).join('\n')
  for (const mark of MARKS) {
    const denied =
      readable.some((field) => field.kind === 'attribute' && mark.attribute.test(field.heading ?? '') && NO.test(field.text.trim())) ||
      readable.some((field) => field.kind !== 'attribute' && mark.attribute.test(field.folded.text) && DENIED.test(field.folded.text))
    const numbered = mark.number.test(all)
    for (const field of readable) {
      if (field.kind === 'attribute' && mark.attribute.test(field.heading ?? '')) continue
      signals.push(...inField(mark, field, denied ? 'contradicted' : numbered ? 'certified' : 'bare'))
    }
  }
  return signals
}

const INNOCENT = new Set(['negation', 'publication', 'quotation', 'history', 'contrast', 'ingredient', 'accessory'])

function inField(mark: (typeof MARKS)[number], field: FieldText, value: string): Signal[] {
  const { text } = field.folded
  return [...text.matchAll(mark.pattern)].flatMap((match) => {
    const end = match.index + match[0].length
    const scope = scopeOf(text, match.index, end)
    if (scope && INNOCENT.has(scope.kind)) return []
    if (DENIED.test(text.slice(Math.max(0, match.index - 8), end + 8))) return []
    const span = field.folded.original(match.index, end)
    return [
      {
        name: 'official.mark',
        subject: mark.name,
        field: field.path,
        ...span,
        text: field.text.slice(span.start, span.end),
        value,
        facts: { onGoods: field.kind === 'label', where: field.where ?? field.kind },
        reason:
          value === 'contradicted'
            ? `使用“${match[0]}”，同一商品又写明没有认证`
            : value === 'certified'
              ? `使用“${match[0]}”并写明证书编号`
              : `使用“${match[0]}”，未见证书编号`,
      },
    ]
  })
}
