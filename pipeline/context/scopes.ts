import { CUES } from './cues.ts'

/** How a sentence uses a name that stands in it. Without a scope the name is used plainly, as the name of the goods. */
export type ScopeKind =
  | 'negation'
  | 'quotation'
  | 'publication'
  | 'cultivar'
  | 'ingredient'
  | 'accessory'
  | 'service'
  | 'contrast'
  | 'likeness'
  | 'dish'
  | 'place'
  | 'history'

export interface Scope {
  kind: ScopeKind
  /** Of the words that make the scope, in the text given. */
  start: number
  end: number
  text: string
  /** One sentence for the officer. */
  reason: string
}

/** Cue words reach this far at most, in UTF-16 units. */
const BEFORE = 28
const AFTER = 22
/** Ends of a sentence; a comma or a blank between cue and name is a matter of the cue. */
const SENTENCE_END = /[。！？!?；;\n\r]/

/**
 * The scope in which `text.slice(start, end)` stands. Computed on its own sentence: the same name two sentences on may stand in another.
 * @param text folded text (pipeline/normalise)
 */
export function scopeOf(text: string, start: number, end: number): Scope | undefined {
  const before = lastSentence(text.slice(Math.max(0, start - BEFORE), start))
  const after = firstSentence(text.slice(end, end + AFTER))
  for (const cue of CUES) {
    const match = cue.before?.exec(before)
    if (match && !cue.unless?.test(match[0]) && !cue.cancelledAfter?.test(after) && cue.needsAfter?.test(after) !== false) {
      const at = start - before.length + match.index
      return { kind: cue.kind, start: at, end: at + trimmedLength(match), text: cueWords(match), reason: reasonOf(cue.reason, match) }
    }
    const later = cue.after?.exec(after)
    if (later && !cue.unless?.test(later[0]) && !cue.cancelledBefore?.test(before)) {
      const offset = later[0].length - later[0].trimStart().length
      return {
        kind: cue.kind,
        start: end + later.index + offset,
        end: end + later.index + later[0].length,
        text: later[0].trim(),
        reason: reasonOf(cue.reason, later),
      }
    }
  }
  return insideTitleMarks(text, start, end)
}

function cueWords(match: RegExpExecArray): string {
  return match[1] ?? match[0]
}

function trimmedLength(match: RegExpExecArray): number {
  return match[1] === undefined ? match[0].length : match[0].indexOf(match[1]) + match[1].length
}

function reasonOf(template: string, match: RegExpExecArray): string {
  return template.replace('%', cueWords(match).trim())
}

function lastSentence(text: string): string {
  let from = 0
  for (let i = text.length - 1; i >= 0; i--)
    if (SENTENCE_END.test(text.charAt(i))) {
      from = i + 1
      break
    }
  return text.slice(from)
}

function firstSentence(text: string): string {
  for (let i = 0; i < text.length; i++) if (SENTENCE_END.test(text.charAt(i))) return text.slice(0, i)
  return text
}

/** Between 《 and 》 stands the name of a work. */
function insideTitleMarks(text: string, start: number, end: number): Scope | undefined {
  const open = text.lastIndexOf('《', start)
  if (open < 0) return undefined
  const close = text.indexOf('》', open)
  if (close < end) return undefined
  return { kind: 'publication', start: open, end: close + 1, text: text.slice(open, close + 1), reason: '名称在书名号内，是作品名' }
}
