import { readNumber, readPrice } from '../extract/price.ts'

/** A cell as a spreadsheet really stores it: text, a number, a logical value, or a date (wall clock, in its UTC fields). */
export type Cell = string | number | boolean | Date | undefined

/** Wide digits and letters, no-break spaces and the text mark of Excel put right. */
export function cellText(cell: Cell): string {
  if (cell === undefined) return ''
  if (cell instanceof Date) return wallClock(cell)
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  return (
    cell
      .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF0E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      // Text as csv writes it so that Excel leaves it alone: a quote in front, or ="0012".
      .replace(/^'|^="(.*)"$/s, '$1')
      .replace(/[\u00A0\u3000\u200B\uFEFF]/g, ' ')
      .trim()
  )
}

const two = (part: number): string => String(part).padStart(2, '0')

/** `YYYY-MM-DD`, or an instant in Beijing time where the clock is not at midnight. */
function wallClock(date: Date): string {
  const day = date.toISOString().slice(0, 10)
  const time = date.toISOString().slice(11, 19)
  return time === '00:00:00' ? day : `${day}T${time}+08:00`
}

/** Day numbers of Excel from 1982 to 2064: other numbers in a column of dates are no dates. */
const SERIAL = { from: 30_000, to: 60_000 }

/**
 * The day of an Excel serial number: 1 is 1 January 1900 and the 29 February 1900 that never was counts (ECMA-376 part 1, 18.17.4.1);
 * from 1 March 1900 on, that is days since 30 December 1899.
 */
function fromSerial(serial: number): Date {
  return new Date(Date.UTC(1899, 11, 30) + Math.round(serial * 86_400) * 1000)
}

const DATE = /^(\d{4})\s*[年./\-\u2013]\s*(\d{1,2})\s*(?:[月./\-\u2013]\s*(\d{1,2})\s*日?)?\s*(?:\(?(?:星期|周).\)?)?\s*月?\s*(.*)$/
const TIME =
  /^[T\s]*(上午|下午|晚上)?\s*(\d{1,2})\s*[:：时点]\s*(?:(\d{1,2})\s*(?:[:：分]\s*(?:(\d{1,2})(?:\.\d+)?\s*秒?)?)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$/

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1950 && year <= 2100
}

/**
 * A date cell, a serial number or a text such as `2026年3月5日`, `2026.3.5 14:30`, `20260305`.
 * @returns `YYYY-MM-DD` or an instant in Beijing time; with `partial` also `YYYY-MM` and `YYYY`; `undefined` for what is no date
 */
export function readDate(cell: Cell, partial = false): string | undefined {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? undefined : wallClock(cell)
  if (typeof cell === 'boolean' || cell === undefined) return undefined
  const text = cellText(cell)
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (compact) return day(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  if (/^\d{5}(?:\.\d+)?$/.test(text)) {
    const serial = Number(text)
    return serial >= SERIAL.from && serial <= SERIAL.to ? wallClock(fromSerial(serial)) : undefined
  }
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text)) return Number.isNaN(Date.parse(text)) ? undefined : text
  if (partial && /^(?:19|20)\d{2}年?$/.test(text)) return text.slice(0, 4)
  const match = DATE.exec(text)
  if (!match) return undefined
  const [, year, month, date, rest = ''] = match
  if (date === undefined) {
    const isMonth = Number(month) >= 1 && Number(month) <= 12 && rest === ''
    return partial && isMonth ? `${year}-${two(Number(month))}` : undefined
  }
  const on = day(Number(year), Number(month), Number(date))
  if (on === undefined || rest === '') return on
  const time = TIME.exec(rest)
  if (!time) return undefined
  const afternoon = time[1] === '下午' || time[1] === '晚上'
  const hour = Number(time[2]) + (afternoon && Number(time[2]) < 12 ? 12 : 0)
  const minute = Number(time[3] ?? 0)
  const second = Number(time[4] ?? 0)
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return `${on}T${two(hour)}:${two(minute)}:${two(second)}+08:00`
}

function day(year: number, month: number, date: number): string | undefined {
  return isDay(year, month, date) ? `${year}-${two(month)}-${two(date)}` : undefined
}

export interface Amount {
  amount: number
  currency: string
  per?: string
}

/** What may stand around an amount in a cell that holds one and nothing else. */
const IN_FRONT = /^(?:约|人民币|单价|售价|标价|现价|价格)?\s*[:：]?$/
const BEHIND = /^(?:元|圆|块)?(?:整|左右|起)?$/

/**
 * An amount stored as a number or as text: `¥1,280.00`, `39元9`, `1.2万`, `128元/盒`. Yuan where no currency is written.
 * @returns `undefined` for what holds no amount, or words beside one that say something else
 */
export function readAmount(cell: Cell): Amount | undefined {
  if (typeof cell === 'number') return cell >= 0 && Number.isFinite(cell) ? { amount: cell, currency: 'CNY' } : undefined
  if (typeof cell !== 'string') return undefined
  const text = cellText(cell)
  const bare = readNumber(text)
  if (bare !== undefined) return bare >= 0 ? { amount: bare, currency: 'CNY' } : undefined
  const price = readPrice(text, { currency: 'CNY' })
  if (!price || price.amount < 0) return undefined
  // `满100减20` and `第5批` hold a number, and no price.
  if (!IN_FRONT.test(text.slice(0, price.start).trim())) return undefined
  if (!BEHIND.test(text.slice(price.end).trim()) && price.per === undefined) return undefined
  return { amount: price.amount, currency: price.currency ?? 'CNY', ...(price.per === undefined ? {} : { per: price.per }) }
}

/** What forms write where there is nothing to write. */
export const PLACEHOLDER = /^(?:[-—–/\\*]+|无|暂无|不详|不明|未知|未标[注明示]|空|N\/?A|null|none)$/i

/** Eighteen characters of the alphabet of GB 32100-2015, which has no I, O, S, V and Z. */
export const CREDIT_CODE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/
/** Registration numbers of before 2015, which stand in the same column. */
export const OLD_REGISTRATION = /^\d{13}(?:\d{2})?$/
/** Mobile and fixed-line numbers of mainland China, and 400/800 lines. */
export const PHONE = /^(?:\+?86[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}(?:-\d{1,5})?|[48]00[- ]?\d{3}[- ]?\d{4})$/
