import type { SignalFunction } from '../port.ts'

/**
 * Every signal function, in the order in which they run. To add one (docs/add-a-rule.md):
 *  1. write `pipeline/signals/<name>.ts` that exports a `SignalFunction`: pure, total, spans from the text as given;
 *  2. add it here;
 *  3. give its signals a line in `pipeline/weights.ts`.
 */
export const SIGNALS: readonly SignalFunction[] = []
