import type { Listing, NameMatch, NameRow } from '../../domain/index.ts'
import { findGoods, goodsOf, groupsOf, relateGoods } from '../context/goods.ts'
import type { GoodsRelation } from '../context/goods.ts'
import { scopeOf } from '../context/scopes.ts'
import type { Scope } from '../context/scopes.ts'
import type { FieldText } from '../normalise/fields.ts'
import { divisionTable } from '../geo/divisions.ts'
import { foldText } from '../normalise/fold.ts'
import type { SignalContext } from '../port.ts'
import { companyAround, isOwnersCompany } from './company-name.ts'
import { exactForms } from './exact-index.ts'
import { isNearlyIdentical } from './identical.ts'

/** `identical`: 基本无差别, differs in case, separators, width or look-alike Latin letters only. */
export type BrandForm = 'exact' | 'alias' | 'identical' | 'similar'

/** What the words do with the brand. */
export type BrandManner = 'mark' | 'nominative' | 'likeness' | 'trade-name' | 'keyword' | 'shop-name' | 'shop-sign' | 'place' | 'fair'

export interface BrandMention {
  row: NameRow
  field: FieldText
  /** In the text as given. */
  start: number
  end: number
  text: string
  form: BrandForm
  score: number
  mechanisms: readonly string[]
  manner: BrandManner
  scope?: Scope
  goods: GoodsRelation
  /** Nominative words stand there, but also ones that claim the real thing (原装, 官方, 授权). */
  cancelled: boolean
  /** Of a trade name: a shell's, such as 香港…国际集团. */
  offshore?: boolean
}

const KEYWORD_HEADINGS = /关键[词字]|搜索词|^标签$|热搜|^tags?$|keywords?|联想词|商品标签/i
const KEYWORD_LABEL = /^(?:标签|关键[词字]|搜索词|热搜词?|tags?|话题)\s*[:：]/i
const BRAND_HEADINGS = /^(?:品牌|商标|品牌名称|注册商标|brand)$/i
/** Takes a nominative use back: the part itself is said to be the brand's (law.md TM-10). */
const CLAIMS_GENUINE = /(?:原装(?!同款)|原厂|官方(?!标配|款|自营|直营|店|推荐)|授权|专柜|正品行货|品牌直营)/g
const DENIES = /(?:非|不是|并非|无|没有|未经?|第三方)[\u4e00-\u9fff]{0,2}$/
const THIRD_PARTY = /第三方|非原装|非原厂|非官方|兼容件|副厂|代用|国产替代|替换件|通用件/

const known = new WeakMap<SignalContext, readonly BrandMention[]>()

export function brandMentions(listing: Listing, context: SignalContext): readonly BrandMention[] {
  const before = known.get(context)
  if (before) return before
  const mentions: BrandMention[] = []
  for (const field of context.fields) {
    if (field.kind === 'origin' || field.kind === 'ship-from' || field.kind.endsWith('address') || field.kind === 'category') continue
    const matches = context.matches(field)
    for (const match of [...matches, ...exactForms(field, context.index, matches)]) {
      const row = context.index.name(match.name).find((entry) => entry.name === match.name && entry.kind !== 'gi')
      if (row) mentions.push(mentionOf(match, row, field, listing, context))
    }
  }
  known.set(context, mentions)
  return mentions
}

function formOf(match: NameMatch, row: NameRow): BrandForm {
  if (!match.exact) return isNearlyIdentical(match.text, row) ? 'identical' : 'similar'
  const plain = match.text.normalize('NFKC').toLowerCase()
  if (plain === row.name.toLowerCase() || plain === row.latin?.toLowerCase()) return 'exact'
  if (!row.aliases.some((alias) => alias.toLowerCase() === plain)) return 'exact'
  return isMisspelling(plain, row.name) ? 'similar' : 'alias'
}

/** Likeness of a brand that holds a protected name and one or two characters more: enough to ask. */
const EXTENDED = 0.7
const HARMLESS_ADDITION = /牌|官|方|正|品|旗舰|集团|店|[国家]/

/**
 * 新耐克, 红牛王 as a brand: the name whole, with a character or two put to it that name no goods.
 * 海备思 likewise only holds what is like 倍思; a place before it (贵州茅合) makes it no other brand.
 */
function isExtended({ text }: FieldText, match: NameMatch): boolean {
  const rest = foldText(text.trim().replace(match.text, ''))
  return (
    /^[\u4e00-\u9fff]{1,2}$/.test(rest) &&
    !HARMLESS_ADDITION.test(rest) &&
    (match.exact || divisionTable().find(rest).length === 0) &&
    findGoods(text).every((word) => match.text.includes(word.word))
  )
}

/** Registers list well-known imitations (康师博) beside nicknames (大勾): one character of the name replaced by another is no nickname. */
function isMisspelling(alias: string, name: string): boolean {
  if (alias.length !== name.length || name.length < 2) return false
  let different = 0
  for (let at = 0; at < name.length; at++) if (alias.charAt(at) !== name.charAt(at)) different++
  return different === 1
}

