/** A stretch of text between two ends of a sentence; positions are those of the text that was cut. */
export interface Sentence {
  start: number
  end: number
  text: string
}

const ENDS = /[。！？!?；;\n\r]|[.](?=\s|$)/g
const CLAUSE_ENDS = /[。！？!?；;\n\r，,、|｜/]|[.](?=\s|$)|\s{2,}/g

function cut(text: string, position: number, ends: RegExp): Sentence {
  let start = 0
  for (const match of text.matchAll(ends)) {
    const index = match.index
    if (index >= position) return { start, end: index, text: text.slice(start, index) }
    start = index + match[0].length
  }
  return { start, end: text.length, text: text.slice(start) }
}

/** The sentence around a position: negation, comparison and quotation reach no further (law.md 2.2). */
export function sentenceAt(text: string, position: number): Sentence {
  return cut(text, position, ENDS)
}

/** The clause around a position: what stands between two commas. */
export function clauseAt(text: string, position: number): Sentence {
  return cut(text, position, CLAUSE_ENDS)
}
