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

/** A department of the market with the phrases that its sellers use. */
export interface Department {
  id: string
  name: string
  niceClass: number[]
  /** 产地 is shown for these goods. */
  showsOrigin: boolean
  goods: Goods[]
  /** Qualities, as titles praise them. */
  qualities: string[]
  /** Uses and occasions. */
  uses: string[]
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
