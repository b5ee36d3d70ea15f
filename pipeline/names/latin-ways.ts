import type { AlignedCharacters } from '../../domain/index.ts'
import { FEATURE_AT, FEATURE_NAMES } from './features.ts'
import type { FeatureName } from './features.ts'
import { DONE, GAP, foldedText, isLatin } from './fold.ts'
import type { Folded } from './fold.ts'
import { latinLikeness } from './latin.ts'
import type { LatinLikeness } from './latin.ts'
import { COST_SCALE, wordCost } from './lexicon.ts'
import type { ProtectedName } from './protected-name.ts'
import { translationLength } from './translation.ts'
import type { Context, Way } from './ways.ts'

/** A run of Latin letters and digits. */
export interface LatinToken {
  from: number
  to: number
  letters: string
}

/** Runs of letters in order; a gap of any visible kind ends one. */
export function latinTokens(text: Folded): LatinToken[] {
  const out: LatinToken[] = []
  for (let at = 0; at < text.length;) {
    if (!isLatin(text.codes[at] ?? 0)) {
      at++
      continue
    }
    let to = at + 1
    while (to < text.length && isLatin(text.codes[to] ?? 0) && (text.gaps[to] ?? 0) < GAP.separator) to++
    out.push({ from: at, to, letters: foldedText(text, at, to) })
    at = to
  }
  return out
}

const LONGEST_JOIN = 4
const TOO_FAR = 0.55
const NEAR_PINYIN = 1.2
const SHORTEST_NEAR_PINYIN = 6

function wayFrom(values: [FeatureName, number][], from: number, to: number, mechanisms: string[], steps: AlignedCharacters[]): Way {
  const all = new Float64Array(FEATURE_NAMES.length)
  for (const [name, value] of values) all[FEATURE_AT[name]] = value
  return { from, to, values: all, mechanisms, steps }
}

const shownText = (text: Folded, from: number, to: number) => text.source.slice(text.starts[from] ?? 0, text.ends[to - 1] ?? 0)

/** Features that all Latin ways share. */
function common({ text, running }: Context, from: number, to: number, letters: string, name: ProtectedName): [FeatureName, number][] {
  const word = wordCost(letters) / COST_SCALE
  const outside = text.length - (to - from)
  return [
    ['length', Math.min(letters.length, 12) / 12],
    ['latinWord', word > 0 ? Math.min(1, Math.max(0.4, (16 - word) / 6)) : 0],
    ['outer', Math.min(Math.log1p(outside), 4) / 4],
    ['running', running ? 1 : 0],
    ['runningLatin', running ? 1 : 0],
    ['ordinaryName', name.ordinary > 0 ? Math.min(1, Math.max(0, (16 - name.ordinary) / 6)) : 0],
  ]
}

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
      if (last > first && (tail.from !== tokens[last - 1]?.to || (text.gaps[tail.from] ?? 0) >= GAP.border)) break
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
  const shown = shownText(text, from, to)
  const folded = folding(context, from, to)
  // The name followed by a model number is the name.
  const model = letters.startsWith(name.letters) && /^\d/.test(letters.slice(name.letters.length)) && !/\d$/.test(name.letters)
  if (letters === name.letters || model) {
    const apart = joined > Math.max(words.length, 1) && letters.length === joined
    if (folded.features.length === 0 && !apart) return [{ way: wayFrom([], from, to, [], []), exact: true }]
    const values: [FeatureName, number][] = [
      ['same', 1],
      ...folded.features,
      ...common(context, from, to, '', name),
      ['information', Math.min(name.length * 3, 30) / 10],
      ['share', 1],
    ]
    if (apart) values.push(['separator', 1])
    const mechanisms = apart ? [...folded.mechanisms, 'separator'] : folded.mechanisms
    return [{ way: wayFrom(values, from, to, mechanisms, [{ text: shown, name: name.name, channel: 'fold', likeness: 1 }]), exact: false }]
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
    ...common(context, from, to, letters, name),
  ]
  if (strayed === 1) values.push(['latinWord', 1])
  const steps = [{ text: shown, name: name.name, channel: 'latin', likeness: 1 - likeness.distance / likeness.length }]
  return [{ way: wayFrom(values, from, to, [mechanism, ...folded.mechanisms], steps), exact: false }]
}

/** One spelling of the name, in one token or in several that follow each other. */
function pinyinWays(context: Context, tokens: readonly LatinToken[], first: number, pinyin: string, name: ProtectedName): Way[] {
  const { text } = context
  const head = tokens[first]
  const out: Way[] = []
  let letters = ''
  for (let last = first; head !== undefined && last < tokens.length && last - first < name.length; last++) {
    const tail = tokens[last]
    if (tail === undefined || (last > first && (tail.from !== tokens[last - 1]?.to || (text.gaps[tail.from] ?? 0) >= GAP.border))) break
    letters += tail.letters
    if (letters.length > pinyin.length + 2) break
    if (letters.length < pinyin.length - 2) continue
    const step = { text: shownText(text, head.from, tail.to), name: name.name, channel: 'latin', likeness: 1 }
    const shared = common(context, head.from, tail.to, letters, name)
    if (letters === pinyin) out.push(wayFrom([['pinyin', 1], ...shared], head.from, tail.to, ['pinyin'], [step]))
    else if (pinyin.length >= SHORTEST_NEAR_PINYIN) {
      const likeness = latinLikeness(letters, pinyin)
      if (likeness.distance > NEAR_PINYIN) continue
      const ratio = Math.min(1, (likeness.distance / likeness.length) * 4)
      step.likeness = 1 - likeness.distance / likeness.length
      out.push(wayFrom([['pinyinNear', 1], ['ratio', ratio], ...shared], head.from, tail.to, ['pinyin'], [step]))
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
    const words = tokens.slice(first, first + 6)
    const run: string[] = []
    for (const [i, word] of words.entries()) {
      if (i > 0 && (word.from !== words[i - 1]?.to || (text.gaps[word.from] ?? 0) >= GAP.border)) break
      run.push(word.letters)
    }
    const taken = translationLength(run, name.translations)
    const tail = words[taken - 1]
    if (taken === 0 || tail === undefined) continue
    const several = Math.min(name.translations.length, 3) / 3
    out.push(
      wayFrom(
        [
          ['translation', 1],
          ['share', several],
          ...common(context, head.from, tail.to, '', name),
          ['latinWord', name.translations.length === 1 ? 1 : 0],
        ],
        head.from,
        tail.to,
        ['translation'],
        [{ text: shownText(text, head.from, tail.to), name: name.name, channel: 'latin', likeness: 1 }],
      ),
    )
  }
  return out
}
