import type { FeatureName } from '../features.ts'
import { DONE, GAP } from '../fold.ts'
import { latinLikeness } from '../latin.ts'
import type { LatinLikeness } from '../latin.ts'
import { wordCost } from '../lexicon.ts'
import type { ProtectedName } from '../protected-name.ts'
import { follows, latinTokens, letterFeatures, letterWay } from './letters.ts'
import type { LatinToken } from './letters.ts'
import { given } from './way.ts'
import type { Context, Way } from './way.ts'

const LONGEST_JOIN = 4
const TOO_FAR = 0.55

function folding({ text }: Context, from: number, to: number): { features: [FeatureName, number][]; mechanisms: string[] } {
  let bits = 0
  for (let i = from; i < to; i++) bits |= text.done[i] ?? 0
  const found = (['confusable', 'fullwidth'] as const).filter((what) => (bits & DONE[what]) !== 0)
  let invisible = false
  for (let i = from + 1; i < to; i++) if (text.gaps[i] === GAP.invisible) invisible = true
  const all: FeatureName[] = invisible ? [...found, 'invisible'] : found
  return { features: all.map((what) => [what, 1]), mechanisms: all }
}

function classify(likeness: LatinLikeness): [FeatureName, string] {
  if (likeness.looksSame) return ['latinLook', 'leet']
  if (likeness.doubled) return ['latinDouble', 'duplicate']
  if (likeness.swapped) return ['latinSwap', 'reorder']
  return ['latinEdit', 'latin-edit']
}

/** Latin letters read as a Latin name; `exact` marks the name itself. */
export interface LatinWay {
  way: Way
  exact: boolean
}

/** Latin letters that stand for a Latin name: changed letters, look-alikes, letters apart. */
export function latinWays(context: Context, tokens: readonly LatinToken[], name: ProtectedName): LatinWay[] {
  const { text } = context
  const out: LatinWay[] = []
  const words = latinTokens(name.folded).map((token) => token.letters)
  for (let first = 0; first < tokens.length; first++) {
    let letters = ''
    for (let last = first; last < tokens.length && last - first < Math.max(LONGEST_JOIN, name.length); last++) {
      const [head, tail] = [tokens[first], tokens[last]]
      if (head === undefined || tail === undefined) break
      if (last > first && !follows(text, tail, tokens[last - 1])) break
      letters += tail.letters
      if (letters.length > name.length + 4) break
      if (letters.length < name.length - 3) continue
      out.push(
        ...latinWay(
          context,
          head.from,
          tail.to,
          tokens.slice(first, last + 1).map((token) => token.letters),
          name,
          words,
        ),
      )
    }
  }
  return out
}

function latinWay(
  context: Context,
  from: number,
  to: number,
  tokens: readonly string[],
  name: ProtectedName,
  words: readonly string[],
): LatinWay[] {
  const { text } = context
  const letters = tokens.join('')
  const joined = tokens.length
  const shown = given(text, from, to)
  const folded = folding(context, from, to)
  // The name followed by a model number is the name.
  const model = letters.startsWith(name.letters) && /^\d/.test(letters.slice(name.letters.length)) && !/\d$/.test(name.letters)
  if (letters === name.letters || model) {
    const apart = joined > Math.max(words.length, 1) && letters.length === joined
    if (folded.features.length === 0 && !apart) return [{ way: letterWay([], from, to, [], []), exact: true }]
    const values: [FeatureName, number][] = [
      ['same', 1],
      ...folded.features,
      ...letterFeatures(context, from, to, '', name),
      ['information', Math.min(name.length * 3, 30) / 10],
      ['share', 1],
    ]
    if (apart) values.push(['separator', 1])
    const mechanisms = apart ? [...folded.mechanisms, 'separator'] : folded.mechanisms
    return [
      { way: letterWay(values, from, to, mechanisms, [{ text: shown, name: name.name, channel: 'fold', likeness: 1 }]), exact: false },
    ]
  }
  // Letters run together with others only where the name is written so too.
  if (joined > words.length + 1 || (joined > 1 && words.length === 1 && tokens.some((token) => token === name.letters))) return []
  const likeness = latinLikeness(letters, name.letters)
  if (likeness.distance / likeness.length > TOO_FAR && likeness.heard === 0) return []
  const [kind, mechanism] = classify(likeness)
  const own = shown.toLowerCase().split(/[\s·\-_.]+/)
  const others = words.length > 1 ? words.filter((word) => own.includes(word)).length / words.length : 0
  const strayed = words.length > 1 && own.some((word) => !words.includes(word) && wordCost(word) > 0) ? 1 : 0
  const values: [FeatureName, number][] = [
    [kind, 1],
    ['ratio', Math.min(1, (likeness.distance / likeness.length) * 2)],
    ['short', name.length <= 4 ? 1 : 0],
    ['sameFirst', likeness.sameFirst ? 1 : 0],
    ['heard', likeness.heard],
    ['otherWords', others],
    ...folded.features,
    ...letterFeatures(context, from, to, letters, name),
  ]
  if (strayed === 1) values.push(['latinWord', 1])
  const steps = [{ text: shown, name: name.name, channel: 'latin', likeness: 1 - likeness.distance / likeness.length }]
  return [{ way: letterWay(values, from, to, [mechanism, ...folded.mechanisms], steps), exact: false }]
}
