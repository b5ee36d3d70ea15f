import type { ProtectedName } from '../protected-name.ts'
import { finishLoose, total } from './loose.ts'
import { Draft, borderInside, character, given, step } from './way.ts'
import type { Context, Way } from './way.ts'

/** The characters of the name in another order. */
export function swapWay(context: Context, from: number, name: ProtectedName): Way | undefined {
  const { text } = context
  const to = from + name.length
  if (name.latin || to > text.length || borderInside(context, from, to)) return undefined
  const left = Array.from(name.codes)
  let moved = 0
  for (let i = from; i < to; i++) {
    const at = left.indexOf(text.codes[i] ?? 0)
    if (at < 0) return undefined
    left.splice(at, 1)
    if (text.codes[i] !== name.codes[i - from]) moved++
  }
  if (moved === 0) return undefined
  const draft = new Draft()
  draft.set(name.length === 2 ? 'swap2' : 'swap', 1)
  draft.by('reorder')
  draft.changed = 2 ** name.length - 1
  return finishLoose(draft, context, name, from, to, total(name.information), () =>
    Array.from(name.codes, (wanted, i) =>
      step(given(text, from + i, from + i + 1), character(wanted), text.codes[from + i] === wanted ? 'equal' : 'swap'),
    ),
  )
}
