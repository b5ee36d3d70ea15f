import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { readAmount, readDate } from '../../../crawlers/intake/cell-values.ts'
import { parseGivenColumns } from '../../../crawlers/intake/columns.ts'
import { planSpreadsheet, readRows } from '../../../crawlers/intake/spreadsheet.ts'
import { sniffDelimiter } from '../../../crawlers/intake/sheet.ts'
import type { Listing } from '../../../domain/index.ts'

async function read(bytes: Uint8Array | string, columns = '', file = '检查.csv') {
  const plans = await planSpreadsheet(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, file, parseGivenColumns(columns))
  const listings: Listing[] = []
  const errors: string[] = []
  for (const item of readRows(plans, file)) {
    if ('listing' in item) listings.push(item.listing)
    else errors.push(item.error.message)
  }
  return { plans, listings, errors }
}

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  fill(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

describe('cells', () => {
  test.each([
    ['2026年3月5日', '2026-03-05'],
    ['2026.3.5', '2026-03-05'],
    ['2026/03/05 14:30', '2026-03-05T14:30:00+08:00'],
    ['2026年3月5日 下午2时5分', '2026-03-05T14:05:00+08:00'],
    ['２０２６－３－５'.replaceAll('－', '-'), '2026-03-05'],
    ['20260305', '2026-03-05'],
    // Serial 1 is 1 January 1900; Microsoft's documentation of DATE gives 39448 for 1 January 2008.
    [39448, '2008-01-01'],
    [39448.75, '2008-01-01T18:00:00+08:00'],
    ['39448', '2008-01-01'],
    [new Date(Date.UTC(2026, 2, 5)), '2026-03-05'],
  ])('%s is the date %s', (cell, day) => {
    expect(readDate(cell)).toBe(day)
  })

  test.each(['2026年2月30日', '3月5日', '昨天', '12.5', '2026年3月', '13800138000', 128, '2026-03-05 25:00'])('%s is no date', (cell) => {
    expect(readDate(cell)).toBeUndefined()
  })

  test('a month is enough for a date of production', () => {
    expect(readDate('2026年3月', true)).toBe('2026-03')
    expect(readDate('2026', true)).toBe('2026')
  })

  test.each([
    ['¥1,280.00', 1280],
    ['￥ 39.9元', 39.9],
    ['１２８元', 128],
    ['39元9', 39.9],
    ['1.2万', 12_000],
    ['1,280', 1280],
    ['人民币68元整', 68],
    [39.9, 39.9],
    ['0', 0],
  ])('%s is the amount %d', (cell, amount) => {
    expect(readAmount(cell)).toEqual({ amount, currency: 'CNY' })
  })

  test.each(['面议', '满100减20', '第5批', -3, '', true])('%s is no amount', (cell) => {
    expect(readAmount(cell)).toBeUndefined()
  })

  test('what an amount buys is kept with it', () => {
    expect(readAmount('12元/斤')).toEqual({ amount: 12, currency: 'CNY', per: '500g' })
  })
})

describe('csv', () => {
  const rows = '检查日期,品名,单价,摊主,备注\n2026.3.5,汾河陈醋,"¥1,280.00",王记粮油,货架第二层\n'

  test('headings are guessed, what has no field keeps its heading, and the origin is told', async () => {
    const { listings, errors } = await read(rows)
    expect(errors).toEqual([])
    expect(listings).toEqual([
      {
        title: '汾河陈醋',
        price: { amount: 1280, currency: 'CNY' },
        seller: { name: '王记粮油' },
        seenAt: '2026-03-05',
        channel: 'stall',
        platform: 'inspections',
        id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        attributes: { 备注: '货架第二层', 来源文件: '检查.csv', 行号: '2' },
      },
    ])
  })

  test('GB 18030, UTF-16 and tabs give the same rows as UTF-8', async () => {
    const expected = (await read(rows)).listings
    expect((await read(iconv.encode(rows, 'gb18030'))).listings).toEqual(expected)
    const tabs = '检查日期\t品名\t单价\t摊主\t备注\n2026.3.5\t汾河陈醋\t"¥1,280.00"\t王记粮油\t货架第二层\n'
    expect((await read(Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(tabs, 'utf-16le')]))).listings).toEqual(expected)
  })

  test.each([
    ['a,b,c\n1,2,3', ','],
    ['品名;价格\n"米,五斤";12,5\n面;3', ';'],
    ['品名|价格\n米|3', '|'],
  ])('the delimiter of %j is %s', (text, delimiter) => {
    expect(sniffDelimiter(text)).toBe(delimiter)
  })

  test('a bad row is told with file, line and field, keeps its words, and stops none of the others', async () => {
    const { listings, errors } = await read(
      '品名,单价,检查日期\n米,面议,2026-03-05\n,12,2026-03-05\n"两行\n的名字",13,2026-13-40\n面,14,2026-03-06\n',
    )
    expect(errors).toEqual([
      '检查.csv:2: 单价: expected an amount, not "面议"',
      '检查.csv:3: 标题: expected the name of the goods',
      '检查.csv:4: 检查日期: expected a date, not "2026-13-40"',
    ])
    expect(listings.map(({ title }) => title)).toEqual(['米', '两行\n的名字', '面'])
    expect(listings[0]?.price).toBeUndefined()
    expect(listings[0]?.attributes).toMatchObject({ 单价: '面议', 导入错误: '单价: expected an amount, not "面议"' })
    expect(listings[2]?.attributes?.['行号']).toBe('6')
  })

  test('a complaint keeps what the complainant says apart from what the seller says', async () => {
    const { listings } = await read(
      '投诉编号,投诉人,投诉人电话,被投诉企业名称,统一社会信用代码,涉诉商品,投诉内容,投诉时间,平台名称\n' +
        'T1,李某,13800138000,晋南酒业有限公司,91140100MA0KTEST5X,老白汾,买到的像假的,2026/3/5 9:00,某某商城\n' +
        'T1,李某,13800138000,晋南酒业有限公司,91140100MA0KTEST5X,竹叶青,同上,2026/3/5 9:00,某某商城\n',
    )
    expect(listings.map(({ id }) => id)).toEqual(['T1', 'T1-2'])
    expect(listings[0]).toMatchObject({
      title: '老白汾',
      channel: 'online',
      seller: { name: '晋南酒业有限公司' },
      seenAt: '2026-03-05T09:00:00+08:00',
      attributes: { 投诉人: '李某', 投诉人电话: '13800138000', 投诉内容: '买到的像假的' },
    })
    expect(listings[0]?.description).toBeUndefined()
  })

  test('an export of the complaints platform is read by its own headings', async () => {
    const { plans, listings, errors } = await read(
      '登记编号,登记时间,提供方姓名,提供方电话,涉及主体名称,统一社会信用代码/注册号,住所,客体类别,涉及客体名称,品牌名称/型号,争议金额（元）,问题描述,处理部门,办结时间\n' +
        '114,2026-03-05 09:12:33,李某,13800138000,晋南酒业有限公司,140100600123456,某县某路1号,酒类,老白汾酒,-,256,瓶口漏酒,某所,2026-03-20\n' +
        '115,2026-03-06 10:00:00,张某,13900139000,王记粮油店,91140100MA0KTEXT5X,某县某路2号,粮食,小米,汾河,12.5-18,有砂,某所,2026-03-21\n',
    )
    expect(errors).toEqual([])
    expect(Object.fromEntries((plans[0]?.columns ?? []).flatMap(({ heading, field }) => (field ? [[heading, field.path]] : [])))).toEqual({
      登记编号: 'id',
      登记时间: 'seenAt',
      涉及主体名称: 'seller.name',
      '统一社会信用代码/注册号': 'seller.creditCode',
      住所: 'seller.registeredAddress',
      客体类别: 'category',
      涉及客体名称: 'title',
      '品牌名称/型号': 'brand',
    })
    // A registration number of before 2015 is right, and is no credit code.
    expect(listings[0]?.seller).toEqual({ name: '晋南酒业有限公司', registeredAddress: '某县某路1号' })
    expect(listings[0]?.brand).toBeUndefined()
    expect(listings[0]?.attributes).toMatchObject({
      '统一社会信用代码/注册号': '140100600123456',
      '品牌名称/型号': '-',
      '争议金额（元）': '256',
    })
    expect(listings[1]).toMatchObject({ brand: '汾河', seller: { creditCode: '91140100MA0KTEXT5X' }, seenAt: '2026-03-06T10:00:00+08:00' })
  })

  test('a heading of several things is its first, and what a price buys may stand in its heading', async () => {
    const { listings } = await read('商品名称及规格,单价（元/斤）,产地标注,商标使用情况\n散装小米,5.5,某县,使用字样\n')
    expect(listings).toMatchObject([
      { title: '散装小米', price: { amount: 5.5, currency: 'CNY', per: '500g' }, origin: '某县', attributes: { 商标使用情况: '使用字样' } },
    ])
    expect(listings[0]).not.toHaveProperty('brand')
  })

  test('of a range of prices the lower end counts and the words are kept; text that csv guards from Excel is text', async () => {
    const { listings, errors } = await read('品名,商品编号,单价\n米,"=""0012""",12.5-18元\n')
    expect(errors).toEqual([])
    expect(listings).toMatchObject([{ id: '0012', price: { amount: 12.5 }, attributes: { 单价: '12.5-18元' } }])
  })

  test('values tell what headings do not, and a telephone number is no price', async () => {
    const { plans } = await read(
      '品名,甲,乙,丙,丁\n米,13800138000,¥12.5,2026年3月5日,https://shop.test/1\n面,0351-1234567,8元,2026年3月6日,https://shop.test/2\n',
    )
    expect(plans[0]?.columns.map(({ heading, field, by }) => [heading, field?.path, by])).toEqual([
      ['品名', 'title', 'heading'],
      ['甲', undefined, undefined],
      ['乙', 'price', 'values'],
      ['丙', 'seenAt', 'values'],
      ['丁', 'url', 'values'],
    ])
    expect(plans[0]?.columns[1]?.looksLike).toBe('phone')
  })

  test('the columns that the user gives win, and a dash takes a field away', async () => {
    const { listings } = await read('品名,货号,单价\n米,晋南小米,5\n', '标题=货号,价格=-')
    expect(listings[0]).toMatchObject({ title: '晋南小米', attributes: { 品名: '米', 单价: '5' } })
    expect(listings[0]?.price).toBeUndefined()
    await expect(read('品名\n米\n', '标题=名字')).rejects.toThrow('名字')
    expect(() => parseGivenColumns('口味=品名')).toThrow('口味')
  })

  test('titles above and totals below the table are no goods', async () => {
    const { listings, errors } = await read(
      '某县农贸市场检查表,,\n填报单位：某局,,2026年3月\n序号,商品名称,单价（元）\n1,米,5\n2,面,6\n合计,,11\n填表人：张某,,\n',
    )
    expect(errors).toEqual([])
    expect(listings.map(({ title, price }) => [title, price?.amount])).toEqual([
      ['米', 5],
      ['面', 6],
    ])
  })

  test('a renamed file and a longer file give the same listings under the same ids; equal rows stay two', async () => {
    const first = await read('品名,单价\n米,5\n米,5\n')
    const again = await read('品名,单价\n油,9\n米,5\n米,5\n', '', '改名.csv')
    const ids = first.listings.map(({ id }) => id)
    expect(new Set(ids).size).toBe(2)
    expect(again.listings.slice(1).map(({ id }) => id)).toEqual(ids)
  })

  test('a table without any column for goods is refused in one line that says what to do', async () => {
    await expect(read('摊主,单价\n王记,5\n')).rejects.toThrow('检查.csv: 标题: expected a column for the goods; name it with --columns')
  })
})

