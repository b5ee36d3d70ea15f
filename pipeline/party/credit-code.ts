/** Characters of GB 32100-2015, table 1, in the order of their values 0 to 30; I, O, S, V and Z are left out. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** Weights 3^(i-1) mod 31 for places 1 to 17 (GB 32100-2015, 5.6). */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The check character for the first 17 characters of a unified social credit code, or undefined where one is not of the alphabet. */
export function creditCheckCharacter(body: string): string | undefined {
  let sum = 0
  for (const [place, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(body.charAt(place))
    if (value < 0 || body.charAt(place) === '') return undefined
    sum += value * weight
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/** Whether the text is a unified social credit code that its own check character confirms (GB 32100-2015). */
export function isCreditCode(code: string): boolean {
  return /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code) && creditCheckCharacter(code) === code.charAt(17)
}

/** GB/T 2260 code of the authority that registered the party. */
export function creditCodeRegion(code: string): string | undefined {
  return /^[0-9A-Z]{2}(\d{6})/.exec(code)?.[1]
}

/** Candidates in running text: 18 characters that begin as a code does and hold a division code. */
export function findCreditCodes(text: string): { text: string; start: number; end: number; valid: boolean }[] {
  return [...text.matchAll(/(?<![0-9A-Za-z])[1-9A-Y][0-9A-Z]\d{6}[0-9A-Z]{10}(?![0-9A-Za-z])/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + 18,
    valid: isCreditCode(match[0]),
  }))
}
