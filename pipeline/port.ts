import type { Assessment, Day, Listing, NameMatch, PatentNumber, Registry, Signal } from '../domain/index.ts'
import type { RegistryIndex } from '../rules/registry/index.ts'
import type { NameMatcher } from './names/port.ts'
import type { FieldText } from './normalise/fields.ts'

/** What signal functions look things up in; tables are loaded once and shared by all listings. Signals do no I/O. */
export interface SignalContext {
  registry: Registry
  /** The same tables with look-ups made once. */
  index: RegistryIndex
  /** Date of conduct (interfaces.md): `--as-of`, else the listing's `seenAt`, else today. */
  asOf: Day
  matcher: NameMatcher
  /** The texts of the listing, folded once (width, script, zero-width characters) with the way back to positions as given. */
  fields: readonly FieldText[]
  /** Protected names in one of `fields`, matched with the goods and classes of the listing; asked again, the same answer without the work. Offsets are positions in the text as given. */
  matches(field: FieldText): readonly NameMatch[]
  /** Patent and application numbers in all fields. */
  numbers: readonly PatentNumber[]
}

/** One file a signal under `pipeline/signals/`; pure and total: a field that is missing gives no signal, never an error. */
export type SignalFunction = (listing: Listing, context: SignalContext) => Signal[]

/** What the office knows of a listing's seller that the listing itself does not show; it moves the priority and nothing else. */
export interface Circumstances {
  /** The subject was decided against within five years (商标法 六十(2)). */
  repeated?: boolean
  /** Several shops share contact or warehouse. */
  sharedContact?: boolean
  /** The right holder complained. */
  complaint?: boolean
  /** The seller's place of business lies in the office's own county. */
  ownCounty?: boolean
}

export interface AssessOptions {
  /** Date of conduct. Default: the listing's `seenAt`, else today. */
  asOf?: Day
  /** First day on which the listing was seen: with an earlier day than `asOf`, both versions of a changed law are named. */
  since?: Day
  circumstances?: Circumstances
}

export interface Assessor {
  /** Total for what a listing holds: fields that are missing or odd give no signal. */
  assess(listing: Listing, options?: AssessOptions): Assessment
}
