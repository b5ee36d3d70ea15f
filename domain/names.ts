/** What the imitation matcher answers; `pipeline/names/` makes it. */

/** One step of the alignment of a text with a protected name. */
export interface AlignedCharacters {
  /** Characters of the text as given; empty where a character of the name was dropped. */
  text: string
  /** Characters of the name; empty where one was put in. */
  name: string
  /** `equal`, or the channel that explains the difference: `glyph`, `sound`, `split`, `merge`, `insert`, `delete`, `double`, `swap`, `fold`, `latin`, `meaning`, `number`, `letter`; `none` where nothing explains it. */
  channel: string
  /** 0..1 likeness in that channel. */
  likeness: number
}

export interface NameEvidence {
  feature: string
  /** Log-odds. */
  weight: number
  /** One sentence in Chinese. */
  reason: string
}

export interface PairScore {
  /** 0..1, the calibrated likelihood that the text imitates the name; 0 where it equals it. */
  score: number
  mechanisms: string[]
  alignment: AlignedCharacters[]
  evidence: NameEvidence[]
}

export interface NameMatch {
  /** The protected name. */
  name: string
  /** What stands in the text between `start` and `end` (UTF-16). */
  text: string
  start: number
  end: number
  score: number
  mechanisms: string[]
  /** Whether the text is the name itself (after folding of width, script and case): use of the mark, not imitation. */
  exact: boolean
}
