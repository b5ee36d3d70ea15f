import { describe, expect, it } from 'vitest'
import { DONE, GAP, fold, foldedText } from '../../../../pipeline/names/fold.ts'

describe('fold', () => {
  it('reads wide letters, Greek and Cyrillic look-alikes and upper case as plain letters', () => {
    expect(foldedText(fold('ＮＯＫＩＡ'))).toBe('nokia')
    expect(foldedText(fold('аdidаs'))).toBe('adidas')
    expect(foldedText(fold('SAMSUИG'))).toBe('samsung')
  })

  it('reads traditional and variant characters as simplified ones and says which it was', () => {
    const folded = fold('雙髙')
    expect(foldedText(folded)).toBe('双高')
    expect(folded.done[0]).toBe(DONE.traditional)
    expect(folded.done[1]).toBe(DONE.variant)
  })

  it('leads every character back to its UTF-16 place past emoji and invisible signs', () => {
    const source = '👍公🐮\u200b插座'
    const folded = fold(source)
    expect(foldedText(folded)).toBe('公牛插座')
    expect(Array.from(folded.codes.subarray(0, 4), (_, i) => source.slice(folded.starts[i], folded.ends[i]))).toEqual([
      '公',
      '🐮',
      '插',
      '座',
    ])
    expect(folded.gaps[2]).toBe(GAP.invisible)
  })

  it('takes a joined emoji for one picture', () => {
    expect(foldedText(fold('🐮‍🐮'))).toBe('牛')
  })

  it('keeps digits apart at a decimal point and phrases apart at brackets', () => {
    const folded = fold('1.8【李')
    expect(folded.gaps[1]).toBe(GAP.border)
    expect(folded.gaps[2]).toBe(GAP.border)
  })
})
