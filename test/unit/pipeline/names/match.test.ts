import { describe, expect, it } from 'vitest'
import type { NameRow } from '../../../../domain/index.ts'
import { buildMatcher } from '../../../../pipeline/names/index.ts'

const row = (name: string, niceClass: number[], goods: string[] = [], more: Partial<NameRow> = {}): NameRow => ({
  name,
  kind: 'brand',
  niceClass,
  goods,
  aliases: [],
  ...more,
})
const names = [
  row('老干妈', [30], ['辣椒酱']),
  row('大白兔', [30], ['奶糖']),
  row('红牛', [32], ['饮料']),
  row('农夫山泉', [32], ['饮用水']),
  row('格力', [11], ['空调']),
  row('COLGATE', [3], ['牙膏']),
  row('苏泊尔', [11, 21], ['炊具'], { latin: 'SUPOR' }),
  row('五粮春', [33], ['白酒']),
]
const matcher = buildMatcher({ names })
const found = (text: string) => matcher.match(text).map(({ name, text: piece, exact }) => (exact ? `${name}=` : `${name}:${piece}`))

describe('match', () => {
  it.each([
    ['贵州特产老千妈风味豆豉辣椒酱280g*6瓶', '老干妈:老千妈'],
    ['上海大白免奶糖500g年货糖果', '大白兔:大白免'],
    ['农天山泉饮用天然水550ml*24瓶整箱', '农夫山泉:农天山泉'],
    ['冰爽薄荷C0LGATE牙膏140g', 'COLGATE:C0LGATE'],
    ['家用苏伯尔炒锅不粘锅32cm', '苏泊尔:苏伯尔'],
    ['特价红午维生素功能饮料250ml*24罐', '红牛:红午'],
  ])('finds the imitation in %s', (title, expected) => {
    expect(found(title)).toEqual([expected])
  })

  it.each([
    '正品大白菜新鲜现摘10斤',
    '办公室饮水机家用热水壶',
    '格子衬衫男长袖',
    '手提包女黄牛皮红色单肩包',
    '五粮液浓香型白酒52度',
    '牛皮纸袋红色手提袋 定制',
  ])('finds nothing in %s', (title) => {
    expect(found(title)).toEqual([])
  })

  it('gives UTF-16 places in the text as given, whatever folding did', () => {
    const title = '👍👍【特价】老​千​妈辣椒酱'
    const [match] = matcher.match(title)
    expect(match).toBeDefined()
    expect(title.slice(match!.start, match!.end)).toBe(match!.text)
    expect(match!.text.replaceAll('​', '')).toBe('老千妈')
  })

  it('reports the name itself as exact use, with score 0, in any case of letters', () => {
    expect(matcher.match('colgate牙膏')).toMatchObject([{ name: 'COLGATE', exact: true, score: 0, mechanisms: [] }])
    expect(found('苏泊尔（SUPOR）炒锅')).toEqual(['苏泊尔=', '苏泊尔='])
  })

  it('does not take the end of one word and the beginning of the next for the name, nor a piece of a longer name', () => {
    const own = buildMatcher({ names: [row('海天', [30], ['酱油']), row('红星', [33], ['白酒'])] })
    expect(own.match('上海天气预报')).toEqual([])
    expect(own.match('红星美凯龙家具')).toEqual([])
    expect(found('格力空调遥控器')).toEqual(['格力='])
    expect(own.match('海天酱油 红星白酒').map(({ name, exact }) => [name, exact])).toEqual([
      ['海天', true],
      ['红星', true],
    ])
  })

  it('finds imitations of the registered Latin form too, even where that is the pinyin', () => {
    const own = buildMatcher({ names: [row('栗原堂', [30], ['饼干'], { latin: 'LIYUANTANG' })] })
    expect(own.match('LIYUANTANQ 饼干').map(({ name, text }) => [name, text])).toEqual([['栗原堂', 'LIYUANTANQ']])
    expect(own.match('LIYUANTANG 饼干').map(({ exact }) => exact)).toEqual([true])
  })

  it('takes a model number behind a Latin name for use of the name', () => {
    expect(found('适用COLGATE360牙刷头')).toEqual(['COLGATE='])
  })

  it('takes a text that is another lawful name for that name', () => {
    const rows = [row('栗原堂', [30], ['饼干'])]
    expect(
      buildMatcher({ names: rows })
        .match('粟原堂饼干礼盒')
        .map(({ text }) => text),
    ).toEqual(['粟原堂'])
    expect(buildMatcher({ names: rows, otherNames: ['粟原堂'] }).match('粟原堂饼干礼盒')).toEqual([])
  })

  it('asks more of a two-character name where the text speaks of other goods', () => {
    const score = (title: string) => matcher.match(title)[0]?.score ?? 0
    expect(score('格刀空调挂机1.5匹')).toBeGreaterThan(score('格刀雕刻木工工具'))
  })

  it('uses goods that are known of the listing', () => {
    const without = matcher.match('红午250ml')[0]?.score ?? 0
    const withGoods = matcher.match('红午250ml', { goods: ['功能饮料'], niceClass: [32] })[0]?.score ?? 0
    expect(withGoods).toBeGreaterThan(without)
  })

  it('keeps nothing between texts', () => {
    const title = '上海大白免奶糖500g'
    const once = matcher.match(title)
    matcher.match('贵州老千妈辣椒酱')
    expect(matcher.match(title)).toEqual(once)
  })

  it('takes ten thousand names and still finds one among them', () => {
    const many: NameRow[] = Array.from({ length: 10_000 }, (_, i) => {
      const letters = [0x4e00 + ((i * 7919) % 20000), 0x4e00 + ((i * 104729) % 20000), 0x4e00 + ((i * 1299709) % 20000)]
      return row(String.fromCodePoint(...letters), [30])
    })
    const large = buildMatcher({ names: [...many, ...names] })
    expect(large.match('贵州特产老千妈风味豆豉辣椒酱').map(({ name }) => name)).toContain('老干妈')
  })
})
