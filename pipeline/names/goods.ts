import { foldedText } from './fold.ts'
import type { Folded } from './fold.ts'
import { lazily, readRows } from './tables.ts'

const LONGEST_WORD = 10

/** Nice classes by word of goods; a word may belong to several. */
const classesOfWord = lazily(() => {
  const out = new Map<string, number[]>()
  for (const [niceClass = '', words = ''] of readRows('goods.tsv'))
    for (const word of words.toLowerCase().split(' ')) out.set(word, [...(out.get(word) ?? []), Number(niceClass)])
  return out
})

/** What goods a text speaks of. */
export interface SpokenGoods {
  classes: ReadonlySet<number>
  text: string
}

/** @param more further words (category, goods) and classes that are known of the listing */
export function goodsOf(folded: Folded, more: { goods?: readonly string[]; niceClass?: readonly number[] } = {}): SpokenGoods {
  const classes = new Set<number>(more.niceClass)
  const text = [foldedText(folded), ...(more.goods ?? [])].join(' ')
  for (let from = 0; from < text.length; from++) {
    const lengths = lengthsByFirst().get(text.charCodeAt(from))
    if (lengths === undefined) continue
    for (const length of lengths) {
      if (length === 1 && !SINGLE.has(text[from] ?? '')) continue
      for (const niceClass of classesOfWord().get(text.slice(from, from + length)) ?? []) classes.add(niceClass)
    }
  }
  return { classes, text }
}

/** How long the words are that begin with a character. */
const lengthsByFirst = lazily(() => {
  const out = new Map<number, number[]>()
  for (const word of classesOfWord().keys()) {
    const first = word.charCodeAt(0)
    const lengths = out.get(first) ?? []
    if (!lengths.includes(word.length)) out.set(first, [...lengths, word.length])
  }
  return out
})

/** The only goods words of one character that are safe to read in running text. */
const SINGLE: ReadonlySet<string> = new Set('酒茶鞋笔醋'.split(''))

/** 1 where the text speaks of the goods of a name, −1 where it speaks of others only, 0 where it cannot be said. */
export function goodsAgree(spoken: SpokenGoods, niceClass: readonly number[], goods: readonly string[]): -1 | 0 | 1 {
  if (goods.some((word) => word.length > 1 && spoken.text.includes(word))) return 1
  if (niceClass.length === 0) return 0
  if (niceClass.some((c) => spoken.classes.has(c))) return 1
  return spoken.classes.size > 0 ? -1 : 0
}

/** Whether a word of goods stands at a place. */
export function beginsWithGoods(text: Folded, at: number): boolean {
  for (let to = at + 2; to <= Math.min(text.length, at + LONGEST_WORD); to++) if (classesOfWord().has(foldedText(text, at, to))) return true
  return false
}
