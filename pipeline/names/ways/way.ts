import type { AlignedCharacters } from '../../../domain/index.ts'
import { FEATURE_AT, FEATURE_NAMES } from '../features.ts'
import type { FeatureName } from '../features.ts'
import { GAP, isHan } from '../fold.ts'
import type { Folded } from '../fold.ts'
import type { Reading } from '../lexicon.ts'

/** A text that names are looked for in. */
export interface Context {
  text: Folded
  reading: Reading
  /** Whether the text is running text that was searched, and not one that somebody put beside the name. */
  running: boolean
}

/** One way to read a piece of a text as a name: what the model sees of it, and the characters side by side for those who ask. */
export interface Way {
  from: number
  to: number
  /** Whether it is read from Latin letters. */
  latin: boolean
  /** By `FEATURE_AT`. */
  values: number[]
  mechanisms: string[]
  align: () => AlignedCharacters[]
}

// A plain array of doubles: a typed one lies outside the heap, and making many of those makes V8 collect far more often.
const ZEROS = FEATURE_NAMES.map(() => 0.5).fill(0)
export const noValues = (): number[] => ZEROS.slice()

/** A way while it is being described. */
export class Draft {
  readonly values: number[] = noValues()
  readonly mechanisms: string[] = []
  /** Positions of the text that differ from the name, as bits from `from`. */
  changed = 0

  set(name: FeatureName, value: number): void {
    this.values[FEATURE_AT[name]] = value
  }

  get(name: FeatureName): number {
    return this.values[FEATURE_AT[name]] ?? 0
  }

  by(mechanism: string): void {
    if (!this.mechanisms.includes(mechanism)) this.mechanisms.push(mechanism)
  }

  finish(from: number, to: number, align: () => AlignedCharacters[]): Way {
    return { from, to, latin: false, values: this.values, mechanisms: this.mechanisms, align }
  }
}

export const character = (code: number | undefined): string => (code === undefined ? '' : String.fromCodePoint(code))

/** The text as given between two folded characters. */
export function given(text: Folded, from: number, to: number): string {
  return text.source.slice(text.starts[from] ?? 0, text.ends[to - 1] ?? 0)
}

/** One step of an alignment; without a channel both are the same. */
export function step(text: string, name: string, channel = 'equal', likeness = 1): AlignedCharacters {
  return { text, name, channel, likeness }
}

/** Whether a bracket or a comma stands inside a span. */
export function borderInside({ text }: Context, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (text.gaps[i] === GAP.border) return true
  return false
}

/** Whether Han characters stand on both sides of a place with nothing between them. */
export function adjoins(text: Folded, at: number): boolean {
  return at > 0 && at < text.length && (text.gaps[at] ?? 0) === GAP.none && isHan(text.codes[at] ?? 0) && isHan(text.codes[at - 1] ?? 0)
}
