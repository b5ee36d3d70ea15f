import type { Assessment, Day, Listing, Registry, Signal } from '../domain/index.ts'
import type { NameMatcher } from './names/port.ts'

/** What signal functions look things up in; loaded once and shared by all listings. Signals do no I/O. */
export interface SignalContext {
  registry: Registry
  /** Date of conduct (interfaces.md): `--as-of`, else the listing's `seenAt`, else today. */
  asOf: Day
  matcher: NameMatcher
}

/** One file a signal under `pipeline/signals/`; pure and total: a field that is missing gives no signal, never an error. */
export type SignalFunction = (listing: Listing, context: SignalContext) => Signal[]

export interface Assessor {
  /** Never throws for what a listing holds. `produced` is a production date that overrides the labels' (`patent --produced`). */
  assess(listing: Listing, options?: { asOf?: Day }): Assessment
}
