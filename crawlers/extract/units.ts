/** A quantity in its base unit. */
export interface Quantity {
  amount: number
  unit: 'g' | 'ml' | '件'
}

/** Unit word → base unit and factor. 斤, 两 and 钱 are the market units of 1959: 500 g, 50 g, 5 g. */
const UNITS: Readonly<Record<string, [Quantity['unit'], number]>> = {
  市斤: ['g', 500], 公斤: ['g', 1000], 千克: ['g', 1000], 毫克: ['g', 0.001], 斤: ['g', 500], 两: ['g', 50], 钱: ['g', 5], 克: ['g', 1], 吨: ['g', 1e6],
  kilogram: ['g', 1000], kilo: ['g', 1000], kg: ['g', 1000], mg: ['g', 0.001], g: ['g', 1], lbs: ['g', 453.592_37], lb: ['g', 453.592_37], oz: ['g', 28.349_523_125],
  毫升: ['ml', 1], 公升: ['ml', 1000], 升: ['ml', 1000], ml: ['ml', 1], cl: ['ml', 10], dl: ['ml', 100], liter: ['ml', 1000], litre: ['ml', 1000], l: ['ml', 1000],
} // prettier-ignore
const PACKS = '盒|箱|袋|包|瓶|罐|件|个|只|条|支|套|双|枚|片|块|提|桶|听|筐|束|棵|株|份|张|本|台|把|粒|尾|头|卷|斤装'
const WORDS = Object.keys(UNITS).sort((a, b) => b.length - a.length).join('|') // prettier-ignore
const PER = new RegExp(
  String.raw`^\s*(?:元|円)?\s*(?:[/／]|每|per\s)\s*(?<n>\d+(?:\.\d+)?)?\s?(?<unit>${WORDS}|${PACKS}|\p{Script=Han}{1,2}(?!\p{Script=Han}))(?![a-z])`,
  'iu',
)
const EACH = new RegExp(String.raw`每\s?(?<n>\d+(?:\.\d+)?)?\s?(?<unit>${WORDS}|${PACKS})\s?[:：]?\s?$`, 'i')

/**
 * What a price buys, from the text behind and before it: `/斤` and `每500克` are `500g`, `/公斤` is `kg`, `/箱` is `箱`.
 * @returns undefined where nothing is said
 */
export function perOf(behind: string, before = ''): string | undefined {
  const match = PER.exec(behind) ?? EACH.exec(before)
  const unit = match?.groups?.['unit']?.toLowerCase()
  if (unit === undefined) return undefined
  const count = Number(match?.groups?.['n'] ?? 1)
  const known = UNITS[unit]
  if (!known) return count === 1 ? unit : `${count}${unit}`
  const amount = known[1] * count
  // The registry's price table speaks of kg and L, not of 1kg and 1L.
  if (amount === 1000) return known[0] === 'g' ? 'kg' : 'L'
  return formatQuantity({ amount, unit: known[0] })
}

const tidy = (amount: number): string => String(Math.round(amount * 1000) / 1000)

export function formatQuantity({ amount, unit }: Quantity): string {
  if (unit === '件' || amount < 1000) return `${tidy(amount)}${unit}`
  return `${tidy(amount / 1000)}${unit === 'g' ? 'kg' : 'L'}`
}

const SIZE = new RegExp(String.raw`(?<![\d.a-z])(?<n>\d+(?:\.\d+)?)\s?(?<unit>${WORDS})(?![a-z])`, 'giu')
const TIMES_BEHIND = new RegExp(
  String.raw`^\s?(?:装)?\s?(?:[x×*✕]\s?(?<n>\d{1,3})(?![\d.])\s?(?:${PACKS})?|[/／](?:${PACKS})\s?[x×*✕]\s?(?<m>\d{1,3})(?![\d.]))`,
  'i',
)
const TIMES_BEFORE = new RegExp(String.raw`(?<n>\d{1,3})\s?(?:${PACKS})?\s?[x×*✕]\s?$`, 'i')

/**
 * The quantity that a title or specification names: `500g×2袋` is 1,000 g, `10斤` 5,000 g, `6×750ml` 4,500 ml.
 * @returns undefined where it names none, or several that differ
 */
export function quantityIn(text: string): Quantity | undefined {
  const found: Quantity[] = []
  for (const match of text.normalize('NFKC').matchAll(SIZE)) {
    const known = UNITS[match.groups?.['unit']?.toLowerCase() ?? '']
    if (!known) continue
    const behind = TIMES_BEHIND.exec(match.input.slice(match.index + match[0].length))
    const before = TIMES_BEFORE.exec(match.input.slice(Math.max(0, match.index - 8), match.index))
    const times = Number(behind?.groups?.['n'] ?? behind?.groups?.['m'] ?? before?.groups?.['n'] ?? 1)
    found.push({ amount: Number(match.groups?.['n']) * known[1] * times, unit: known[0] })
  }
  const first = found[0]
  if (!first) return undefined
  return found.every((other) => other.unit === first.unit && Math.abs(other.amount - first.amount) < 1e-6) ? first : undefined
}

/**
 * A price for a common quantity, so that offers can be compared: for 500 g, for 1 L, or for one piece.
 * @returns undefined where the quantity is not known
 */
export function unitPrice(amount: number, per: string | undefined, title = ''): { amount: number; per: '500g' | '1L' } | undefined {
  const quantity = (per === undefined ? undefined : quantityIn(/^\d/.test(per) ? per : `1${per}`)) ?? quantityIn(title)
  if (!quantity || quantity.amount <= 0) return undefined
  if (quantity.unit === 'g') return { amount: (amount / quantity.amount) * 500, per: '500g' }
  return quantity.unit === 'ml' ? { amount: (amount / quantity.amount) * 1000, per: '1L' } : undefined
}
