import { describe, expect, it } from 'vitest'
import { currencyIn } from '../../../crawlers/extract/currency.ts'
import { readCount, readNumber, readPrice, readPrices } from '../../../crawlers/extract/price.ts'
import { perOf, quantityIn, unitPrice } from '../../../crawlers/extract/units.ts'

describe('a price in a text', () => {
  it.each([
    ['¥39.90', 39.9, 'CNY'],
    ['39元9', 39.9, 'CNY'],
    ['39元9角5分', 39.95, 'CNY'],
    ['3块5', 3.5, 'CNY'],
    ['¥1.2万', 12_000, 'CNY'],
    ['人民币1,299.00元', 1299, 'CNY'],
    ['1.299,00 €', 1299, 'EUR'],
    ['$1,299.00', 1299, 'USD'],
    ['1 234,50 zł', 1234.5, 'PLN'],
    ["CHF 1'299.50", 1299.5, 'CHF'],
    ['Rs. 1,12,499', 112_499, 'INR'],
    ['12.345円', 12_345, 'JPY'],
    ['1.000.000 ₫', 1_000_000, 'VND'],
    ['NT$ 1,290', 1290, 'TWD'],
    ['kr 1 299', 1299, undefined],
    ['iPhone 15 $799', 799, 'USD'],
  ])('%s is %d %s', (text, amount, currency) => {
    expect(readPrices(text)[0]).toMatchObject({ amount, ...(currency === undefined ? {} : { currency }) })
  })

  it('keeps both ends of a range', () => {
    expect(readPrices('￥ 5598.00 - 8336.00')[0]).toMatchObject({ amount: 5598, high: 8336, currency: 'CNY' })
    expect(readPrices('from $10.00 to $20.00')[0]).toMatchObject({ amount: 10, high: 20 })
    expect(readPrices('1-1.5万元')[0]).toMatchObject({ amount: 10_000, high: 15_000 })
  })

  it('says what the amount buys', () => {
    expect(readPrices('3.5元/斤')[0]?.per).toBe('500g')
    expect(readPrices('￥39.9/500g')[0]?.per).toBe('500g')
    expect(readPrices('每斤12.5元')[0]?.per).toBe('500g')
    expect(readPrices('¥22/公斤')[0]?.per).toBe('kg')
    expect(readPrices('¥128/箱')[0]?.per).toBe('箱')
  })

  it('is not made of a date, a size or a number without currency', () => {
    for (const text of ['2024-05-01', '10ft cable', '500g×2袋', '型号 8848', '第 3 页']) expect(readPrices(text)).toEqual([])
    expect(readPrice('暂无报价')).toBeUndefined()
  })

  it('takes ¥ for yen on a Japanese page and 元 for the local dollar on a Taiwanese one', () => {
    expect(currencyIn('¥1,980', { host: 'www.shop.example.jp' })).toBe('JPY')
    expect(currencyIn('¥1,980', { host: 'item.jd.com' })).toBe('CNY')
    expect(currencyIn('1280元', { lang: 'zh-tw' })).toBe('TWD')
    expect(currencyIn('$5', { host: 'shop.example.ca' })).toBe('CAD')
  })
})

describe('a number with separators', () => {
  it.each([
    ['1,234', undefined, 1234],
    ['1.234', 'EUR', 1234],
    ['1.234', 'USD', 1.234],
    ['12,50', undefined, 12.5],
    ['1.234.567,89', undefined, 1_234_567.89],
    ['1,234,567.89', undefined, 1_234_567.89],
  ])('%s (%s) is %d', (text, currency, value) => expect(readNumber(text, currency)).toBe(value))
})

describe('a count', () => {
  it.each([
    ['1.2万+人付款', 12_000],
    ['已售 350 件', 350],
    ['2,345 reviews', 2345],
  ])('%s is %d', (text, value) => expect(readCount(text)).toBe(value))
})

describe('quantities', () => {
  it('are normalised from the market units and multiplied by packs', () => {
    expect(quantityIn('五常大米500g×2袋')).toEqual({ amount: 1000, unit: 'g' })
    expect(quantityIn('10斤装')).toEqual({ amount: 5000, unit: 'g' })
    expect(quantityIn('三七粉2两')).toEqual({ amount: 100, unit: 'g' })
    expect(quantityIn('6×750ml')).toEqual({ amount: 4500, unit: 'ml' })
    expect(quantityIn('大米 5kg/10斤')).toEqual({ amount: 5000, unit: 'g' })
  })

  it('are not guessed where a text names several, or none', () => {
    expect(quantityIn('大米 5斤/10斤 可选')).toBeUndefined()
    expect(quantityIn('礼盒装')).toBeUndefined()
  })

  it('give prices that can be compared', () => {
    expect(unitPrice(39.9, undefined, '五常大米 5kg')).toEqual({ amount: expect.closeTo(3.99, 10) as number, per: '500g' })
    expect(unitPrice(15.8, 'kg')).toEqual({ amount: expect.closeTo(7.9, 10) as number, per: '500g' })
    expect(unitPrice(45, '瓶')).toBeUndefined()
  })

  it('name what one price buys', () => {
    expect(perOf('/500克')).toBe('500g')
    expect(perOf('/床')).toBe('床')
    expect(perOf('起')).toBeUndefined()
  })
})
