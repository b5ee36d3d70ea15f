import type { AlignedCharacters } from '../../../domain/index.ts'
import { likenessValues } from '../likeness-values.ts'
import type { ProtectedName } from '../protected-name.ts'
import { likenessOf, substitution } from '../substitution.ts'
import { noteWords } from './around.ts'
import { noteFolding } from './folding.ts'
import { total } from './loose.ts'
import { Draft, borderInside, character, given, step } from './way.ts'
import type { Context, Way } from './way.ts'

/** Of a text that has no character of the name at its place, the least likeness that is worth looking at. */
const ALL_REPLACED = 2
const MOST_SPREAD = 8

/**
 * Compares position by position: characters replaced by others that look or sound alike, by numerals or by their like in meaning, and
 * names that are the same but for what folding took away. `undefined` where nothing differs at all, or where nothing is the same.
 */
export function substituteWay(context: Context, from: number, name: ProtectedName): Way | undefined {
  const { text } = context
  const n = name.length
  const to = from + n
  if (to > text.length || borderInside(context, from, to)) return undefined
  const draft = new Draft()
  let [equal, told, least, sum] = [0, 0, Infinity, 0]
  const kinds: number[] = []
  for (let i = 0; i < n; i++) {
    const [a, b] = [text.codes[from + i] ?? 0, name.codes[i] ?? 0]
    if (a === b) {
      equal++
      told += name.information[i] ?? 0
      continue
    }
    draft.changed |= 1 << i
    const { logOdds, channel } = substitution(a, b)
    least = Math.min(least, logOdds)
    // The same character changed the same way twice is one change: 娃恰恰.
    const kind = a * 0x20_0000 + b
    if (kinds.includes(kind)) continue
    kinds.push(kind)
    sum += logOdds
    draft.by(channel === 'none' ? 'substitute' : channel)
    if (channel === 'number' || channel === 'meaning') draft.set(channel, 1)
  }
  if (equal === 0 && least < ALL_REPLACED) return undefined
  noteFolding(draft, context, from, to, name)
  if (equal === n) {
    if (draft.mechanisms.length === 0) return undefined
    draft.set('same', 1)
  } else {
    draft.set(equal === 0 ? 'subsAll' : kinds.length === 1 ? 'sub' : n === 3 ? 'subs3' : 'subs4', 1)
    const { low, middle, high, unlike } = likenessValues(least)
    draft.set('low', low)
    draft.set('middle', middle)
    draft.set('high', high)
    draft.set('mean', Math.min(MOST_SPREAD, sum / kinds.length - least) / 5)
    if (context.running) draft.set(n === 2 ? 'runningTwoUnlike' : 'runningUnlike', unlike)
  }
  // Where one character was replaced, how much is left of the name says little: a made-up name of two is judged as one of four.
  if (kinds.length !== 1) {
    draft.set('information', Math.min(told, 30) / 10)
    draft.set('share', told / (total(name.information) || 1))
  }
  noteWords(draft, context, from, to, name)
  return draft.finish(from, to, () => alignEqual(context, from, name))
}

function alignEqual({ text }: Context, from: number, name: ProtectedName): AlignedCharacters[] {
  return Array.from(name.codes, (wanted, i) => {
    const found = text.codes[from + i] ?? 0
    const shown = given(text, from + i, from + i + 1)
    if (found !== wanted) {
      const { logOdds, channel } = substitution(found, wanted)
      return step(shown, character(wanted), channel, likenessOf(logOdds))
    }
    const folded = shown !== character(name.folded.source.codePointAt(name.folded.starts[i] ?? 0))
    return step(shown, character(wanted), folded ? 'fold' : 'equal')
  })
}
