import { Converter } from 'opencc-js/t2cn'

/**
 * A text in one form for matching, which knows for each position where it came from.
 * Folding: NFKC (full width, circled and compatibility forms), traditional to simplified, every kind of blank to a space,
 * zero-width and control characters dropped. Case and word order stay.
 */
export interface FoldedText {
  readonly text: string
  /** UTF-16 positions in the text as given of what stands between two positions of `text`. */
  original(start: number, end: number): { start: number; end: number }
}

const simplify = Converter({ from: 't', to: 'cn' })

const UNKNOWN = 0
const SAME = 1
const DIFFERENT = 2
/** What is known of each UTF-16 unit; filled as texts come, since most of the plane is never seen. */
const state = new Uint8Array(0x10000)
const foldedForms = new Map<number, string>()

const DROPPED = /^[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]$/u
const BLANK = /^[\s\u00a0\u2800\u3000]$/u

function learn(unit: number): number {
  const character = String.fromCharCode(unit)
  let form = character
  // Halves of a pair stay; line ends stay as the ends of sentences that they are.
  if ((unit >= 0xd800 && unit <= 0xdfff) || unit === 0x0a) form = character
  else if (BLANK.test(character)) form = ' '
  else if (DROPPED.test(character)) form = ''
  else form = simplify(character.normalize('NFKC'))
  if (form === character) state[unit] = SAME
  else {
    state[unit] = DIFFERENT
    foldedForms.set(unit, form)
  }
  return state[unit] ?? SAME
}

export function fold(text: string): FoldedText {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const known = state[unit] ?? UNKNOWN
    if ((known === UNKNOWN ? learn(unit) : known) === DIFFERENT) return foldFrom(text, i)
  }
  return { text, original: (start, end) => ({ start, end }) }
}

/** The text is changed from `first` on. */
function foldFrom(text: string, first: number): FoldedText {
  let folded = text.slice(0, first)
  const from: number[] = []
  for (let i = 0; i < first; i++) from.push(i)
  for (let i = first; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const known = state[unit] ?? UNKNOWN
    const form = (known === UNKNOWN ? learn(unit) : known) === SAME ? (text[i] ?? '') : (foldedForms.get(unit) ?? '')
    folded += form
    for (let n = 0; n < form.length; n++) from.push(i)
  }
  return {
    text: folded,
    original(start, end) {
      const begin = from[start] ?? text.length
      // The last unit that the span took in, whole.
      const last = end > start ? (from[end - 1] ?? text.length - 1) : begin - 1
      return { start: begin, end: last + 1 }
    },
  }
}

/** The folded text alone, for names that are compared and not shown. */
export function foldText(text: string): string {
  return fold(text).text
}
