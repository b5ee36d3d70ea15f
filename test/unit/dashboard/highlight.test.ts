import { describe, expect, it } from 'vitest'
import { segmentsOf, spansIn } from '../../../dashboard/web/src/highlight.ts'
import type { Evidence } from '../../../domain/index.ts'

const evidence = (field: string, start: number, text: string): Evidence => ({
  signal: 'name.imitation',
  field,
  start,
  end: start + text.length,
  text,
  weight: 1,
  reason: 'because',
})

describe('segments of a marked text', () => {
  it('are the whole text when nothing is marked', () => {
    expect(segmentsOf('白酒', [])).toEqual([{ text: '白酒', evidence: [] }])
  })

  it('of an empty text are none', () => {
    expect(segmentsOf('', [])).toEqual([])
  })

  it('cut at the edges of the marks', () => {
    expect(segmentsOf('鹤呜泉白酒', [{ start: 0, end: 3, index: 0 }])).toEqual([
      { text: '鹤呜泉', evidence: [0] },
      { text: '白酒', evidence: [] },
    ])
  })

  it('name both where two marks overlap', () => {
    const spans = [
      { start: 0, end: 4, index: 1 },
      { start: 2, end: 6, index: 0 },
    ]
    expect(segmentsOf('abcdefg', spans)).toEqual([
      { text: 'ab', evidence: [1] },
      { text: 'cd', evidence: [0, 1] },
      { text: 'ef', evidence: [0] },
      { text: 'g', evidence: [] },
    ])
  })

  it('name both where one mark lies inside another', () => {
    const spans = [
      { start: 0, end: 5, index: 0 },
      { start: 2, end: 3, index: 1 },
    ]
    expect(segmentsOf('abcde', spans).map(({ text, evidence }) => `${text}:${evidence.join('+')}`)).toEqual(['ab:0', 'c:0+1', 'de:0'])
  })

  it('never tear a character of two units', () => {
    // U+20BB7 and U+1F3C5 take two UTF-16 units each; the marks begin and end inside them.
    const text = '\u{20bb7}野家\u{1f3c5}奖'
    const parts = segmentsOf(text, [
      { start: 1, end: 3, index: 0 },
      { start: 3, end: 5, index: 1 },
    ])
    expect(parts).toEqual([
      { text: '\u{20bb7}野', evidence: [0] },
      { text: '家\u{1f3c5}', evidence: [1] },
      { text: '奖', evidence: [] },
    ])
  })

  it('joined are the text again, whatever the marks', () => {
    const text = '阳澄湖\u{1f980}大闸蟹 现捞'
    const spans = [
      { start: 0, end: 3, index: 0 },
      { start: 2, end: 99, index: 1 },
      { start: 4, end: 8, index: 2 },
    ]
    expect(
      segmentsOf(text, spans)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
  })
})

describe('marks of a field', () => {
  it('keep the number that the evidence has in the finding', () => {
    const all = [evidence('title', 0, '阳澄湖'), evidence('origin', 0, '苏州'), evidence('title', 3, '大闸蟹')]
    expect(spansIn('title', '阳澄湖大闸蟹', all)).toEqual([
      { start: 0, end: 3, index: 0 },
      { start: 3, end: 6, index: 2 },
    ])
  })

  it('are left out where the words no longer stand in the text', () => {
    expect(spansIn('title', '太湖大闸蟹', [evidence('title', 0, '阳澄湖')])).toEqual([])
  })
})
