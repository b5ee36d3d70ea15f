import type { Evidence } from '../../../domain/index.ts'

/** A place in the text of one field that evidence points at; `index` is its number among all evidence of the finding. */
export interface Span {
  start: number
  end: number
  index: number
}

/** A run of text with the same evidence under it. */
export interface Segment {
  text: string
  /** Numbers of the evidence, ascending; empty for plain text. */
  evidence: number[]
}

/** The spans of evidence in one field that still slice the text that they name; others would point at the wrong words. */
export function spansIn(field: string, text: string, evidence: readonly Evidence[]): Span[] {
  return evidence.flatMap((item, index) => {
    const { start, end } = item
    const fits = item.field === field && start < end && text.slice(start, end) === item.text
    return fits ? [{ start, end, index }] : []
  })
}

/** Cuts a text at the edges of its spans, which may overlap and nest. The segments joined are the text; no surrogate pair is torn. */
export function segmentsOf(text: string, spans: readonly Span[]): Segment[] {
  const whole = spans.map(({ start, end, index }) => ({
    start: isTorn(text, start) ? start - 1 : Math.max(0, start),
    end: isTorn(text, end) ? end + 1 : Math.min(text.length, end),
    index,
  }))
  const edges = [...new Set([0, text.length, ...whole.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  return edges.slice(0, -1).flatMap((from, at) => {
    const to = edges[at + 1] ?? text.length
    const evidence = whole.filter(({ start, end }) => start <= from && to <= end).map(({ index }) => index)
    return from < to ? [{ text: text.slice(from, to), evidence: evidence.sort((a, b) => a - b) }] : []
  })
}

function isTorn(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}
