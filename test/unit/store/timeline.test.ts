import { describe, expect, it } from 'vitest'
import { changesBetween } from '../../../store/timeline.ts'

describe('changes between two states of a listing', () => {
  it('name the path of each field that differs, with the value before and after', () => {
    const before = { title: '茶', seller: { name: '甲', kind: 'individual' as const }, price: { amount: 1, currency: 'CNY' } }
    const after = { title: '茶', seller: { name: '乙', kind: 'individual' as const }, price: { amount: 2, currency: 'CNY', per: '盒' } }
    expect(changesBetween(before, after)).toEqual([
      { field: 'seller.name', before: '甲', after: '乙' },
      { field: 'price.amount', before: 1, after: 2 },
      { field: 'price.per', before: undefined, after: '盒' },
    ])
  })
  it('take lists as a whole and a field that appears or goes as one change', () => {
    const images = [{ url: 'a' }, { url: 'b' }]
    expect(changesBetween({ images, origin: '某县' }, { images: [{ url: 'b' }], producer: { name: '丙' } })).toEqual([
      { field: 'images', before: images, after: [{ url: 'b' }] },
      { field: 'origin', before: '某县', after: undefined },
      { field: 'producer', before: undefined, after: { name: '丙' } },
    ])
  })
  it('quote attributes whose name holds a dot, and pass over what moves by itself', () => {
    expect(
      changesBetween({ attributes: { 'a.b': '1' }, sales: 1, reviews: 1, seenAt: 'x' }, { attributes: { 'a.b': '2' }, sales: 2 }),
    ).toEqual([{ field: "attributes['a.b']", before: '1', after: '2' }])
  })
})
