import type { PatentType } from '../../domain/index.ts'
import type { FieldText } from '../normalise/fields.ts'
import type { ReadNumber } from './read.ts'

/** A Chinese category as printed, with its place in the folded text. */
export interface CategoryWord {
  type: PatentType
  at: number
  endAt: number
}

/** 发明 counts only as a kind of patent: 发明名称 and 发明人 name something else. A foreign country's patent is none of ours. */
const CATEGORY = /(实用新型|新型(?=\s*专利)|外观(?:设计)?(?=\s*专利)|外观设计|发明(?=\s*(?:专利|申请|类|[:：,，(（)）]|$|[Z2]L|ZL|\d{4})))/g
const FOREIGN_BEFORE = /(?:美国|欧洲|日本|韩国|德国|英国|法国|澳大利亚|加拿大|国际|世界|全球|PCT)\s*$/

export function categoriesIn(text: string): CategoryWord[] {
  const found: CategoryWord[] = []
  for (const match of text.matchAll(CATEGORY)) {
    if (FOREIGN_BEFORE.test(text.slice(Math.max(0, match.index - 6), match.index))) continue
    const type: PatentType = match[0] === '发明' ? 'invention' : match[0].endsWith('新型') ? 'utility-model' : 'design'
    found.push({ type, at: match.index, endAt: match.index + match[0].length })
  }
  return found
}

/**
 * The categories that may belong to a number: those between the number before and it, else the nearest before; one right behind it.
 * Numbers listed one after another share the words around the list (实用新型、外观设计双专利：ZL…、ZL…).
 */
export function categoriesOf(field: FieldText, number: ReadNumber, all: readonly ReadNumber[]): PatentType[] {
  const text = field.folded.text
  const words = categoriesIn(text)
  let first = number
  for (let previous = before(all, first); previous && LISTED.test(text.slice(previous.endAt, first.at)); previous = before(all, first))
    first = previous
  let last = number
  for (let next = after(all, last); next && LISTED.test(text.slice(last.endAt, next.at)); next = after(all, last)) last = next
  const behind = words.filter((word) => word.at >= last.endAt && word.at - last.endAt <= 6)
  const previous = before(all, first)
  const own = words.filter((word) => word.endAt <= first.at && (!previous || word.at >= previous.endAt))
  if (own.length > 0 || behind.length > 0) return [...own, ...behind].map((word) => word.type)
  const nearest = words.filter((word) => word.endAt <= number.at).at(-1)
  const next = all.find((other) => other.at > number.at)
  const later = words.find((word) => word.at >= number.endAt && (!next || word.endAt <= next.at))
  const [word] = [nearest, later].filter((found) => found !== undefined)
  return word ? [word.type] : []
}

const LISTED = /^[\s、,，;；/和及与以]*$/

function before(all: readonly ReadNumber[], number: ReadNumber): ReadNumber | undefined {
  return all.filter((other) => other.endAt <= number.at).at(-1)
}

function after(all: readonly ReadNumber[], number: ReadNumber): ReadNumber | undefined {
  return all.find((other) => other.at >= number.endAt)
}

/** “专利申请，尚未授权” and how it is varied (标注办法 七). */
const PENDING =
  /专利申请(?:中|阶段)?\s*[,，、;；:：(（。.]?\s*(?:目前|现|暂)?\s*(?:尚未|还未|未|暂未|仍未)(?:被|获得?|取得)?\s*(?:授权|授予)|申请专利(?:中)?\s*[,，、;；(（]?\s*(?:目前|现|暂)?\s*(?:尚未|还未|未|暂未)(?:被|获得?)?\s*授权/

export function saysPending(text: string): boolean {
  return PENDING.test(text)
}

/** “依照专利方法获得” in the words that are in use (标注办法 六). */
const METHOD =
  /(?:依照|依据|按照?|根据|采用|使用|利用|运用|通过|由|以|经)[^。；;\n]{0,10}专利(?:的)?(?:制备|生产|加工|制造|提取)?(?:方法|工艺)[^。；;\n]{0,8}(?:获得|制得|制成|制备|制造|生产|加工|取得|所得|得到|而成)|专利方法(?:直接)?(?:所)?(?:获得|制得|生产|制造)/

export function saysMethod(text: string): boolean {
  return METHOD.test(text)
}

/** A design said to be technology, formula or effect. */
const TECHNICAL = /专利(?:[一-龥]{0,4})(?:技术|科技|配方|工艺|功效|疗法|成分|原理|疗效)|(?:技术|配方|功效|工艺)专利/

export function technicalClaimIn(text: string): RegExpExecArray | null {
  return TECHNICAL.exec(text)
}

/** The label itself claims a licence, or names whose patent it is. */
const LICENCE =
  /(?:经|由|获|得到?|取得)[^。；;，,\n]{0,16}(?:许可|授权)|许可使用|专利(?:实施)?许可|独占许可|普通许可|被许可(?:人|方|单位)|授权(?:使用|生产|制造|实施)|专利权人\s*[:：]|专利(?:所有)?权属/

export function claimsLicence(text: string): boolean {
  return LICENCE.test(text.replace(/(?:尚未|未|暂未|还未)(?:被|获得?|取得)?\s*(?:授权|许可)|授权公告/g, ''))
}

const CERTIFICATE = /专利证书|证书号/

export function isCertificate(text: string): boolean {
  return CERTIFICATE.test(text)
}
