import type { Listing, Signal } from '../../domain/index.ts'
import { originIn, originsOf } from '../geo/origin.ts'
import type { OriginVerdict } from '../geo/origin.ts'
import { liesIn } from '../geo/divisions.ts'
import { giMentions } from '../gi/mentions.ts'
import type { GiMention } from '../gi/mentions.ts'
import { lawfulUse, shopAuthority } from '../party/lawful.ts'
import type { SignalContext } from '../port.ts'

/** An imitation of a GI name below this likeness is left alone: place names lie close together. */
const IMITATION = 0.6

/**
 * Uses of a protected GI name (law.md 3.B, 5.4), one signal a place where it stands:
 * `gi.use` with value `name`, `evocation` or `likeness`, and `gi.fair-use` with the scope as value.
 * Facts of both: `kind`, `markType`, `area` (inside, outside, coarse, unknown), `contradiction`, `user` (listed, lapsed, not-listed, no-table), `form`, `goods`, `where`.
 */
export function giUse(listing: Listing, context: SignalContext): Signal[] {
  const signals: Signal[] = []
  const facts = new Map<string, ReturnType<typeof factsOf>>()
  for (const mention of giMentions(listing, context)) {
    const { name } = mention.entry.row
    let shared = facts.get(name)
    if (!shared) facts.set(name, (shared = factsOf(mention, listing, context)))
    signals.push(...signalsOf(mention, shared))
  }
  return signals
}

function factsOf({ entry }: GiMention, listing: Listing, context: SignalContext) {
  const origins = originsOf(listing, context)
  const verdict = originIn(entry.area, origins)
  const use = lawfulUse(listing, entry.row.name, context)
  const shop = shopAuthority(listing, entry.row.name, context)
  const user = use.state !== 'listed' && shop.state === 'authorised' && verdict.relation !== 'outside' ? 'listed' : use.state
  // 山西陈醋 made in Shanxi is a true place with a common noun, whatever the protected area.
  const placeIsTrue =
    entry.placeCodes.length > 0
      ? origins.some((o) => o.weight >= 0.5 && o.place.codes.some((code) => entry.placeCodes.some((own) => liesIn(code, own))))
      : verdict.relation === 'inside'
  return { verdict, user, placeIsTrue, until: use.row?.validTo }
}

function signalsOf(mention: GiMention, { verdict, user, placeIsTrue, until }: ReturnType<typeof factsOf>): Signal[] {
  const { entry, field, start, end, text, form, score, goods, scope } = mention
  const { row } = entry
  // With a character left out, the place must be whole: 金火腿 is no 金华火腿, 五常米 is 五常大米.
  const shorter = form === 'imitation' && text.length < row.name.length && !text.startsWith(entry.place)
  if (form === 'imitation' && (score < IMITATION || shorter)) return []
  const common = {
    subject: row.name,
    field: field.path,
    start,
    end,
    text,
    facts: {
      kind: row.kind,
      markType: row.markType ?? 'unknown',
      area: verdict.relation,
      contradiction: verdict.contradiction,
      user,
      form,
      goods,
      scope: scope?.kind ?? 'none',
      where: field.where ?? field.kind,
      itemName: isItemName(mention),
    },
  }
  const fair = (value: string, reason: string): Signal[] => [{ ...common, name: 'gi.fair-use', value, reason }]
  if (mention.manner === 'fair') return fair(scope?.kind ?? 'other-goods', mention.reason)
  // 陵川党参 from 陵川: place and common noun, both true.
  if (form !== 'exact' && placeIsTrue && verdict.relation !== 'outside') return fair('place', `“${text}”是真实产地加通用名称`)
  // 山西陈醋 from Datong says nothing but the truth, though the protected area ends before it.
  const commonNoun = form === 'near' || (form === 'imitation' && entry.place !== '' && text.startsWith(entry.place))
  if (commonNoun && (placeIsTrue || entry.place === '')) return fair('place', `“${text}”是真实产地加通用名称`)
  if (mention.manner === 'name' && row.kind === 'mark' && row.markType === 'collective' && verdict.relation === 'inside')
    return fair('collective-mark', `产地在“${row.name}”集体商标的地域内，区内可正当使用其中的地名和商品名称`)
  // Of a foreign name the origin decides; a list of users is kept for the special mark only (law.md 14.29).
  if (mention.manner === 'name' && entry.area.country !== undefined && verdict.relation === 'inside' && user !== 'lapsed')
    return fair('place', `产地就是“${row.name}”的原产地域`)
  return [
    {
      ...common,
      name: 'gi.use',
      value: mention.manner,
      reason: `${mention.reason}；${placeReason(verdict, row.name)}${userReason(user, until)}`,
    },
  ]
}

/** On the goods or in the place of the item's own name: what a bundle of names in the title does not explain away (law.md 14.14). */
function isItemName({ field }: GiMention): boolean {
  if (field.kind === 'label') return field.where === 'package' || field.where === 'nameplate'
  return (
    field.kind === 'brand' || (field.kind === 'attribute' && /^(?:品名|商品名称?|产品名称?|货品名|品牌|商标)$/.test(field.heading ?? ''))
  )
}

function placeReason({ relation, by, against, contradiction }: OriginVerdict, name: string): string {
  const place = by ? `“${by.text}”` : ''
  if (contradiction && against) return `${sourceName(by?.source)}${place}与${sourceName(against.source)}“${against.text}”互相矛盾`
  if (relation === 'outside') return `${sourceName(by?.source)}${place}不在“${name}”的保护范围内`
  if (relation === 'inside') return `${sourceName(by?.source)}${place}在保护范围内`
  if (relation === 'coarse') return `${sourceName(by?.source)}${place}太粗，不能确定是否在保护范围内`
  return by ? `只有${sourceName(by.source)}${place}，不足以确定产地` : '未写明产地和生产者'
}

const SOURCE_NAMES: Readonly<Record<string, string>> = {
  producer: '生产者地址',
  licence: '生产许可证编号所示地区',
  origin: '产地栏',
  statement: '文中所写产地',
  'credit-code': '信用代码登记地',
  seller: '卖家所在地',
  title: '标题地名',
  'ship-from': '发货地',
}

function sourceName(source: string | undefined): string {
  return SOURCE_NAMES[source ?? ''] ?? '所示地点'
}

function userReason(user: string, until: string | undefined): string {
  if (user === 'lapsed') return `，使用人的资格已于 ${until ?? '较早'} 到期`
  if (user === 'not-listed') return '，使用人不在合法使用人名单'
  return ''
}
