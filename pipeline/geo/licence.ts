/** A food production licence number (食品生产许可管理办法): SC, 3 digits of category, 6 of the division, 4 of serial, 1 check digit. */
export interface FoodLicence {
  text: string
  start: number
  end: number
  /** GB/T 2260 code of the county that granted it. */
  region: string
}

const SC = /(?<![A-Za-z])SC\s?(\d{3})(\d{6})\d{5}(?!\d)/gi

export function readFoodLicences(text: string): FoodLicence[] {
  return [...text.matchAll(SC)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    region: match[2] ?? '',
  }))
}
