import { describe, expect, it } from 'vitest'
import { InputError } from '../../../domain/index.ts'
import { decodeTable, indexRegistry, parseTable, tableFromRecords } from '../../../rules/registry/index.ts'

const source = 'patents.csv'
const PATENTS = `number,type,status,filed,ended,holder,licensees,title,method,as_of
201919900001.1,invention,granted,2019-03-05,,甲公司,乙公司;丙公司,核桃开口机,false,2026-11-01
ZL 2014 2 9900002.9,utility-model,expired,2014-05-20,2024/5/20,乙公司,,保温杯盖,,2026-10-01
`

describe('a table', () => {
  it('is read with its lists, days and numbers in one form, as of its oldest row', () => {
    const table = parseTable('patents', PATENTS, { source })
    expect(table).toMatchObject({ name: 'patents', asOf: '2026-10-01', complete: true, source })
    expect(table.rows).toEqual([
      {
        number: '201919900001.1',
        type: 'invention',
        status: 'granted',
        filed: '2019-03-05',
        holder: '甲公司',
        licensees: ['乙公司', '丙公司'],
        title: '核桃开口机',
        method: false,
      },
      {
        number: '201429900002.9',
        type: 'utility-model',
        status: 'expired',
        filed: '2014-05-20',
        ended: '2024-05-20',
        holder: '乙公司',
        licensees: [],
        title: '保温杯盖',
        method: false,
      },
    ])
  })

  it('may begin with a byte order mark, hold blank lines and columns of others, in any order', () => {
    const csv = '\uFEFFas_of,remark,name,per,n,median,p10\n\n2026-11-01,x,五常大米,kg,62,15.8,\n'
    expect(parseTable('prices', csv, { source: 'prices.csv' }).rows).toEqual([{ name: '五常大米', per: 'kg', median: 15.8, n: 62 }])
  })

  it('names areas one by one, also those inside brackets', () => {
    const csv =
      'name,kind,area,area_code,category,registration_no,standard_no,holder,season_start,season_end,as_of\n' +
      '阳澄湖大闸蟹,product,江苏省苏州市阳澄湖水域(苏州市相城区;昆山市),320500,水产,,,,09-25,12-31,2026-11-01\n'
    expect(parseTable('gi', csv, { source: 'gi.csv' }).rows[0]?.area).toEqual(['江苏省苏州市阳澄湖水域', '苏州市相城区', '昆山市'])
  })

  it.each([
    ['a number that is none', PATENTS.replace('201919900001.1', '12345'), 'patents.csv:2: number: '],
    ['an unknown status', PATENTS.replace('granted', 'alive'), 'patents.csv:2: status: '],
    ['a day that does not exist', PATENTS.replace('2019-03-05', '2019-02-30'), 'patents.csv:2: filed: '],
    ['a row without its date', PATENTS.replace(',2026-10-01', ','), 'patents.csv:3: as_of: '],
    ['a header that lacks a column', PATENTS.replace('holder,', ''), 'patents.csv:1: holder: '],
    ['an unclosed quote', PATENTS.replace('核桃开口机', '"核桃'), 'patents.csv:'],
  ])('%s is refused with file, line and column', (_name, csv, at) => {
    expect(() => parseTable('patents', csv, { source })).toThrow(InputError)
    expect(() => parseTable('patents', csv, { source })).toThrow(at)
  })

  it('is decoded from GB 18030 as well as from UTF-8', () => {
    // 五常大米 in GBK.
    const gbk = Uint8Array.of(0xce, 0xe5, 0xb3, 0xa3, 0xb4, 0xf3, 0xc3, 0xd7)
    expect(decodeTable(gbk, 'a.csv')).toBe('五常大米')
    expect(decodeTable(new TextEncoder().encode('五常大米'), 'a.csv')).toBe('五常大米')
  })

  it('that is empty needs a date from outside', () => {
    expect(() => tableFromRecords('marks', [], { source: 'marks' })).toThrow(/snapshot date/)
    expect(tableFromRecords('marks', [], { source: 'marks', asOf: '2026-11-01' }).rows).toEqual([])
  })
})

describe('the look-ups', () => {
  const index = indexRegistry({
    patents: parseTable('patents', PATENTS, { source, complete: false }),
    names: tableFromRecords('names', [{ name: '耐克', latin: 'Nike', kind: 'brand', nice_class: '25;18', aliases: '大勾' }], {
      source: 'names',
      asOf: '2026-11-01',
    }),
  })

  it('tell a table that is missing from one that is there, and a partial one from a complete one', () => {
    expect([index.has('patents'), index.has('marks')]).toEqual([true, false])
    expect([index.isComplete('patents'), index.isComplete('names'), index.isComplete('marks')]).toEqual([false, true, false])
  })

  it('find a patent by its number and by every party to it', () => {
    expect(index.patent('201919900001.1')?.title).toBe('核桃开口机')
    expect(index.patentsOf('丙公司').map((row) => row.number)).toEqual(['201919900001.1'])
  })

  it('find a name by alias and by Latin name in any case and width', () => {
    for (const text of ['耐克', 'NIKE', 'ｎｉｋｅ', '大勾']) expect(index.name(text)[0]?.name).toBe('耐克')
  })
})
