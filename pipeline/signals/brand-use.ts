import { wayInChinese } from '../names/ways-in-chinese.ts'
import type { Listing, Signal } from '../../domain/index.ts'
import { goodsOf } from '../context/goods.ts'
import { brandMentions, ownBrandOf } from '../brand/mentions.ts'
import type { BrandMention } from '../brand/mentions.ts'
import { registrationOf, standingOf } from '../brand/standing.ts'
import type { SignalContext } from '../port.ts'

/** Imitations in the place of the brand are measured against a lower bar than those somewhere in a title. */
const LIKE_IN_BRAND = 0.5
const LIKE_IN_TITLE = 0.8

/** What rides on packaging: 同款金罐, 双牛图案 (law.md UC-02). */
const DRESS =
  /^[^，,。]{0,6}?(?:同款)?[^，,。\s]{0,4}(?:金罐|红罐|蓝罐|铁罐|罐装|罐|瓶型|瓶身|瓶|包装|装潢|图案|配色|外观|盒型|盒|造型|版面|设计)/
/** 包装和蓝月亮一个样. */
const DRESS_BEFORE = /(?:包装|装潢|瓶型|瓶身|外观|盒型|罐型|版面|配色)[^，,。]{0,3}(?:与|和|跟|同|像|仿)$/

/**
 * Uses of a protected brand, one signal a place where it stands: `brand.use` with the manner as value
 * (`mark`, `likeness`, `trade-name`, `keyword`, `shop-sign`), `brand.nominative`, and `gi.fair-use` for a brand's name as a true place (茅台镇).
 * Facts: `form`, `score`, `goods`, `where`, `standing`, `ownerKnown`, `cancelled`, `ownBrand`, `dress`.
 */
export function brandUse(listing: Listing, context: SignalContext): Signal[] {
  const town = townOfOrigin(listing, context)
  const mentions = brandMentions(listing, context)
  if (mentions.length === 0) return town
  const own = ownBrandOf(listing, context)
  const listed = keywordLists(mentions, own !== undefined, context)
  const standings = new Map<string, ReturnType<typeof standingOf>>()
  const uses = mentions.flatMap((mention) => {
    let standing = standings.get(mention.row.name)
    if (!standing) standings.set(mention.row.name, (standing = standingOf(listing, mention.row, context)))
    return signalsOf(listed.has(mention) ? { ...mention, manner: 'keyword' } : mention, standing.standing, own, listing, context)
  })
  return [...uses, ...town]
}

/** Several lots on one page name what is in them. */
const MIXED_LOT = /混批|混装|多品牌|各品牌|等品牌|品牌清仓|断码|尾货|均有|都有|可选|任选|合集|回收|vs|pk|对比|评测|测评|哪个|谁/i

/** Several makers beside what is made to fit their goods (…适用华为三星小米, 佳能尼康镜头偏振镜) are what it fits. */
const FITS_MANY =
  /适用|适配|兼容|通用|支持|配件|转换|转接|扩展坞|镜头|滤镜|偏振镜|表带|保护[壳套膜]|贴膜|钢化膜|支架|(?<![a-z])for(?![a-z])/i

/** 途步 跑鞋 耐克 安踏: names of others in a row in the title of goods with a brand of their own are tags (law.md 14.15). */
function keywordLists(mentions: readonly BrandMention[], hasOwnBrand: boolean, context: SignalContext): ReadonlySet<BrandMention> {
  if (!hasOwnBrand) return new Set()
  const inTitle = mentions.filter(
    ({ field, form, manner, goods }) =>
      field.kind === 'title' && manner === 'mark' && (form === 'exact' || form === 'alias') && goods !== 'other',
  )
  const title = context.fields.find((field) => field.kind === 'title')
  const words = title?.folded.text ?? ''
  const isList = new Set(inTitle.map(({ row }) => row.owner || row.name)).size >= 2 && !MIXED_LOT.test(words) && !FITS_MANY.test(words)
  return new Set(isList ? inTitle : [])
}

/** 茅台镇 on liquor from 茅台镇: a town of that name, truly stated, is a place and no brand (商标法 五十九(1)). */
function townOfOrigin(listing: Listing, context: SignalContext): Signal[] {
  const [town, name] =
    /([\u4e00-\u9fff]{2,4})(?:镇|乡|村)$/.exec((listing.origin ?? listing.producer?.address ?? '').trim())?.slice(0, 2) ?? []
  const title = context.fields.find((field) => field.kind === 'title')
  if (town === undefined || name === undefined || title === undefined) return []
  // The division before the town is part of what was read: 仁怀市茅台镇.
  for (let from = 0; from + 2 <= name.length; from++) {
    const short = name.slice(from)
    const start = title.text.indexOf(town.slice(from))
    if (start < 0 || context.index.name(short).length === 0) continue
    const end = start + town.length - from
    return [
      {
        name: 'gi.fair-use',
        subject: short,
        field: title.path,
        start,
        end,
        text: title.text.slice(start, end),
        value: 'place',
        reason: `“${title.text.slice(start, end)}”是真实产地的地名`,
      },
    ]
  }
  return []
}

