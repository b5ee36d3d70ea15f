// What characters are made of: their parts at every level with the number of strokes in each, the row of strokes in reading order,
// and which two parts side by side make up a whole character (木子 = 李).
import { createRequire } from 'node:module'
import { FIRST, LAST } from './shapes.mjs'
import { isLevel12 } from './fold.mjs'
import { sourceOf, writeBinary, writeText } from './table-file.mjs'

const DEEPEST = 12
const decomposition = new Map()
for (const line of createRequire(import.meta.url)('hanzi/lib/data/cjk-decomp.txt.js').split('\n')) {
  const match = /^([^:]+):([^(]*)\(([^)]*)\)/.exec(line.trim())
  if (match) decomposition.set(match[1], { how: match[2], parts: match[3] === '' ? [] : match[3].split(',') })
}

const strokesOf = (part, depth = 0) => {
  const entry = decomposition.get(part)
  if (entry === undefined || entry.parts.length === 0 || depth > DEEPEST) return [part]
  // `r…` turns or mirrors one part, `m…` changes it a little: the strokes are those of that part; `refh` and `rd` double it.
  if (entry.how.startsWith('m') || entry.how.startsWith('rrot') || entry.how.startsWith('rref')) return strokesOf(entry.parts[0], depth + 1)
  const once = entry.parts.flatMap((inner) => strokesOf(inner, depth + 1))
  if (entry.how.startsWith('r3')) return [...once, ...once, ...once]
  if (entry.how.startsWith('r4')) return [...once, ...once, ...once, ...once]
  if (entry.how.startsWith('ra') || entry.how.startsWith('rd')) return [...once, ...once]
  return once
}

/** Named parts below a character: the part, how many strokes it has, and where its parent stands in the list (255 for none). */
function partsOf(character) {
  const out = []
  const walk = (part, parent, depth) => {
    const entry = decomposition.get(part)
    if (entry === undefined || depth > 4) return
    const copies = entry.how.startsWith('r3')
      ? 3
      : entry.how.startsWith('r4')
        ? 4
        : entry.how.startsWith('ra') || entry.how.startsWith('rd')
          ? 2
          : 1
    for (const inner of entry.parts)
      for (let copy = 0; copy < copies; copy++) {
        const strokes = strokesOf(inner).length
        if (strokes < 2 || out.length >= 24) continue
        const at = out.length
        out.push({ part: inner, strokes, parent })
        walk(inner, at, depth + 1)
      }
  }
  walk(character, 255, 0)
  return out
}

/** Radical forms beside the character that people type for them, as in 氵青风 or 言吾. */
const AS_TYPED = {
  亻: '人',
  氵: '水',
  讠: '言',
  钅: '金',
  饣: '食',
  忄: '心',
  扌: '手',
  犭: '犬',
  纟: '丝',
  艹: '草',
  阝: '阜',
  刂: '刀',
  灬: '火',
  礻: '示',
  衤: '衣',
  牜: '牛',
  王: '玉',
  糹: '丝',
}

function splits() {
  const rows = []
  for (const [character, { how, parts }] of decomposition) {
    if (!isLevel12(character)) continue
    const [left, right] = parts
    if (parts.length === 1 && (how.startsWith('ra') || how.startsWith('rd')) && isLevel12(left)) rows.push([character, left + left])
    if (parts.length !== 2 || !/^(a|d|stl|sbl|st|str|s|sl|wb|w)/.test(how)) continue
    const forms = (part) => {
      const named = /^\d+$/.test(part) ? [] : [...part].length === 1 ? [part] : []
      return AS_TYPED[part] === undefined ? named : [...named, AS_TYPED[part]]
    }
    for (const a of forms(left)) for (const b of forms(right)) if (isHan(a) && isHan(b)) rows.push([character, a + b])
    if (how.startsWith('stl') || how.startsWith('sbl') || how === 'a')
      // 辶 and the like are written after what they hold as often as before; a left part rarely.
      if (how.startsWith('sbl'))
        for (const a of forms(left)) for (const b of forms(right)) if (isHan(a) && isHan(b)) rows.push([character, b + a])
  }
  return rows
}
// Parts that nobody can type are no way to write a character.
const isHan = (c) => /^[\u4e00-\u9fa5]$/u.test(c) && !'耂夂亠冖勹匚卩厶廴彐罒'.includes(c)

export function buildParts() {
  const ids = new Map()
  const strokeIds = new Map()
  const idOf = (map, key) => map.get(key) ?? (map.set(key, map.size), map.size - 1)
  const partStart = new Uint32Array(LAST - FIRST + 2)
  const strokeStart = new Uint32Array(LAST - FIRST + 2)
  const parts = []
  const strokes = []
  for (let code = FIRST; code <= LAST; code++) {
    const character = String.fromCodePoint(code)
    for (const { part, strokes: count, parent } of partsOf(character)) parts.push([idOf(ids, part), Math.min(count, 255), parent])
    strokes.push(...strokesOf(character).map((stroke) => idOf(strokeIds, stroke)))
    partStart[code - FIRST + 1] = parts.length
    strokeStart[code - FIRST + 1] = strokes.length
  }
  const named = new Uint32Array(ids.size)
  for (const [part, id] of ids) named[id] = [...part].length === 1 && !/\d/.test(part) ? part.codePointAt(0) : 0
  const source = [
    {
      ...sourceOf('hanzi', "MIT or Apache-2.0 (cjk-decomp, at its author's choice of licences)"),
      source: 'cjk-decomp as carried by hanzi',
    },
  ]
  writeBinary('parts.bin', 'parts of U+4E00–9FFF with stroke counts, and strokes in reading order', source, {
    partStart,
    partId: Uint16Array.from(parts, (p) => p[0]),
    partStrokes: Uint8Array.from(parts, (p) => p[1]),
    partParent: Uint8Array.from(parts, (p) => p[2]),
    partCode: named,
    strokeStart,
    strokes: Uint8Array.from(strokes),
  })
  const rows = splits()
  writeText(
    'splits.tsv',
    'a character, two characters that make it up when written side by side',
    source,
    [...new Set(rows.map((row) => row.join('\t')))].sort(),
  )
}
