import { daysBetween } from '../../domain/index.ts'
import type { Day, Listing, PatentRow } from '../../domain/index.ts'
import { STALE_AFTER_DAYS } from '../../rules/evaluate.ts'
import { rightfulNames } from '../../rules/registry/index.ts'
import type { RegistryIndex } from '../../rules/registry/index.ts'
import { foldText } from '../normalise/fold.ts'
import { endedOn, isMisprint, plainNumber } from './number.ts'
import { compareParties } from './party.ts'

/**
 * What the register says of a number on a day.
 * `misprint`: not found, and the check digit is wrong or missing; `unknown`: not found in a register that is partial or not there.
 */
export type PatentState = 'valid' | 'ended' | 'abandoned' | 'pending' | 'refused' | 'absent' | 'misprint' | 'unknown'

export interface StateOnDay {
  state: PatentState
  /** The day from which the right, or the application, no longer stands, as far as it is known and not after `day`. */
  ended?: Day
  /** Whether that day is the end of the term and not one that the register tells. */
  computed: boolean
}

/** State of a right that the register has, on `day`. */
export function stateOn(row: PatentRow, day: Day, snapshot: Day): StateOnDay {
  const { status } = row
  if (status === 'pending') return { state: 'pending', computed: false }
  const ended = endedOn(row)
  const computed = row.ended === undefined
  const over = ended !== undefined && ended <= day
  if (status === 'rejected' || status === 'withdrawn')
    return over || ended === undefined ? { state: 'refused', ended, computed: false } : { state: 'pending', computed: false }
  if (status === 'granted') {
    // The term of an invention can have been lengthened (专利法 四十二): then the register still calls it granted after twenty years.
    const lengthened = row.type === 'invention' && computed && ended !== undefined && ended <= snapshot
    if (!over || lengthened) return { state: 'valid', computed: false }
    return { state: 'ended', ended, computed }
  }
  if (ended !== undefined && !over) return { state: 'valid', computed: false }
  return { state: status === 'abandoned' ? 'abandoned' : 'ended', ended, computed }
}

/** The patents and applications of any of the parties. */
export function rightsOf(index: RegistryIndex, parties: readonly string[]): PatentRow[] {
  return parties.flatMap((party) => [...index.patentsOf(foldText(party))])
}

const holders = new WeakMap<RegistryIndex, readonly string[]>()

/** Holders of the register that a folded text names. */
export function holdersNamedIn(index: RegistryIndex, text: string): string[] {
  let known = holders.get(index)
  if (!known) {
    known = index.patentHolders.map(foldText).filter((holder) => holder.length >= 2)
    holders.set(index, known)
  }
  return known.filter((holder) => text.includes(holder))
}

/** Register entries of the same party that one misprint makes of the printed digits (law.md 14.1). */
export function misprintCandidates(index: RegistryIndex, number: string, parties: readonly string[]): PatentRow[] {
  const printed = plainNumber(number)
  return index.patents.filter((row) => {
    if (!isMisprint(plainNumber(row.number), printed)) return false
    return rightfulNames(row).some((name) => parties.some((party) => compareParties(name, party) !== 'different'))
  })
}

/** Characters that titles of patents share whatever they are about. */
const FILLER =
  /一种|一套|用于|用|的|及其|和|与|制备|生产|加工|制造|方法|工艺|装置|设备|系统|结构|组件|产品|新型|改进|多功能|便携式?|式|型|[()（）\s]/g

/**
 * Whether a patent is about the product: `yes` where title and product share a word of two characters or its last one,
 * `no` where they share no character at all, `unknown` between and where either is not given.
 */
export function corresponds(title: string | undefined, product: string): 'yes' | 'no' | 'unknown' {
  if (title === undefined || product.trim() === '') return 'unknown'
  const about = foldText(title).replace(FILLER, '')
  const goods = foldText(product)
  if (about === '') return 'unknown'
  for (let i = 0; i + 2 <= about.length; i++) if (goods.includes(about.slice(i, i + 2))) return 'yes'
  const last = about.at(-1) ?? ''
  if (goods.includes(last)) return about.length === 1 || goods.endsWith(last) ? 'yes' : 'unknown'
  return Array.from(about).some((character) => goods.includes(character)) ? 'unknown' : 'no'
}

/** A patent named after the very product, for claims that give no number (law.md 14.18). */
export function isAbout(title: string | undefined, product: string): boolean {
  if (title === undefined) return false
  const about = foldText(title).replace(FILLER, '')
  return about.length >= 2 && foldText(product).includes(about)
}

/** What the listing offers, in all words that name it; claims on labels are left out. */
export function productWords(listing: Listing): string {
  return [listing.title, ...(listing.category ?? []), listing.attributes?.['品名'], listing.attributes?.['产品名称']]
    .filter((text) => typeof text === 'string')
    .join(' ')
}

export function isStale(asOf: Day | undefined, day: Day): boolean {
  return asOf !== undefined && daysBetween(asOf, day) > STALE_AFTER_DAYS
}
