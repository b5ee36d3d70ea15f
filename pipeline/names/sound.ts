import { BinaryTable, FIRST_CODE, LAST_CODE, lazily } from './tables.ts'

/** Initials and finals in the order of scripts/tables/names/sounds.mjs, which numbers them. */
const INITIALS = ['', 'b', 'p', 'm', 'f', 'd', 't', 'n', 'l', 'g', 'k', 'h', 'j', 'q', 'x', 'zh', 'ch', 'sh', 'r', 'z', 'c', 's']
const FINALS =
  'a o e ai ei ao ou an en ang eng ong er i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ueng v ve van vn io m ng n ê iai'.split(
    ' ',
  )
const SLOTS = 64

/** Costs of taking one for the other: mergers of whole dialects first, then sounds of one kind. */
const CLOSE_INITIALS = ['n l', 'f h', 'z zh', 'c ch', 's sh', 'l r']
const LOOSE_INITIALS = 'b p,d t,g k,j q,zh ch,z c,j zh,q ch,x sh,x s,g h,k h,m n,zh sh,j x,q x,f b,w v,t c,r n'.split(',')
const CLOSE_FINALS = 'an ang,en eng,in ing,ian iang,uan uang,un ueng,uo o,ui ei'.split(',')
const LOOSE_FINALS =
  'o e,uo e,uo ou,o ou,ai ei,ie ian,v i,in en,ing eng,eng ong,iu ou,ao iao,a ia,a ua,an ian,an uan,ang iang,ang uang,e er,ong iong,un en,van ian,van uan,ve ie,vn in,v u,i ie,ei i,u ou,ei ie,ong ueng,iu v,vn ing,in un'.split(
    ',',
  )
const [CLOSE_INITIAL, LOOSE_INITIAL, FAR_INITIAL] = [0.12, 0.32, 0.62]
const [CLOSE_FINAL, LOOSE_FINAL, FAR_FINAL] = [0.1, 0.34, 0.75]
const TONE = 0.08
/** Below this a pair of syllables is like any other pair. */
const FLOOR = 0.35
/** A pair that only Cantonese speakers hear as one. */
const CANTONESE = 0.5

const readings = lazily(() => {
  const table = new BinaryTable('sounds.bin')
  return { start: table.u32('start'), codes: table.u16('codes'), yueStart: table.u32('yueStart'), yue: table.u16('yue') }
})

function costs(
  count: number,
  names: readonly string[],
  close: readonly string[],
  loose: readonly string[],
  values: readonly [number, number, number],
): Float32Array {
  const out = new Float32Array(SLOTS * SLOTS).fill(values[2])
  for (let i = 0; i < count; i++) out[i * SLOTS + i] = 0
  const put = (pairs: readonly string[], cost: number) => {
    for (const pair of pairs) {
      const [a = '', b = ''] = pair.split(' ')
      const [i, j] = [names.indexOf(a), names.indexOf(b)]
      if (i >= 0 && j >= 0) out[i * SLOTS + j] = out[j * SLOTS + i] = cost
    }
  }
  put(loose, values[1])
  put(close, values[0])
  return out
}
const initialCosts = costs(INITIALS.length, INITIALS, CLOSE_INITIALS, LOOSE_INITIALS, [CLOSE_INITIAL, LOOSE_INITIAL, FAR_INITIAL])
const finalCosts = costs(FINALS.length, FINALS, CLOSE_FINALS, LOOSE_FINALS, [CLOSE_FINAL, LOOSE_FINAL, FAR_FINAL])

function syllable(initial: string, final: string, tone: number): number {
  return (INITIALS.indexOf(initial) << 9) | (FINALS.indexOf(final) << 3) | tone
}
/** How digits are read aloud, and what they stand for in chat (520 = 我爱你, 51 = 我要 or 无忧, 1314 = 一生一世, 88 = 发发). */
const DIGITS: readonly (readonly number[])[] = [
  [syllable('l', 'ing', 2), syllable('d', 'ong', 4), syllable('n', 'i', 3)],
  [syllable('', 'i', 1), syllable('', 'iao', 1), syllable('', 'iu', 1)],
  [syllable('', 'er', 4), syllable('l', 'iang', 3), syllable('', 'ai', 4)],
  [syllable('s', 'an', 1), syllable('sh', 'eng', 1)],
  [syllable('s', 'i', 4), syllable('sh', 'i', 4)],
  [syllable('', 'u', 3), syllable('', 'uo', 3)],
  [syllable('l', 'iu', 4)],
  [syllable('q', 'i', 1)],
  [syllable('b', 'a', 1), syllable('f', 'a', 1)],
  [syllable('j', 'iu', 3)],
]
const NONE: readonly number[] = []

