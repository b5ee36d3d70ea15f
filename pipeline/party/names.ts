import { divisionTable } from '../geo/divisions.ts'
import { foldText } from '../normalise/fold.ts'

/** Legal forms: they do not tell companies apart. A kind of shop does (九阳专卖店 is not 九阳股份有限公司). */
const FORMS =
  /(?:有限责任公司|股份有限公司|集团有限公司|控股有限公司|有限合伙公司|有限公司|股份公司|集团公司|公司|集团|专业合作社联合社|专业合作社|合作社)$/
const SHOP_KINDS = /(?:(?:官方|品牌)?(?:旗舰店|专卖店|直营店|企业店|自营店))$/
const BRACKETS = /[()（）\s·・.。,，:：]/g

const cores = new Map<string, string>()

/** 清源醋坊有限公司 → 清源醋坊: what tells a party from others. */
export function partyCore(name: string): string {
  const known = cores.get(name)
  if (known !== undefined) return known
  let core = foldText(name).toLowerCase().replace(BRACKETS, '')
  for (;;) {
    const shorter: string = core.replace(FORMS, '')
    if (shorter === core || shorter.length < 2) break
    core = shorter
  }
  if (cores.size > 50_000) cores.clear()
  cores.set(name, core)
  return core
}

/** The party behind a shop whose kind the platform's badge vouches for: 甲公司旗舰店 is 甲公司. */
export function partyOfShop(shop: string): string {
  const party = foldText(shop).replace(SHOP_KINDS, '')
  return party.length >= 2 ? party : shop
}

/** Whether two names, as registers and shops write them, mean one party: the same but for the legal form and a place before it. */
export function isSameParty(a: string | undefined, b: string | undefined): boolean {
  if (!a || !b) return false
  if (a === b) return true
  const first = partyCore(a)
  const second = partyCore(b)
  if (first === '' || second === '') return false
  if (first === second) return true
  const [short, long] = first.length < second.length ? [first, second] : [second, first]
  return short.length >= 3 && long.endsWith(short) && isPlacePrefix(long.slice(0, long.length - short.length))
}

/** 山西, 五常市, 中国 before a name; not 香港 or 国际, which borrow one. */
function isPlacePrefix(prefix: string): boolean {
  if (prefix === '中国') return true
  const [place] = divisionTable().find(prefix)
  return place !== undefined && place.start === 0 && place.end === prefix.length && !/香港|澳门|台湾/.test(prefix)
}
