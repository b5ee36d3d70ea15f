// Ordinary words that sound like a name or differ from it in one like-sounding character, for training: hard innocent neighbours.
import { readFileSync, writeFileSync } from 'node:fs'
import { pinyin } from 'pinyin-pro'

const training = new URL('../../../pipeline/names/training/', import.meta.url)
const NAMES = new Set(['nr', 'nrt', 'nrfg', 'nz', 'nt'])
const plain = (word) =>
  pinyin(word, { toneType: 'none', type: 'array' })
    .map((s) =>
      s
        .replace(/^(z|c|s)h/, '$1')
        .replace(/([aei])ng$/, '$1n')
        .replace(/^n/, 'l'),
    )
    .join(' ')

const words = readFileSync(new URL('node_modules/@node-rs/jieba/dict.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' '))
  .filter(([word, n, tag]) => /^\p{Script=Han}{2,4}$/u.test(word) && Number(n) >= 30 && !NAMES.has(tag))
const names = readFileSync(new URL('hand-pairs.txt', training), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t')[0])
  .filter((name) => /^\p{Script=Han}{2,4}$/u.test(name))

const bySound = new Map()
for (const [word, n] of words) {
  const syllables = plain(word).split(' ')
  for (let from = 0; from < syllables.length; from++)
    for (let to = from + 2; to <= syllables.length; to++) {
      const key = syllables.slice(from, to).join(' ')
      if (!bySound.has(key)) bySound.set(key, [])
      bySound.get(key).push([word, Number(n)])
    }
}
const rows = []
for (const name of names) {
  const found = new Map()
  for (const [word, n] of bySound.get(plain(name)) ?? []) if (!word.includes(name)) found.set(word, n)
  const best = [...found]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 6)
    .map(([word]) => word)
  if (best.length > 0) rows.push(`${name}\t${best.join(' ')}`)
}
writeFileSync(
  new URL('homophone-words.txt', training),
  `# Ordinary words that hold the sound of a name (word list: dict.txt of @node-rs/jieba 2.0.3, MIT), made by scripts/tables/names/word-neighbours.mjs\n${rows.join('\n')}\n`,
)
console.error(`${rows.length} names with words of the same sound`)