describe('xlsx', () => {
  test('dates, formulas, rich text and amounts come as Excel shows them, below a title and merged headings', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('三月')
      sheet.addRow(['三月巡查记录'])
      sheet.mergeCells('A1:F1')
      sheet.addRow(['检查日期', '商品', '商品', '经营者', '经营者', '标签内容'])
      sheet.addRow(['检查日期', '商品名称', '单价', '名称', '统一社会信用代码', '标签内容'])
      sheet.mergeCells('A2:A3')
      sheet.mergeCells('B2:C2')
      sheet.mergeCells('D2:E2')
      sheet.mergeCells('F2:F3')
      const rich = { richText: [{ text: '晋南' }, { font: { bold: true }, text: '小米' }] }
      sheet.addRow([
        new Date(Date.UTC(2026, 2, 5)),
        rich,
        { formula: '2*3.5', result: 7 },
        '王记',
        '91140100MA0KTEXT5X',
        'ZL201919900001.1',
      ])
      sheet.addRow([46086, '陈醋', '¥1,280.00', '王记', '', ''])
      sheet.getCell('D4').value = '王记粮油店'
      sheet.mergeCells('D4:D5')
      book.addWorksheet('说明').addRow(['本表由系统导出'])
    })
    const { plans, listings, errors } = await read(bytes, '', '巡查.xlsx')
    expect(errors).toEqual([])
    expect(plans.map(({ sheet }) => sheet)).toEqual(['三月'])
    expect(listings).toMatchObject([
      {
        title: '晋南小米',
        price: { amount: 7, currency: 'CNY' },
        seller: { name: '王记粮油店', creditCode: '91140100MA0KTEXT5X' },
        labels: [{ where: 'package', text: 'ZL201919900001.1' }],
        seenAt: '2026-03-05',
        attributes: { 来源文件: '巡查.xlsx', 工作表: '三月', 行号: '4' },
      },
      // 46086 = 46023 (1 January 2026) + 31 + 28 + 4 days.
      { title: '陈醋', price: { amount: 1280 }, seller: { name: '王记粮油店' }, seenAt: '2026-03-05' },
    ])
  })

  test('a credit code that Excel took for a number is told, as its last digits are lost', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('a')
      sheet.addRows([
        ['商品名称', '商品编号'],
        ['米', 691_234_567_890_123_500],
      ])
    })
    const { errors, listings } = await read(bytes, '', 'a.xlsx')
    expect(errors[0]).toContain('a.xlsx:2: 商品编号: expected text: Excel lost the last digits')
    expect(listings).toHaveLength(1)
  })

  test('an old or protected workbook is refused with what to do', async () => {
    await expect(read(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), '', 'a.xls')).rejects.toThrow('.xlsx')
  })
})
