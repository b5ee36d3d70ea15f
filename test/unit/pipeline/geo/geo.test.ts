import { describe, expect, it } from 'vitest'
import { parseArea, relate } from '../../../../pipeline/geo/area.ts'
import { divisionTable, shortName } from '../../../../pipeline/geo/divisions.ts'
import { readFoodLicences } from '../../../../pipeline/geo/licence.ts'
import { readPlace, readPlaces } from '../../../../pipeline/geo/place.ts'
import { creditCheckCharacter, creditCodeRegion, findCreditCodes, isCreditCode } from '../../../../pipeline/party/credit-code.ts'

const codes = (text: string): readonly string[] => readPlace(text)?.codes ?? []

describe('places', () => {
  // Codes of GB/T 2260.
  it.each([
    ['山西省晋城市陵川县', ['140524']],
    ['山西陵川', ['140524']],
    ['陵川', ['140524']],
    ['四川省广汉市', ['510681']],
    ['云南省西双版纳州勐海县', ['532822']],
    ['湖北省神农架林区', ['429021']],
    ['内蒙古赤峰', ['150400']],
    ['吉林省吉林市', ['220200']],
    ['重庆市奉节县', ['500236']],
    ['新疆和田地区和安县', ['653228']],
  ])('reads %s', (text, expected) => {
    expect(codes(text)).toEqual(expected)
  })

  it('leaves a name that several counties bear open, and closes it by the city before it', () => {
    expect(codes('鼓楼区')).toEqual(['320106', '320302', '350102', '410204'])
    expect(codes('福州市鼓楼区')).toEqual(['350102'])
  })

  it('knows counties by the name that they had before', () => {
    expect(codes('四川郫县')).toEqual(['510117'])
    expect(codes('山西省太谷县')).toEqual(['140703'])
    expect(codes('山东蓬莱市')).toEqual(['370614'])
  })

  it('tells two places in one text from one place in two steps', () => {
    expect(readPlaces('产自河南省新乡市原阳县，由山东省济南市分装').map((place) => place.codes)).toEqual([['410725'], ['370100']])
  })

  it('reads a foreign country', () => {
    expect(readPlace('法国波尔多')).toMatchObject({ country: '法国', codes: [] })
  })

  it('shortens names only where something is left', () => {
    expect([shortName('新疆维吾尔自治区'), shortName('恩施土家族苗族自治州'), shortName('沁县'), shortName('五常市')]).toEqual([
      '新疆',
      '恩施',
      '沁县',
      '五常',
    ])
    expect(divisionTable().byCode('140524')?.short).toBe('陵川')
  })
})

describe('protected areas', () => {
  const lake = parseArea(['江苏省南京市固城湖水域(高淳区;溧水区)'])
  const several = parseArea(['山东省烟台市(龙口市;招远市;蓬莱区)'])
  const split = parseArea(['山东省烟台市', '龙口市', '招远市', '蓬莱区'])
  const open = parseArea(['云南省(普洱市;临沧市等)'])
  const park = parseArea(['浙江省杭州市西湖区', '浙江省杭州市西湖风景名胜区'])
  const champagne = parseArea(['法国香槟地区'])

  it.each([
    ['the water itself', lake, '南京固城湖', 'inside'],
    ['a county on the water', lake, '江苏省南京市高淳区', 'inside'],
    ['another county of the city', lake, '江苏省南京市六合区', 'outside'],
    ['the city is too coarse', lake, '江苏省南京市', 'coarse'],
    ['one of several counties', several, '山东省招远市', 'inside'],
    ['a county by its old name', several, '烟台市蓬莱市', 'inside'],
    ['the prefecture is no part', several, '山东省烟台市莱阳市', 'outside'],
    ['the list already split at its brackets', split, '山东省烟台市莱阳市', 'outside'],
    ['an open list leaves the rest unknown', open, '云南省大理州', 'unknown'],
    ['an open list ends at its border', open, '贵州省贵阳市', 'outside'],
    ['a park beside a district', park, '杭州市西湖风景名胜区', 'inside'],
    ['a district of the same city', park, '杭州市余杭区', 'outside'],
    ['a foreign region', champagne, '法国香槟', 'inside'],
    ['another foreign region', champagne, '法国', 'coarse'],
    ['another country', champagne, '意大利', 'outside'],
    ['China for a foreign area', champagne, '山东省烟台市', 'outside'],
    ['a name in two places, one of them inside', parseArea(['福建省福州市鼓楼区']), '鼓楼区', 'unknown'],
  ])('%s', (_, area, place, relation) => {
    expect(relate(readPlace(place), area)).toBe(relation)
  })
})

describe('codes', () => {
  it('reads the county out of a food production licence', () => {
    expect(readFoodLicences('生产许可证 SC10123018400012 有效')).toMatchObject([{ text: 'SC10123018400012', region: '230184' }])
    expect(readFoodLicences('DISC10123018400012')).toEqual([])
  })

  it('checks the unified social credit code by GB 32100', () => {
    // 91350100M000100Y43 is the standard's own example (GB 32100-2015, annex).
    expect(creditCheckCharacter('91350100M000100Y4')).toBe('3')
    expect(isCreditCode('91350100M000100Y43')).toBe(true)
    expect(isCreditCode('91350100M000100Y34')).toBe(false)
    expect(isCreditCode('91350100I000100Y43')).toBe(false)
    expect(creditCodeRegion('91350100M000100Y43')).toBe('350100')
  })

  it('weighs by hand: ones count the sum of the weights', () => {
    // The weights of the standard's table add up to 305; 305 mod 31 = 26; 31 − 26 = 5.
    expect(creditCheckCharacter('11111111111111111')).toBe('5')
    // Nothing but zeros: 31 − 0 = 31, written 0.
    expect(creditCheckCharacter('00000000000000000')).toBe('0')
  })

  it('finds codes in running text with whether they hold', () => {
    expect(findCreditCodes('统一社会信用代码 91350100M000100Y43 与 91350100M000100Y44')).toMatchObject([{ valid: true }, { valid: false }])
  })
})
