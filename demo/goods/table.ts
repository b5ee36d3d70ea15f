/** One kind of goods: what sellers call it and what it costs. */
export interface Goods {
  noun: string
  /** Other words that sellers put beside or instead of it. */
  words: string[]
  specs: string[]
  /** What the price is for, such as `袋`. */
  per: string
  /** CNY. */
  low: number
  high: number
  /** Short names of places (places.ts). */
  places: string[]
  /** Simulated days on which it is on sale; all year without them. */
  season?: { from: number; to: number }
}

/** Words of praise, and the goods that they can be said of: those whose noun holds one of `of`; without it all. */
export interface Phrase {
  text: string
  of?: string[]
}

/** A department of the market with the phrases that its sellers use. */
export interface Department {
  id: string
  name: string
  niceClass: number[]
  /** 产地 is shown for these goods. */
  showsOrigin: boolean
  goods: Goods[]
  /** Qualities, as titles praise them. */
  qualities: Phrase[]
  /** Uses and occasions. */
  uses: Phrase[]
  /** Invented marks. */
  brands: string[]
  /** Rows of the parameter table: heading and possible values. */
  attributes: Record<string, string[]>
}

/** Lines of `noun|word,word|spec,spec|per|low-high|place,place[|day-day]`. */
export function goodsTable(text: string): Goods[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [noun = '', words = '', specs = '', per = '件', range = '', places = '', season] = line.split('|')
      const [low = Number.NaN, high = Number.NaN] = range.split('-').map(Number)
      if (!(low > 0 && high >= low)) throw new RangeError(`goods table: no price range in "${line}"`)
      const goods: Goods = { noun, words: list(words), specs: list(specs), per, low, high, places: list(places) }
      if (season) {
        const [from = 0, to = 0] = season.split('-').map(Number)
        goods.season = { from, to }
      }
      return goods
    })
}

/** Comma-separated words. */
export function list(text: string): string[] {
  return text.split(',').filter((word) => word !== '')
}

/** Phrases set apart by `|`; `text@noun/noun` is said of such goods only. */
export function phrases(text: string): Phrase[] {
  return text.split('|').map((entry) => {
    const [phrase = '', nouns] = entry.split('@')
    return nouns === undefined ? { text: phrase } : { text: phrase, of: nouns.split('/') }
  })
}

/** What can be said of these goods. */
export function sayable(from: readonly Phrase[], goods: Pick<Goods, 'noun' | 'words'>): string[] {
  return from.filter(({ of }) => of === undefined || of.some((noun) => goods.noun.includes(noun))).map(({ text }) => text)
}
