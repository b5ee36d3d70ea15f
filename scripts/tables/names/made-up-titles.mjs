// Titles of shops as they are written, put together from words at random: innocent running text to learn from. Nothing in them is copied.
import { readFileSync, writeFileSync } from 'node:fs'

const training = new URL('../../../pipeline/names/training/', import.meta.url)
const tables = new URL('../../../pipeline/names/tables/', import.meta.url)
const rows = (url) =>
  readFileSync(url, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

let seed = 4711
const next = () => (seed = (seed * 48271) % 2147483647) / 2147483647
const below = (n) => Math.floor(next() * n)
const pick = (list) => list[below(list.length)]
const maybe = (share) => next() < share

const NOUNS = new Set(['n', 'v', 'vn', 'a', 'an', 'nz', 'b', 'd', 'l', 'i', 'ns'])
const dictionary = readFileSync(new URL('node_modules/@node-rs/jieba/dict.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' '))
  .filter(([word, n, tag]) => /^\p{Script=Han}{1,4}$/u.test(word) && Number(n) >= (word.length === 1 ? 3000 : 150) && NOUNS.has(tag))
const common = dictionary.flatMap(([word, n]) => Array.from({ length: Math.min(6, 1 + Math.floor(Math.log10(Number(n)))) }, () => word))
const market = rows(new URL('market-words.txt', import.meta.url))
  .flatMap((line) => line.split(' '))
  .filter((word) => word !== '')
const classes = rows(new URL('goods.tsv', tables)).map((line) => line.split('\t')[1].split(' '))
const goodsWords = new Set(classes.flat())
// Words that say nothing of the goods: colours, sizes, praise, audience.
const neutral = market.filter((word) => !goodsWords.has(word) && ![...goodsWords].some((goods) => goods.length > 1 && word.includes(goods)))
const brands = rows(new URL('reference-names.tsv', tables))
  .flatMap((line) => line.split('\t')[2].split(' '))
  .map((name) => name.replaceAll('_', ' '))
// Characters that names are made of, for brands that nobody knows.
const nameLike = brands.flatMap((name) => Array.from(name)).filter((c) => /\p{Script=Han}/u.test(c))
const madeUp = () => Array.from({ length: pick([2, 2, 3, 3, 3, 4]) }, () => pick(nameLike)).join('')
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const VOWELS = 'aeiou'
const latinBrand = () => {
  const text =
    Array.from({ length: 2 + below(3) }, () => pick(Array.from(LETTERS)) + pick(Array.from(VOWELS))).join('') +
    (maybe(0.5) ? pick(Array.from(LETTERS)) : '')
  return maybe(0.5) ? text.toUpperCase() : text[0].toUpperCase() + text.slice(1)
}
const model = () =>
  (maybe(0.5) ? pick(Array.from(LETTERS)).toUpperCase() : '') +
  pick(['', pick(Array.from(LETTERS)).toUpperCase()]) +
  pick(['', '-']) +
  (10 + below(9000))
const size = () =>
  pick([
    '5kg',
    '500ml',
    '1.5米',
    '20寸',
    '3斤',
    '12支',
    '100片',
    '250g*2',
    '24罐',
    '8cm',
    'XL',
    '43码',
    'A4',
    '0.5mm',
    '48色',
    '64G',
    '2包',
    '10件套',
    '4层',
    '6只装',
  ])

const parts = [
  [0.32, (goods) => pick(goods)],
  [0.24, () => pick(neutral)],
  [0.24, () => pick(common)],
  [0.07, size],
  [0.04, model],
  [0.04, () => madeUp()],
  [0.02, latinBrand],
  [0.03, () => pick(brands)],
]
const part = (goods) => {
  let at = next()
  for (const [share, make] of parts) if ((at -= share) < 0) return make(goods)
  return pick(neutral)
}
const titles = new Set()
while (titles.size < 12000) {
  const brand = maybe(0.5) ? madeUp() : maybe(0.5) ? pick(brands) : ''
  const latin = brand !== '' && maybe(0.35) ? `（${latinBrand()}）` : ''
  const goods = maybe(0.7) ? pick(classes) : [...pick(classes), ...pick(classes)]
  const words = Array.from({ length: 5 + below(10) }, () => part(goods))
  let text = brand + latin + (maybe(0.3) ? ' ' : '')
  for (const word of words) {
    const ascii = /^[\x20-\x7e]/.test(word) && /[\x21-\x7e]$/.test(text)
    text += (ascii || maybe(0.15) ? ' ' : '') + word
  }
  titles.add(text)
}
writeFileSync(
  new URL('titles.txt', training),
  `# Made by scripts/tables/names/made-up-titles.mjs; every title is innocent.\n${[...titles].join('\n')}\n`,
)
console.error(`${titles.size} titles`)
