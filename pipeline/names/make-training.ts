// Puts together training/pairs.tsv from the hand-written lists: node dist/pipeline/names/make-training.js
import { readFileSync, writeFileSync } from 'node:fs'
import { projectRoot } from '../../domain/index.ts'
import { isHan } from './fold.ts'
import { randomFrom } from './random.ts'
import { readingsOf } from './sound.ts'
import { readRows } from './tables.ts'

interface Pair {
  text: string
  name: string
  label: 0 | 1
  mechanism: string
}

const folder = new URL('pipeline/names/training/', projectRoot)
const lines = (file: string) =>
  readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
const random = randomFrom(2026)
const { next, below, pick } = random
const maybe = (share: number) => next() < share
const pairs: Pair[] = []
const add = (text: string, name: string, label: 0 | 1, mechanism: string) => {
  if (text !== name && text !== '') pairs.push({ text, name, label, mechanism })
}

const phrases = new Map(lines('title-phrases.txt').map((line) => [line.split('\t')[0] ?? '', (line.split('\t')[1] ?? '').split(' ')]))
const kinds = [...phrases.keys()].filter((kind) => kind !== 'before' && kind !== 'behind')
const phrase = (kind: string) => pick(phrases.get(kind) ?? [''])
/** A title around a text: words before it, goods behind it, sometimes with spaces. */
const embed = (text: string, kind = pick(kinds)) => {
  const space = maybe(0.4) ? ' ' : ''
  return `${maybe(0.6) ? phrase('before') : ''}${space}${text}${space}${phrase(kind)}${maybe(0.4) ? ` ${phrase('behind')}` : ''}`
}

// Hand-written rows.
const hand = lines('hand-pairs.txt').map((line) => {
  const [name = '', ...rest] = line.split('\t')
  const texts = (sign: string) =>
    (rest.find((part) => part.startsWith(sign)) ?? '')
      .slice(2)
      .split(' ')
      .filter((text) => text !== '')
      .map((text) => text.replaceAll('_', ' '))
  return { name, imitations: texts('+'), innocent: texts('-') }
})
const latin = (name: string) => /^[\x20-\x7e]+$/.test(name)
for (const { name, imitations, innocent } of hand) {
  for (const text of imitations) add(text, name, 1, 'hand')
  for (const text of innocent) add(text, name, 0, 'hand')
  if (imitations.length > 0 && maybe(0.5)) add(embed(pick(imitations)), name, 1, 'long-title')
  if (maybe(0.4)) add(embed(name), name, 0, 'contains-exact')
  if (maybe(0.4)) add(embed(pick(innocent)), name, 0, 'long-title')
  if (maybe(0.3)) add(embed(''), name, 0, 'long-title')
}

// Ordinary words that hold the sound of a name.
const homophones = new Map(lines('homophone-words.txt').map((line) => [line.split('\t')[0] ?? '', (line.split('\t')[1] ?? '').split(' ')]))
for (const { name, imitations } of hand)
  for (const word of homophones.get(name) ?? []) {
    if (imitations.includes(word) || maybe(0.3)) continue
    add(maybe(0.6) ? word : word + phrase(pick(kinds)), name, 0, 'homophone-word')
  }

// What a machine can do to a name.
const traditional = new Map<string, string>()
for (const [from = '', to = '', why = ''] of readRows('fold.tsv'))
  if (why === 'traditional' && !traditional.has(to)) traditional.set(to, from)
