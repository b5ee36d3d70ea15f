import { readFileSync } from 'node:fs'
import { projectRoot } from '../../domain/index.ts'
import type { GiRow } from '../../domain/index.ts'
import type { RegistryIndex } from '../../rules/registry/index.ts'
import { findGoods, groupOfCategory } from '../context/goods.ts'
import { WordHeads } from '../context/heads.ts'
import type { GoodsGroup } from '../context/goods.ts'
import { divisionTable } from '../geo/divisions.ts'
import { parseArea } from '../geo/area.ts'
import type { Area } from '../geo/area.ts'
import { foldText } from '../normalise/fold.ts'

/** One protected name with what follows from its row, made once. */
export interface GiEntry {
  row: GiRow
  area: Area
  group?: GoodsGroup
  /** That group, and the one of the goods word in the name: 涪陵榨菜 is registered as a condiment and sold as a vegetable. */
  groups: ReadonlySet<GoodsGroup>
  /** 五常 of 五常大米; empty where the name has no such part. */
  place: string
  /** Divisions that the place part names; empty for 阳澄湖 or 赣南. */
  placeCodes: readonly string[]
  /** 大米 of 五常大米, 龙井 of 西湖龙井. */
  core: string
  /** The core is also the name of a kind (铁观音), by the shipped list. */
  coreIsGeneric: boolean
  /** Kind names and varieties that point to it (稻花香, 龙井43), without its own core. */
  pointers: readonly { name: string; isVariety: boolean }[]
}

export interface GiTable {
  size: number
  byName(name: string): GiEntry | undefined
  /** Entries by their place part. */
  places: WordHeads<GiEntry>
  /** Entries by their core or variety, for words that echo a name. */
  byEcho: ReadonlyMap<string, readonly GiEntry[]>
  echoes: readonly string[]
}

interface GenericName {
  name: string
  kind: string
  points: readonly string[]
}

let generics: readonly GenericName[] | undefined

function genericNames(): readonly GenericName[] {
  generics ??= readFileSync(new URL('rules/registry/shipped/generic-names.tsv', projectRoot), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', kind = '', , points = ''] = line.split('\t')
      return { name, kind, points: points.split(';').filter(Boolean) }
    })
  return generics
}

/** Product rules come before mark rules where a name is both (law.md 14.8). */
const KIND_ORDER = { product: 0, mark: 1, agri: 2 } as const

const known = new WeakMap<RegistryIndex, GiTable>()

export function giTable(index: RegistryIndex): GiTable {
  const before = known.get(index)
  if (before) return before
  const entries = new Map<string, GiEntry>()
  for (const row of rowsOf(index)) {
    const other = entries.get(row.name)
    if (!other || KIND_ORDER[row.kind] < KIND_ORDER[other.row.kind]) entries.set(row.name, entryOf(row))
  }
  const places = new WordHeads<GiEntry>()
  const byEcho = new Map<string, GiEntry[]>()
  const push = (map: Map<string, GiEntry[]>, key: string, entry: GiEntry): void => {
    const list = map.get(key)
    if (list) list.push(entry)
    else map.set(key, [entry])
  }
  for (const entry of entries.values()) {
    if (entry.place.length >= 2) places.add(entry.place, entry)
    if (entry.coreIsGeneric) push(byEcho, entry.core, entry)
    for (const { name } of entry.pointers) push(byEcho, name, entry)
  }
  const table: GiTable = {
    size: entries.size,
    byName: (name) => entries.get(name),
    places,
    byEcho,
    echoes: [...byEcho.keys()].sort((a, b) => b.length - a.length),
  }
  known.set(index, table)
  return table
}

/** Without the table the names of names.csv are still known as GI names; their areas are not, so that they can only be asked about. */
function rowsOf(index: RegistryIndex): readonly GiRow[] {
  if (index.has('gi')) return index.gis
  return index.names
    .filter((row) => row.kind === 'gi')
    .map((row) => ({ name: row.name, kind: 'product', area: [], category: row.goods[0] }))
}

function entryOf(row: GiRow): GiEntry {
  const name = foldText(row.name)
  const area = parseArea(row.area, row.areaCode)
  const group = groupOfCategory(row.category) ?? findGoods(name).at(-1)?.group
  const { place, placeCodes } = placePart(name, area, group)
  const core = name.slice(place.length)
  const generic = genericNames().filter((entry) => entry.kind === 'generic' && core.endsWith(entry.name))
  return {
    row,
    area,
    group,
    groups: new Set([group, findGoods(name).at(-1)?.group].filter((own) => own !== undefined)),
    place,
    placeCodes,
    core: generic[0]?.name ?? core,
    coreIsGeneric: generic.length > 0,
    pointers: genericNames()
      .filter((entry) => entry.points.includes(row.name))
      .map((entry) => ({ name: entry.name, isVariety: entry.kind === 'variety' })),
  }
}

/** The division, water or region that the name begins with; else what is left without the goods word. */
function placePart(name: string, area: Area, group: GoodsGroup | undefined): { place: string; placeCodes: readonly string[] } {
  const [first] = divisionTable().find(name)
  if (first && first.start === 0 && first.end < name.length) return { place: first.text, placeCodes: first.divisions.map((d) => d.code) }
  const zone = area.zones.find((entry) => entry.name.length >= 2 && name.startsWith(entry.name))
  if (zone && zone.name.length < name.length) return { place: zone.name, placeCodes: [] }
  const goods = findGoods(name).findLast((word) => word.end === name.length && (group === undefined || word.group === group))
  const place = goods && goods.start >= 2 ? name.slice(0, goods.start) : ''
  return { place, placeCodes: [] }
}
