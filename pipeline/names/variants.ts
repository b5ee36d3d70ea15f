import { similarity } from './similarity.ts'

export interface Variant {
  text: string
  score: number
  mechanisms: string[]
}

/** The likeliest imitations of a name, best first. */
export function variants(name: string, top = 20): Variant[] {
  const characters = Array.from(name)
  return characters
    .flatMap((_, i) => [characters.filter((_, k) => k !== i).join(''), [...characters.slice(0, i + 1), ...characters.slice(i)].join('')])
    .map((text) => ({ text, ...similarity(text, name) }))
    .map(({ text, score, mechanisms }) => ({ text, score, mechanisms }))
    .sort((a, b) => b.score - a.score)
    .slice(0, top)
}
