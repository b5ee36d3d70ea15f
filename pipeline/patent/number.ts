import type { Day, PatentRow, PatentType } from '../../domain/index.ts'

const WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]

/** Check digit of the 12 (since 2003-10-01) or 8 digits of an application number: Σ digit × weight mod 11, X for 10 (law.md 4.2). */
export function checkDigitOf(digits: string): string {
  let sum = 0
  for (let i = 0; i < digits.length; i++) sum += Number(digits[i]) * (WEIGHTS[i] ?? 0)
  const rest = sum % 11
  return rest === 10 ? 'X' : String(rest)
}

/** What the type digit says: 1, 8 invention; 2, 9 utility model; 3 design (ZC 0006-2003). */
export function typeOfNumber(digits: string): PatentType | 'unknown' {
  const digit = digits.length === 12 ? digits[4] : digits[2]
  if (digit === '1' || digit === '8') return 'invention'
  if (digit === '2' || digit === '9') return 'utility-model'
  return digit === '3' ? 'design' : 'unknown'
}

/** Year of filing that the number itself carries. */
export function filedYearOf(digits: string): number {
  if (digits.length === 12) return Number(digits.slice(0, 4))
  const year = Number(digits.slice(0, 2))
  return year >= 85 ? 1900 + year : 2000 + year
}

/** Years of protection from the filing date (专利法 四十二); designs filed before 2021-06-01 have ten. */
export function termYears(type: PatentType, filed: Day): number {
  if (type === 'invention') return 20
  if (type === 'utility-model') return 10
  return filed >= '2021-06-01' ? 15 : 10
}

/** The day on which protection has ended: the anniversary of filing (the last day of protection is the one before). */
export function termEnd(type: PatentType, filed: Day): Day {
  const [year, rest] = [Number(filed.slice(0, 4)), filed.slice(4)]
  const end = year + termYears(type, filed)
  // 29 February has an anniversary only every fourth year; the term then ends with 1 March.
  const leap = (end % 4 === 0 && end % 100 !== 0) || end % 400 === 0
  return rest === '-02-29' && !leap ? `${end}-03-01` : `${end}${rest}`
}

/** From the number alone, where no register tells the day: over for sure only when the whole year of filing is past its term. */
export function isOverByNumber(digits: string, day: Day): 'yes' | 'maybe' | 'no' {
  const type = typeOfNumber(digits)
  if (type === 'unknown') return 'no'
  const filed = filedYearOf(digits)
  const earliest = termEnd(type, `${filed}-01-01`)
  const latest = termEnd(type, `${filed}-12-31`)
  return day >= latest ? 'yes' : day >= earliest ? 'maybe' : 'no'
}

/**
 * The day from which the right no longer stands: as the register says, else the end of its term.
 * @returns undefined while it stands, or where it ended on a day that the register does not tell
 */
export function endedOn(row: PatentRow): Day | undefined {
  if (row.ended !== undefined) return row.ended
  return row.filed === undefined || row.status === 'pending' ? undefined : termEnd(row.type, row.filed)
}

/** Numbers that one misprint makes of each other: one character changed, dropped or added, or two neighbours swapped. */
export function isMisprint(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let endA = a.length
  let endB = b.length
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  const [left, right] = [a.slice(start, endA), b.slice(start, endB)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}

/** The characters of a number without dot, for comparing. */
export function plainNumber(number: string): string {
  return number.replace('.', '').toUpperCase()
}