function mentionOf(match: NameMatch, row: NameRow, field: FieldText, listing: Listing, context: SignalContext): BrandMention {
  const { start, end, score } = match
  const goods = relateGoods(goodsOf(listing, context), { nice: row.niceClass, groups: groupsOf(row.goods) })
  const isBrandField = field.kind === 'brand' || (field.kind === 'attribute' && BRAND_HEADINGS.test(field.heading ?? ''))
  const extended = isBrandField && isExtended(field, match)
  const form = extended ? 'similar' : formOf(match, row)
  const base = {
    row,
    field,
    start,
    end,
    text: field.text.slice(start, end),
    form,
    score: extended ? (match.exact ? EXTENDED : Math.min(EXTENDED, score)) : match.exact ? 1 : score,
    mechanisms: match.mechanisms,
    goods,
    cancelled: false,
  }
  if (field.kind === 'seller') return { ...base, manner: 'shop-name' }
  if (isBrandField) return { ...base, manner: 'mark' }
  if (
    (field.kind === 'attribute' && KEYWORD_HEADINGS.test(field.heading ?? '')) ||
    (field.kind === 'label' && KEYWORD_LABEL.test(field.text))
  )
    return { ...base, manner: 'keyword' }
  // Unfolded positions serve: folding moves them only in texts that hold invisible characters.
  const text = field.folded.text.length === field.text.length ? field.folded.text : field.text
  const scope = scopeAround(text, start, end, row)
  if (scope && SAID_OF_OTHERS.has(scope.kind)) return { ...base, scope, manner: 'fair' }
  const company = companyAround(text, start, end)
  if (company) {
    const borrowed = (company.offshore || company.lends) && !isOwnersCompany(company, row, context)
    return { ...base, offshore: company.offshore, manner: borrowed ? 'trade-name' : 'fair' }
  }
  if (field.kind === 'label' && field.where === 'shop-sign')
    return {
      ...base,
      scope,
      manner:
        !claimsOffice(field) && (scope?.kind === 'service' || scope?.kind === 'accessory' || listsBrands(field))
          ? 'nominative'
          : 'shop-sign',
    }
  if (field.kind === 'attribute' || field.kind === 'producer') return { ...base, scope, manner: 'fair' }
  // 卫龙风味辣条: what tastes like it is not it.
  if (scope === undefined && goods === 'same' && /^(?:风味|口味)/.test(text.slice(end, end + 2))) return { ...base, manner: 'likeness' }
  if (scope === undefined) return { ...base, manner: isJoinedWord(text, end, goods) ? 'fair' : 'mark' }
  if (scope.kind === 'accessory' || scope.kind === 'service') {
    const cancelled = claimsGenuine(context) && !context.fields.some((other) => THIRD_PARTY.test(other.folded.text))
    return { ...base, scope, cancelled, manner: cancelled ? 'mark' : 'nominative' }
  }
  if (scope.kind === 'likeness') return { ...base, scope, manner: 'likeness' }
  if (scope.kind === 'place') return { ...base, scope, manner: 'place' }
  return { ...base, scope, manner: 'fair' }
}

/** 南孚电池 are the brand's goods, though batteries are a part of other things. */
export function scopeAround(text: string, start: number, end: number, row: NameRow): Scope | undefined {
  const scope = scopeOf(text, start, end)
  return scope?.kind === 'accessory' && scope.start >= end && row.goods.some((goods) => goods !== '' && scope.text.endsWith(goods))
    ? undefined
    : scope
}

const SAID_OF_OTHERS = new Set(['negation', 'contrast', 'quotation', 'publication', 'history'])

/** 小米三星苹果均可修: several makes in a row say what is served. */
function listsBrands(field: FieldText): boolean {
  return (
    /[/／、]\s*[\u4e00-\u9fffa-z]+\s*[/／、]/i.test(field.folded.text) ||
    /(?:可修|维修|专修|回收|经营品牌|代销|经销品牌)/.test(field.folded.text)
  )
}

/** 特约, 指定, 授权 on the sign: more than what is served. */
function claimsOffice({ folded: { text } }: FieldText): boolean {
  return [...text.matchAll(/特约|特许|授权|官方(?!推荐)|(?<!物价|消协)指定(?=维修|售后|服务)/g)].some(
    (match) => !DENIES.test(text.slice(Math.max(0, match.index - 5), match.index)),
  )
}

function claimsGenuine(context: SignalContext): boolean {
  return context.fields.some((field) => {
    if (field.kind !== 'title' && field.kind !== 'description' && field.kind !== 'label') return false
    const { text } = field.folded
    return [...text.matchAll(CLAIMS_GENUINE)].some((match) => !DENIES.test(text.slice(Math.max(0, match.index - 5), match.index)))
  })
}

/** 红牛皮, 小米粥: the name is the beginning of another word, and the goods are not those of the brand. */
function isJoinedWord(text: string, end: number, goods: GoodsRelation): boolean {
  return goods === 'other' && /^[\u4e00-\u9fff]/.test(text.slice(end))
}

/** The seller's own brand: shown as brand and none of the protected names nor like one. */
export function ownBrandOf(listing: Listing, context: SignalContext): { brand: string; field: FieldText } | undefined {
  for (const field of context.fields) {
    if (field.kind !== 'brand' && !(field.kind === 'attribute' && BRAND_HEADINGS.test(field.heading ?? ''))) continue
    const brand = field.text.trim()
    if (/^(?:无|无品牌|其他|其它|other|none|no brand|自有品牌|\/|-)*$/i.test(brand.replaceAll('/', ''))) continue
    // 艹矛台 beside 贵州艹矛台 in the title is the likeness itself.
    if (
      brandMentions(listing, context).some(
        (mention) => mention.field === field || (mention.form !== 'exact' && brand.length >= 2 && mention.text.includes(brand)),
      )
    )
      continue
    return { brand, field }
  }
  return undefined
}
