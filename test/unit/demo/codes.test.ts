import { describe, expect, it } from 'vitest'
import { creditCheck, creditCodeOf, patentCheck, withCheck } from '../../../demo/codes.ts'

describe('unified social credit codes', () => {
  // The example of GB 32100-2015 and two that are printed on public licences.
  it.each(['91350100M000100Y43', '9144030071526726XG', '91330100799655058B'])('gives %s its last character', (code) => {
    expect(creditCheck(code.slice(0, 17))).toBe(code[17])
  })

  it('are the same for the same name and place, and carry the division', () => {
    expect(creditCodeOf('稻溯米业有限公司', '230184')).toBe(creditCodeOf('稻溯米业有限公司', '230184'))
    expect(creditCodeOf('稻溯米业有限公司', '230184').slice(2, 8)).toBe('230184')
    expect(creditCodeOf('甲', '230184')).not.toBe(creditCodeOf('乙', '230184'))
  })
})

describe('patent numbers', () => {
  // Published numbers (law.md 4.2).
  it.each(['200710308494.X', '201710601862.3', '202010566088.9', '201510958772.0', '202322865413.3', '97101765.4', '95115608.X'])(
    'gives %s its check digit',
    (number) => {
      const [digits = '', check = ''] = number.split('.')
      expect(patentCheck(digits)).toBe(check)
      expect(withCheck(digits)).toBe(number)
    },
  )
})
