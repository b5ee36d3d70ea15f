import { sayable } from './goods/index.ts'
import type { Department, Goods } from './goods/index.ts'
import type { PlatformId } from './market.ts'
import type { Random } from './random.ts'

const MALL_HEADS = ['【产地直发】', '【现货】', '【包邮】', '【买二送一】', '【拍一发二】', '【店主推荐】', '']
const MALL_TAILS = ['包邮', '送运费险', '七天无理由', '', '', '', '顺丰发货', '限时立减', '老客回购']
const WHOLESALE_HEADS = ['厂家直供', '批发', '现货供应', '源头工厂', '大量供应', '一件代发', '产地货源', '直销']
const WHOLESALE_TAILS = ['量大从优', '支持拿样', '欢迎来电洽谈', '规格齐全', '可开票', '支持定做', '厂价', '']
const STREAM_HEADS = ['🔥', '【清仓】', '特价', '工厂价', '今日', '✨', '', '', '48小时发']
const STREAM_TAILS = ['批发价', '划算', '抢完为止', '包邮到家', '不满意退', '👍', '', '']

export interface TitleParts {
  department: Department
  goods: Goods
  spec: string
  brand?: string
  town?: string
}

/** A title as sellers of that platform put them together. A town never stands before the goods: the two together may be an indication. */
export function titleFor(random: Random, platform: PlatformId, parts: TitleParts): string {
  const { department, goods, spec, brand, town } = parts
  const words = random.sample(goods.words, random.int(1, 2))
  const qualities = random.sample(sayable(department.qualities, goods), random.int(1, 3))
  const use = random.pick(sayable(department.uses, goods))
  if (platform === 'demo-mall') {
    const middle = random.chance(0.5) ? [...words, ...qualities, use] : [...qualities, use, ...words]
    const head = random.pick(MALL_HEADS)
    return clean(
      `${head}${brand ?? ''}${goods.noun} ${middle.join(random.pick([' ', '', ' ']))} ${spec} ${town && random.chance(0.3) ? `${town}发货` : random.pick(MALL_TAILS)}`,
    )
  }
  if (platform === 'demo-wholesale') {
    return clean(
      `${random.pick(WHOLESALE_HEADS)} ${brand ?? ''}${goods.noun} ${words[0] ?? ''} ${spec} ${qualities[0] ?? ''} ${random.pick(WHOLESALE_TAILS)}`,
    )
  }
  return clean(
    `${random.pick(STREAM_HEADS)}${brand ?? ''}${goods.noun}${words.join('')}${qualities[0] ?? ''}${random.chance(0.5) ? use : ''}${spec}${random.pick(STREAM_TAILS)}`,
  )
}

/** Ornaments around a title whose wording is fixed, so that offences look like their neighbours. */
export function ornament(random: Random, platform: PlatformId, core: string): string {
  if (platform === 'demo-mall') return clean(`${random.pick(MALL_HEADS)}${core} ${random.pick(MALL_TAILS)}`)
  if (platform === 'demo-wholesale') return clean(`${random.pick(WHOLESALE_HEADS)} ${core} ${random.pick(WHOLESALE_TAILS)}`)
  return clean(`${random.pick(STREAM_HEADS)}${core} ${random.pick(STREAM_TAILS)}`)
}

function clean(title: string): string {
  return title.replace(/ {2,}/g, ' ').trim()
}
