import { describe, expect, it } from 'vitest'
import { maskFinding, maskListing, maskName, maskSellerName, maskText, maskTimeline } from '../../../dashboard/server/mask.ts'
import type { Listing, StoredFinding } from '../../../domain/index.ts'

const stall: Listing = {
  title: '加微信13812345678',
  seller: {
    name: '张记酒水批发店',
    kind: 'individual',
    creditCode: '92140524MA0KABCD7Q',
    registeredAddress: '山西省晋城市陵川县崇文镇西大街18号',
  },
}

describe('masking', () => {
  it('hides the middle of mobile numbers and keeps the length', () => {
    expect(maskText('电话13812345678转1')).toBe('电话138****5678转1')
  })

  it('hides the birthday of identity numbers, whose form GB 11643 gives', () => {
    expect(maskText('身份证11010519491231002X。')).toBe('身份证110105********002X。')
  })

  it('leaves patent numbers, order numbers and bar codes alone', () => {
    for (const text of ['ZL201910123456.7', '订单号 20261113812345678', 'EAN 6901234567892']) expect(maskText(text)).toBe(text)
  })

  it('hides the names of natural persons and not of companies', () => {
    expect(maskSellerName(stall.seller)).toBe('张**')
    expect(maskSellerName({ name: '永康市泷川日用品有限公司', kind: 'business' })).toBe('永康市泷川日用品有限公司')
  })

  it('keeps the first character whole when it takes two units', () => {
    expect(maskName('\u{20bb7}小姐')).toBe('\u{20bb7}**')
  })

  it('keeps every text as long as it was, so that spans still fit', () => {
    const masked = maskListing(stall)
    expect(masked.title).toBe('加微信138****5678')
    expect(masked.seller).toEqual({
      name: '张******',
      kind: 'individual',
      creditCode: '92140524********7Q',
      registeredAddress: '山西省晋城市' + '*'.repeat('陵川县崇文镇西大街18号'.length),
    })
    expect(stall.seller?.name).toBe('张记酒水批发店')
  })

  it('lets evidence quote the masked words and its reason no name', () => {
    const finding = {
      evidence: [
        { signal: 's', field: 'seller.name', start: 0, end: 3, text: '张记酒', weight: 1, reason: '“张记酒水批发店”不在名录中' },
        { signal: 's', field: 'title', start: 3, end: 14, text: '13812345678', weight: 1, reason: '联系13812345678' },
      ],
      mitigating: [],
    } as Partial<StoredFinding> as StoredFinding
    expect(maskFinding(finding, stall).evidence.map(({ text, reason }) => [text, reason])).toEqual([
      ['张**', '“张******”不在名录中'],
      ['138****5678', '联系138****5678'],
    ])
  })

  it('hides earlier names in the timeline', () => {
    const entries = [
      { listingKey: 'k', at: '', sweep: 's', kind: 'changed' as const, changes: [{ field: 'seller.name', before: '李四', after: '张三' }] },
    ]
    expect(maskTimeline(entries, stall)[0]?.changes).toEqual([{ field: 'seller.name', before: '李*', after: '张*' }])
  })
})
