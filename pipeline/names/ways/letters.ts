import type { AlignedCharacters } from '../../../domain/index.ts'
import { FEATURE_AT } from '../features.ts'
import type { FeatureName } from '../features.ts'
import { GAP, foldedText, isLatin } from '../fold.ts'
import type { Folded } from '../fold.ts'
import { COST_SCALE, wordCost } from '../lexicon.ts'
import type { ProtectedName } from '../protected-name.ts'
import { noValues } from './way.ts'
import type { Context, Way } from './way.ts'

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

/** Whether a token follows the one before it with no more than a space or a sign between. */
export function follows(text: Folded, token: LatinToken, before: LatinToken | undefined): boolean {
  return before !== undefined && token.from === before.to && (text.gaps[token.from] ?? 0) < GAP.border
}

/** Features that all Latin ways share. */
export function letterFeatures(
  { text, running }: Context,
  from: number,
  to: number,
  letters: string,
  name: ProtectedName,
): [FeatureName, number][] {
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

export function letterWay(
  values: readonly [FeatureName, number][],
  from: number,
  to: number,
  mechanisms: string[],
  align: AlignedCharacters[],
): Way {
  const all = noValues()
  for (const [name, value] of values) all[FEATURE_AT[name]] = value
  return { from, to, latin: true, values: all, mechanisms, align: () => align }
}
