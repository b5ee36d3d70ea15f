import { pair } from './pair.ts'
import type { Pair } from './pair.ts'

/** E-cigarettes and other tobacco on the internet (law.md 3.F). */
export const TOBACCO: Pair[] = [
  pair(
    'TB-01',
    'TOB',
    'phone',
    '互联网销售电子烟，水果味',
    { shop: '云朵潮玩站', kind: 'individual', town: '深圳', title: '一次性雾化小烟 西瓜冰味 口数6000 上头', price: [35, '支'] },
    { shop: '康泰医疗器械', town: '丹阳', title: '医用压缩雾化器 家用儿童雾化机', price: [145, '台'] },
  ),
  pair(
    'TB-01',
    'TOB',
    'phone',
    '互联网销售电子烟烟弹',
    { shop: '薄荷换弹铺', kind: 'individual', town: '东莞', title: '通用烟弹 四代五代 换弹 绿豆冰 3颗装', price: [59, '盒'] },
    { shop: '整理控收纳', kind: 'individual', town: '义乌', title: '悦刻烟杆收纳盒 空盒 不含烟具 便携', price: [9.9, '个'] },
  ),
  pair(
    'TB-01',
    'TOB',
    'phone',
    '互联网销售电子烟并引导私聊',
    { shop: '蒸汽实验室', kind: 'individual', town: '深圳', title: '电子烟套装 换弹式烟杆 私聊发口味表', price: [128, '套'] },
    { shop: '静夜香氛', kind: 'individual', town: '中山', title: '香薰雾化机 静音 卧室精油扩香', price: [69, '台'] },
  ),
  pair(
    'TB-01',
    'TOB',
    'phone',
    '互联网批发电子烟',
    { shop: '雾潮电子商行', town: '深圳', title: '电子烟批发 大口数12000 可乐味 一手货源', price: [26, '支'] },
    { shop: '健康讲堂文化', kind: 'individual', town: '北京', title: '戒烟课程 电子烟的危害 音频12讲', price: [12, '套'] },
  ),
  pair(
    'TB-01',
    'TOB',
    'drinks',
    '互联网销售雪茄',
    { shop: '老派绅士生活', town: '广州', title: '手工雪茄 长芯 10支木盒', price: [320, '盒'] },
    { shop: '木盒匠人', kind: 'individual', town: '曹县', title: '雪松木盒 雪茄保湿盒 空盒 不含烟草', price: [128, '个'] },
  ),
]
