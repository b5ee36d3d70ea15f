import { describe, expect, it } from 'vitest'
import { checkDigitOf, parsePatentText, termEnd } from '../../../pipeline/patent/index.ts'
import { filedYearOf, isMisprint, isOverByNumber, typeOfNumber } from '../../../pipeline/patent/number.ts'

describe('the check digit', () => {
  // Thirteen published numbers (law.md 4.2).
  it.each([
    '200710308494.X',
    '201710601862.3',
    '202010566088.9',
    '201510958772.0',
    '202411064734.6',
    '202510942578.7',
    '200510096239.4',
    '202322865413.3',
    '201811564288.X',
    '201910603565.1',
    '202610712171.X',
    '97101765.4',
    '95115608.X',
  ])('of %s is the one that was published', (number) => {
    const [digits, check] = number.split('.') as [string, string]
    expect(checkDigitOf(digits)).toBe(check)
  })

  it('unmasks the popular placeholder 20xx10123456.7', () => {
    expect(['202310123456', '202410123456', '201910123456'].map(checkDigitOf)).toEqual(['6', '0', 'X'])
  })
})

describe('a number says of itself', () => {
  it.each([
    ['201910603565', 'invention', 2019],
    ['202322865413', 'utility-model', 2023],
    ['202130112233', 'design', 2021],
    ['201580012345', 'invention', 2015],
    ['201590000123', 'utility-model', 2015],
    ['202150012345', 'unknown', 2021],
    ['97101765', 'invention', 1997],
    ['01260123', 'utility-model', 2001],
    ['85300123', 'design', 1985],
  ] as const)('%s: %s, filed in %i', (digits, type, year) => {
    expect([typeOfNumber(digits), filedYearOf(digits)]).toEqual([type, year])
  })
})

describe('the term', () => {
  it.each([
    ['invention', '2006-03-10', '2026-03-10'],
    ['utility-model', '2014-05-20', '2024-05-20'],
    ['design', '2021-05-31', '2031-05-31'],
    ['design', '2021-06-01', '2036-06-01'],
    ['invention', '2004-02-29', '2024-02-29'],
    ['utility-model', '2012-02-29', '2022-03-01'],
  ] as const)('of %s filed on %s has ended on %s', (type, filed, end) => {
    expect(termEnd(type, filed)).toBe(end)
  })

  // On 2026-11-24 every 20YY2 and 20YY3 with YY ≤ 15 and every 20YY1 with YY ≤ 05 is over by its number (law.md 4.4).
  it.each([
    ['201520012345', 'yes'],
    ['201530012345', 'yes'],
    ['200510012345', 'yes'],
    ['201620012345', 'maybe'],
    ['200610012345', 'maybe'],
    ['201720012345', 'no'],
    ['200710012345', 'no'],
    ['02112345', 'yes'],
  ] as const)('by the number %s alone is over on 2026-11-24: %s', (digits, over) => {
    expect(isOverByNumber(digits, '2026-11-24')).toBe(over)
  })
})

describe('one misprint', () => {
  it.each([
    ['2019199000011', '2019199000012', true, 'one digit'],
    ['2019199000011', '2019919000011', true, 'two neighbours swapped'],
    ['2019199000011', '201919900001', true, 'one dropped'],
    ['2019199000011', '20191199000011', true, 'one doubled'],
    ['2019199000011', '2019199000021', true, 'one digit inside'],
    ['2019199000011', '2019199000122', false, 'two digits'],
    ['2019199000011', '2019199000011', false, 'none'],
  ])('%s and %s: %s (%s)', (a, b, expected) => expect(isMisprint(a, b)).toBe(expected))
})

describe('reading', () => {
  it.each([
    // As people print them.
    ['专利号 ZL 2019 1 0603565.1', ['201910603565.1']],
    ['专利号:ZL201910603565.1', ['201910603565.1']],
    ['ZL 97 1 01765.4 发明专利', ['97101765.4']],
    ['发明专利ZL97101765.4', ['97101765.4']],
    ['专利号：201910603565.1', ['201910603565.1']],
    ['发明专利（201910603565.1）', ['201910603565.1']],
    ['申请号：CN201910603565.1', ['201910603565.1']],
    ['ZL201811564288.x 发明', ['201811564288.X']],
    ['专利号:ZL201910603565.1;ZL202322865413.3', ['201910603565.1', '202322865413.3']],
    ['专利号:201910603565.1、202322865413.3', ['201910603565.1', '202322865413.3']],
    // As OCR returns them.
    ['ＺＬ２０１９１０６０３５６５．１', ['201910603565.1']],
    ['ZL2O19lO6O3565.1', ['201910603565.1']],
    ['ZL 2019 1 0603565 1', ['201910603565.1']],
    ['ZL2019106035651', ['201910603565.1']],
    ['ZL201910603565·1', ['201910603565.1']],
    ['ZL201910603565。1', ['201910603565.1']],
    ['Z L 2 0 1 9 1 0 6 0 3 5 6 5 . 1', ['201910603565.1']],
    ['专利ZL2\u200b019\u200b10603565.1', ['201910603565.1']],
    ['实用新型专利ZL202322865413.3乙公司', ['202322865413.3']],
    // Other registers and other countries.
    ['发明专利申请公布号 CN119900007A', ['CN119900007A']],
    ['授权公告号 CN 219900007 U', ['CN219900007U']],
    ['PCT/CN2023/099999', ['PCT/CN2023/099999']],
    ['US Patent 10,123,456 B2', ['USPATENT10,123,456B2']],
    // Nothing that is a patent.
    ['电话 4008201234 条码 6901234567892', []],
    ['订单号 2019106035651', []],
    ['软著登字第7654321号 国作登字-2023-F-00112233', []],
    ['SC10114052400123 GB/T 19777 批号20240115', []],
    ['ISBN 978-7-111-12345-6 专利说明', []],
    ['型号 ZL2019 尺码 L', []],
  ])('%s', (text, numbers) => expect(parsePatentText(text).map((number) => number.number)).toEqual(numbers))

  it('gives positions in the text as given, however it was normalised', () => {
    const text = '專利號：ＺＬ2019\u200b10603565．1（發明）'
    const [number] = parsePatentText(text)
    expect(number).toMatchObject({
      number: '201910603565.1',
      field: 'labels[0].text',
      type: 'invention',
      checkDigit: true,
      filedYear: 2019,
    })
    expect(text.slice(number!.start, number!.end)).toBe(number!.text)
    expect(number!.text).toBe('ＺＬ2019\u200b10603565．1')
  })

  it('tells a wrong check digit from none', () => {
    expect(parsePatentText('专利号 ZL201910603565.2')[0]).toMatchObject({ checkDigit: false })
    expect(parsePatentText('专利号 ZL201910603565 发明')[0]).toMatchObject({ checkDigit: null, number: '201910603565' })
  })

  it('tells an application from a patent', () => {
    expect(parsePatentText('申请号：201910603565.1')[0]?.kind).toBe('application')
    expect(parsePatentText('专利号：201910603565.1')[0]?.kind).toBe('patent')
    expect(parsePatentText('申请号：ZL201910603565.1')[0]?.kind).toBe('patent')
  })
})
