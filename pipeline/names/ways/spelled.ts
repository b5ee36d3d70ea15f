import { latinLikeness } from '../latin.ts'
import type { ProtectedName } from '../protected-name.ts'
import { translationLength } from '../translation.ts'
import { follows, letterFeatures, letterWay } from './letters.ts'
import type { LatinToken } from './letters.ts'
import { given } from './way.ts'
import type { Context, Way } from './way.ts'

const NEAR_PINYIN = 1.2
const SHORTEST_NEAR_PINYIN = 6
const MOST_WORDS = 6

/** One spelling of the name, in one token or in several that follow each other. */
function pinyinWays(context: Context, tokens: readonly LatinToken[], first: number, pinyin: string, name: ProtectedName): Way[] {
  const { text } = context
  const head = tokens[first]
  const out: Way[] = []
  let letters = ''
  if (head === undefined) return out
  for (let last = first; last < tokens.length && last - first < name.length; last++) {
    const tail = tokens[last]
    if (tail === undefined || (last > first && !follows(text, tail, tokens[last - 1]))) break
    letters += tail.letters
    if (letters.length > pinyin.length + 2) break
    if (letters.length < pinyin.length - 2) continue
    const step = { text: given(text, head.from, tail.to), name: name.name, channel: 'latin', likeness: 1 }
    const shared = letterFeatures(context, head.from, tail.to, letters, name)
    if (letters === pinyin) out.push(letterWay([['pinyin', 1], ...shared], head.from, tail.to, ['pinyin'], [step]))
    else if (pinyin.length >= SHORTEST_NEAR_PINYIN) {
      const likeness = latinLikeness(letters, pinyin)
      if (likeness.distance > NEAR_PINYIN) continue
      const ratio = Math.min(1, (likeness.distance / likeness.length) * 4)
      step.likeness = 1 - likeness.distance / likeness.length
      out.push(letterWay([['pinyinNear', 1], ['ratio', ratio], ...shared], head.from, tail.to, ['pinyin'], [step]))
    }
  }
  return out
}

/** Latin letters that stand for a Chinese name: its pinyin or its translation. */
export function spelledWays(context: Context, tokens: readonly LatinToken[], name: ProtectedName): Way[] {
  const { text } = context
  const out: Way[] = []
  for (let first = 0; first < tokens.length; first++) {
    const head = tokens[first]
    if (head === undefined) continue
    for (const pinyin of name.pinyin) out.push(...pinyinWays(context, tokens, first, pinyin, name))
    const words = tokens.slice(first, first + MOST_WORDS)
    const run: string[] = []
    for (const [i, word] of words.entries()) {
      if (i > 0 && !follows(text, word, words[i - 1])) break
      run.push(word.letters)
    }
    const taken = translationLength(run, name.translations)
    const tail = words[taken - 1]
    if (taken === 0 || tail === undefined) continue
    const several = Math.min(name.translations.length, 3) / 3
    out.push(
      letterWay(
        [
          ['translation', 1],
          ['share', several],
          ...letterFeatures(context, head.from, tail.to, '', name),
          ['latinWord', name.translations.length === 1 ? 1 : 0],
        ],
        head.from,
        tail.to,
        ['translation'],
        [{ text: given(text, head.from, tail.to), name: name.name, channel: 'latin', likeness: 1 }],
      ),
    )
  }
  return out
}
