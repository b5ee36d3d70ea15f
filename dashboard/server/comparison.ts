import type { AlignedCharacters, Finding } from '../../domain/index.ts'
import type { Similarity } from '../../pipeline/names/port.ts'

/** The words of a listing beside the protected name that they imitate, character by character. */
export interface Comparison {
  text: string
  name: string
  alignment: AlignedCharacters[]
}

/** Longer quotations are sentences, not names. */
const LONGEST = 20
/** Patent and registration numbers are subjects too, and imitate nothing. */
const NUMBER = /\d{6}/
/** Where the matcher begins to speak of imitation. */
const LIKELY = 0.5

/** The likeliest imitation among the words that the evidence quotes; undefined where none is like the subject, or is the name itself. */
export function comparisonOf({ subject, evidence }: Finding, similarity: Similarity): Comparison | undefined {
  if (NUMBER.test(subject)) return undefined
  const texts = [...new Set(evidence.map(({ text }) => text))].filter((text) => text !== '' && text.length <= LONGEST && text !== subject)
  const scored = texts.map((text) => ({ text, ...similarity(text, subject) })).filter(({ score }) => score >= LIKELY)
  const [best] = scored.sort((a, b) => b.score - a.score)
  return best && { text: best.text, name: subject, alignment: best.alignment }
}
