import { FIRST_CODE, LAST_CODE, lazily } from './tables.ts'
import { neighboursOf } from './glyph.ts'
import { isInUse } from './lexicon.ts'
import { mix } from './pattern-index.ts'
import type { PatternBuilder } from './pattern-index.ts'
import type { ProtectedName } from './protected-name.ts'
import { mergesOf } from './split.ts'
import { readingsOf, soundClass } from './sound.ts'

/** How a piece of text that hits a pattern is to be read. */
export const HIT = { exact: 0, substitute: 1, swap: 2, insert: 3, delete: 4, split: 5, merge: 6 } as const
const KIND_BITS = 3

export const packHit = (form: number, kind: number): number => ((form << KIND_BITS) | kind) >>> 0
export const formOf = (value: number): number => value >>> KIND_BITS
export const kindOf = (value: number): number => value & ((1 << KIND_BITS) - 1)

/** Seeds keep the families of hashes apart. */
const OPEN_SEED = 0x51ed270b
export const SOUND_SEED = 0x2c9277b5
export const TWOFOLD_SEED = 0x165667b1
const ORDERLESS = 0x40
/** Longest piece of text that is looked at. */
export const LONGEST_WINDOW = 11
/** Longest name of which two characters may be replaced by unlike ways at once. */
export const LONGEST_TWO_OPEN = 5

export const orderless = (code: number): number => mix(code, ORDERLESS)
const SEEDS = Int32Array.from({ length: 4096 }, (_, i) => mix(OPEN_SEED + i, 99))
export const openSeed = (length: number, first: number, second: number): number => SEEDS[(length << 8) | (first << 4) | second] ?? 0

const classes = lazily(() => {
  const out = new Uint16Array(LAST_CODE - FIRST_CODE + 1)
  for (let code = FIRST_CODE; code <= LAST_CODE; code++) {
    const reading = readingsOf(code)[0]
    out[code - FIRST_CODE] = reading === undefined ? 0 : soundClass(reading) + 1
  }
  return out
})
const DIGIT_FROM = 0x30
/** Log-odds of shape from which a replaced character of a two-character name is worth a pattern. */
const LEAST_LIKE = 2
/** The same for a character that is replaced beside another one. */
const LEAST_TWOFOLD = 4.5
/** Characters that hardly anyone can type must be more alike. */
const LEAST_RARE = 5

/** One number for all characters that sound alike in some dialect; characters without a sound stand for themselves. */
export function classOf(code: number): number {
  const known = code >= FIRST_CODE && code <= LAST_CODE ? (classes()[code - FIRST_CODE] ?? 0) : 0
  if (known !== 0) return known
  const reading = code >= DIGIT_FROM && code < DIGIT_FROM + 10 ? readingsOf(code)[0] : undefined
  return reading === undefined ? 0x10000 + code : soundClass(reading) + 1
}

/** Characters of GB 2312, and others that are really written, by sound class: 旸 for 阳 is rare and typed all the same. */
const homophones = lazily(() => {
  const out = new Map<number, number[]>()
  const common = new Set<number>()
  const decoder = new TextDecoder('gb2312')
  for (let row = 0xb0; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) common.add(decoder.decode(new Uint8Array([row, cell])).codePointAt(0) ?? 0)
  for (let code = FIRST_CODE; code <= LAST_CODE; code++) {
    if (!common.has(code) && !isInUse(code)) continue
    const readings = readingsOf(code)
    for (let i = 0; i < readings.length; i++) {
      const sound = soundClass(readings[i] ?? 0)
      const list = out.get(sound)
      if (list === undefined) out.set(sound, [code])
      else if (list[list.length - 1] !== code) list.push(code)
    }
  }
  return out
})

function shapesLike(code: number, least: number): number[] {
  const close = new Set(neighboursOf(code, LEAST_RARE))
  return neighboursOf(code, least).filter((other) => close.has(other) || isInUse(other))
}

const replacementsOf = new Map<number, readonly number[]>()
/** Characters that a character may be replaced by without a reader noticing: alike by shape or by sound. */
export function replacements(code: number): readonly number[] {
  const known = replacementsOf.get(code)
  if (known !== undefined) return known
  const out = new Set<number>(shapesLike(code, LEAST_LIKE))
  const readings = readingsOf(code)
  for (let i = 0; i < readings.length; i++) for (const other of homophones().get(soundClass(readings[i] ?? 0)) ?? []) out.add(other)
  for (let digit = DIGIT_FROM; digit < DIGIT_FROM + 10; digit++) if (classOf(digit) === classOf(code)) out.add(digit)
  out.delete(code)
  const made = [...out]
  replacementsOf.set(code, made)
  return made
}

