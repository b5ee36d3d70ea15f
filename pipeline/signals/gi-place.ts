import type { Listing, Signal } from '../../domain/index.ts'
import { goodsOf } from '../context/goods.ts'
import { originIn, originsOf } from '../geo/origin.ts'
import { giMentions } from '../gi/mentions.ts'
import { giTable } from '../gi/table.ts'
import type { GiEntry } from '../gi/table.ts'
import type { SignalContext } from '../port.ts'

/**
 * Goods of the kind of a GI, truly from its area, that only say where they come from (产自山西清徐 on a vinegar): `gi.fair-use`, value `place`.
 * The right holder cannot forbid it (令79号 二十四; 商标法 五十九(1)).
 */
export function giPlace(listing: Listing, context: SignalContext): Signal[] {
  const { groups } = goodsOf(listing, context)
  const known = entriesByPlace(context)
  if (![...groups].some((group) => known.has(group))) return []
  const origins = originsOf(listing, context)
  const stated = origins.find((origin) => origin.source === 'statement' || origin.source === 'title')
  if (!stated) return []
  const used = new Set(giMentions(listing, context).map((mention) => mention.entry.row.name))
  const signals: Signal[] = []
  for (const entry of candidates(groups, stated.place.codes, context)) {
    const { name } = entry.row
    if (used.has(name) || originIn(entry.area, origins).relation !== 'inside') continue
    const { field, start, end, text } = stated
    signals.push({
      name: 'gi.fair-use',
      subject: name,
      field,
      start,
      end,
      text,
      value: 'place',
      facts: { kind: entry.row.kind },
      reason: `只叙述真实产地，没有使用受保护名称“${name}”`,
    })
    if (signals.length >= MOST) break
  }
  return signals
}

/** Entries by goods group and city (or province, where the area is one), so that a listing is held against few of them. */
const byGroup = new WeakMap<object, ReadonlyMap<string, readonly GiEntry[]>>()

function candidates(groups: ReadonlySet<string>, places: readonly string[], context: SignalContext): GiEntry[] {
  const map = entriesByPlace(context)
  const found = new Set<GiEntry>()
  for (const group of groups)
    for (const code of places)
      for (const prefix of [code.slice(0, 2), code.slice(0, 4)]) for (const entry of map.get(group + prefix) ?? []) found.add(entry)
  return [...found]
}

/** An officer needs one example, not every name of a province. */
const MOST = 3

function entriesByPlace(context: SignalContext): ReadonlyMap<string, readonly GiEntry[]> {
  const before = byGroup.get(context.index)
  if (before) return before
  const table = giTable(context.index)
  const map = new Map<string, GiEntry[]>()
  for (const name of new Set(context.index.gis.map((row) => row.name))) {
    const entry = table.byName(name)
    if (!entry?.group) continue
    const { group } = entry
    const codes = [...entry.area.codes, ...entry.area.zones.flatMap((zone) => zone.within)]
    // The bare group says that there is something to look for at all.
    for (const key of new Set([
      group.id,
      ...codes.map((code) => group.id + (code.endsWith('0000') ? code.slice(0, 2) : code.slice(0, 4))),
    ])) {
      const list = map.get(key)
      if (list) list.push(entry)
      else map.set(key, [entry])
    }
  }
  byGroup.set(context.index, map)
  return map
}
