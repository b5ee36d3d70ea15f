/** Small seeded random source (sfc32 over a hashed seed): the same words give the same market on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** Whole number in [low, high]. */
  int(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(values: readonly T[]): T
  /** Distinct values in random order, at most as many as there are. */
  sample<T>(values: readonly T[], count: number): T[]
  shuffle<T>(values: readonly T[]): T[]
}

/** FNV-1a with a final mix, 32 bits. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  return hash >>> 0
}

/** A stream of its own for each list of words, so that adding a draw in one place leaves the others as they were. */
export function randomOf(...words: (string | number)[]): Random {
  const text = words.join('\u0000')
  let a = hash32(`a${text}`)
  let b = hash32(`b${text}`)
  let c = hash32(`c${text}`)
  let counter = 1
  const next = (): number => {
    const sum = (a + b + counter++) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 12; i++) next()

  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(values: readonly T[]): T => {
    if (values.length === 0) throw new RangeError('nothing to pick from')
    return values[int(0, values.length - 1)] as T
  }
  const shuffle = <T>(values: readonly T[]): T[] => {
    const out = [...values]
    for (let i = out.length - 1; i > 0; i--) {
      const j = int(0, i)
      const kept = out[i] as T
      out[i] = out[j] as T
      out[j] = kept
    }
    return out
  }
  return {
    next,
    int,
    pick,
    shuffle,
    chance: (probability) => next() < probability,
    sample: (values, count) => shuffle(values).slice(0, count),
  }
}
