import { describe, expect, it } from 'vitest'
import { glyphLikeness, glyphMeasures } from '../../../../pipeline/names/glyph.ts'
import { latinLikeness } from '../../../../pipeline/names/latin.ts'
import { readingsOf, soundLikeness, spell } from '../../../../pipeline/names/sound.ts'
import { isSplitOf } from '../../../../pipeline/names/split.ts'
import { numeralForms, numeralValue } from '../../../../pipeline/names/numeral.ts'
import { translationLength, translationsOf } from '../../../../pipeline/names/translation.ts'

const code = (character: string) => character.codePointAt(0) ?? 0
const glyph = (a: string, b: string) => glyphLikeness(code(a), code(b))
const sound = (a: string, b: string) => soundLikeness(code(a), code(b))

/** GB 2312 rows 16 to 87 are the characters of levels 1 and 2. */
function levelsOneAndTwo(): string[] {
  const decoder = new TextDecoder('gb2312')
  const out: string[] = []
  for (let row = 0xb0; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = decoder.decode(new Uint8Array([row, cell]))
      if (/^\p{Script=Han}$/u.test(character)) out.push(character)
    }
  return out
}

describe('character tables', () => {
  it('cover shape, strokes and sound of all 6,763 characters of levels 1 and 2', () => {
    const all = levelsOneAndTwo()
    expect(all).toHaveLength(6763)
    expect(all.filter((c) => readingsOf(code(c)).length === 0)).toEqual([])
    const bare = all.filter((c) => {
      const own = glyphMeasures(code(c), code(c))
      return own === undefined || own.bitmap < 0.999 || own.directions < 0.999 || own.strokes !== 1
    })
    expect(bare).toEqual([])
  })
})

describe('glyph', () => {
  it.each(['己已', '未末', '日曰', '天夫', '师帅', '茶荼', '晴睛', '免兔', '候侯', '治冶'])(
    'takes the two of %s for each other',
    (pair) => {
      const [a = '', b = ''] = Array.from(pair)
      expect(glyph(a, b)).toBeGreaterThan(0.8)
    },
  )
  it.each(['清凤', '龙饭', '桥一', '新鸟', '糖人'])('does not take the two of %s for each other', (pair) => {
    const [a = '', b = ''] = Array.from(pair)
    expect(glyph(a, b)).toBeLessThan(0.2)
  })
  it('is the same in both directions', () => {
    for (const [a = '', b = ''] of ['泸沪', '奥粤', '华哗'].map((pair) => Array.from(pair))) expect(glyph(a, b)).toBe(glyph(b, a))
  })
})

describe('sound', () => {
  it('gives 1 to the same syllable with the same tone and a little less to another tone', () => {
    expect(sound('师', '诗')).toBe(1)
    expect(sound('师', '使')).toBeGreaterThan(0.8)
    expect(sound('师', '使')).toBeLessThan(1)
  })
  it.each(['男蓝', '福湖', '山三', '京金', '知资'])('hears the merged sounds of %s as close', (pair) => {
    const [a = '', b = ''] = Array.from(pair)
    expect(sound(a, b)).toBeGreaterThan(0.6)
  })
  it('gives 0 to syllables that have nothing in common', () => {
    expect(sound('康', '利')).toBe(0)
    expect(sound('爱', '国')).toBe(0)
  })
  it('uses every reading of a character', () => {
    expect(sound('乐', '月')).toBeGreaterThan(0.85)
    expect(sound('乐', '勒')).toBeGreaterThan(0.85)
  })
  it('hears Cantonese homophones that Mandarin keeps apart', () => {
    expect(sound('猴', '侯')).toBe(1)
    expect(sound('学', '鹤')).toBeGreaterThan(0.3)
  })
  it('spells syllables as they are typed', () => {
    expect(['绿', '月', '我', '优', '军', '云'].map((c) => spell(readingsOf(code(c))[0] ?? 0))).toEqual([
      'lv',
      'yue',
      'wo',
      'you',
      'jun',
      'yun',
    ])
  })
})

describe('other channels', () => {
  it('knows which characters fall apart into which', () => {
    expect(isSplitOf(code('好'), code('女'), code('子'))).toBe(true)
    expect(isSplitOf(code('雕'), code('周'), code('隹'))).toBe(true)
    expect(isSplitOf(code('好'), code('木'), code('子'))).toBe(false)
  })
  it('reads digits, numerals and cheque forms as one value', () => {
    expect(['7', '七', '柒'].map((c) => numeralValue(code(c)))).toEqual([7, 7, 7])
    expect(numeralForms(code('五'))).toEqual(['5', '伍'])
  })
  it('tells look-alike letters, doubling and changed order from other edits', () => {
    expect(latinLikeness('n0kia', 'nokia').looksSame).toBe(true)
    expect(latinLikeness('nevvbalance', 'newbalance').looksSame).toBe(true)
    expect(latinLikeness('pumma', 'puma').doubled).toBe(true)
    expect(latinLikeness('puam', 'puma').swapped).toBe(true)
    expect(latinLikeness('somy', 'sony').distance).toBeLessThan(latinLikeness('soty', 'sony').distance)
  })
  it('puts a name into English word by word', () => {
    const wolves = translationsOf('七匹狼')
    expect(translationLength(['seven', 'wolves'], wolves)).toBe(2)
    expect(translationLength(['sevenwolves'], wolves)).toBe(1)
    expect(translationLength(['seven', 'dwarfs'], wolves)).toBe(0)
    expect(translationsOf('康师傅')).toEqual([])
  })
})
