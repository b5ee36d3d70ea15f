import type { AlignedCharacters } from '../../../domain/index.ts'
import type { ProtectedName } from '../protected-name.ts'
import { isSplitOf } from '../split.ts'
import { finishLoose } from './loose.ts'
import { Draft, borderInside, character, given, step } from './way.ts'
import type { Context, Way } from './way.ts'

/** One character of the name written as two (木子宁), or two as one. */
export function splitWay(context: Context, from: number, name: ProtectedName, merged: boolean): Way | undefined {
  const { text } = context
  const n = name.length
  const shift = merged ? -1 : 1
  const to = from + n + shift
  if (name.latin || n < 2 || to > text.length || to <= from || borderInside(context, from, to)) return undefined
  let at = 0
  while (at < n && text.codes[from + at] === name.codes[at]) at++
  if (at >= n) return undefined
  const [first, second, whole] = merged
    ? [name.codes[at] ?? 0, name.codes[at + 1] ?? 0, text.codes[from + at] ?? 0]
    : [text.codes[from + at] ?? 0, text.codes[from + at + 1] ?? 0, name.codes[at] ?? 0]
  if (!isSplitOf(whole, first, second)) return undefined
  const rest = at + (merged ? 2 : 1)
  for (let i = rest; i < n; i++) if (text.codes[from + i + shift] !== name.codes[i]) return undefined
  const draft = new Draft()
  draft.set(merged ? 'merge' : 'split', 1)
  draft.by(merged ? 'merge' : 'split')
  draft.changed = merged ? 1 << at : 3 << at
  let told = 0
  for (let i = 0; i < n; i++) if (i < at || i >= rest) told += name.information[i] ?? 0
  return finishLoose(draft, context, name, from, to, told, () => {
    const out: AlignedCharacters[] = []
    for (let i = 0; i < n; i++) {
      const place = from + i + (i > at ? shift : 0)
      if (i !== at) out.push(step(given(text, place, place + 1), character(name.codes[i])))
      else if (merged) out.push(step(given(text, from + i, from + i + 1), character(first) + character(second), 'merge'))
      else out.push(step(given(text, from + i, from + i + 2), character(whole), 'split'))
      if (i === at && merged) i++
    }
    return out
  })
}
