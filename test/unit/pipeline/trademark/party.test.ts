import { describe, expect, it } from 'vitest'
import { isNearlyIdentical } from '../../../../pipeline/brand/identical.ts'
import { isSameParty, partyOfShop } from '../../../../pipeline/party/names.ts'

describe('parties', () => {
  it.each([
    ['清源醋坊', '清源醋坊有限公司', true],
    ['清源醋坊有限责任公司', '清源醋坊有限公司', true],
    ['山西清源醋坊有限公司', '清源醋坊有限公司', true],
    ['松月堂（皖南）食品有限公司', '松月堂(皖南)食品有限公司', true],
    ['松月堂食品有限公司', '松月堂酒业有限公司', false],
    ['九阳专卖店', '九阳股份有限公司', false],
    ['云南白药官方客服', '云南白药集团股份有限公司', false],
    ['香港云南白药集团', '云南白药集团股份有限公司', false],
    ['国际清源醋坊', '清源醋坊有限公司', false],
  ])('%s and %s', (a, b, same) => {
    expect(isSameParty(a, b)).toBe(same)
    expect(isSameParty(b, a)).toBe(same)
  })

  it('sees the party behind a shop whose badge vouches for it', () => {
    expect(partyOfShop('清源醋坊官方旗舰店')).toBe('清源醋坊')
    expect(partyOfShop('旗舰店')).toBe('旗舰店')
  })
})

describe('marks that differ by nothing a buyer sees', () => {
  const row = { name: '安踏', latin: 'ANTA', kind: 'brand' as const, niceClass: [25], goods: [], aliases: [] }
  it.each([
    ['安·踏', true],
    ['安 踏', true],
    ['anta', true],
    ['АNTA'.replace('А', 'A'), true],
    ['4NTA', true],
    ['ＡＮＴＡ', true],
    ['安路', false],
    ['ANTO', false],
  ])('%s', (text, same) => {
    expect(isNearlyIdentical(text, row)).toBe(same)
  })
})
