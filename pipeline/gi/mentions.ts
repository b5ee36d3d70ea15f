import type { Listing } from '../../domain/index.ts'
import { findGoods, goodsOf } from '../context/goods.ts'
import type { GoodsRelation } from '../context/goods.ts'
import type { WordHeads } from '../context/heads.ts'
import { scopeOf } from '../context/scopes.ts'
import type { Scope } from '../context/scopes.ts'
import type { FieldText } from '../normalise/fields.ts'
import type { SignalContext } from '../port.ts'
import { giTable } from './table.ts'
import type { GiEntry } from './table.ts'

/** `exact` also stands for an alias of names.csv; `near` is place and goods word in one: 五常香米. */
export type GiForm = 'exact' | 'imitation' | 'near'

export type GiManner = 'name' | 'evocation' | 'likeness' | 'fair'

/** A protected name, or what is made to look like it, at one place of a listing. */
export interface GiMention {
  entry: GiEntry
  field: FieldText
  /** In the text as given. */
  start: number
  end: number
  text: string
  form: GiForm
  /** Likeness of an imitation, 1 otherwise. */
  score: number
  manner: GiManner
  scope?: Scope
  goods: GoodsRelation
  /** Why it is used in that manner, for the officer. */
  reason: string
  /** Words of evocation that follow or precede. */
  evocation?: string
}

/** What attached to a name evokes it: 风味, 式, 型, 类 … (办法 30(三)). 味道, 型号, 类似, 款式, 种子 are other words. */
const EVOKES_AFTER =
  /^\s?(?:风味|口味|味型|味(?!道|觉|蕾|极|增)|式(?!样)|型(?!号)|类(?!似|别)|款(?!式|项)|种(?!子|植|苗|养|类|草)|风格|工艺|做法|配方|仿|级(?!别)|同款(?=.{0,4}(?:工艺|做法))|style|type|flavou?r|like)/i
const EVOKES_BEFORE = /(?:仿|类|拟|仿制|仿品|准)$/

/** What is written on to the name ends in a dish. */
const MADE_DISH = /^[\u4e00-\u9fff]{0,5}(?:面|饭|粥|汤|饼|煲|粽|糕|酥|卷|饺|馄饨|包子|火锅|盖浇|披萨|三明治|汉堡)$/

const SKIPPED_KINDS = new Set(['seller', 'producer', 'origin', 'ship-from', 'producer-address', 'seller-address', 'category'])
const ORIGIN_HEADINGS = /产地|地址|厂址|省份|城市|产区/
const INGREDIENT_HEADINGS = /^(?:配料表?|原料|成分|主料|辅料|配料\/食材)$/
const VARIETY_HEADINGS = /^(?:品种|品系|树种|种类)$/

const known = new WeakMap<SignalContext, readonly GiMention[]>()

export function giMentions(listing: Listing, context: SignalContext): readonly GiMention[] {
  const before = known.get(context)
  if (before) return before
  const mentions: GiMention[] = []
  if (giTable(context.index).size > 0)
    for (const field of context.fields) if (!SKIPPED_KINDS.has(field.kind)) mentions.push(...inField(field, listing, context))
  known.set(context, mentions)
  return mentions
}

interface RawMention {
  entry: GiEntry
  /** In the folded text. */
  start: number
  end: number
  form: GiForm
  score: number
  /** Of a near name: a word of evocation stands between place and goods. */
  evokes?: boolean
}

function inField(field: FieldText, listing: Listing, context: SignalContext): GiMention[] {
  const table = giTable(context.index)
  const { text } = field.folded
  const found: RawMention[] = []
  const near = nearNames(text, table.places)
  for (const match of context.matches(field)) {
    const entry = table.byName(match.name)
    if (!entry) continue
    const start = foldedPosition(field, match.start)
    const end = foldedPosition(field, match.end)
    // 镇江式香醋 looks like the name because it evokes it.
    if (!match.exact && near.some((other) => other.evokes && overlap(other, { start, end }))) continue
    found.push({ entry, start, end, form: match.exact ? 'exact' : 'imitation', score: match.exact ? 1 : match.score })
  }
  for (const raw of near) if (!found.some((other) => overlap(raw, other))) found.push(raw)
  return found.map((raw) => mentionOf(raw, field, listing, context))
}

