import { describe, expect, it } from 'vitest'
import type { Listing } from '../../../../domain/index.ts'
import { judgeWith, named } from '../judge.ts'

const judge = judgeWith({
  marks: [
    {
      registration_no: 'E1',
      mark: '云栈',
      nice_class: '34',
      status: 'registered',
      owner: '云栈科技有限公司',
      registered_on: '2020-01-01',
      expires_on: '2030-01-01',
    },
  ],
})

type Case = [what: string, listing: Listing, outcome: string, rule?: string]

const CASES: Case[] = [
  ['an e-cigarette online', { title: '电子烟套装 新手入门' }, 'TOB', 'TB-01'],
  ['one in traditional script', { title: '電子煙 拋棄式 西瓜味' }, 'TOB', 'TB-01'],
  ['hints without the word', { title: '小烟 西瓜冰 12000口 包邮' }, 'TOB', 'TB-01'],
  ['pods', { title: '通用烟弹 荔枝味 三颗' }, 'TOB', 'TB-01'],
  ['heated tobacco', { title: 'IQOS 加热不燃烧 套装' }, 'TOB', 'TB-01'],
  ['a cigar', { title: '多米尼加雪茄 20支木盒' }, 'TOB', 'TB-01'],
  ['an inhaler', { title: '手持雾化器 医用级 婴幼儿' }, 'OK'],
  ['a humidifier', { title: '雾化加湿器 大雾量 桌面' }, 'OK'],
  ['a cutter', { title: '雪茄剪 便携双刃' }, 'OK'],
  ['a case', { title: '电子烟保护套 硅胶 防摔' }, 'OK'],
  ['a lecture', { title: '青少年远离电子烟 健康讲座 课件', category: ['课程'] }, 'OK'],
  ['fireworks and a smoke grenade toy', { title: '烟雾弹玩具 彩色 拍照道具' }, 'OK'],
  ['a snack that is moreish', { title: '辣条 越吃越上头 整箱' }, 'OK'],
  ['what is shown and not sold', { title: '老式电子烟 收藏展示 非售' }, 'OK'],
  ['a chimney', { title: '柴火灶小烟囱 不锈钢' }, 'OK'],
  ['a counter with a registered brand', { title: '云栈电子烟 专柜', brand: '云栈', channel: 'photo', niceClass: [34] }, 'OK', 'TM-00'],
  ['a counter without one', { title: '雾里电子烟 专柜', brand: '雾里', channel: 'photo', niceClass: [34] }, 'TM_GEN', 'TB-02'],
  ['a machine', { title: '云栈电子烟 无人售货柜', brand: '云栈', channel: 'photo', niceClass: [34] }, 'OTHER', 'TB-03'],
  [
    'a shop at a school',
    { title: '云栈电子烟', description: '该店位于第三中学旁边', brand: '云栈', channel: 'photo', niceClass: [34] },
    'OTHER',
    'TB-03',
  ],
]

describe('tobacco and e-cigarettes', () => {
  it.each(CASES)('judges %s', (_, listing, outcome, rule) => {
    const assessment = judge(listing)
    expect({ outcome: assessment.outcome, named: named(assessment) }).toMatchObject({ outcome })
    if (rule) expect(named(assessment)).toContain(rule)
  })
})