const twofoldOf = new Map<number, readonly number[]>()
/** The same for a character that is replaced by shape beside another one. */
function twofoldReplacements(code: number): readonly number[] {
  const known = twofoldOf.get(code)
  if (known !== undefined) return known
  const made = shapesLike(code, LEAST_TWOFOLD)
  twofoldOf.set(code, made)
  return made
}

const rowHash = (codes: ArrayLike<number>): number => {
  let hash = 0
  for (let i = 0; i < codes.length; i++) hash = (hash + mix(codes[i] ?? 0, i)) | 0
  return hash
}

/**
 * Puts in all the patterns of one name written in Chinese:
 * the name; with one character replaced (two-character names) or one or two left open (longer ones); with all characters by their
 * sounds; with a repeated character replaced each time; without one character; with one written as two or two as one; in any order.
 */
export function addPatterns(builder: PatternBuilder, name: ProtectedName, form: number): void {
  const codes = Array.from(name.codes)
  const n = codes.length
  if (n < 2 || n > LONGEST_WINDOW) return
  const whole = rowHash(codes)
  builder.add(whole, packHit(form, HIT.exact))
  builder.add(
    codes.reduce((sum, code) => (sum + orderless(code)) | 0, 0),
    packHit(form, HIT.swap),
  )
  if (n === 2) {
    codes.forEach((code, at) => {
      for (const other of replacements(code)) builder.add((whole - mix(code, at) + mix(other, at)) | 0, packHit(form, HIT.substitute))
    })
  } else addOpenPatterns(builder, codes, form)
  for (let at = 0; at < n; at++) {
    if (n > 2) builder.add(rowHash(codes.filter((_, i) => i !== at)), packHit(form, HIT.delete))
    for (const pair of name.splits[at] ?? [])
      builder.add(rowHash([...codes.slice(0, at), ...pair, ...codes.slice(at + 1)]), packHit(form, HIT.split))
    if (at + 1 < n && n > 2)
      for (const merged of mergesOf(codes[at] ?? 0, codes[at + 1] ?? 0))
        builder.add(rowHash([...codes.slice(0, at), merged, ...codes.slice(at + 2)]), packHit(form, HIT.merge))
  }
}

/** One character replaced by shape while others are replaced by sound: 舒服隹. */
function addTwofold(builder: PatternBuilder, codes: readonly number[], form: number): void {
  const sounds = codes.map((code, at) => mix(classOf(code), at))
  const all = sounds.reduce((sum, value) => (sum + value) | 0, TWOFOLD_SEED)
  codes.forEach((code, at) => {
    for (const other of twofoldReplacements(code))
      builder.add((all - (sounds[at] ?? 0) + mix(other, at)) | 0, packHit(form, HIT.substitute))
  })
}

function addOpenPatterns(builder: PatternBuilder, codes: readonly number[], form: number): void {
  const n = codes.length
  const places = codes.map((code, at) => mix(code, at))
  const all = places.reduce((sum, value) => (sum + value) | 0, 0)
  const open = (first: number, second: number) => {
    const rest = (all - (places[first] ?? 0) - (second === first ? 0 : (places[second] ?? 0))) | 0
    builder.add((rest + openSeed(n, first, second)) | 0, packHit(form, HIT.substitute))
  }
  for (let first = 0; first < n; first++) {
    open(first, first)
    if (n > 3 && n <= LONGEST_TWO_OPEN) for (let second = first + 1; second < n; second++) open(first, second)
  }
  builder.add(
    codes.reduce((sum, code, at) => (sum + mix(classOf(code), at)) | 0, SOUND_SEED),
    packHit(form, HIT.substitute),
  )
  if (n > 3) return
  addTwofold(builder, codes, form)
  // 娃哈哈: both 哈 replaced by the same other character.
  const repeated = codes.find((code, at) => codes.indexOf(code) !== at)
  if (repeated === undefined) return
  for (const other of replacements(repeated))
    builder.add(rowHash(codes.map((code) => (code === repeated ? other : code))), packHit(form, HIT.substitute))
}
