import type { NameMatch, NameRow, PairScore } from '../../domain/index.ts'

/** Imitations of many protected names in running text. Built once from the registry; matching does no I/O. */
export interface NameMatcher {
  /** Matches with score ≥ 0.5, and exact uses of a name (`exact`, score 0), in the order in which they stand; offsets are UTF-16 positions in `text` as given. */
  match(text: string, options?: MatchOptions): NameMatch[]
}

export interface MatchOptions {
  /** Goods or category words and Nice classes of the listing: they speak for or against. */
  goods?: readonly string[]
  niceClass?: readonly number[]
}

export interface MatcherSource {
  names: readonly NameRow[]
  /** Other lawful names (registered marks, GI names): a text that equals one of them is that name and imitates nobody. */
  otherNames?: readonly string[]
}

/** `pipeline/names/index.ts` exports these two. */
export type BuildMatcher = (source: MatcherSource) => NameMatcher
export type Similarity = (text: string, name: string) => PairScore
