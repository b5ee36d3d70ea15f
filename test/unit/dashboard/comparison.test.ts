import { describe, expect, it } from 'vitest'
import { comparisonOf } from '../../../dashboard/server/comparison.ts'
import type { Finding, PairScore } from '../../../domain/index.ts'

const quoting = (...texts: string[]): Finding => ({
  rule: 'TM-02',
  ruleVersion: 'v',
  verdict: 'TM_INF',
  subject: '鹤鸣泉',
  probability: 0.9,
  evidence: texts.map((text) => ({ signal: 's', field: 'title', start: 0, end: text.length, text, weight: 1, reason: 'r' })),
  mitigating: [],
  missing: [],
  basis: [],
})
/** A matcher that says what the test says. */
const matcher =
  (scores: Record<string, number>) =>
  (text: string, name: string): PairScore => ({
    score: scores[text] ?? 0,
    mechanisms: [],
    alignment: [{ text, name, channel: 'glyph', likeness: 1 }],
    evidence: [],
  })

describe('the comparison of a finding', () => {
  it('is of the words that are most like the name', () => {
    const found = comparisonOf(quoting('鹤鸣', '鹤呜泉', '白酒'), matcher({ 鹤鸣: 0.6, 鹤呜泉: 0.9, 白酒: 0.1 }))
    expect(found).toMatchObject({ text: '鹤呜泉', name: '鹤鸣泉' })
  })

  it('is not made where nothing is like the name, or where it is the name', () => {
    expect(comparisonOf(quoting('白酒'), matcher({ 白酒: 0.4 }))).toBeUndefined()
    expect(comparisonOf(quoting('鹤鸣泉'), matcher({ 鹤鸣泉: 1 }))).toBeUndefined()
  })

  it('is not made of numbers', () => {
    const finding = { ...quoting('ZL202429901150.6'), subject: '202429901150.6' }
    expect(comparisonOf(finding, matcher({ 'ZL202429901150.6': 0.9 }))).toBeUndefined()
  })

  it('is not made of whole sentences', () => {
    const sentence = '本店所售均为鹤呜泉酒厂直供纯粮固态发酵酒'.repeat(2)
    expect(comparisonOf(quoting(sentence), matcher({ [sentence]: 0.9 }))).toBeUndefined()
  })
})