const CYRILLIC: Readonly<Record<string, string>> = {
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  K: 'К',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
  X: 'Х',
  I: 'І',
  S: 'Ѕ',
  a: 'а',
  c: 'с',
  e: 'е',
  o: 'о',
  p: 'р',
  x: 'х',
  i: 'і',
}
const DIGITS: Readonly<Record<string, string[]>> = {
  一: ['1', '壹'],
  二: ['2', '贰'],
  三: ['3', '叁'],
  四: ['4', '肆'],
  五: ['5', '伍'],
  六: ['6', '陆'],
  七: ['7', '柒'],
  八: ['8', '捌'],
  九: ['9', '玖'],
  百: ['佰'],
  千: ['仟', '阡'],
}
const KEYS: readonly string[] = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
for (const { name } of hand) {
  const letters = Array.from(name)
  if (latin(name)) {
    const at = letters.findIndex((letter) => CYRILLIC[letter] !== undefined)
    if (at >= 0) add(letters.map((letter, i) => (i === at ? (CYRILLIC[letter] ?? letter) : letter)).join(''), name, 1, 'confusable')
    if (maybe(0.7))
      add(
        letters.map((letter) => (letter === ' ' ? '　' : String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0))).join(''),
        name,
        1,
        'fullwidth',
      )
    if (maybe(0.3)) add(letters.filter((letter) => letter !== ' ').join('.'), name, 1, 'separator')
    const where = 1 + below(letters.length - 1)
    const row = KEYS.find((keys) => keys.includes((letters[where] ?? '').toLowerCase()))
    if (row !== undefined && letters.length > 4) {
      const key = row.indexOf((letters[where] ?? '').toLowerCase())
      const other = row[key + 1] ?? row[key - 1] ?? 'x'
      add(letters.map((letter, i) => (i === where ? other.toUpperCase() : letter)).join(''), name, 1, 'latin-edit')
    }
    continue
  }
  if (maybe(0.4)) add(letters.join(pick(['·', '★', '-', '.', '•', '*'])), name, 1, 'separator')
  if (maybe(0.3)) add([...letters.slice(0, 1), pick(['·', '★', '☆', ' ', '_']), ...letters.slice(1)].join(''), name, 1, 'separator')
  if (maybe(0.35)) add(letters.join(pick(['\u200b', '\u200c', '\ufeff', '\u2060'])), name, 1, 'zerowidth')
  if (maybe(0.3)) add([...letters.slice(0, -1), pick(['✨', '💯', '🔥', '🎉']), ...letters.slice(-1)].join(''), name, 1, 'emoji')
  const changeable = letters.map((letter, i) => (traditional.has(letter) ? i : -1)).filter((i) => i >= 0)
  if (changeable.length > 0 && maybe(0.5)) {
    const at = pick(changeable)
    add(letters.map((letter, i) => (i === at ? (traditional.get(letter) ?? letter) : letter)).join(''), name, 1, 'traditional')
  }
  const numeral = letters.findIndex((letter) => DIGITS[letter] !== undefined)
  if (numeral >= 0) add(letters.map((letter, i) => (i === numeral ? pick(DIGITS[letter] ?? [letter]) : letter)).join(''), name, 1, 'number')
  if (letters.length > 2 && maybe(0.35)) {
    const at = 1 + below(letters.length - 1)
    const short = letters.filter((_, i) => i !== at).join('')
    if (letters.length > 3 || maybe(0.5)) add(short, name, 1, 'delete')
  }
  if (letters.length > 2 && maybe(0.35)) {
    const at = below(letters.length - 1)
    const swapped = [...letters.slice(0, at), letters[at + 1] ?? '', letters[at] ?? '', ...letters.slice(at + 2)].join('')
    add(swapped, name, 1, 'reorder')
  }
  if (letters.length > 2 && maybe(0.15))
    add([...letters.slice(0, 2), pick(['小', '大', '新', '老', '真', '好']), ...letters.slice(2)].join(''), name, 1, 'insert')
  if (maybe(0.12)) add(name + pick(['王', '氏', '家', '坊', '世家']) + phrase(pick(kinds)), name, 1, 'affix')
  if (maybe(0.08)) add(pick(['新', '老', '大', '真', '小']) + name + phrase(pick(kinds)), name, 1, 'affix')
}

// Other lawful names of the same trade, and of any.
const trades = readRows('reference-names.tsv').map(([trade = '', classes = '', names = '']) => ({
  trade,
  classes,
  names: names.split(' ').map((name) => name.replaceAll('_', ' ')),
}))
const everyMark = [...new Set(trades.flatMap((entry) => entry.names))]
const likeLength = (other: string, name: string) => {
  const [a, b] = [Array.from(other), Array.from(name)]
  return a.length === b.length && b.some((letter, i) => letter === a[i])
}
for (const { name } of hand) {
  const own =
    trades.find((entry) => entry.names.some((other) => other.toLowerCase() === name.toLowerCase())) ??
    pick(trades.filter((entry) => entry.trade !== 'LATIN'))
  const near = latin(name)
    ? everyMark.filter((other) => latin(other) && other[0]?.toLowerCase() === name[0]?.toLowerCase())
    : everyMark.filter((other) => likeLength(other, name))
  for (const other of [pick(own.names), ...(near.length > 0 ? [pick(near), pick(near), pick(near)] : [])])
    if (other.toLowerCase() !== name.toLowerCase()) add(other, name, 0, 'coexisting')
}
// A character between the two of a short name makes another word of it more often than an imitation.
for (const { name } of hand) {
  const letters = Array.from(name)
  if (letters.length !== 2 || latin(name) || maybe(0.4)) continue
  add(
    `${letters[0] ?? ''}${pick(Array.from('丽色好多边力心水花子家头面生活包之'))}${letters[1] ?? ''}${phrase(pick(kinds))}`,
    name,
    0,
    'insert-word',
  )
  if (maybe(0.25)) add(`${letters[0] ?? ''}${pick(Array.from('小大新老'))}${letters[1] ?? ''}`, name, 1, 'insert')
}