function overlap(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end
}

/** Folded position of a position in the text as given. Folding changes few texts, and then by little. */
function foldedPosition(field: FieldText, position: number): number {
  const { folded, text } = field
  if (folded.text === text) return position
  let low = 0
  let high = folded.text.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (folded.original(middle, middle + 1).start < position) low = middle + 1
    else high = middle
  }
  return low
}

/** 五常香米, 五常风味大米, 阳澄湖镇大闸蟹: the place of a name with its goods, but not the name itself. */
function nearNames(text: string, places: WordHeads<GiEntry>): RawMention[] {
  const found: RawMention[] = []
  for (let at = 0; at + 2 <= text.length; at++) {
    for (const entry of places.at(text, at)) {
      if (!entry.group || !text.startsWith(entry.place, at)) continue
      const from = at + entry.place.length
      const gap = text.slice(from, from + 10)
      const goods = findGoods(gap).find((word) => word.group === entry.group)
      if (!goods) continue
      const between = gap.slice(0, goods.start)
      const evokes = EVOKES_AFTER.exec(between)?.[0].length === between.length && between !== ''
      if (
        !evokes &&
        !/^(?:[镇村湖山发系畔源]|区域|本地|特产|农家|手工|正宗|优质|新|老|长粒|蟹田|碱地|黑土|石板|富硒|原?生态|珍珠|高山|陈年|老坛|头茬|明前|雨前|特级|[纯古]?[\u4e00-\u9fff]?)$/.test(
          between,
        )
      )
        continue
      found.push({ entry, start: at, end: from + goods.end, form: 'near', score: 1, evokes })
      break
    }
  }
  return found
}

function mentionOf(raw: RawMention, field: FieldText, listing: Listing, context: SignalContext): GiMention {
  const { entry, start, end, form, score } = raw
  const { text } = field.folded
  const span = field.folded.original(start, end)
  const base = { entry, field, form, score, ...span, text: field.text.slice(span.start, span.end) }
  const heading = field.heading ?? ''
  if (field.kind === 'attribute') {
    if (ORIGIN_HEADINGS.test(heading))
      return { ...base, manner: 'fair', goods: 'same', reason: `写在“${heading}”栏，是产地叙述`, scope: headingScope('place', heading) }
    if (INGREDIENT_HEADINGS.test(heading))
      return { ...base, manner: 'fair', goods: 'other', reason: `写在“${heading}”栏，是配料`, scope: headingScope('ingredient', heading) }
    if (VARIETY_HEADINGS.test(heading))
      return { ...base, manner: 'fair', goods: 'same', reason: `写在“${heading}”栏，是品种`, scope: headingScope('cultivar', heading) }
  }
  const after = text.slice(end, end + 12)
  const goods = goodsRelation(raw, field, listing, context)
  const scope = scopeOf(text, start, end)
  const evocation = evocationAt(text, start, end, form, entry)
  if (evocation !== undefined && (scope === undefined || scope.kind === 'likeness' || scope.kind === 'ingredient')) {
    if (goods === 'other' || isFlavourOfOther(evocation, after, entry))
      return { ...base, manner: 'fair', goods: 'other', reason: `“${base.text}${after.slice(0, 2)}”是口味描述，商品不是同类` }
    return { ...base, manner: 'evocation', goods, scope, evocation, reason: `“${base.text}”与“${evocation}”连用，攀附受保护名称` }
  }
  if (scope?.kind === 'likeness') {
    if (goods === 'other') return { ...base, manner: 'fair', goods, scope, reason: '比较的不是同类商品' }
    return { ...base, manner: 'likeness', goods, scope, reason: scope.reason }
  }
  if (scope && isFair(scope, goods)) return { ...base, manner: 'fair', goods, scope, reason: scope.reason }
  if (goods === 'other') return { ...base, manner: 'fair', goods, reason: '商品与该地理标志产品不是同类，名称只作描述' }
  return { ...base, manner: 'name', goods, scope, reason: formReason(form, base.text, entry) }
}

/** A place statement names the goods all the same when the whole protected name stands in it (产自五常大米核心产区 aside). */
function isFair(scope: Scope, goods: GoodsRelation): boolean {
  if (scope.kind === 'ingredient' || scope.kind === 'accessory' || scope.kind === 'service')
    return goods !== 'same' || scope.kind !== 'accessory'
  return true
}

