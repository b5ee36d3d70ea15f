import { holder, patent, zl } from '../registry/patents.ts'
import { onPackage, onThing, pair } from './pair.ts'
import type { Pair } from './pair.ts'

/** The number with one digit of the serial misread; its check digit no longer fits. */
function misprinted(key: string): string {
  const { number } = patent(key)
  return `ZL${number.slice(0, 9)}${(Number(number[9]) + 4) % 10}${number.slice(10)}`
}

/** The number with two neighbouring digits of the serial swapped. */
function swapped(key: string): string {
  const { number } = patent(key)
  return `ZL${number.slice(0, 10)}${number[11]}${number[10]}${number.slice(12)}`
}

/** In full-width characters, as old label printers set them. */
function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
}

/** Numbers of the maker's own that are misprinted by one slip (law.md P-16). */
export const MISPRINTS: Pair[] = [
  pair(
    'P-16',
    'P_MARK',
    'farm',
    '号码一位有误，与生产者自己的有效号相差一位',
    {
      shop: '雾田农械有限公司',
      kind: 'brand-owner',
      town: '台州',
      title: '电动喷雾器 20升 背负式',
      price: [155, '台'],
      maker: [holder('sprayer'), '台州'],
      labels: onThing('nameplate', `中国实用新型专利 ${misprinted('sprayer')} 雾田农械有限公司`, '2026-04'),
    },
    {
      shop: '果园帮农资',
      town: '栖霞',
      title: '电动喷雾器 果园专用 高压双泵',
      price: [175, '台'],
      maker: [holder('sprayer'), '台州'],
      labels: onThing('nameplate', `中国实用新型专利 ${fullWidth(zl('sprayer'))} 雾田农械有限公司`, '2026-04'),
    },
  ),
  pair(
    'P-16',
    'P_MARK',
    'kitchen',
    '号码相邻两位颠倒，与生产者自己的有效号相符',
    {
      shop: '格子厨居批发',
      town: '台州',
      title: '分格饭盒 三格便当 学生上班族',
      price: [16.5, '个'],
      maker: [holder('lunchBox'), '台州'],
      labels: onPackage(`中国外观设计专利 ${swapped('lunchBox')} 格子厨居有限公司`, '2026-05'),
    },
    {
      shop: '午间便当用品',
      town: '台州',
      title: '分格饭盒 注水保温 两层',
      price: [32, '个'],
      maker: [holder('lunchBox'), '台州'],
      labels: onPackage(
        `中国外观设计专利 ZL ${patent('lunchBox').number.slice(0, 4)} ${patent('lunchBox').number.slice(4, 5)} ${patent('lunchBox').number.slice(5)} 格子厨居有限公司`,
        '2026-05',
      ),
    },
  ),
  pair(
    'P-16',
    'P_MARK',
    'tools',
    '号码一位有误，与生产者自己的有效号相差一位',
    {
      shop: '锐砺工具配件部',
      town: '永康',
      title: '电钻夹头 全钢自锁',
      price: [22, '个'],
      maker: [holder('drillChuck'), '永康'],
      labels: onPackage(`实用新型专利 ${misprinted('drillChuck')} 锐砺工具有限公司`, '2026-03'),
    },
    {
      shop: '刻字杯子铺',
      kind: 'individual',
      town: '永康',
      title: '不锈钢水杯 激光刻字 定做',
      price: [35, '个'],
      text: '下单后请备注刻字内容，示例订单号201729901145，三天内发货。',
    },
  ),
]
