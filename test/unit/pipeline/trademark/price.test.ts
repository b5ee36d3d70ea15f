import { describe, expect, it } from 'vitest'
import type { Listing } from '../../../../domain/index.ts'
import { readQuantity, unitPrice } from '../../../../pipeline/signals/price.ts'
import { judgeWith } from '../judge.ts'

const priced = (amount: number, per: string | undefined, title = ''): Listing => ({
  title,
  price: { amount, currency: 'CNY', ...(per === undefined ? {} : { per }) },
})
const per = (text: string) => {
  const quantity = readQuantity(text)
  if (!quantity) throw new Error(`no quantity in ${text}`)
  return quantity
}

describe('quantities', () => {
  it.each([
    ['5kg', { amount: 5, unit: 'kg' }],
    ['10斤', { amount: 5, unit: 'kg' }],
    ['500g', { amount: 0.5, unit: 'kg' }],
    ['2.5公斤', { amount: 2.5, unit: 'kg' }],
    ['500ml', { amount: 0.5, unit: 'l' }],
    ['盒', { amount: 1, unit: '盒' }],
    ['12罐', { amount: 12, unit: '罐' }],
    ['8只', { amount: 8, unit: '只' }],
  ])('reads %s', (text, expected) => {
    expect(readQuantity(text)).toEqual(expected)
  })

  it('reads nothing where there is none', () => {
    expect(readQuantity('面议')).toBeUndefined()
  })
})

describe('the price of one unit', () => {
  it('turns jin, grams and kilograms into each other', () => {
    expect(unitPrice(priced(36, '5kg'), per('kg'))).toBeCloseTo(7.2)
    expect(unitPrice(priced(36, '10斤'), per('500g'))).toBeCloseTo(3.6)
  })

  it('counts pieces', () => {
    expect(unitPrice(priced(98, '8只'), per('只'))).toBeCloseTo(12.25)
  })

  it('looks into the box by the title', () => {
    expect(unitPrice(priced(60, '箱', '香米 10斤 整箱'), per('kg'))).toBeCloseTo(12)
    expect(unitPrice(priced(240, '箱', '酱酒 500ml*6 整箱'), per('瓶'))).toBeCloseTo(40)
  })

  it('leaves alone what cannot be compared', () => {
    expect(unitPrice(priced(35, '件'), per('双'))).toBeUndefined()
    expect(unitPrice(priced(35, '箱', '香米 整箱'), per('kg'))).toBeUndefined()
    expect(unitPrice({ title: '', price: { amount: 5, currency: 'USD', per: 'kg' } }, per('kg'))).toBeUndefined()
  })
})

describe('a price as evidence', () => {
  const names = [{ name: '安踏', latin: 'ANTA', kind: 'brand', nice_class: '25', goods: '运动鞋', owner: '安踏体育用品有限公司' }]
  const shoes = (amount: number): Listing => ({ title: '安踏跑鞋 加薇', price: { amount, currency: 'CNY', per: '双' }, niceClass: [25] })

  it('counts below three tenths of the median of at least five prices', () => {
    const judge = judgeWith({ names, prices: [{ name: '安踏', per: '双', median: 400, p10: 250, n: 5 }] })
    expect(judge(shoes(119)).outcome).toBe('TM_INF')
    expect(judge(shoes(121)).outcome).toBe('OK')
  })

  it('counts for nothing with four', () => {
    const judge = judgeWith({ names, prices: [{ name: '安踏', per: '双', median: 400, p10: 250, n: 4 }] })
    expect(judge(shoes(20)).outcome).toBe('OK')
  })
})
