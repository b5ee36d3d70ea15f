import { cellText, readAmount, readDate, CREDIT_CODE } from './cell-values.ts'
import { fieldOfHeading } from './columns.ts'
import type { Sheet, SheetRow } from './sheet.ts'

export interface Header {
  /** One a column; a heading in two rows has both, the upper first, with a line break between. */
  headings: string[]
  rows: SheetRow[]
}

/** Rows in which the headings are looked for, below titles and remarks. */
const HEAD = 20

/**
 * Finds the row of headings: the one with most words that name a field. Titles above it are left out; a second row
 * below merged headings is joined with it.
 * @param given headings that the user named, which count as known
 * @returns undefined where no row has a known heading
 */
export function findHeader(sheet: Sheet, given: readonly string[] = []): Header | undefined {
  let best: { at: number; score: number } | undefined
  for (const [at, row] of sheet.rows.slice(0, HEAD).entries()) {
    const score = headingScore(row, given)
    if (score > (best?.score ?? 0)) best = { at, score }
  }
  if (!best) return undefined
  const { at } = best
  const upper = sheet.rows[at - 1]
  const chosen = sheet.rows[at]
  const lower = sheet.rows[at + 1]
  if (!chosen) return undefined
  if (upper && isHeadingOver(upper, chosen)) return joined(upper, chosen, sheet.rows.slice(at + 1))
  if (lower && isHeadingOver(chosen, lower) && headingScore(lower, given) > 0) return joined(chosen, lower, sheet.rows.slice(at + 2))
  return { headings: named(chosen.cells.map(cellText)), rows: sheet.rows.slice(at + 1) }
}

/** Known headings in a row; each word counts once, so that a title merged over all columns counts for little. */
function headingScore(row: SheetRow, given: readonly string[]): number {
  let score = 0
  for (const word of new Set(row.cells.map(cellText))) {
    if (word === '' || word.length > 40) continue
    if (given.includes(word)) score += 2
    else score += fieldOfHeading(word)?.certainty ?? 0
  }
  return score
}

const isText = (word: string): boolean =>
  word !== '' && !CREDIT_CODE.test(word) && readDate(word) === undefined && readAmount(word) === undefined

/** Whether one row spans groups of columns that the next one names: side by side the same, or empty behind a heading. */
function isHeadingOver(upper: SheetRow, lower: SheetRow): boolean {
  const above = upper.cells.map(cellText)
  const below = lower.cells.map(cellText)
  const distinct = new Set(above.filter(Boolean))
  // A title over everything is no group, nor is a line such as 填报单位：…
  if (distinct.size < 2 || [...distinct].some((word) => /[:：]|\d{4}/.test(word))) return false
  const words = below.filter(Boolean)
  if (words.length < 2 || !words.every(isText)) return false
  for (let column = 1; column < below.length; column++) {
    const spans = above[column] === '' || above[column] === above[column - 1]
    const named = below[column] !== '' && below[column - 1] !== '' && below[column] !== below[column - 1]
    if (spans && named && above[column - 1] !== '' && above[column] !== below[column]) return true
  }
  return false
}

function joined(upper: SheetRow, lower: SheetRow, rows: SheetRow[]): Header {
  const width = Math.max(upper.cells.length, lower.cells.length)
  let group = ''
  const headings: string[] = []
  for (let column = 0; column < width; column++) {
    const above = cellText(upper.cells[column])
    const below = cellText(lower.cells[column])
    if (above !== '') group = above
    headings.push(below === '' || below === group ? group : above === '' && group === '' ? below : `${group}\n${below}`)
  }
  return { headings: named(headings), rows }
}

/** Every column has a heading of its own, so that none is lost among the attributes. */
function named(headings: string[]): string[] {
  const seen = new Map<string, number>()
  return headings.map((heading, index) => {
    const name = heading === '' ? `第${index + 1}列` : heading
    const nth = (seen.get(name) ?? 0) + 1
    seen.set(name, nth)
    return nth === 1 ? name : `${name}（${nth}）`
  })
}
