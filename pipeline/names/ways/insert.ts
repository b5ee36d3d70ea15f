import { beginsWithGoods } from '../goods.ts'
import type { ProtectedName } from '../protected-name.ts'
import { finishLoose, total } from './loose.ts'
import { Draft, adjoins, borderInside, character, given, step } from './way.ts'
import type { Context, Way } from './way.ts'

/** Characters that people put into a name to make it look like a line of it. */
const WEAK = '大小新老好真金'

/** One character more than the name: inside it or, where it only doubles a character, at its end too. */
export function insertWay(context: Context, from: number, name: ProtectedName): Way | undefined {
  const { text } = context
  const to = from + name.length + 1
  if (name.latin || name.length < 2 || to > text.length || borderInside(context, from, to)) return undefined
  let at = 0
  while (at < name.length && text.codes[from + at] === name.codes[at]) at++
  for (let i = at; i < name.length; i++) if (text.codes[from + i + 1] !== name.codes[i]) return undefined
  const extra = text.codes[from + at] ?? 0
  // 娃哈哈哈 is 娃哈哈 and one more; it is found at the last place where the character may stand.
  const doubled = at > 0 && extra === name.codes[at - 1]
  if ((at === name.length || at === 0) && !doubled) return undefined
  // Doubled at its end the name may stand before a word that begins so: 坚果|果粒.
  if (at === name.length && context.running && adjoins(text, to) && !beginsWithGoods(text, to)) return undefined
  const draft = new Draft()
  draft.set(doubled ? 'double' : name.length === 2 ? 'insert2' : 'insert', 1)
  draft.by(doubled ? 'duplicate' : 'insert')
  draft.changed = doubled ? 1 << at : (1 << at) | (1 << (at - 1)) | (1 << (at + 1))
  if (!doubled && WEAK.includes(character(extra))) draft.set('weakInsert', 1)
  return finishLoose(draft, context, name, from, to, total(name.information), () =>
    Array.from({ length: name.length + 1 }, (_, i) => {
      const shown = given(text, from + i, from + i + 1)
      return i === at ? step(shown, '', doubled ? 'double' : 'insert') : step(shown, character(name.codes[i < at ? i : i - 1]))
    }),
  )
}
