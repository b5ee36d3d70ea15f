import { lazily, readRows } from './tables.ts'

const tables = lazily(() => {
  const whole = new Map<number, number[][]>()
  const parts = new Map<number, number[]>()
  for (const [character = '', pair = ''] of readRows('splits.tsv')) {
    const code = character.codePointAt(0) ?? 0
    const [a = 0, b = 0] = Array.from(pair, (c) => c.codePointAt(0) ?? 0)
    whole.set(code, [...(whole.get(code) ?? []), [a, b]])
    const key = pairKey(a, b)
    parts.set(key, [...(parts.get(key) ?? []), code])
  }
  return { whole, parts }
})
const pairKey = (a: number, b: number) => a * 0x20_0000 + b

/** Pairs of characters that make up this one when written side by side: 李 gives 木子. */
export function splitsOf(code: number): number[][] {
  return tables().whole.get(code) ?? []
}

/** Characters that two neighbours make up together: 女子 gives 好. */
export function mergesOf(a: number, b: number): readonly number[] {
  return tables().parts.get(pairKey(a, b)) ?? []
}

export function isSplitOf(whole: number, a: number, b: number): boolean {
  return mergesOf(a, b).includes(whole)
}
