import { lazily, readRows } from './tables.ts'

const LONGEST = 3
const LEFT_OUT = '大小老'

const dictionary = lazily(
  () => new Map(readRows('translations.tsv').map(([word = '', english = '']) => [word, english.split(' ').filter((w) => w !== '')])),
)

/**
 * A Chinese name word by word in English, each word with its alternatives; measure words give nothing.
 * @returns empty where one of its words has no translation
 */
export function translationsOf(name: string): string[][] {
  const out: string[][] = []
  for (let at = 0; at < name.length;) {
    let taken = 0
    for (let length = Math.min(LONGEST, name.length - at); length > 0 && taken === 0; length--) {
      const english = dictionary().get(name.slice(at, at + length))
      if (english === undefined) continue
      taken = length
      if (english.length > 0) out.push(english)
    }
    if (taken === 0) return []
    at += taken
  }
  // 大白兔 is White Rabbit: size and age at the head of a longer name are left out as often as not.
  return out.length > 2 && LEFT_OUT.includes(name.charAt(0)) ? out.slice(1) : out
}

const sameWord = (given: string, wanted: string) =>
  given === wanted ||
  given === `${wanted}s` ||
  given === `${wanted}es` ||
  (given.startsWith(wanted) && /^(y|en|ing)$/.test(given.slice(wanted.length)))

/** How many words of a text in a row, from its beginning, are the translation; 0 where they are not. Words may also be written as one. */
export function translationLength(words: readonly string[], translations: readonly (readonly string[])[]): number {
  if (translations.length === 0 || words.length === 0) return 0
  const whole = words.length >= translations.length && translations.every((wanted, i) => wanted.some((w) => sameWord(words[i] ?? '', w)))
  if (whole) return translations.length
  const joined = translations.reduce<string[]>((texts, wanted) => texts.flatMap((text) => wanted.map((w) => text + w)).slice(0, 64), [''])
  return translations.length > 1 && joined.some((text) => sameWord(words[0] ?? '', text)) ? 1 : 0
}