function headingScope(kind: Scope['kind'], heading: string): Scope {
  return { kind, start: 0, end: 0, text: heading, reason: heading }
}

function formReason(form: GiForm, text: string, { row }: GiEntry): string {
  if (form === 'exact') return `以受保护名称“${row.name}”作商品名称`
  if (form === 'near') return `“${text}”是受保护名称“${row.name}”的近似说法`
  return `“${text}”形似或音似受保护名称“${row.name}”`
}

function evocationAt(text: string, start: number, end: number, form: GiForm, entry: GiEntry): string | undefined {
  if (form === 'near') {
    const inside = EVOKES_AFTER.exec(text.slice(start + entry.place.length, end))?.[0]
    if (inside !== undefined && start + entry.place.length + inside.length < end) return inside.trim()
  }
  return EVOKES_AFTER.exec(text.slice(end, end + 8))?.[0].trim() ?? EVOKES_BEFORE.exec(text.slice(Math.max(0, start - 2), start))?.[0]
}

/** 五常大米味爆米花, 香槟味 软糖: a taste written on to other goods than those of the name. */
function isFlavourOfOther(evocation: string, after: string, { groups }: GiEntry): boolean {
  if (!/味/.test(evocation)) return false
  const rest = after.trimStart().slice(evocation.length)
  const run = /^[\u4e00-\u9fff]{2,8}/.exec(rest.trimStart())?.[0]
  if (run === undefined) return false
  const goods = findGoods(run)
  // Behind a blank it may be anything: only other goods by name tell.
  return !goods.some((word) => groups.has(word.group)) && (!/^\s/.test(rest) || goods.length > 0)
}

/** Whether the goods are of the kind that the name is protected for, judged at this mention. */
function goodsRelation(raw: RawMention, field: FieldText, listing: Listing, context: SignalContext): GoodsRelation {
  const { group, groups } = raw.entry
  const goods = goodsOf(listing, context)
  if (goods.frame) return 'other'
  if (goods.niceGiven && group && !group.nice.some((nice) => goods.nice.has(nice))) return 'other'
  // 龙井虾仁, 金华火腿月饼: what is written on to the name is the goods.
  const run = /^[\u4e00-\u9fff]{1,8}/.exec(field.folded.text.slice(raw.end))?.[0] ?? ''
  if (/^(?:袋子?|盒子?|箱子?|网袋|套袋|果袋|包装[袋盒箱]|礼盒袋|杯子?|壶|碗|碟|盘|勺|刀|架|塔|瓶塞)(?!装|[\u4e00-\u9fff])/.test(run))
    return 'other'
  // 香槟色 is a colour; 榨菜肉丝面 is a bowl of noodles, whatever it is cooked with.
  if (/^(?:色|金(?![奖标牌砖条])|银色|玫瑰)/.test(run) || (MADE_DISH.test(run) && !findGoods(run).some((word) => groups.has(word.group))))
    return 'other'
  // 龙井茶味拿铁 as well.
  const flavoured = /^[\u4e00-\u9fff]{0,2}?味(?!道|觉|蕾|极|增)([\u4e00-\u9fff]{2,})/.exec(run)?.[1]
  if (flavoured !== undefined && !findGoods(flavoured).some((word) => groups.has(word.group))) return 'other'
  const joined = findGoods(run).at(-1)
  if (joined && field.kind !== 'description') return groups.has(joined.group) ? 'same' : 'other'
  if (!group) return 'same'
  const others = goods.words.filter((word) => word.field !== field.path || word.end <= raw.start || raw.end <= word.start)
  if (others.some((word) => groups.has(word.group))) return 'same'
  const category = context.fields.filter((other) => other.kind === 'category').flatMap((other) => findGoods(other.folded.text))
  if (category.some((word) => groups.has(word.group))) return 'same'
  if (
    category.length > 0 ||
    context.fields.some((other) => other.kind === 'category' && /餐具|厨具|日用|服装|数码|家居|工具/.test(other.text))
  )
    return 'other'
  if (field.kind !== 'title') return others.length > 0 ? 'other' : 'same'
  const first = others.find((word) => !groups.has(word.group))
  if (first && first.end <= raw.start) return 'other'
  return 'same'
}
