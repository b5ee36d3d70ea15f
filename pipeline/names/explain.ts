import type { AlignedCharacters, NameEvidence } from '../../domain/index.ts'
import { FEATURES, FEATURE_NAMES, WAYS } from './features.ts'
import { prior, weightOf } from './model.ts'
import type { Way } from './ways/index.ts'

/** What one step of an alignment shows, in a few words; empty where nothing differs. */
function stepInWords({ text, name, channel }: AlignedCharacters): string {
  switch (channel) {
    case 'equal':
      return ''
    case 'glyph':
    case 'letter':
      return `“${text}”字形近似“${name}”`
    case 'sound':
      return `“${text}”读音近似“${name}”`
    case 'number':
      return `用“${text}”代“${name}”`
    case 'meaning':
      return `“${text}”与“${name}”意思同类或相对`
    case 'split':
      return `“${text}”合起来是“${name}”`
    case 'merge':
      return `“${text}”由“${name}”合成`
    case 'insert':
      return `加了“${text}”`
    case 'double':
      return `重复了“${text}”`
    case 'delete':
      return `少了“${name}”`
    case 'swap':
      return `“${text}”换了位置`
    case 'fold':
      return `“${text}”是“${name}”的异写`
    case 'latin':
      return `“${text}”对应“${name}”`
    default:
      return `“${text}”代替了“${name}”`
  }
}

/** One sentence on what was done to the name. */
export function reasonOf(steps: readonly AlignedCharacters[]): string {
  return [...new Set(steps.map(stepInWords).filter((words) => words !== ''))].join('，')
}

const LIKENESS: ReadonlySet<string> = new Set(['low', 'middle', 'high', 'mean'])

/** What each feature adds in log-odds, greatest first, after the prior; it adds up to the log-odds of the score. */
export function evidenceOf(way: Way, steps: readonly AlignedCharacters[]): NameEvidence[] {
  const done = reasonOf(steps)
  const parts = FEATURE_NAMES.map((feature, i): NameEvidence => {
    const { reason } = FEATURES[feature]
    return {
      feature,
      weight: weightOf(feature) * (way.values[i] ?? 0),
      reason: WAYS.includes(feature) && done !== '' ? `${reason}：${done}` : reason,
    }
  })
  // The pieces of one likeness are one piece of evidence to a reader.
  const pieces = parts.filter(({ feature }) => LIKENESS.has(feature))
  const likeness = pieces.reduce((sum, { weight }) => sum + weight, 0)
  const merged = { feature: 'likeness', weight: likeness, reason: likeness > 0 ? '换的字相像' : '换的字不相像' }
  const shown = [merged, ...parts.filter((part) => !pieces.includes(part))]
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  return [{ feature: 'prior', weight: prior(), reason: '未看内容前的倾向' }, ...shown]
}
