import type { SignalFunction } from '../port.ts'
import { patentClaims } from './patent-claim.ts'
import { foreignPatents } from './patent-foreign.ts'
import { patentMarks } from './patent-mark.ts'
import { sellerRole } from './patent-seller.ts'

/**
 * Every signal function, in the order in which they run. To add one (docs/add-a-rule.md):
 *  1. write `pipeline/signals/<name>.ts` that exports a `SignalFunction`: pure, total, spans from the text as given;
 *  2. add it here;
 *  3. give its signals a line in `pipeline/weights.ts`.
 */
export const SIGNALS: readonly SignalFunction[] = [
  // What a shop sells without having made it.
  sellerRole,
  // Patents.
  patentMarks,
  patentClaims,
  foreignPatents,
]
