import type { AlignedCharacters } from '../../../domain/index.ts'
import type { ProtectedName } from '../protected-name.ts'
import { noteWords } from './around.ts'
import { noteFolding } from './folding.ts'
import type { Context, Draft, Way } from './way.ts'

/** Nats that all characters of a name tell together. */
export function total(information: Float64Array): number {
  let sum = 0
  for (const nats of information) sum += nats
  return sum
}

/** Ends a way that added, left out or moved characters. @param told nats of the characters that are kept */
export function finishLoose(
  draft: Draft,
  context: Context,
  name: ProtectedName,
  from: number,
  to: number,
  told: number,
  align: () => AlignedCharacters[],
): Way {
  draft.set('information', Math.min(told, 30) / 10)
  draft.set('share', told / (total(name.information) || 1))
  noteFolding(draft, context, from, to, name)
  noteWords(draft, context, from, to, name)
  return draft.finish(from, to, align)
}
