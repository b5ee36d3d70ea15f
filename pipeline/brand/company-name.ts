import type { NameRow } from '../../domain/index.ts'
import { isSameParty } from '../party/names.ts'
import type { SignalContext } from '../port.ts'

const AFTER =
  /^[\u4e00-\u9fff()（）]{0,10}?(?:有限责任公司|股份有限公司|有限公司|集团|控股|药业|酒业|实业|国际公司|总公司)(?:[\u4e00-\u9fff()（）]{0,6}?(?:有限责任公司|股份有限公司|有限公司|公司))?/
const OFFSHORE = /(?:香港|澳门|美国|英国|法国|德国|意大利|日本|韩国|台湾|国际|亚洲|世界|欧洲|环球)\s*$/
const WORLDWIDE = /国际|环球|全球|世界/
const LENDS_NAME = /^[^，,。]{0,10}?(?:监制|授权|荣誉出品|荣誉推出|联合出品|技术支持|总代理|品牌运营|运营中心)/

export interface CompanyName {
  name: string
  /** 香港…, …国际…: a name that a shell bears to borrow the brand (law.md 6.2). */
  offshore: boolean
  /** 监制, 授权 and the like stand behind it. */
  lends: boolean
}

/** The company name around a brand: 香港王老吉国际药业集团, 美国戴森电器控股. */
export function companyAround(text: string, start: number, end: number): CompanyName | undefined {
  const after = AFTER.exec(text.slice(end, end + 24))
  if (!after) return undefined
  const prefix = /[\u4e00-\u9fff()（）]{0,6}$/.exec(text.slice(Math.max(0, start - 6), start))?.[0] ?? ''
  return {
    name: prefix + text.slice(start, end) + after[0],
    offshore: OFFSHORE.test(prefix) || WORLDWIDE.test(after[0]),
    lends: LENDS_NAME.test(text.slice(end + after[0].length, end + after[0].length + 16)),
  }
}

/** The owner's own name, as genuine goods bear it. */
export function isOwnersCompany({ name }: CompanyName, row: NameRow, context: SignalContext): boolean {
  return [row.owner, ...context.index.marks(row.name).map((mark) => mark.owner)].some((owner) => isSameParty(name, owner))
}
