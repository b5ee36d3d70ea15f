import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { projectRoot } from '../../domain/index.ts'
import type { Listing } from '../../domain/index.ts'
import { fold } from '../normalise/fold.ts'
import { WordHeads } from './heads.ts'
import type { SignalContext } from '../port.ts'

/** One group of goods words (rules/registry/shipped/goods.yaml). */
export interface GoodsGroup {
  id: string
  nice: readonly number[]
  gi: readonly string[]
  words: readonly string[]
  frame?: boolean
}

/** A goods word in a text. */
export interface GoodsWord {
  word: string
  start: number
  end: number
  group: GoodsGroup
  /** Path of the field, where it was read in a listing. */
  field?: string
}

/** What a listing sells, as far as its words say. */
export interface Goods {
  /** In title, item name and category, as they stand. */
  words: readonly GoodsWord[]
  groups: ReadonlySet<string>
  /** A group that only describes with names: a book, a seedling, a service. */
  frame?: GoodsGroup
  /** Given, else those of the groups. */
  nice: ReadonlySet<number>
  /** Whether the classes were given and not inferred. */
  niceGiven: boolean
}

interface Table {
  groups: readonly GoodsGroup[]
  heads: WordHeads<{ word: string; group: GoodsGroup }>
}

let table: Table | undefined

function goodsTable(): Table {
  if (table) return table
  const groups = parse(readFileSync(new URL('rules/registry/shipped/goods.yaml', projectRoot), 'utf8')) as GoodsGroup[]
  const heads = new WordHeads<{ word: string; group: GoodsGroup }>()
  for (const group of groups) for (const word of group.words) heads.add(word, { word, group })
  heads.sort((a, b) => b.word.length - a.word.length)
  table = { groups, heads }
  return table
}

export function goodsGroup(id: string): GoodsGroup | undefined {
  return goodsTable().groups.find((group) => group.id === id)
}

/** The group that a category of gi.csv or a word of goods (食醋, 运动鞋) means. */
export function groupOfCategory(category: string | undefined): GoodsGroup | undefined {
  if (category === undefined || category === '') return undefined
  const { groups } = goodsTable()
  return groups.find((group) => group.gi.includes(category) || group.words.includes(category)) ?? findGoods(category).at(-1)?.group
}

/** Goods words of a folded text, longest first, without overlap. */
export function findGoods(text: string): GoodsWord[] {
  const { heads } = goodsTable()
  const found: GoodsWord[] = []
  const lower = text.toLowerCase()
  for (let at = 0; at < lower.length;) {
    const hit = heads.at(lower, at).find(({ word }) => lower.startsWith(word, at))
    if (hit) {
      found.push({ ...hit, start: at, end: at + hit.word.length })
      at += hit.word.length
    } else at++
  }
  return found
}

/** What comes with the goods is not the goods: 送手提袋, 赠茶具, 附收纳袋. */
const EXTRA = /(?:送|赠送?|附赠?|配送?|加赠|含|带|随机|免费)[^\s，,]{0,4}$/
/** What is named to say how it is packed is not the goods either: 礼盒装, 罐装. */
const PACKED = /^(?:装|发货|包装|打包)/

const known = new WeakMap<SignalContext, Goods>()

export function goodsOf(listing: Listing, context: SignalContext): Goods {
  const before = known.get(context)
  if (before) return before
  const words: GoodsWord[] = []
  let frame: GoodsGroup | undefined
  for (const field of context.fields) {
    const isItemName = field.kind === 'attribute' && /^(?:品名|商品名称?|产品名称?|货品名|类目|类别)$/.test(field.heading ?? '')
    if (field.kind !== 'title' && field.kind !== 'category' && !isItemName) continue
    const { text } = field.folded
    for (const word of findGoods(text)) {
      if (field.kind === 'title') {
        if (EXTRA.test(text.slice(Math.max(0, word.start - 8), word.start))) continue
        if (word.group.id === 'packaging' && PACKED.test(text.slice(word.end, word.end + 3))) continue
      }
      words.push({ ...word, field: field.path })
      if (word.group.frame && word.group.id !== 'dish') frame ??= word.group
    }
    if (field.kind === 'category' && frame === undefined) frame = frameOfCategory(text)
  }
  const given = Array.isArray(listing.niceClass) ? listing.niceClass.filter((nice) => Number.isInteger(nice)) : []
  const goods: Goods = {
    words,
    groups: new Set(words.map((word) => word.group.id)),
    frame,
    nice: new Set(given.length > 0 ? given : words.flatMap((word) => word.group.nice)),
    niceGiven: given.length > 0,
  }
  known.set(context, goods)
  return goods
}

const FRAME_CATEGORIES: readonly [RegExp, string][] = [
  [/图书|书籍|音像|教育|课程|教材|杂志|期刊/, 'publication'],
  [/服务|维修|本地生活|咨询|代办/, 'service'],
  [/民宿|酒店|旅游|景点|门票/, 'lodging'],
  [/玩具|手办|潮玩|毛绒/, 'toy'],
  [/种子|种苗|园艺|绿植|花卉/, 'seedling'],
  [/包装|印刷|广告/, 'packaging'],
  [/饲料|宠物|农资|农药|化肥/, 'feed'],
  [/文创|纪念品|邮币/, 'souvenir'],
]

function frameOfCategory(text: string): GoodsGroup | undefined {
  const found = FRAME_CATEGORIES.find(([pattern]) => pattern.test(text))
  return found && goodsGroup(found[1])
}

/** How the goods of a listing stand to those that a name is protected for. */
export type GoodsRelation = 'same' | 'other' | 'unknown'

/** Goods words or Nice classes that a brand or a sign is protected for. */
export interface ProtectedGoods {
  nice: readonly number[]
  groups: ReadonlySet<string>
}

const protectedGoods = new WeakMap<readonly string[], ReadonlySet<string>>()

/** 方便面、饮料 in one cell are two kinds of goods. */
function groupIdsOf(cell: string): string[] {
  const found = findGoods(fold(cell).text).map((word) => word.group.id)
  return found.length > 0 ? found : [groupOfCategory(cell)?.id ?? []].flat()
}

/** The groups of `运动鞋;运动服`. */
export function groupsOf(words: readonly string[]): ReadonlySet<string> {
  let groups = protectedGoods.get(words)
  if (!groups) {
    groups = new Set(words.flatMap(groupIdsOf))
    protectedGoods.set(words, groups)
  }
  return groups
}

export function relateGoods(goods: Goods, own: ProtectedGoods): GoodsRelation {
  if (goods.niceGiven && own.nice.length > 0) return own.nice.some((nice) => goods.nice.has(nice)) ? 'same' : 'other'
  for (const group of own.groups) if (goods.groups.has(group)) return 'same'
  if (goods.nice.size === 0) return goods.frame ? 'other' : 'unknown'
  // Inferred classes are rough: they tell goods that are plainly others, not that goods are the same.
  if (own.nice.length > 0) return own.nice.some((nice) => goods.nice.has(nice)) ? (own.groups.size === 0 ? 'same' : 'unknown') : 'other'
  return own.groups.size > 0 ? 'other' : 'unknown'
}
