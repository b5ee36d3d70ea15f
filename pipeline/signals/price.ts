import type { Listing, PriceRow, Signal } from '../../domain/index.ts'
import { brandMentions } from '../brand/mentions.ts'
import { goodsOf } from '../context/goods.ts'
import type { SignalContext } from '../port.ts'

/** A quantity as sellers write it: 5kg, 10斤, 12罐, 盒. */
export interface Quantity {
  amount: number
  /** `kg`, `l`, or the measure word. */
  unit: string
}

const KG: Readonly<Record<string, number>> = {
  kg: 1,
  公斤: 1,
  千克: 1,
  斤: 0.5,
  市斤: 0.5,
  g: 0.001,
  克: 0.001,
  两: 0.05,
  吨: 1000,
  t: 1000,
}
const LITRES: Readonly<Record<string, number>> = { l: 1, 升: 1, ml: 0.001, 毫升: 0.001 }
const QUANTITY =
  /(\d+(?:\.\d+)?)?\s*(kg|公斤|千克|市斤|斤|ml|毫升|g|克|两|吨|l|升|只|瓶|双|台|个|盒|件|罐|箱|条|支|套|饼|枚|张|袋|包|桶|听|把|顶|部|副|对|本|份|株|束|片|提)/i
const CONTAINERS = new Set(['箱', '盒', '袋', '包', '桶', '件', '份', '提', '套'])

export function readQuantity(text: string): Quantity | undefined {
  const match = QUANTITY.exec(text.trim().toLowerCase())
  const unit = match?.[2]
  if (!match || unit === undefined) return undefined
  const amount = match[1] === undefined ? 1 : Number(match[1])
  if (amount <= 0) return undefined
  const kg = KG[unit]
  if (kg !== undefined) return { amount: amount * kg, unit: 'kg' }
  const litres = LITRES[unit]
  if (litres !== undefined) return { amount: amount * litres, unit: 'l' }
  return { amount, unit: unit === '听' ? '罐' : unit }
}

/** The price for one unit of the baseline, or undefined where the two cannot be compared. */
export function unitPrice(listing: Listing, baseline: Quantity): number | undefined {
  const price = listing.price
  if (!price || typeof price.amount !== 'number' || !(price.amount > 0) || (price.currency && price.currency !== 'CNY')) return undefined
  const per = price.per === undefined ? undefined : readQuantity(price.per)
  if (per && per.unit === baseline.unit) return (price.amount / per.amount) * baseline.amount
  if (per && !CONTAINERS.has(per.unit)) return undefined
  // 一箱, 一盒: what is in it stands in the title.
  const content = listing.title === undefined ? undefined : contentOf(listing.title, baseline.unit)
  if (content === undefined) return undefined
  return (price.amount / (content * (per?.amount ?? 1))) * baseline.amount
}

/** 500g*2, 10斤, 24罐 in a title: how much there is of `unit`. */
function contentOf(title: string, unit: string): number | undefined {
  for (const match of title
    .toLowerCase()
    .matchAll(/(\d+(?:\.\d+)?)\s*(kg|公斤|千克|市斤|斤|ml|毫升|g|克|l|升|只|瓶|罐|双|枚|饼|支|片)(?:\s*[*x×]\s*(\d+))?/g)) {
    const quantity = readQuantity(`${match[1]}${match[2]}`)
    if (quantity?.unit === unit) return quantity.amount * (match[3] === undefined ? 1 : Number(match[3]))
    if (quantity && match[3] !== undefined && CONTAINER_UNITS.has(unit)) return Number(match[3])
  }
  return undefined
}
const CONTAINER_UNITS = new Set(['瓶', '罐', '支', '只'])

/** Fewer baseline prices say nothing (law.md 6.5). */
const LEAST_BASELINE = 5
const EXCLUDED = /二手|闲置|自用|转让|临期|近效期|瑕疵|残次|试用装|小样|样品|定金|订金|押金|补差|邮费|运费补|预付/
/** Below these shares of the median: "far below" of law.md 14.25, and the anomaly of GI-09. */
const FAR_BELOW = 0.3
const ANOMALY = 0.6

/** `price.level` of every name that the listing holds and the table knows: ratio to the median; facts `far`, `anomaly`, `belowP10`. Price never stands alone. */
export function priceLevel(listing: Listing, context: SignalContext): Signal[] {
  if (!listing.price || !context.index.has('prices') || !listing.title) return []
  const names = new Set<string>()
  for (const field of context.fields)
    if (field.kind === 'title' || field.kind === 'brand' || field.kind === 'label')
      for (const match of context.matches(field)) names.add(match.name)
  // Nicknames too: 大勾.
  for (const mention of brandMentions(listing, context)) names.add(mention.row.name)
  const signals: Signal[] = []
  for (const name of names) {
    const row = context.index.prices(name).find((entry) => entry.n >= LEAST_BASELINE)
    const baseline = row && readQuantity(row.per)
    const price = baseline && unitPrice(listing, baseline)
    if (!row || price === undefined || !(row.median > 0)) continue
    signals.push(levelOf(listing, listing.title, name, row, price, context))
  }
  return signals
}

function levelOf(listing: Listing, title: string, name: string, row: PriceRow, price: number, context: SignalContext): Signal {
  const ratio = price / row.median
  const excluded = listing.condition === 'used' || listing.seller?.kind === 'second-hand' || EXCLUDED.test(title)
  const belowP10 = row.p10 !== undefined && price < row.p10
  const mention =
    context.fields
      .filter((field) => field.kind === 'title')
      .flatMap((field) => context.matches(field))
      .find((match) => match.name === name) ??
    brandMentions(listing, context).find((found) => found.field.kind === 'title' && found.row.name === name)
  const frame = goodsOf(listing, context).frame !== undefined
  return {
    name: 'price.level',
    subject: name,
    field: 'title',
    start: mention?.start ?? 0,
    end: mention?.end ?? title.length,
    text: title.slice(mention?.start ?? 0, mention?.end ?? title.length),
    value: round(ratio),
    facts: {
      far: ratio < FAR_BELOW && !excluded && !frame,
      anomaly: (ratio < ANOMALY || belowP10) && !frame,
      belowP10,
      excluded,
      normal: ratio >= 0.7,
    },
    reason: `单价约 ${round(price)} 元/${row.per}，为基准中位数 ${row.median} 元的 ${Math.round(ratio * 100)} %${excluded ? '（二手、临期等，不作价格比较）' : ''}`,
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
