import type { NameRow } from '../../domain/index.ts'
import type { Least } from './bounds.ts'
import { FEATURE_AT } from './features.ts'
import { DONE } from './fold.ts'
import type { Folded } from './fold.ts'
import { goodsAgree, goodsOf } from './goods.ts'
import type { SpokenGoods } from './goods.ts'
import { brokenBy, readWords } from './lexicon.ts'
import { belongsToAnother } from './other-names.ts'
import type { OtherNames } from './other-names.ts'
import type { MatchOptions } from './port.ts'
import type { Form } from './search.ts'
import type { Context, Way } from './ways/index.ts'

/** Names longer than this do not come about by chance at the border of two words. */
const LONGEST_CHANCE = 3
/** Nats of the words that a name would cut. */
const CHANCE_CUT = 4

/** What is known of all names together. */
export interface KnownNames {
  others: OtherNames
  /** Hashes of the protected names, which are no ordinary words though word lists hold some. */
  words: ReadonlySet<number>
  leastWithoutGoods: Least
}

/** What stands around a find; each part is looked up once for a text, and only when something asks for it. */
export class Surroundings {
  readonly text: Folded
  readonly #options: MatchOptions
  readonly #known: KnownNames
  readonly #agreed = new Map<NameRow, -1 | 0 | 1>()
  #context: Context | undefined
  #places: readonly number[] | undefined
  #goods: SpokenGoods | undefined

  constructor(text: Folded, options: MatchOptions, known: KnownNames) {
    this.text = text
    this.#options = options
    this.#known = known
  }

  get context(): Context {
    return (this.#context ??= { text: this.text, reading: readWords(this.text, this.#known.words), running: true })
  }

  inAnotherName(from: number, to: number): boolean {
    return belongsToAnother((this.#places ??= this.#known.others.places(this.text, undefined)), from, to)
  }

  /** Whether what reads as a name is the end of one word and the beginning of the next (上海|天气), or lies in a longer name. */
  isPieceOfOther(from: number, to: number): boolean {
    const places = (this.#places ??= this.#known.others.places(this.text, undefined))
    for (let i = 0; i < places.length; i += 2) {
      const [start, end] = [places[i] ?? 0, places[i + 1] ?? 0]
      if (start <= from && to <= end && end - start > to - from) return true
    }
    return to - from <= LONGEST_CHANCE && brokenBy(this.context.reading, from, to) > CHANCE_CUT
  }

  /** Whether a replaced character as alike as this could be told in this text. */
  isWorth(least: number, kinds: number, { name, row }: Form): boolean {
    return least >= this.#known.leastWithoutGoods(name.length, kinds) || this.#agree(row) === 1
  }

  #agree(row: NameRow): -1 | 0 | 1 {
    const known = this.#agreed.get(row)
    if (known !== undefined) return known
    const agree = goodsAgree((this.#goods ??= goodsOf(this.text, this.#options)), row.niceClass, row.goods)
    this.#agreed.set(row, agree)
    return agree
  }

  /** Notes on a way whether the text speaks of the goods of the name. */
  noteGoods(way: Way, row: NameRow): void {
    const agree = this.#agree(row)
    way.values[FEATURE_AT.goods] = agree === 1 ? 1 : 0
    way.values[FEATURE_AT.otherGoods] = agree === -1 ? 1 : 0
  }

  /** Traditional script or wide letters throughout are how the whole text is written, and no sign of anything. */
  isUsual(way: Way): boolean {
    if (way.values[FEATURE_AT.same] !== 1 || way.mechanisms.length !== 1) return false
    const bit =
      way.mechanisms[0] === 'traditional' && way.values[FEATURE_AT.wholly] === 1
        ? DONE.traditional
        : way.mechanisms[0] === 'fullwidth'
          ? DONE.fullwidth
          : 0
    if (bit === 0) return false
    for (let i = 0; i < this.text.length; i++) if ((i < way.from || i >= way.to) && ((this.text.done[i] ?? 0) & bit) !== 0) return true
    return false
  }
}
