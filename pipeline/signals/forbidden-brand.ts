import type { Listing, Signal } from '../../domain/index.ts'
import { registrationOf } from '../brand/standing.ts'
import { goodsOf } from '../context/goods.ts'
import { scopeOf } from '../context/scopes.ts'
import { wordsOf } from '../context/words.ts'
import { countryIn } from '../geo/countries.ts'
import { divisionTable } from '../geo/divisions.ts'
import type { FieldText } from '../normalise/fields.ts'
import type { SignalContext } from '../port.ts'

/** Division names that are first of all ordinary words or names of persons; as a brand they have another meaning (商标法 十(2) 但书). */
const OTHER_MEANING = new Set(
  '东方 和平 朝阳 凤凰 长安 太平 安康 永和 长寿 平安 吉安 吉祥 如意 永安 光明 黎明 红旗 新华 解放 海港 桥东 桥西 城关 白云 青山 宝山 黄山 灵山 普陀 金山 天山 泰山 武夷 蓬莱 香格里拉 老河口 向阳 南山 西湖 东湖 南湖 龙泉 玉泉 温泉 宝塔 宝安 高明 文安 武安 仙居 怀柔 大足 万年 永生 福泉 集美 石狮 大同 长乐 长春 丰台 顺义 兴隆 富裕 富源 富锦 友好 双喜 双阳 金牛 金凤 金湖 银河 白塔 宁静 安宁 安顺 太和 泰和 平和 平顺 和顺 寿光 寿阳 美姑 红安 红花岗 秀英 秀山 龙门 龙游 青神 神池 神木 望都 望城 花都 花溪 桃源 桃江 茶陵 茶店 明光 明山 明水 清水 清河 清丰 清徐 绿园 绿春 彩虹 星子 海洋 海盐 赛罕 奇台 玉树 玉环 玉山 金寨 宝丰 宝清 华安 华容 华龙 华亭 华阴 远安 永康 永福 永兴 永吉 永泰 永顺 永新 永丰 新乐 新丰 新和 新兴 新城 新市 复兴 振兴 中山 中原 延安'.split(
    ' ',
  ),
)
const BRAND_HEADINGS = /^(?:品牌|商标|品牌名称|brand)$/i
const UNREGISTERED = /未注册|无注册|没有注册|尚未注册|未申请/
const PLACE_BRAND_IN_TITLE = /^[【[]?([\u4e00-\u9fff]{2,6})牌/

const RED_CROSS = /红十字(?!会|绷带|医院|路|街|学院|精神|志愿|博物馆|救护)|红新月|red\s?cross/gi
const ORGANISATION =
  /联合国(?!教科文组织世界遗产)|世界卫生组织|世卫组织|(?<![a-z])(?:unicef|unesco|who|wto)(?![a-z])|世界贸易组织|红十字国际委员会/gi
const PARTY =
  /党徽|党旗|中国共产党|中共中央|共产党|(?<![\u4e00-\u9fff])中共(?![\u4e00-\u9fff]{0,2}历史)|红船精神|红船党|七一勋章|五四宪法|遵义会议|开国大典|团徽|少先队徽/g

/** 商标法 2026修订 十五(一). */
const PARTY_SIGNS_FROM = '2027-01-01'

/**
 * Signs that may not be a mark, in the place of the brand: `brand.place` (SP-06), `brand.red-cross` and `brand.organisation` (SP-05), `brand.party` (SP-07).
 * Facts of `brand.place`: `registration` (absent, unknown …), `stated` (the listing itself says that it is not registered).
 */
export function forbiddenBrand(listing: Listing, context: SignalContext): Signal[] {
  const frame = goodsOf(listing, context).frame?.id
  if (frame === 'publication' || frame === 'service' || frame === 'lodging') return []
  return [...placeBrands(listing, context), ...symbols(context)]
}

function placeBrands(listing: Listing, context: SignalContext): Signal[] {
  const stated = context.fields.some(
    (field) => field.kind === 'attribute' && /商标/.test(field.heading ?? '') && UNREGISTERED.test(field.text),
  )
  for (const field of context.fields) {
    const isBrand = field.kind === 'brand' || (field.kind === 'attribute' && BRAND_HEADINGS.test(field.heading ?? ''))
    const inTitle =
      field.kind === 'title' && !context.fields.some((other) => other.kind === 'brand')
        ? PLACE_BRAND_IN_TITLE.exec(field.folded.text)?.[1]
        : undefined
    const words = isBrand ? field.folded.text.trim() : inTitle
    if (words === undefined) continue
    const place = words.replace(/牌$/, '')
    const what = placeName(place)
    if (what === undefined) continue
    const registration = bestRegistration([place, words], listing, context)
    if (registration === 'valid' || registration === 'grace') return []
    const start = Math.max(0, field.text.indexOf(place))
    return [
      {
        name: 'brand.place',
        subject: place,
        field: field.path,
        start,
        end: start + place.length,
        text: field.text.slice(start, start + place.length),
        value: what,
        facts: { registration, stated },
        reason: `以${what === 'division' ? '县级以上行政区划的地名' : '公众知晓的外国地名'}“${place}”作品牌，${stated ? '商品自己写明商标未注册' : '商标档案中没有有效注册'}`,
      },
    ]
  }
  return []
}

function placeName(words: string): 'division' | 'foreign' | undefined {
  if (words.length < 2 || OTHER_MEANING.has(words)) return undefined
  const [mention] = divisionTable().find(words)
  if (mention && mention.start === 0 && mention.end === words.length) return 'division'
  if (
    countryIn(words) === words ||
    /^(?:巴黎|纽约|伦敦|东京|米兰|罗马|柏林|维也纳|悉尼|首尔|莫斯科|洛杉矶|旧金山|佛罗伦萨|普罗旺斯|波尔多)$/.test(words)
  )
    return 'foreign'
  return undefined
}

function bestRegistration(words: readonly string[], listing: Listing, context: SignalContext): string {
  const states = words.map((word) => registrationOf(word, listing.niceClass, context).state)
  return states.find((state) => state === 'valid' || state === 'grace') ?? states[0] ?? 'unknown'
}

function symbols(context: SignalContext): Signal[] {
  if (
    !/党|红十字|红新月|red\s?cross|联合国|世界卫生|世卫|世界贸易|unicef|unesco|who|wto|勋章|五四宪法|遵义会议|开国大典|团徽|少先队徽|红船/i.test(
      wordsOf(context),
    )
  )
    return []
  const signals: Signal[] = []
  for (const field of context.fields) {
    const isBrand = field.kind === 'brand' || (field.kind === 'attribute' && BRAND_HEADINGS.test(field.heading ?? ''))
    signals.push(
      ...symbol('brand.party', PARTY, field, isBrand, '以党的名称、党旗、党徽等要素作商标', { inForce: context.asOf >= PARTY_SIGNS_FROM }),
    )
    signals.push(...symbol('brand.red-cross', RED_CROSS, field, isBrand, '以“红十字”“红新月”的名称、标志作商品标识'))
    signals.push(...symbol('brand.organisation', ORGANISATION, field, isBrand, '以政府间国际组织的名称作商标'))
  }
  return signals
}

function symbol(name: string, pattern: RegExp, field: FieldText, isBrand: boolean, reason: string, facts?: Signal['facts']): Signal[] {
  if (!isBrand && field.kind !== 'title' && field.kind !== 'label') return []
  const { text } = field.folded
  return [...text.matchAll(pattern)].flatMap((match) => {
    const end = match.index + match[0].length
    if (scopeOf(text, match.index, end) && !isBrand) return []
    // X牌, or the device printed on goods: use as a mark outside the field for it.
    const asMark =
      isBrand ||
      /^(?:标志|图形|图案|标识)?\s*(?:[(（][^)）]{0,8}(?:标志|图形|图案)[^)）]{0,4}[)）])?\s*牌/.test(text.slice(end, end + 16)) ||
      (field.kind === 'label' && /标志|图形|图案/.test(text.slice(end, end + 8)))
    if (!asMark) return []
    const span = field.folded.original(match.index, end)
    return [
      {
        name,
        subject: match[0],
        field: field.path,
        ...span,
        text: field.text.slice(span.start, span.end),
        value: isBrand ? 'brand' : 'mark',
        facts: { where: field.where ?? field.kind, ...facts },
        reason,
      },
    ]
  })
}