function signalsOf(
  mention: BrandMention,
  standing: string,
  own: { brand: string } | undefined,
  listing: Listing,
  context: SignalContext,
): Signal[] {
  const { row, field, start, end, text, form, score, manner, goods, scope, cancelled } = mention
  const base = { subject: row.name, field: field.path, start, end, text }
  if (manner === 'nominative')
    return [
      {
        ...base,
        name: 'brand.nominative',
        value: scope?.kind ?? 'service',
        reason: scope?.reason ?? '“' + text + '”说明的是适用或服务对象',
      },
    ]
  if (manner === 'place') return [{ ...base, name: 'gi.fair-use', value: 'place', reason: scope?.reason ?? `“${text}”是地名` }]
  if (manner === 'fair' || manner === 'shop-name') return []
  if (form === 'similar' && !isLikeEnough(mention, own !== undefined, listing, context)) return []
  if (manner === 'mark' && goods === 'other') return []
  const after = field.folded.text.slice(end, end + 16)
  return [
    {
      ...base,
      name: 'brand.use',
      value: manner,
      facts: {
        form,
        score: Math.round(score * 100) / 100,
        goods,
        where: field.where ?? field.kind,
        standing,
        cancelled,
        ownBrand: own !== undefined,
        offshore: mention.offshore ?? false,
        /** Without it a company of that name may be the owner itself. */
        ownerKnown: row.owner !== undefined,
        /** 同款 and its like; 平替, 媲美 and the rest may be lawful comparison. */
        sameStyle: scope?.kind === 'likeness' && /同款/.test(scope.text),
        dress: manner === 'likeness' && (DRESS.test(after) || DRESS_BEFORE.test(field.folded.text.slice(Math.max(0, start - 12), start))),
        frame: goodsOf(listing, context).frame?.id ?? 'none',
      },
      reason: reasonOf(mention, own?.brand),
    },
  ]
}

function isLikeEnough(
  { row, field, score, text, goods }: BrandMention,
  hasOwnBrand: boolean,
  listing: Listing,
  context: SignalContext,
): boolean {
  // A valid registration of the very words is nobody's imitation (law.md TM-02).
  const registered = registrationOf(text, undefined, context).state
  if (registered === 'valid' || registered === 'grace') return false
  // What a wrong charset has eaten is nobody's imitation.
  if (text.includes('\ufffd')) return false
  const inBrand = field.kind === 'brand' || field.kind === 'attribute' || (field.kind === 'label' && field.where !== 'detail-page')
  if (inBrand) return score >= LIKE_IN_BRAND && goods !== 'other'
  // The brand itself, written beside its likeness or within it (NIKE 耐吉, 新苹果平板), is what the title names.
  const itself =
    text.includes(row.name) ||
    brandMentions(listing, context).some(
      (other) => other.row === row && other.field === field && (other.form === 'exact' || other.form === 'alias'),
    )
  if (itself || goodsOf(listing, context).frame !== undefined) return false
  // Where the seller shows another brand, a likeness in running text is chance.
  return field.kind === 'title' && score >= LIKE_IN_TITLE && goods === 'same' && !hasOwnBrand
}

function reasonOf({ row, text, form, manner, scope, cancelled, mechanisms }: BrandMention, own: string | undefined): string {
  const name = `“${row.name}”`
  if (manner === 'keyword') return `关键词或标签里写了他人商标${name}${own ? `，商品自己的品牌是“${own}”` : ''}`
  if (manner === 'trade-name') return `在企业名称里使用${name}，易使人误认为与其权利人有关`
  if (manner === 'shop-sign') return `门头使用${name}`
  if (manner === 'likeness') return `${scope?.reason ?? `攀附${name}`}${own ? `，商品自己的品牌是“${own}”` : ''}`
  if (cancelled) return `一面说适用于${name}，一面又称原装、官方或授权`
  if (form === 'identical') return `“${text}”与${name}基本无差别`
  if (form === 'similar') return `“${text}”近似${name}${mechanisms.length > 0 ? `（${mechanisms.map(wayInChinese).join('、')}）` : ''}`
  return `使用${name}${form === 'alias' ? `的别称“${text}”` : ''}`
}
