import { lazily, readRows } from './tables.ts'

/** What folding did to a character, as bits. */
export const DONE = {
  traditional: 1,
  variant: 2,
  confusable: 4,
  fullwidth: 8,
  emoji: 16,
  /** Upper case made lower; no sign of anything by itself. */
  case: 32,
  /** An accent taken off. */
  accent: 64,
} as const

/** What stood between a character and the one before it. */
export const GAP = { none: 0, invisible: 1, separator: 2, space: 3, border: 4 } as const

/** A text reduced to what a reader takes it for, each character with its place in the text as given. */
export interface Folded {
  source: string
  length: number
  /** Folded code points. */
  codes: Uint32Array
  /** UTF-16 positions in `source`. */
  starts: Uint32Array
  ends: Uint32Array
  /** Bits of `DONE`. */
  done: Uint8Array
  /** `GAP` before each character. */
  gaps: Uint8Array
}

interface FoldEntry {
  to: number[]
  done: number
}

const table = lazily(() => {
  const entries = new Map<number, FoldEntry>()
  for (const [from = '', to = '', why = ''] of readRows('fold.tsv')) {
    const code = from.codePointAt(0)
    const bit = why === 'traditional' || why === 'variant' || why === 'confusable' || why === 'emoji' ? DONE[why] : 0
    if (code !== undefined) entries.set(code, { to: Array.from(to, (c) => c.codePointAt(0) ?? 0), done: bit })
  }
  return entries
})

/** Simplified characters that have another, traditional form. */
const simplified = lazily(() => {
  const out = new Set<number>()
  for (const { to, done } of table().values()) if (done === DONE.traditional) for (const code of to) out.add(code)
  return out
})

/** Whether a character is written in its simplified form where a traditional one exists: 汇 in 雙汇. */
export function lacksTraditional(code: number): boolean {
  return simplified().has(code)
}

const INVISIBLE = /^(?:\p{Cf}|\p{Mn}|\p{Me}|\p{Cc}|\u115f|\u1160|\u3164)$/u
/** Signs that bound a phrase; those that people put between the characters of one name are separators. */
const BORDER = /^[【】「」『』《》〈〉()[\]{}（），。！？；：、,;:!?"“”‘’|｜/／\\<>=]$/u
/** Skin tones, hair, and the frame of a keycap. */
const MODIFIER = /^(?:[\u{1f3fb}-\u{1f3ff}]|[\u{1f9b0}-\u{1f9b3}]|\p{Me})$/u

const isDigit = (code: number) => code >= 0x30 && code <= 0x39
export const isLatin = (code: number) => (code >= 0x61 && code <= 0x7a) || isDigit(code)
export const isHan = (code: number) => (code >= 0x3400 && code <= 0x9fff) || code >= 0x20000

/** Folds width, script, case, invisible signs, emoji and look-alike letters; offsets lead back to the text as given. */
export function fold(source: string): Folded {
  const entries = table()
  const room = source.length * 2 + 2
  // One piece of memory for all five.
  const memory = new ArrayBuffer(room * 14)
  const codes = new Uint32Array(memory, 0, room)
  const starts = new Uint32Array(memory, room * 4, room)
  const ends = new Uint32Array(memory, room * 8, room)
  const done = new Uint8Array(memory, room * 12, room)
  const gaps = new Uint8Array(memory, room * 13, room)
  let length = 0
  let gap = 0
  let joined = false
  const push = (code: number, start: number, end: number, bits: number) => {
    codes[length] = code
    starts[length] = start
    ends[length] = end
    done[length] = bits
    gaps[length] = gap
    gap = GAP.none
    length++
  }
  for (let at = 0; at < source.length;) {
    const original = source.codePointAt(at) ?? 0
    const end = at + (original > 0xffff ? 2 : 1)
    const start = at
    at = end
    // The bulk of all text: simplified Han, lower-case Latin and digits.
    if (original < 0x80 && isLatin(original)) {
      push(original, start, end, 0)
      continue
    }
    if (original >= 0x4e00 && original <= 0x9fff) {
      const entry = entries.get(original)
      if (entry === undefined) push(original, start, end, 0)
      else for (const code of entry.to) push(code, start, end, entry.done)
      continue
    }
    if (original >= 0x41 && original <= 0x5a) {
      push(original + 32, start, end, DONE.case)
      continue
    }
    if (original === 0x20 || original === 0x3000 || original === 0xa0 || original === 9) {
      gap = Math.max(gap, GAP.space)
      continue
    }
    const character = String.fromCodePoint(original)
    if (original === 0x200d) joined = true
    if (INVISIBLE.test(character) || MODIFIER.test(character)) {
      gap = Math.max(gap, GAP.invisible)
      continue
    }
    const entry = entries.get(original)
    if (entry !== undefined) {
      // 🧑‍🍳: the second picture of a joined one adds nothing.
      if (!(joined && (entry.done & DONE.emoji) !== 0)) for (const code of entry.to) push(code, start, end, entry.done)
      joined = false
      continue
    }
    const plain = character.normalize('NFKC')
    if (plain !== character && plain !== '') {
      const inner = Array.from(plain.toLowerCase())
        .map((c) => entries.get(c.codePointAt(0) ?? 0)?.to ?? [c.codePointAt(0) ?? 0])
        .flat()
      if (inner.every((code) => isLatin(code) || isHan(code))) {
        for (const code of inner) push(code, start, end, DONE.fullwidth)
        continue
      }
      if (plain.trim() === '') {
        gap = Math.max(gap, GAP.space)
        continue
      }
    }
    const bare = character.normalize('NFD').toLowerCase()
    const letter = bare.codePointAt(0) ?? 0
    if (bare.length > 1 && isLatin(letter)) {
      push(letter, start, end, DONE.accent)
      continue
    }
    if (BORDER.test(character)) gap = GAP.border
    else if (original === 0x2e && isDigit(source.charCodeAt(start - 1)) && isDigit(source.charCodeAt(end))) gap = GAP.border
    else if (/^[\p{L}\p{N}]$/u.test(character)) push(character.toLowerCase().codePointAt(0) ?? 0, start, end, 0)
    else gap = Math.max(gap, GAP.separator)
  }
  return { source, length, codes, starts, ends, done, gaps }
}

/** The folded characters from `from` to `to` as a string. */
export function foldedText(folded: Folded, from = 0, to = folded.length): string {
  let text = ''
  for (let i = from; i < to; i++) text += String.fromCodePoint(folded.codes[i] ?? 0)
  return text
}
