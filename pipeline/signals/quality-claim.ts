import type { Listing, Signal } from '../../domain/index.ts'
import { registrationOf } from '../brand/standing.ts'
import { wordsOf } from '../context/words.ts'
import type { FieldText } from '../normalise/fields.ts'
import type { SignalContext } from '../port.ts'

/** Without one of these words nothing below can be found. */
const TRIGGER = /添加|防腐剂|纯天然|糖|手工|手作|古法|手擀|手打|泉|纯粮|粮食酒|固态|有机|绿色食品|土鸡|散养|放养|野生|转基因/

/** A claim of quality, process or origin, and what the same listing may say that gives it the lie. */
interface Claim {
  claim: RegExp
  against: RegExp
  about: string
}

const ADDITIVES =
  /谷氨酸钠|苯甲酸钠|山梨酸钾|脱氢乙酸钠|焦糖色|安赛蜜|阿斯巴甜|甜蜜素|糖精钠|三氯蔗糖|柠檬黄|日落黄|胭脂红|亚硝酸钠|呈味核苷酸二钠|肌苷酸二钠|食用香精|食用香料|防腐剂|增味剂|着色剂|甜味剂|味精|亚硫酸|二氧化硫/

const CLAIMS: readonly Claim[] = [
  { claim: /(?:0|零|无|不)添加(?!蔗糖|糖|盐|油|水)|无防腐剂|不含防腐剂|纯天然/, against: ADDITIVES, about: '配料含食品添加剂' },
  { claim: /(?:0|零|无)(?:蔗糖|糖)(?!醇)/, against: /白砂糖|蔗糖|果葡糖浆|葡萄糖浆|冰糖|麦芽糖浆/, about: '配料含糖' },
  {
    claim: /手工|手作|古法|手擀|手打/,
    against: /(?:全自动|自动化|机器|机械|流水线|机制|智能化)[^，,。]{0,6}(?:生产|加工|制作|成型|灌装|线)|全自动生产线|流水线/,
    about: '文中写机器生产',
  },
  { claim: /山泉|泉水/, against: /水源[:：]?[^，,。]{0,8}(?:自来水|市政|公共供水)|(?:自来水|市政供水|公共供水)/, about: '水源是公共供水' },
  { claim: /纯粮|粮食酒|固态(?:酿造|发酵)/, against: /食用酒精|酒精勾兑|液态法|固液法/, about: '配料含食用酒精' },
  { claim: /有机|绿色(?=食品)/, against: /(?:有机|绿色食品)认证[:：]?\s*(?:否|无|没有|未)/, about: '属性写明没有认证' },
  { claim: /土鸡|散养|放养|野生/, against: /笼养|圈养|养殖场集中|人工养殖|规模化养殖/, about: '文中写人工或笼养' },
  { claim: /非转基因/, against: /(?<!非)转基因(?:大豆|菜籽|玉米|原料)/, about: '配料含转基因原料' },
]

/** `quality.contradicted`: a claim that the listing itself contradicts. Facts: `inMark`, the claim is part of the listing's registered mark (law.md TM-09, 14.24). */
export function qualityClaim(listing: Listing, context: SignalContext): Signal[] {
  if (!TRIGGER.test(wordsOf(context))) return []
  const readable = context.fields.filter(
    (field) =>
      field.kind === 'title' ||
      field.kind === 'brand' ||
      field.kind === 'description' ||
      field.kind === 'label' ||
      field.kind === 'attribute',
  )
  const signals: Signal[] = []
  for (const { claim, against, about } of CLAIMS) {
    const claimed = readable.map((field) => ({ field, match: claim.exec(field.folded.text) })).filter(({ match }) => match)
    if (claimed.length === 0) continue
    const contrary = readable.map((field) => ({ field, match: contraryIn(field, against) })).find(({ match }) => match)
    if (!contrary?.match) continue
    const brand = claimed.find(({ field }) => field.kind === 'brand')
    const first = brand ?? claimed[0]
    if (!first?.match) continue
    const span = first.field.folded.original(first.match.index, first.match.index + first.match[0].length)
    const registered =
      brand !== undefined && ['valid', 'grace'].includes(registrationOf(brand.field.text, listing.niceClass, context).state)
    signals.push({
      name: 'quality.contradicted',
      field: first.field.path,
      ...span,
      text: first.field.text.slice(span.start, span.end),
      value: about,
      facts: { inMark: registered, inBrand: brand !== undefined },
      reason: `宣称“${first.match[0]}”，而${about}（“${contrary.match[0]}”）`,
    })
  }
  return signals
}

/** 不含味精, 未使用食用香精 do not contradict. */
function contraryIn(field: FieldText, against: RegExp): RegExpExecArray | undefined {
  const match = against.exec(field.folded.text)
  if (!match) return undefined
  return /(?:不含|不添加|未添加|无|零|0|非|没有|拒绝|不用|不加)[^，,。;；]{0,12}$/.test(
    field.folded.text.slice(Math.max(0, match.index - 14), match.index),
  )
    ? undefined
    : match
}
