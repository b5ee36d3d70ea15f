import { lazily, readRows } from './tables.ts'

const words = lazily(() => {
  const of = (kind: string) =>
    new Set(
      readRows('weak-words.tsv')
        .filter(([k]) => k === kind)
        .flatMap(([, list = '']) => list.split(' ')),
    )
  return { goods: of('goods'), form: of('form'), before: of('before'), behind: of('behind') }
})

/** How many characters at the end of a name only say what kind of goods or firm it is: 2 for 五常大米, 0 where nothing strong would be left. */
export function goodsEnding(text: string): number {
  const { goods, form } = words()
  for (let from = 1; from < text.length; from++) {
    const ending = text.slice(from)
    if ((goods.has(ending) || form.has(ending)) && from >= 2) return text.length - from
  }
  return 0
}

/** Whether a word put before a name makes it look like a line of that name: 新李宁. */
export function goesBefore(word: string): boolean {
  return words().before.has(word)
}

/** Whether a word put behind a name makes it look like a line of that name: 张小泉王. */
export function goesBehind(word: string): boolean {
  return words().behind.has(word)
}
