import { randomOf } from './random.ts'

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** Check character of a nine-character organisation code (GB 11714). Letters count from 10 upwards. */
function organisationCheck(body: string): string {
  let sum = 0
  for (let i = 0; i < 8; i++) sum += Number.parseInt(body[i] ?? '0', 36) * (ORGANISATION_WEIGHTS[i] ?? 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** Check character of the first 17 characters of a unified social credit code (GB 32100-2015, modulo 31). */
export function creditCheck(body: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += CREDIT_ALPHABET.indexOf(body[i] ?? '0') * (CREDIT_WEIGHTS[i] ?? 0)
  return CREDIT_ALPHABET[(31 - (sum % 31)) % 31] ?? '0'
}

/**
 * The credit code of an invented business, always the same for the same name and place.
 * @param division six-digit code of the place of registration (GB/T 2260)
 * @param category 1 company, 2 self-employed, 3 farmers' co-operative
 */
export function creditCodeOf(name: string, division: string, category: '1' | '2' | '3' = '1'): string {
  const random = randomOf('credit-code', name, division)
  // MA… is what codes given out since 2015 begin with.
  let organisation = 'MA'
  for (let i = 0; i < 6; i++) organisation += CREDIT_ALPHABET.charAt(random.int(0, 30))
  const body = `9${category}${division}${organisation}${organisationCheck(organisation)}`
  return body + creditCheck(body)
}

/** Check digit of a Chinese application or patent number: 12 digits since 2003-10, 8 before (ZC 0006-2003). */
export function patentCheck(digits: string): string {
  let sum = 0
  for (let i = 0; i < digits.length; i++) sum += Number(digits[i]) * (2 + (i % 8))
  const rest = sum % 11
  return rest === 10 ? 'X' : String(rest)
}

/** `202119900101` → `202119900101.5`. */
export function withCheck(digits: string): string {
  return `${digits}.${patentCheck(digits)}`
}
