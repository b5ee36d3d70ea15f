import { describe, expect, it } from 'vitest'
import { similarity, variants } from '../../../../pipeline/names/index.ts'

describe('variants', () => {
  it('lists what people really write for a name, and never the name', () => {
    const texts = variants('大白兔', 60).map(({ text }) => text)
    expect(texts).toContain('大白免')
    expect(texts).toContain('太白兔')
    expect(texts).not.toContain('大白兔')
    expect(new Set(texts).size).toBe(texts.length)
  })

  it('scores each as similarity does', () => {
    for (const { text, score } of variants('老干妈', 10)) expect(score).toBe(similarity(text, '老干妈').score)
  })

  it('gives as many as asked for', () => {
    expect(variants('农夫山泉', 7)).toHaveLength(7)
  })

  it('changes letters of a Latin name', () => {
    const texts = variants('NOKIA', 40).map(({ text }) => text)
    expect(texts).toContain('N0KIA')
    expect(texts.every((text) => /^[A-Z0-9]+$/i.test(text))).toBe(true)
  })

  it('writes numerals as digits and as cheque forms', () => {
    const texts = variants('七匹狼', 60).map(({ text }) => text)
    expect(texts).toContain('7匹狼')
    expect(texts).toContain('柒匹狼')
  })
})
