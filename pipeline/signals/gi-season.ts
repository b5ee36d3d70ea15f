import { daysBetween } from '../../domain/index.ts'
import type { Day, Listing, Signal } from '../../domain/index.ts'
import { scopeOf } from '../context/scopes.ts'
import { giMentions } from '../gi/mentions.ts'
import type { GiEntry } from '../gi/table.ts'
import type { FieldText } from '../normalise/fields.ts'
import type { SignalContext } from '../port.ts'

/** Words by which sellers themselves say that the animals or the raw material came from elsewhere (law.md GI-11). */
const SOAKED =
  /洗澡蟹|(?:湖区|湖水|湖里|入湖|进湖|围网|水域|网箱)[^，,。]{0,6}(?:过水|暂养|寄养|洗澡|催肥)|(?:过水|暂养|寄养|催肥)[^，,。]{0,10}(?:天|日|小时|湖|蟹|鱼|虾|水)|同源水系|(?:外购|收购|采购|购进|调运|拉来|运来)[^，,。]{0,10}(?:后|再|回来)[^，,。]{0,8}(?:暂养|寄养|养|加工|分装|炒制|灌装|包装)|外塘(?:蟹|鱼|虾)|(?:拉|运|调|收|买)(?:过|回)?来的?[^。；;]{0,14}(?:养|放|泡)了?[^，,。；;]{0,4}(?:天|周|个?月)|(?:原料|原粮|稻谷|鲜叶|鲜果|毛蟹|活蟹|蟹源|货源|原酒|原浆)[^，,。]{0,6}(?:外购|外采|外地(?:采购|收购|调运)?|来自外[地县省市]|从(?:外[地县省市]|周边|邻[县省市]|别处|各地)[^，,。]{0,4}(?:收购|采购|调运|购进|进货|拉))|(?:外购|外采|外地(?:收购|采购|调运))[^，,。]{0,4}(?:原料|原粮|稻谷|鲜叶|鲜果|毛蟹|活蟹|蟹|米|茶|果)/g
/** Goods that will come, or that wait in a voucher, are not sold before their season. */
const PRESALE =
  /预售|预订|预定|预约|开捕后|开湖后|上市后|采摘后|成熟后|蟹卡|蟹券|提货[卡券]|礼券|礼品卡|兑换[卡券]|(?:\d+月|\d+日|开捕|采收)[^，,。]{0,4}(?:起?发货|开始发)|陆续发货|冷冻|速冻|去年|陈米|陈茶|往年/
const NOW = /现货|现捞|现摘|现发|现采|首批|头批|抢先|提前|尝鲜|早鲜|鲜活|活蟹|当天发|秒发|速发/

/** Live animals are caught only in season; what keeps (rice, tea, apples) is only out of season where it claims the new harvest. */
const ALIVE = new Set(['crab'])

/** `gi.bathed` and `gi.preseason`, both with the GI name as subject. */
export function giSeason(listing: Listing, context: SignalContext): Signal[] {
  const entries = new Map<string, { entry: GiEntry; field: FieldText; start: number; end: number; text: string }>()
  for (const mention of giMentions(listing, context))
    if (mention.manner === 'name' && !entries.has(mention.entry.row.name)) entries.set(mention.entry.row.name, mention)
  if (entries.size === 0) return []
  const signals: Signal[] = []
  for (const [subject, mention] of entries) {
    for (const field of context.fields) {
      if (field.kind !== 'title' && field.kind !== 'description' && field.kind !== 'label') continue
      signals.push(...bathed(subject, field))
    }
    signals.push(...preseason(subject, mention, context))
  }
  return signals
}

/** Days before the opening in which a sale is a sale before the season. */
const LONGEST_WAIT = 120

/** Both MM-DD; a season may run over New Year. */
function isInSeason(day: string, start: string, end: string): boolean {
  return start <= end ? start <= day && day <= end : day >= start || day <= end
}

/** Days from the date of conduct to the opening of the season. */
function daysUntil(asOf: Day, seasonStart: string): number {
  const days = daysBetween(asOf, `${asOf.slice(0, 4)}-${seasonStart}`)
  return days < 0 ? days + 365 : days
}

function bathed(subject: string, field: FieldText): Signal[] {
  const { text } = field.folded
  return [...text.matchAll(SOAKED)].flatMap((match) => {
    const end = match.index + match[0].length
    const scope = scopeOf(text, match.index, end)
    if (scope && ['negation', 'contrast', 'quotation', 'history', 'publication'].includes(scope.kind)) return []
    const span = field.folded.original(match.index, end)
    return [
      {
        name: 'gi.bathed',
        subject,
        field: field.path,
        ...span,
        text: field.text.slice(span.start, span.end),
        reason: `“${match[0]}”：卖家自称货源或原料来自保护范围以外，只在当地暂养、过水或加工`,
      },
    ]
  })
}

function preseason(
  subject: string,
  { entry, field, start, end, text }: { entry: GiEntry; field: FieldText; start: number; end: number; text: string },
  context: SignalContext,
): Signal[] {
  const { seasonStart, seasonEnd } = entry.row
  if (seasonStart === undefined) return []
  const days = daysUntil(context.asOf, seasonStart)
  // Long before the opening, last season's goods are still about.
  if (days === 0 || days > LONGEST_WAIT || (seasonEnd !== undefined && isInSeason(context.asOf.slice(5), seasonStart, seasonEnd))) return []
  const words = context.fields
    .filter((other) => other.kind === 'title' || other.kind === 'description')
    .map((other) => other.folded.text)
    .join('\n')
  if (PRESALE.test(words)) return []
  const alive = ALIVE.has(entry.group?.id ?? '')
  const year = context.asOf.slice(0, 4)
  const newHarvest = new RegExp(`${year}年?[^，,。]{0,4}(?:新米|新茶|新货|新果|新季|当季)|当季新|新季现摘|现摘现发|树上现摘`).test(words)
  const now = NOW.test(words)
  if (!alive && !newHarvest) return []
  return [
    {
      name: 'gi.preseason',
      subject,
      field: field.path,
      start,
      end,
      text,
      value: now || newHarvest ? 'on-hand' : 'unclear',
      facts: { alive, days },
      reason: `“${subject}”${seasonStart.replace('-', '月')}日起才开捕或采收，${context.asOf} 已在售`,
    },
  ]
}
