import { describe, expect, it } from 'vitest'
import type { PatentRow } from '../../../domain/index.ts'
import { compareParties } from '../../../pipeline/patent/party.ts'
import { printedDate, producedRelativeTo } from '../../../pipeline/patent/produced.ts'
import { corresponds, stateOn } from '../../../pipeline/patent/register.ts'

const row = (more: Partial<PatentRow>): PatentRow => ({
  number: '201620000000.0',
  type: 'utility-model',
  status: 'granted',
  licensees: [],
  method: false,
  ...more,
})

describe('the state of a right', () => {
  it.each([
    ['stands while it is granted', row({ filed: '2020-03-01' }), '2026-11-15', 'valid'],
    ['ends with its term even where the register has not noticed', row({ filed: '2016-03-01' }), '2026-11-15', 'ended'],
    ['stands on the last day of its term', row({ filed: '2016-11-16' }), '2026-11-15', 'valid'],
    [
      'of an invention may have been lengthened beyond twenty years',
      row({ type: 'invention', filed: '2005-03-01' }),
      '2026-11-15',
      'valid',
    ],
    [
      'of an invention that reached its term after the snapshot has ended',
      row({ type: 'invention', filed: '2006-11-10' }),
      '2026-11-15',
      'ended',
    ],
    ['stood until the day on which it lapsed', row({ status: 'lapsed', ended: '2025-01-15' }), '2025-01-14', 'valid'],
    ['no longer stands from that day on', row({ status: 'lapsed', ended: '2025-01-15' }), '2025-01-15', 'ended'],
    ['given up is told apart', row({ status: 'abandoned', ended: '2025-01-15' }), '2026-01-01', 'abandoned'],
    ['of an application is pending until it is refused', row({ status: 'rejected', ended: '2025-01-15' }), '2025-01-01', 'pending'],
    ['of an application that was withdrawn is refused', row({ status: 'withdrawn', ended: '2025-01-15' }), '2025-02-01', 'refused'],
    ['that ended on an unknown day has ended', row({ status: 'invalidated' }), '2025-02-01', 'ended'],
  ])('%s', (_name, right, day, state) => expect(stateOn(right, day, '2026-11-01').state).toBe(state))
})

describe('goods made', () => {
  it.each([
    ['2025-01-14', 'before'],
    ['2025-01-15', 'after'],
    ['2025-01', 'unclear'],
    ['2024-12', 'before'],
    ['2025-02', 'after'],
    ['2025', 'unclear'],
    ['2024', 'before'],
    [undefined, 'unknown'],
  ])('%s, the right ended on 2025-01-15: %s', (made, expected) => expect(producedRelativeTo(made, '2025-01-15')).toBe(expected))

  it.each([
    ['生产日期:2024年03月', '2024-03'],
    ['生产日期：2024.3.8', '2024-03-08'],
    ['制造日期 2024/03/18', '2024-03-18'],
    ['生产日期20240318', '2024-03-18'],
    ['包装日期 2024-12', '2024-12'],
    ['有效期至 2026年03月', undefined],
    ['条码 6920240318123', undefined],
  ])('%s prints %s', (text, day) => expect(printedDate(text)).toBe(day))
})

describe('two names of parties', () => {
  it.each([
    ['甲公司', '甲公司', 'same'],
    ['临川五金制造有限公司', '临川五金制造有限责任公司', 'same'],
    ['臨川五金製造有限公司', '临川五金制造有限公司', 'same'],
    ['临川五金制造（浙江）有限公司', '临川五金制造', 'inside'],
    ['甲公司', '甲公司旗舰店', 'inside'],
    ['甲公司', '乙公司', 'different'],
    ['青禾日用品厂', '青禾食品厂', 'different'],
  ])('%s and %s: %s', (a, b, relation) => expect(compareParties(a, b)).toBe(relation))
})

describe('a patent and the goods', () => {
  it.each([
    ['核桃开口机', '核桃夹 开核桃神器', 'yes'],
    ['一种党参饮片的制备方法', '陵川党参片 250g', 'yes'],
    ['滤芯外壳', '即热饮水机', 'no'],
    ['台灯(方形)', 'LED台灯 护眼', 'yes'],
    ['可折叠蒸笼', '塑料盆', 'no'],
    [undefined, '塑料盆', 'unknown'],
    ['可折叠蒸笼', '', 'unknown'],
  ])('%s for %s: %s', (title, product, expected) => expect(corresponds(title, product)).toBe(expected))
})
