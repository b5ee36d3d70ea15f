import { GAP, foldedText, isLatin } from '../fold.ts'
import { beginsWithGoods } from '../goods.ts'
import { spanWords } from '../lexicon.ts'
import type { ProtectedName } from '../protected-name.ts'
import { goesBefore, goesBehind } from '../weak.ts'
import { finishLoose, total } from './loose.ts'
import { Draft, borderInside, character, given, step } from './way.ts'
import type { Context, Way } from './way.ts'

/** The name itself with a word before or behind that makes it look like a line of it: 张小泉王. `from` is where the exact name stands. */
export function affixWays(context: Context, from: number, name: ProtectedName): Way[] {
  if (name.latin) return []
  const to = from + name.length
  return [1, 2]
    .flatMap((width) => [affixWay(context, from - width, to, from, name), affixWay(context, from, to + width, from, name)])
    .filter((way) => way !== undefined)
}

function affixWay(context: Context, start: number, end: number, from: number, name: ProtectedName): Way | undefined {
  const { text, reading } = context
  const to = from + name.length
  const before = start < from
  if (start < 0 || end > text.length || borderInside(context, start, end)) return undefined
  const [wordFrom, wordTo] = before ? [start, from] : [to, end]
  const word = foldedText(text, wordFrom, wordTo)
  if (!(before ? goesBefore(word) : goesBehind(word))) return undefined
  if (isLatin(text.codes[start] ?? 0) || isLatin(text.codes[end - 1] ?? 0) || (text.gaps[before ? from : to] ?? 0) !== GAP.none)
    return undefined
  // In running text only directly before the goods: 张小泉王|剪刀.
  if (context.running && !beginsWithGoods(text, end)) return undefined
  const draft = new Draft()
  draft.set(before ? 'before' : 'behind', 1)
  draft.by('affix')
  const way = finishLoose(draft, context, name, start, end, total(name.information), () => {
    const own = Array.from(name.codes, (wanted, i) => step(given(text, from + i, from + i + 1), character(wanted)))
    const added = step(given(text, wordFrom, wordTo), '', 'insert')
    return before ? [added, ...own] : [...own, added]
  })
  // What counts is whether the word stands by itself: 全新|李宁 and 李宁|家纺 hold other words.
  const { cut } = spanWords(reading, wordFrom, wordTo)
  draft.set('cut', Math.min(cut, 10) / 10)
  draft.set('cutAtAll', cut > 0.5 ? 1 : 0)
  return way
}
