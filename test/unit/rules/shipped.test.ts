import { describe, expect, it } from 'vitest'
import { loadShippedRegistry } from '../../../rules/registry/index.ts'
import { divisionTable, liesIn } from '../../../pipeline/geo/divisions.ts'
import { parseArea } from '../../../pipeline/geo/area.ts'
import { groupOfCategory } from '../../../pipeline/context/goods.ts'

const { names, gi } = loadShippedRegistry()

function twice(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

describe('the names that come with the project', () => {
  const rows = names?.rows ?? []

  it('are several hundred brands and 老字号, and no complete register', () => {
    expect(names).toMatchObject({ complete: false, source: 'shipped', asOf: '2026-11-24' })
    expect(rows.length).toBeGreaterThan(500)
    expect(rows.filter((row) => row.kind === 'laozihao').length).toBeGreaterThan(80)
  })

  it('stand once each', () => {
    expect(twice(rows.map((row) => row.name))).toEqual([])
  })

  it('have classes and goods, without which a name in another trade would be taken for them', () => {
    expect(rows.filter((row) => row.niceClass.length === 0 || row.goods.length === 0).map((row) => row.name)).toEqual([])
    expect(rows.filter((row) => twice(row.niceClass.map(String)).length > 0).map((row) => row.name)).toEqual([])
  })

  it('have at least two characters, and aliases that are no other row', () => {
    const own = new Set(rows.map((row) => row.name))
    expect(rows.filter((row) => row.name.length < 2).map((row) => row.name)).toEqual([])
    expect(rows.flatMap((row) => row.aliases).filter((alias) => own.has(alias))).toEqual([])
  })
})

describe('the geographical indications that come with the project', () => {
  const rows = gi?.rows ?? []

  it('are no complete register', () => {
    expect(gi).toMatchObject({ complete: false, source: 'shipped', asOf: '2026-11-24' })
    expect(rows.length).toBeGreaterThan(120)
  })

  it('stand once each', () => {
    expect(twice(rows.map((row) => row.name))).toEqual([])
  })

  it('have areas that the reader of places resolves to divisions within their code', () => {
    const table = divisionTable()
    const lost = rows.flatMap((row) => {
      const area = parseArea(row.area)
      if (area.country !== undefined) return []
      const codes = [...area.codes, ...area.zones.flatMap((zone) => zone.within)]
      const known = row.areaCode !== undefined && table.byCode(row.areaCode) !== undefined
      return known && codes.length > 0 && codes.every((code) => liesIn(code, row.areaCode ?? '')) ? [] : [row.name]
    })
    expect(lost).toEqual([])
  })

  // GB/T 2260 codes, looked up by hand.
  it.each([
    ['五常大米', '230184'],
    ['陵川潞党参', '140524'],
    ['平遥牛肉', '140728'],
    ['安溪铁观音', '350524'],
    ['洛川苹果', '610629'],
    ['郫县豆瓣', '510117'],
    ['宁夏枸杞', '640000'],
  ])('hold %s at %s', (name, code) => {
    expect(rows.find((row) => row.name === name)?.areaCode).toBe(code)
  })

  it('have categories that the goods table knows', () => {
    expect(rows.filter((row) => row.category !== undefined && groupOfCategory(row.category) === undefined).map((row) => row.name)).toEqual(
      [],
    )
  })

  it('name a kind of mark for marks only', () => {
    expect(rows.filter((row) => row.markType !== undefined && row.kind !== 'mark').map((row) => row.name)).toEqual([])
  })
})
