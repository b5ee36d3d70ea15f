import type { FieldText } from '../normalise/fields.ts'
import type { SignalContext } from '../port.ts'

const READ = new Set<FieldText['kind']>(['title', 'brand', 'description', 'label', 'attribute', 'seller'])

const known = new WeakMap<SignalContext, string>()

/** All that a listing says, folded, field by field on lines of its own: one look tells a signal whether its words occur at all. */
export function wordsOf(context: SignalContext): string {
  const before = known.get(context)
  if (before !== undefined) return before
  let words = ''
  for (const field of context.fields) if (READ.has(field.kind)) words += `${field.folded.text}\n`
  known.set(context, words)
  return words
}
