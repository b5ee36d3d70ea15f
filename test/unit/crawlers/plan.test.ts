import { describe, expect, it } from 'vitest'
import { candidatesOf, isInSeason } from '../../../crawlers/plan/candidates.ts'
import { planQueries } from '../../../crawlers/plan/plan.ts'
import type { PlanOptions } from '../../../crawlers/plan/plan.ts'
import { beta, randomOf } from '../../../crawlers/plan/random.ts'
import { faded } from '../../../crawlers/plan/yields.ts'
import type { Yield } from '../../../crawlers/plan/yields.ts'
import { parsePlatform } from '../../../crawlers/platforms/load.ts'

const platform = (id: string) =>
  parsePlatform(`id: ${id}\ntitle: ${id}\nstatus: stable\nsearch: {url: 'https://${id}.example/s?q={query}'}\n`, `${id}.yaml`)

const options: PlanOptions = {
  platforms: [platform('mall')],
  names: [
    { name: '鹤鸣泉', kind: 'brand', niceClass: [33], goods: ['白酒'], aliases: [] },
    { name: '松风堂', kind: 'laozihao', niceClass: [30], goods: ['糕点'], aliases: ['松风'] },
  ],
  gi: [
    { name: '云岭大米', kind: 'product', area: [], category: '大米', seasonStart: '10-01', seasonEnd: '12-31' },
    { name: '青溪春茶', kind: 'product', area: [], category: '茶叶', seasonStart: '03-15', seasonEnd: '05-31' },
  ],
  variantsOf: (name) => [
    { text: `${name.slice(0, -1)}仿`, score: 0.9 },
    { text: `${name}疑`, score: 0.2 },
  ],
  yields: {},
  budget: 10_000,
  seed: 1,
  today: '2026-11-24',
}
const asked = (findings: number, pages: number, lastAsked = '2026-11-01'): Yield => ({
  findings,
  pages,
  asked: 3,
  lastAsked,
  lastPages: pages / 3,
})
const texts = (more: Partial<PlanOptions> = {}): string[] => planQueries({ ...options, exploration: 0, ...more }).map(({ text }) => text)

describe('what is worth asking for', () => {
  it('are names, aliases and imitations that are likely enough, each with its reason', () => {
    const found = new Map(candidatesOf(options).map((candidate) => [candidate.text, candidate]))
    expect([...found.keys()].sort()).toEqual(
      ['鹤鸣泉', '松风堂', '松风', '云岭大米', '青溪春茶', '鹤鸣仿', '松风仿', '云岭大仿', '青溪春仿'].sort(),
    )
    expect(found.get('鹤鸣仿')).toMatchObject({ why: 'variant', name: '鹤鸣泉' })
    expect(found.get('鹤鸣仿')?.reason).toContain('90%')
    expect(found.get('云岭大米')?.reason).toContain('上市季节')
  })

  it('takes a season for open from a month before it begins, also over New Year', () => {
    expect(isInSeason('2026-09-05', '10-01', '12-31')).toBe(true)
    expect(isInSeason('2026-08-25', '10-01', '12-31')).toBe(false)
    expect(isInSeason('2027-01-10', '11-20', '02-10')).toBe(true)
    expect(isInSeason('2026-12-31', '01-15', '03-01')).toBe(true)
    expect(isInSeason('2026-06-01', undefined, undefined)).toBeUndefined()
  })
})

describe('the plan', () => {
  it('asks for goods in season before those out of season', () => {
    expect(texts().indexOf('云岭大米')).toBeLessThan(texts().indexOf('青溪春茶'))
    const spring = texts({ today: '2027-04-01' })
    expect(spring.indexOf('青溪春茶')).toBeLessThan(spring.indexOf('云岭大米'))
  })

  it('puts the goods and the words of an open campaign first', () => {
    const campaign = { title: '春茶专项', goods: ['茶叶'], queries: ['明前茶'] }
    const plan = planQueries({ ...options, exploration: 0, campaign, today: '2027-04-01' })
    expect(plan.slice(0, 2).map(({ text }) => text)).toEqual(['青溪春仿', '青溪春茶'])
    expect(plan[0]?.reason).toContain('春茶专项')
    expect(plan.map(({ text }) => text)).toContain('明前茶')
  })

  it('lets what paid before come first and what did not come last', () => {
    const mall = { 松风堂: asked(30, 120), 云岭大仿: asked(0, 400) }
    const plan = planQueries({ ...options, exploration: 0, yields: { mall } })
    expect(plan[0]?.text).toBe('松风堂')
    expect(plan[0]?.reason).toContain('已查 3 次')
    expect(plan.at(-1)?.text).toBe('云岭大仿')
  })

  it('gives a query that was asked last night a rest', () => {
    const ranked = (lastAsked: string): number => texts({ yields: { mall: { 松风堂: asked(3, 60, lastAsked) } } }).indexOf('松风堂')
    expect(ranked('2026-11-24')).toBeGreaterThan(ranked('2026-11-14'))
  })

  it('stays within its budget by what queries took before', () => {
    const plan = planQueries({ ...options, budget: 100, yields: { mall: { 松风堂: asked(30, 120) } } })
    expect(plan.reduce((sum, { pages }) => sum + pages, 0)).toBeLessThan(100 + 40)
    expect(plan.length).toBeGreaterThan(1)
  })

  it('spends a fixed share on what is not known well, and the same for the same seed', () => {
    const names = Array.from({ length: 200 }, (_, n) => ({ ...options.names[0]!, name: `名牌${n}` }))
    const many = { ...options, names, gi: [], variantsOf: () => [], budget: 4_000, exploration: 0.25 }
    const plan = planQueries(many)
    const pages = (of: typeof plan): number => of.reduce((sum, one) => sum + one.pages, 0)
    expect(pages(plan.filter(({ explores }) => explores)) / pages(plan)).toBeCloseTo(0.25, 1)
    expect(planQueries(many)).toEqual(plan)
    expect(planQueries({ ...many, seed: 2 }).map(({ text }) => text)).not.toEqual(plan.map(({ text }) => text))
    expect(plan.find(({ explores }) => explores)?.reason).toContain('探索')
  })

  it('asks each platform that can be searched, and no other', () => {
    const silent = parsePlatform('id: silent\ntitle: silent\nstatus: stable\n', 'silent.yaml')
    const plan = planQueries({ ...options, platforms: [platform('a'), silent, platform('b')] })
    expect(new Set(plan.map((query) => query.platform))).toEqual(new Set(['a', 'b']))
  })
})

describe('draws', () => {
  it('from a Beta distribution have its mean', () => {
    const random = randomOf('test')
    const draws = Array.from({ length: 4_000 }, () => beta(2, 6, random))
    // Mean 2 / (2 + 6), standard error 0.0023.
    expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.25, 1.8)
    expect(Math.min(...draws)).toBeGreaterThan(0)
    expect(Math.max(...draws)).toBeLessThan(1)
  })
})

describe('what was learnt', () => {
  it('fades to half in 45 days', () => {
    expect(faded(asked(8, 80, '2026-10-10'), '2026-11-24')).toMatchObject({ findings: 4, pages: 40 })
  })
})
