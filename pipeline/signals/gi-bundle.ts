import type { Listing, Signal } from '../../domain/index.ts'
import { liesIn } from '../geo/divisions.ts'
import { giMentions } from '../gi/mentions.ts'
import type { GiMention } from '../gi/mentions.ts'
import type { SignalContext } from '../port.ts'

/** An assortment names what it holds. */
const ASSORTED =
  /组合|拼装|混装|任选|可选|多选|各[一二两三四五六七八九十\d]|双拼|三拼|拼箱|什锦|大礼包|两种|三种|多种|套餐|自选|品种齐全|[+＋]/

/** Two or more protected names in one title whose areas exclude each other (law.md GI-08): `gi.bundle` with the number of names. */
export function giBundle(listing: Listing, context: SignalContext): Signal[] {
  const named = new Map<string, GiMention>()
  for (const mention of giMentions(listing, context))
    if (
      mention.field.kind === 'title' &&
      mention.form === 'exact' &&
      (mention.manner === 'name' || (mention.manner === 'fair' && mention.scope === undefined))
    )
      named.set(mention.entry.row.name, mention)
  const mentions = [...named.values()]
  const exclusive = mentions.filter((mention) => mentions.some((other) => other !== mention && areApart(mention, other)))
  const [first] = exclusive
  // Goods of no kind of the names are described by them (刀削面 对比 …), unless fruit hides behind fruit.
  if (!first || exclusive.every((mention) => mention.manner === 'fair')) return []
  const names = exclusive.map((mention) => mention.entry.row.name)
  return exclusive.map(({ field, start, end, text }) => ({
    name: 'gi.bundle',
    field: field.path,
    start,
    end,
    text,
    value: names.length,
    facts: { assorted: ASSORTED.test(field.folded.text) },
    reason: `标题并列${names.map((name) => `“${name}”`).join('、')}，产地互相排斥，一件商品不可能都是`,
  }))
}

function areApart(a: GiMention, b: GiMention): boolean {
  const codesOf = (m: GiMention): readonly string[] => [...m.entry.area.codes, ...m.entry.area.zones.flatMap((zone) => zone.within)]
  const first = codesOf(a)
  const second = codesOf(b)
  if (first.length === 0 || second.length === 0) return a.entry.area.country !== b.entry.area.country
  return !first.some((code) => second.some((other) => liesIn(code, other) || liesIn(other, code)))
}
