import type { Signal } from '../../domain/index.ts'
import { foldText } from '../normalise/fold.ts'
import type { FieldText } from '../normalise/fields.ts'
import { readPatents } from '../patent/read.ts'
import type { ReadNumber } from '../patent/read.ts'
import { corresponds } from '../patent/register.ts'
import { isCertificate } from '../patent/words.ts'
import type { SignalContext, SignalFunction } from '../port.ts'
import { findRow } from './patent-mark.ts'

const CERTIFICATE_HOLDER = /专利权人\s*[:：]\s*([^\s,，;；。、]{2,30})/
const CERTIFICATE_TITLE = /(?:发明|实用新型|外观设计|专利)名称\s*[:：]\s*([^\s,，;；。]{2,40})/

/** `patent.certificate`: what a certificate prints beside the number contradicts the register, or the register lacks the number. */
export const patentCertificates: SignalFunction = (_listing, context) =>
  context.fields.flatMap((field) => {
    if (!isCertificate(field.folded.text)) return []
    return readPatents(field).numbers.flatMap((number) => (number.kind === 'patent' ? (contradictionOf(context, field, number) ?? []) : []))
  })

function contradictionOf(context: SignalContext, field: FieldText, number: ReadNumber): Signal | undefined {
  const text = field.folded.text
  const row = findRow(context, number)
  const { start, end } = number
  const base = { name: 'patent.certificate', subject: number.number, field: field.path, start, end, text: number.text }
  if (!row) {
    const absent = number.checkDigit === true && context.index.isComplete('patents')
    return absent ? { ...base, value: 'absent', reason: '证书上的专利号在登记簿中查无' } : undefined
  }
  const holder = CERTIFICATE_HOLDER.exec(text)?.[1]
  const title = CERTIFICATE_TITLE.exec(text)?.[1]
  const differences: string[] = []
  if (holder !== undefined && row.holder !== undefined && !foldText(row.holder).includes(holder) && !holder.includes(foldText(row.holder)))
    differences.push(`专利权人写作“${holder}”，登记簿为“${row.holder}”`)
  if (title !== undefined && row.title !== undefined && corresponds(row.title, title) === 'no')
    differences.push(`名称写作“${title}”，登记簿为“${row.title}”`)
  if (differences.length === 0) return undefined
  return { ...base, value: 'differs', reason: `证书内容与登记簿不符：${differences.join('；')}` }
}
