import type { Day, Listing } from '../../domain/index.ts'
import type { FieldText } from '../normalise/fields.ts'

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export type PartialDay = string

const PRINTED =
  /(?:生产|制造|出厂|包装|印刷)(?:日期|时间|批次)?\s*[:：]?\s*((?:19|20)\d{2})\s*[年./-]\s*(\d{1,2})(?:\s*[月./-]\s*(\d{1,2}))?/
const GLUED = /(?:生产|制造|出厂)(?:日期|批号)\s*[:：]?\s*((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)/

/** The production date that a text prints. */
export function printedDate(text: string): PartialDay | undefined {
  const match = PRINTED.exec(text) ?? GLUED.exec(text)
  if (!match) return undefined
  const [, year, month, day] = match
  return [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined).join('-')
}

/** When what a label stands on was made: as recorded for it, printed on it, told by the listing, or on its only dated other label. */
export function productionDate(listing: Listing, field: FieldText): PartialDay | undefined {
  const own = normalise(field.productionDate) ?? printedDate(field.folded.text)
  if (own) return own
  const told = Object.entries(listing.attributes ?? {}).find(([heading]) => /生产日期|出厂日期|制造日期/.test(heading))?.[1]
  const attribute = told === undefined ? undefined : (normalise(told) ?? printedDate(`生产日期:${told}`))
  if (attribute) return attribute
  const others = new Set((listing.labels ?? []).flatMap((label) => normalise(label.productionDate) ?? printedDate(label.text) ?? []))
  return others.size === 1 ? [...others][0] : undefined
}

function normalise(date: string | undefined): PartialDay | undefined {
  const match = /^((?:19|20)\d{2})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?)?月?年?$/.exec(date?.trim() ?? '')
  if (!match) return undefined
  return match
    .slice(1)
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-')
}

/**
 * Whether goods were made before a right ended or after.
 * `unclear`: in the very month, or year, in which it ended (law.md 14.21).
 */
export function producedRelativeTo(produced: PartialDay | undefined, ended: Day | undefined): 'before' | 'after' | 'unclear' | 'unknown' {
  if (produced === undefined || ended === undefined) return 'unknown'
  const known = ended.slice(0, produced.length)
  if (produced < known) return 'before'
  if (produced > known) return 'after'
  return produced.length === ended.length ? 'after' : 'unclear'
}
