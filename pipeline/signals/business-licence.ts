import type { Listing, Signal } from '../../domain/index.ts'
import { isCreditCode } from '../party/credit-code.ts'
import { isSameParty } from '../party/names.ts'
import type { SignalContext } from '../port.ts'

const LICENCE = /(?:营业执照|执照|亮照|证照)(?:公示|信息|名称|主体)?(?:公示)?\s*[:：]\s*([\p{Script=Han}A-Za-z0-9*某（）()]{4,30})/u
const RECEIPT = /(?:开票|发票|小票|收据|收款|销售方|票据|打印票)[^:：]{0,6}[:：]\s*([\p{Script=Han}A-Za-z0-9*某（）()]{4,30})/u

/** `licence.mismatch`: the licence shown and the receipt name different parties, or the credit code shown is none (law.md PL-02; 电子商务法 十五). */
export function businessLicence(listing: Listing, context: SignalContext): Signal[] {
  const signals: Signal[] = []
  let shown: { name: string; field: string } | undefined
  let billed: { name: string; field: string; start: number } | undefined
  for (const field of context.fields) {
    if (field.kind !== 'label' && field.kind !== 'description' && field.kind !== 'attribute') continue
    const licence = LICENCE.exec(field.text)
    const receipt = RECEIPT.exec(field.text)
    if (licence?.[1]) shown = { name: licence[1], field: field.path }
    if (receipt?.[1]) billed = { name: receipt[1], field: field.path, start: receipt.index + receipt[0].length - receipt[1].length }
  }
  if (shown && billed && !isSameParty(shown.name, billed.name)) {
    const { name, field, start } = billed
    signals.push({
      name: 'licence.mismatch',
      field,
      start,
      end: start + name.length,
      text: name,
      value: 'receipt',
      reason: `公示的执照主体是“${shown.name}”，票据的开票主体是“${name}”`,
    })
  }
  // A code that an officer typed at a stall may be a slip of the pen; what a platform shows is what the seller published.
  const code = listing.channel === 'stall' || listing.channel === 'photo' ? undefined : listing.seller?.creditCode
  if (code && code.length === 18 && !isCreditCode(code))
    signals.push({
      name: 'licence.mismatch',
      field: 'seller.creditCode',
      start: 0,
      end: code.length,
      text: code,
      value: 'code',
      reason: '公示的统一社会信用代码校验不符（GB 32100）',
    })
  return signals
}
