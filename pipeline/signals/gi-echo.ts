import type { Listing, Signal } from '../../domain/index.ts'
import { goodsOf } from '../context/goods.ts'
import { scopeOf } from '../context/scopes.ts'
import { originIn, originsOf } from '../geo/origin.ts'
import { giMentions } from '../gi/mentions.ts'
import { giTable } from '../gi/table.ts'
import type { GiEntry } from '../gi/table.ts'
import type { FieldText } from '../normalise/fields.ts'
import type { SignalContext } from '../port.ts'

/**
 * Words that only echo a protected name: its place (陵川), its kind (铁观音) or a variety (龙井43).
 * `gi.fair-use` where they are used as what they are; `gi.use` with value `generic` where a kind name stands plainly on goods from elsewhere (law.md 14.28).
 */
export function giEcho(listing: Listing, context: SignalContext): Signal[] {
  const table = giTable(context.index)
  if (table.size === 0) return []
  const taken = giMentions(listing, context)
  const signals: Signal[] = []
  for (const field of context.fields) {
    if (field.kind !== 'title' && field.kind !== 'description' && field.kind !== 'attribute') continue
    const isFree = (start: number, end: number): boolean => {
      const span = field.folded.original(start, end)
      return !taken.some((other) => other.field === field && span.start < other.end && other.start < span.end)
    }
    const { text } = field.folded
    for (let at = 0; at + 2 <= text.length; at++)
      for (const entry of table.places.at(text, at)) {
        const end = at + entry.place.length
        if (text.startsWith(entry.place, at) && isFree(at, end)) signals.push(...placeEcho(entry, field, at, end, listing, context))
      }
    for (const echo of table.echoes) {
      const at = text.indexOf(echo)
      if (at < 0 || !isFree(at, at + echo.length)) continue
      for (const entry of table.byEcho.get(echo) ?? []) signals.push(...kindEcho(entry, echo, field, at, listing, context))
    }
  }
  return signals
}

function signal(name: string, entry: GiEntry, field: FieldText, start: number, end: number, value: string, reason: string): Signal {
  const span = field.folded.original(start, end)
  return {
    name,
    subject: entry.row.name,
    field: field.path,
    ...span,
    text: field.text.slice(span.start, span.end),
    value,
    facts: { kind: entry.row.kind },
    reason,
  }
}

function placeEcho(entry: GiEntry, field: FieldText, start: number, end: number, listing: Listing, context: SignalContext): Signal[] {
  const { text } = field.folded
  const placeText = text.slice(start, end)
  const scope = scopeOf(text, start, end)
  const { relation } = originIn(entry.area, originsOf(listing, context))
  if (scope?.kind === 'cultivar') return [signal('gi.fair-use', entry, field, start, end, 'cultivar', scope.reason)]
  if (relation === 'inside')
    return [signal('gi.fair-use', entry, field, start, end, 'place', `“${placeText}”是真实产地的叙述，没有使用受保护名称`)]
  const goods = goodsOf(listing, context)
  if (goods.frame && goods.frame.id !== 'packaging')
    return [
      signal(
        'gi.fair-use',
        entry,
        field,
        start,
        end,
        scope?.kind ?? 'other-goods',
        `“${placeText}”是地名或内容描述，商品不是“${entry.row.name}”一类`,
      ),
    ]
  return []
}

function kindEcho(entry: GiEntry, echo: string, field: FieldText, start: number, listing: Listing, context: SignalContext): Signal[] {
  const { text } = field.folded
  const end = start + echo.length
  const scope = scopeOf(text, start, end)
  const goods = goodsOf(listing, context)
  const isVariety = entry.pointers.some((pointer) => pointer.name === echo && pointer.isVariety)
  const isVarietyField = field.kind === 'attribute' && /^(?:品种|品系|树种)$/.test(field.heading ?? '')
  const numbered = /\d+号?$/.test(echo) || /^[-\s]?\d+号?/.test(text.slice(end, end + 4))
  if (isVarietyField || scope?.kind === 'cultivar' || (isVariety && numbered))
    return [signal('gi.fair-use', entry, field, start, end, 'cultivar', `“${echo}”是品种名`)]
  const joined = /^[\u4e00-\u9fff]{1,4}/.exec(text.slice(end))?.[0] ?? ''
  const other = goods.frame ?? goods.words.find((word) => word.start === end && word.group !== entry.group)?.group
  if (scope || other)
    return [
      signal(
        'gi.fair-use',
        entry,
        field,
        start,
        end,
        scope?.kind ?? 'dish',
        scope?.reason ?? `“${echo}${joined}”不是“${entry.row.name}”一类商品`,
      ),
    ]
  if (field.kind !== 'title' || (entry.group && !goods.groups.has(entry.group.id))) return []
  const { relation, by } = originIn(entry.area, originsOf(listing, context))
  if (relation === 'inside')
    return [signal('gi.fair-use', entry, field, start, end, 'place', `“${echo}”是通用名称或品种名，产地在“${entry.row.name}”范围内`)]
  // Another known name around it (大佛龙井) is that name.
  // A variety is grown everywhere and points to nobody (红富士).
  if (relation !== 'outside' || isVariety) return []
  return [
    signal(
      'gi.use',
      entry,
      field,
      start,
      end,
      'generic',
      `“${echo}”是通用名称或品种名，也是“${entry.row.name}”的一部分；产地“${by?.text ?? ''}”在其范围外，是否指向该名称须人工核`,
    ),
  ]
}
