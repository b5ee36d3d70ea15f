import type { NameMatch } from '../../domain/index.ts'
import { fold } from './fold.ts'
import type { Folded } from './fold.ts'
import { glyphLikeness } from './glyph.ts'
import type { MatcherSource, NameMatcher } from './port.ts'
import { similarity } from './similarity.ts'
import { soundLikeness } from './sound.ts'

export { similarity }

const THRESHOLD = 0.5

interface Window {
  from: number
  to: number
  score: number
  mechanisms: string[]
}

/** Every window as long as the name, by the likeness of its characters. */
function windows(text: Folded, name: Folded): Window[] {
  const out: Window[] = []
  for (let from = 0; from + name.length <= text.length; from++) {
    let equal = 0
    let least = 1
    const mechanisms = new Set<string>()
    for (let k = 0; k < name.length; k++) {
      const [a, b] = [text.codes[from + k] ?? 0, name.codes[k] ?? 0]
      if (a === b) equal++
      else {
        const [glyph, sound] = [glyphLikeness(a, b), soundLikeness(a, b)]
        mechanisms.add(glyph >= sound ? 'glyph' : 'sound')
        least = Math.min(least, Math.max(glyph, sound))
      }
    }
    const score = equal === name.length ? 0 : equal * 2 < name.length ? 0 : least * 0.95
    out.push({ from, to: from + name.length, score, mechanisms: equal === name.length ? [] : [...mechanisms] })
  }
  return out
}

export function buildMatcher(source: MatcherSource): NameMatcher {
  const names = source.names.map((row) => ({ name: row.name, folded: fold(row.name) }))
  return {
    match(text) {
      const folded = fold(text)
      const found: NameMatch[] = []
      for (const { name, folded: to } of names)
        for (const { from, to: end, score, mechanisms } of windows(folded, to)) {
          const exact = mechanisms.length === 0
          if (!exact && score < THRESHOLD) continue
          const [start, stop] = [folded.starts[from] ?? 0, folded.ends[end - 1] ?? 0]
          found.push({ name, text: text.slice(start, stop), start, end: stop, score, mechanisms, exact })
        }
      return found.sort((a, b) => a.start - b.start)
    },
  }
}

/** The likeliest imitations of a name, best first. */
export function variants(name: string, top = 20): { text: string; score: number; mechanisms: string[] }[] {
  const characters = [...name]
  return characters
    .flatMap((_, i) => [characters.filter((_, k) => k !== i).join(''), [...characters.slice(0, i + 1), ...characters.slice(i)].join('')])
    .map((text) => ({ text, ...similarity(text, name) }))
    .map(({ text, score, mechanisms }) => ({ text, score, mechanisms }))
    .sort((a, b) => b.score - a.score)
    .slice(0, top)
}