// Made-up names of two to four characters, one character replaced by one like it, or by any.
const groups = lines('shape-groups.txt').map((line) => Array.from(new Set(line)))
const shaped = new Map<string, string[]>()
for (const group of groups)
  for (const member of group) shaped.set(member, [...(shaped.get(member) ?? []), ...group.filter((other) => other !== member)])
const pool = [...shaped.keys()].filter((c) => isHan(c.codePointAt(0) ?? 0))
const bySound = new Map<number, string[]>()
for (const c of pool) {
  const sound = (readingsOf(c.codePointAt(0) ?? 0)[0] ?? 0) >> 3
  bySound.set(sound, [...(bySound.get(sound) ?? []), c])
}
for (let n = 0; n < 700; n++) {
  const letters = Array.from({ length: pick([2, 3, 3, 3, 4]) }, () => pick(pool))
  const at = below(letters.length)
  const old = letters[at] ?? ''
  const heard = (bySound.get((readingsOf(old.codePointAt(0) ?? 0)[0] ?? 0) >> 3) ?? []).filter((c) => c !== old)
  const way = n % 4 === 0 && heard.length > 0 ? 'sound' : n % 4 === 1 ? 'glyph' : 'random'
  const other = way === 'sound' ? pick(heard) : way === 'glyph' ? pick(shaped.get(old) ?? [old]) : pick(pool)
  if (other === old) continue
  add(
    letters.map((letter, i) => (i === at ? other : letter)).join(''),
    letters.join(''),
    way === 'random' ? 0 : 1,
    way === 'random' ? 'made-up' : `made-up-${way}`,
  )
}

// Imitations in titles about the goods of their names, for the search of running text.
const KIND_OF: Readonly<Record<string, string[]>> = {
  方便食品: ['food'],
  零食: ['food'],
  调味: ['food'],
  饮料: ['drink'],
  乳品: ['drink'],
  酒: ['drink'],
  日化: ['daily'],
  化妆品: ['daily'],
  服装: ['wear'],
  鞋运动: ['wear'],
  珠宝表: ['jewel'],
  家电: ['home'],
  电子: ['digital'],
  建材家居: ['home'],
  文具玩具: ['office', 'toy'],
  药保健: ['health'],
  餐饮零售: ['food', 'drink'],
  车: ['toy'],
  老字号其他: ['home'],
  地理标志: ['food', 'drink'],
}
const running: string[] = []
const mechanical = new Map<string, string[]>()
for (const { text, name, label, mechanism } of pairs)
  if (label === 1 && !['long-title', 'hand', 'made-up-glyph', 'made-up-sound', 'affix'].includes(mechanism))
    mechanical.set(name, [...(mechanical.get(name) ?? []), text])
for (const { name, imitations } of hand) {
  const own = trades.find((entry) => entry.names.some((other) => other.toLowerCase() === name.toLowerCase()))
  if (own === undefined) continue
  for (const text of [...imitations, ...(mechanical.get(name) ?? [])]) {
    if (text.length > name.length + 4 || text === name) continue
    running.push([embed(text, pick(KIND_OF[own.trade] ?? kinds)), text, name, own.classes].join('\t'))
  }
}
writeFileSync(
  new URL('running.tsv', folder),
  `# Made by make-training.ts: a title, the imitation in it, the name, its Nice classes.\n${running.join('\n')}\n`,
)

const seen = new Set<string>()
const rows = pairs.filter(({ text, name }) => !seen.has(`${text}\t${name}`) && seen.add(`${text}\t${name}`))
writeFileSync(
  new URL('pairs.tsv', folder),
  `# Made by make-training.ts from the hand-written files of this folder; do not edit.\ntext\tname\tlabel\tmechanism\n${rows.map((row) => [row.text, row.name, row.label, row.mechanism].join('\t')).join('\n')}\n`,
)
const count = (label: number) => rows.filter((row) => row.label === label).length
process.stderr.write(`${rows.length} pairs, ${count(1)} imitations, ${count(0)} innocent\n`)
