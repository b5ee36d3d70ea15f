import type { Folded } from '../fold.ts'
import { beginsWithGoods } from '../goods.ts'
import type { ProtectedName } from '../protected-name.ts'
import { finishLoose, total } from './loose.ts'
import { Draft, adjoins, borderInside, character, given, step } from './way.ts'
import type { Context, Way } from './way.ts'

/**
 * Whether another character stands in the place of the one that is gone: then it was replaced and not left out.
 * @param at place of the character in the name
 */
export function isReplaced(text: Folded, from: number, to: number, at: number, length: number): boolean {
  return (at === 0 && adjoins(text, from)) || (at === length - 1 && adjoins(text, to) && !beginsWithGoods(text, to))
}

/** One character less than the name. */
export function deleteWay(context: Context, from: number, name: ProtectedName): Way | undefined {
  const { text } = context
  const to = from + name.length - 1
  if (name.latin || name.length < 3 || to > text.length || borderInside(context, from, to)) return undefined
  let at = 0
  while (at < name.length - 1 && text.codes[from + at] === name.codes[at]) at++
  for (let i = at; i < name.length - 1; i++) if (text.codes[from + i] !== name.codes[i + 1]) return undefined
  if (isReplaced(text, from, to, at, name.length)) return undefined
  const draft = new Draft()
  draft.set('delete', 1)
  draft.by('delete')
  draft.changed = 2 ** (name.length - 1) - 1
  if (at === 0) draft.set('firstGone', 1)
  return finishLoose(draft, context, name, from, to, total(name.information) - (name.information[at] ?? 0), () =>
    Array.from(name.codes, (wanted, i) => {
      const place = from + (i < at ? i : i - 1)
      return i === at ? step('', character(wanted), 'delete') : step(given(text, place, place + 1), character(wanted))
    }),
  )
}
