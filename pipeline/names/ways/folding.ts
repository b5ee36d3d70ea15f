import { DONE, GAP, lacksTraditional } from '../fold.ts'
import type { ProtectedName } from '../protected-name.ts'
import type { Context, Draft } from './way.ts'

/** Marks what folding did inside the span, and what was put between its characters. */
export function noteFolding(draft: Draft, { text }: Context, from: number, to: number, name: ProtectedName): void {
  let bits = 0
  let unchanged = false
  let traditional = false
  for (let i = from; i < to; i++) {
    const done = text.done[i] ?? 0
    bits |= done
    if ((done & DONE.traditional) !== 0) traditional = true
    else if (lacksTraditional(text.codes[i] ?? 0)) unchanged = true
  }
  // A name that is itself registered with such characters is not changed by them.
  for (let i = 0; i < name.length; i++) bits &= ~(name.folded.done[i] ?? 0)
  if (traditional && (bits & DONE.traditional) !== 0) {
    draft.set(unchanged || (bits & DONE.variant) !== 0 ? 'traditional' : 'wholly', 1)
    draft.by('traditional')
  }
  for (const what of ['variant', 'confusable', 'fullwidth', 'emoji'] as const)
    if ((bits & DONE[what]) !== 0) {
      draft.set(what, 1)
      draft.by(what)
    }
  if ((bits & DONE.accent) !== 0) {
    draft.set('confusable', 1)
    draft.by('confusable')
  }
  for (let i = from + 1; i < to; i++) {
    const gap = text.gaps[i] ?? 0
    const own = to - from === name.length ? (name.folded.gaps[i - from] ?? 0) : 0
    if (gap === GAP.none || gap === own) continue
    const what = gap === GAP.invisible ? 'invisible' : gap === GAP.separator ? 'separator' : 'space'
    draft.set(what, 1)
    draft.by(what)
  }
}
