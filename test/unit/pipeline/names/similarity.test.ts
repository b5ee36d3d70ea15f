import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../../domain/index.ts'
import { similarity } from '../../../../pipeline/names/index.ts'

const score = (text: string, name: string) => similarity(text, name).score

describe('similarity', () => {
  it.each([
    ['栗原堂', '栗原堂'],
    ['Dormiro', 'DORMIRO'],
    [' 栗原堂 ', '栗原堂'],
  ])('gives 0 to %s, which is %s itself: use of the mark is another matter', (text, name) => {
    expect(similarity(text, name)).toEqual({ score: 0, mechanisms: [], alignment: [], evidence: [] })
  })

  it('does not take the name followed by goods for an imitation of it', () => {
    expect(score('老干妈风味豆豉油制辣椒280g', '老干妈')).toBeLessThan(0.3)
  })

  it.each([
    ['老千妈', '老干妈', 'glyph'],
    ['大白免', '大白兔', 'glyph'],
    ['龙夫山泉', '农夫山泉', 'sound'],
    ['6神', '六神', 'number'],
    ['女子丽友', '好丽友', 'split'],
    ['白大兔', '大白兔', 'reorder'],
    ['大白兔兔', '大白兔', 'duplicate'],
    ['农·夫·山·泉', '农夫山泉', 'separator'],
    ['红🐮', '红牛', 'emoji'],
    ['C0LGATE', 'COLGATE', 'leet'],
    ['LAOGANMA', '老干妈', 'pinyin'],
    ['White Rabbit', '大白兔', 'translation'],
  ])('takes %s for an imitation of %s and says how (%s)', (text, name, mechanism) => {
    const result = similarity(text, name)
    expect(result.score).toBeGreaterThan(0.5)
    expect(result.mechanisms).toContain(mechanism)
  })

  it.each([
    ['白菜', '大白兔'],
    ['康佳', '康师傅'],
    ['礼拜天', '立白'],
    ['盘锦大米', '五常大米'],
    ['NIKON', 'NIKE'],
    ['PUMPKIN', 'PUMA'],
    ['海蓝之谜', '海澜之家'],
  ])('does not take %s for an imitation of %s', (text, name) => {
    expect(score(text, name)).toBeLessThan(0.5)
  })

  it('aligns characters of the text as given with those of the name', () => {
    const { alignment } = similarity('正宗康帅傅面', '康师傅')
    expect(alignment.map(({ text, name, channel }) => [text, name, channel])).toEqual([
      ['康', '康', 'equal'],
      ['帅', '师', 'glyph'],
      ['傅', '傅', 'equal'],
    ])
  })

  it('adds up: the evidence sums to the log-odds of the score', () => {
    for (const [text, name] of [
      ['康帅傅', '康师傅'],
      ['木子宁运动鞋', '李宁'],
      ['SUPREMA', 'SUPREME'],
    ] as const) {
      const { score: p, evidence } = similarity(text, name)
      expect(evidence.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(Math.log(p / (1 - p)), 6)
      expect(evidence.every(({ reason }) => /\p{Script=Han}/u.test(reason))).toBe(true)
    }
  })

  it('never reaches 1 and gives unlike imitations unlike scores', () => {
    const scores = ['康帅傅', '康師傅', '康·师·傅', '康师傅傅', '糠师傅', 'KANGSHIFU', '师康傅'].map((text) => score(text, '康师傅'))
    expect(Math.max(...scores)).toBeLessThan(1)
    expect(new Set(scores).size).toBe(scores.length)
  })
})

describe('training pairs', () => {
  it('are at least 2,000, of both kinds, over the mechanisms', () => {
    const rows = readFileSync(new URL('pipeline/names/training/pairs.tsv', projectRoot), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .slice(1)
      .map((line) => line.split('\t'))
    const kinds = new Set(rows.map(([, , , mechanism]) => mechanism))
    expect(rows.length).toBeGreaterThan(2000)
    for (const label of ['0', '1']) expect(rows.filter((row) => row[2] === label).length).toBeGreaterThan(1000)
    for (const kind of [
      'hand',
      'traditional',
      'confusable',
      'zerowidth',
      'emoji',
      'separator',
      'fullwidth',
      'delete',
      'reorder',
      'coexisting',
      'homophone-word',
      'contains-exact',
      'long-title',
    ])
      expect(kinds).toContain(kind)
  })
})