/** Every reading of a character, commonest first: initial << 9 | final << 3 | tone. */
export function readingsOf(code: number): ArrayLike<number> {
  if (code >= 0x30 && code <= 0x39) return DIGITS[code - 0x30] ?? NONE
  if (code < FIRST_CODE || code > LAST_CODE) return NONE
  const { start, codes } = readings()
  return codes.subarray(start[code - FIRST_CODE] ?? 0, start[code - FIRST_CODE + 1] ?? 0)
}

/** Likeness of two syllables, 0 for a pair like any other, 1 for the same with the same tone. */
export function syllableLikeness(a: number, b: number): number {
  const cost =
    (initialCosts[(a >> 9) * SLOTS + (b >> 9)] ?? 1) +
    (finalCosts[((a >> 3) & 63) * SLOTS + ((b >> 3) & 63)] ?? 1) +
    ((a & 7) === (b & 7) ? 0 : TONE)
  return Math.max(0, (1 - cost - FLOOR) / (1 - FLOOR))
}

function cantoneseAlike(a: number, b: number): boolean {
  const { yueStart, yue } = readings()
  for (let i = yueStart[a - FIRST_CODE] ?? 0; i < (yueStart[a - FIRST_CODE + 1] ?? 0); i++)
    for (let j = yueStart[b - FIRST_CODE] ?? 0; j < (yueStart[b - FIRST_CODE + 1] ?? 0); j++)
      if ((yue[i] ?? 0) >> 3 === (yue[j] ?? 1) >> 3) return true
  return false
}

/** Likeness by sound of two characters over all their readings, 0..1; random pairs get 0. */
export function soundLikeness(a: number, b: number): number {
  const [of, to] = [readingsOf(a), readingsOf(b)]
  let best = 0
  for (let i = 0; i < of.length; i++) for (let j = 0; j < to.length; j++) best = Math.max(best, syllableLikeness(of[i] ?? 0, to[j] ?? 0))
  if (best < CANTONESE && a >= FIRST_CODE && b >= FIRST_CODE && a <= LAST_CODE && b <= LAST_CODE && cantoneseAlike(a, b)) return CANTONESE
  return best
}

/** The reading without tone in Latin letters, as people type it: `v` for ü after n and l, `yi`, `wu`, `yu` for bare vowels. */
export function spell(reading: number): string {
  const initial = INITIALS[reading >> 9] ?? ''
  const final = FINALS[(reading >> 3) & 63] ?? ''
  if (initial === '') {
    if (final.startsWith('i'))
      return final === 'i' || final === 'in' || final === 'ing' ? `y${final}` : final === 'iu' ? 'you' : `y${final.slice(1)}`
    if (final.startsWith('u')) return final === 'u' ? 'wu' : final === 'ui' ? 'wei' : final === 'un' ? 'wen' : `w${final.slice(1)}`
    if (final.startsWith('v')) return `yu${final.slice(1)}`
    return final
  }
  if ('jqx'.includes(initial)) return initial + final.replace('v', 'u')
  return initial + final
}

/** Sounds that speakers of some dialect merge fall into one class; the number is below 4096. */
export function soundClass(reading: number): number {
  return (initialClass[reading >> 9] ?? 0) * SLOTS + (finalClass[(reading >> 3) & 63] ?? 0)
}
const merge = (names: readonly string[], into: Readonly<Record<string, string>>) =>
  Uint8Array.from(names, (name) => names.indexOf(into[name] ?? name))
const initialClass = merge(INITIALS, { n: 'l', r: 'l', h: 'f', zh: 'z', ch: 'c', sh: 's' })
const finalClass = merge(FINALS, { ang: 'an', eng: 'en', ing: 'in', iang: 'ian', uang: 'uan', ueng: 'un', o: 'uo', ei: 'ui' })
