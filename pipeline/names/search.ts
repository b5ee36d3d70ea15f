import type { NameRow } from '../../domain/index.ts'
import type { Least } from './bounds.ts'
import { DONE, GAP, isHan, isLatin } from './fold.ts'
import type { Folded } from './fold.ts'
import { looksLike } from './glyph.ts'
import { LatinIndex } from './latin-index.ts'
import { sameClass } from './meaning.ts'
import { numeralValue } from './numeral.ts'
import {
  HIT,
  LONGEST_TWO_OPEN,
  LONGEST_WINDOW,
  SOUND_SEED,
  TWOFOLD_SEED,
  addPatterns,
  classOf,
  formOf,
  kindOf,
  orderless,
  openSeed,
} from './patterns.ts'
import { PatternBuilder, mix } from './pattern-index.ts'
import type { PatternIndex } from './pattern-index.ts'
import { protect } from './protected-name.ts'
import type { ProtectedName } from './protected-name.ts'
import { substitution } from './substitution.ts'
import { isReplaced } from './ways/index.ts'

/** One way of writing a protected name: the name, its Latin form or an alias. */
export interface Form {
  name: ProtectedName
  row: NameRow
}

/** A place where a form may stand. */
export interface Hit {
  from: number
  form: number
  kind: number
  /** Of replaced characters, the least alike one, and how many different ones there are; infinite and 0 elsewhere. */
  least: number
  kinds: number
}

/** Texts from this length on are looked at only where a name that long may begin. */
const LONG = 5
const SHORTEST_ALIAS = 3
const SHORTEST_LATIN_FORM = 5

/** The names with their further forms; short Latin forms and aliases are only known as names, not searched for imitations. */
export function formsOf(rows: readonly NameRow[]): Form[] {
  const out: Form[] = []
  for (const row of rows) {
    const own = protect(row.name)
    out.push({ name: own, row })
    const seen = new Set([own.name.toLowerCase()])
    for (const text of [row.latin ?? '', ...row.aliases]) {
      if (seen.has(text.toLowerCase()) || text === '') continue
      seen.add(text.toLowerCase())
      const form = protect(text)
      if (form.length >= (form.latin ? SHORTEST_LATIN_FORM : SHORTEST_ALIAS)) out.push({ name: form, row })
    }
  }
  return out
}

/**
 * Finds where protected names may stand in a text, in time that hardly depends on their number: windows of the folded text are hashed
 * as they are, without order, by sound, and with one or two places left open, and the hashes are looked up.
 */
export class NameSearch {
  readonly forms: readonly Form[]
  readonly #patterns: PatternIndex
  readonly latin = new LatinIndex()
  #longest = 0
  #classes = new Int32Array(256)
  /** Hashes of the window with each place left out, of each place's sound, and of each place. */
  readonly #without = new Int32Array(LONGEST_WINDOW + 2)
  readonly #sounds = new Int32Array(LONGEST_WINDOW + 2)
  readonly #places = new Int32Array(LONGEST_WINDOW + 2)
  readonly #worth: Least
  /** The characters of all forms one after the other, and where each begins. */
  readonly #codes: Uint32Array
  readonly #starts: Uint32Array
  #least = Infinity
  #kinds = 0
  /** By character: 1 where a long name begins with it, 2 where it is the second of one. */
  readonly #longBeginnings = new Uint8Array(0x10000)
  /** Lengths of names, as bits. */
  #lengths = 0

  /** @param worth from which likeness on a replaced character is looked at, by length of the name and number of replacements */
  constructor(forms: readonly Form[], worth: Least) {
    this.forms = forms
    this.#worth = worth
    const builder = new PatternBuilder()
    forms.forEach(({ name }, at) => {
      this.latin.add(name, at)
      if (name.latin) return
      addPatterns(builder, name, at)
      if (name.length <= LONGEST_WINDOW) {
        this.#longest = Math.max(this.#longest, name.length)
        this.#lengths |= 1 << name.length
        if (name.length >= LONG - 1)
          for (const place of [0, 1]) {
            const code = (name.codes[place] ?? 0) & 0xffff
            this.#longBeginnings[code] = (this.#longBeginnings[code] ?? 0) | (place + 1)
          }
      }
    })
    this.latin.build()
    this.#patterns = builder.build()
    this.#starts = new Uint32Array(forms.length + 1)
    forms.forEach(({ name }, at) => (this.#starts[at + 1] = (this.#starts[at] ?? 0) + name.length))
    this.#codes = new Uint32Array(this.#starts[forms.length] ?? 0)
    forms.forEach(({ name }, at) => this.#codes.set(name.codes, this.#starts[at]))
  }

  get bytes(): number {
    return this.#patterns.bytes
  }

  /** Every place where a name in Chinese may stand, each once. */
  hits(text: Folded): Hit[] {
    const out: Hit[] = []
    const n = text.length
    if (this.#classes.length < n) this.#classes = new Int32Array(n * 2)
    const classes = this.#classes
    const { codes, gaps } = text
    for (let i = 0; i < n; i++) classes[i] = classOf(codes[i] ?? 0)
    const longest = Math.min(LONGEST_WINDOW + 1, this.#longest + 1)
    const patterns = this.#patterns
    const [without, places, sounds] = [this.#without, this.#places, this.#sounds]
    const lengths = this.#lengths
    for (let from = 0; from < n; from++) {
      const head = codes[from] ?? 0
      if (from > 0 && isLatin(head) && isLatin(codes[from - 1] ?? 0) && (gaps[from] ?? 0) === GAP.none) continue
      let [exact, loose, sound] = [0, 0, SOUND_SEED]
      let hasHan = false
      for (let length = 1; length <= longest && from + length <= n; length++) {
        const last = from + length - 1
        const code = codes[last] ?? 0
        if (length > 1 && gaps[last] === GAP.border) break
        // A long name keeps its first or its second character.
        if (length === LONG && !this.#mayBeginLong(head, codes[from + 1] ?? 0)) break
        if (isHan(code)) hasHan = true
        const place = length - 1
        const own = mix(code, place)
        // Leaving out an earlier place moves this character one to the left.
        const moved = place > 0 ? mix(code, place - 1) : 0
        for (let out = 0; out < place; out++) without[out] = ((without[out] ?? 0) + moved) | 0
        without[place] = exact
        exact = (exact + own) | 0
        loose = (loose + orderless(code)) | 0
        places[place] = own
        const heard = mix(classes[last] ?? 0, place)
        sounds[place] = heard
        sound = (sound + heard) | 0
        if (length < 2 || !hasHan) continue
        if (patterns.mayHave(exact)) this.#collect(patterns, exact, from, text, out)
        if ((lengths & (1 << length)) !== 0) {
          if (patterns.mayHave(loose)) this.#collect(patterns, loose, from, text, out)
          if (length >= 3) {
            if (patterns.mayHave(sound)) this.#collect(patterns, sound, from, text, out)
            this.#openHits(patterns, exact, length, from, text, out)
            if (length === 3)
              for (let at = 0; at < length; at++) {
                const key = (sound - SOUND_SEED + TWOFOLD_SEED - (sounds[at] ?? 0) + (places[at] ?? 0)) | 0
                if (patterns.mayHave(key)) this.#collect(patterns, key, from, text, out)
              }
          }
        }
        if (length >= 3 && (lengths & (1 << (length - 1))) !== 0)
          for (let gone = 1; gone < place; gone++) {
            const key = without[gone] ?? 0
            if (patterns.mayHave(key)) this.#collectInserted(patterns, key, from, out)
          }
      }
    }
    return out
  }

  #mayBeginLong(first: number, second: number): boolean {
    return ((this.#longBeginnings[first & 0xffff] ?? 0) & 1) !== 0 || ((this.#longBeginnings[second & 0xffff] ?? 0) & 2) !== 0
  }

  #openHits(patterns: PatternIndex, exact: number, length: number, from: number, text: Folded, out: Hit[]): void {
    const places = this.#places
    for (let first = 0; first < length; first++) {
      const rest = (exact - (places[first] ?? 0)) | 0
      const one = (rest + openSeed(length, first, first)) | 0
      if (patterns.mayHave(one)) this.#collect(patterns, one, from, text, out)
      if (length === 3 || length > LONGEST_TWO_OPEN) continue
      for (let second = first + 1; second < length; second++) {
        const two = (rest - (places[second] ?? 0) + openSeed(length, first, second)) | 0
        if (patterns.mayHave(two)) this.#collect(patterns, two, from, text, out)
      }
    }
  }

  #collect(patterns: PatternIndex, key: number, from: number, text: Folded, out: Hit[]): void {
    for (let entry = patterns.first(key); entry >= 0; entry = patterns.after(entry, key)) {
      const value = patterns.value(entry)
      const [form, kind] = [formOf(value), kindOf(value)]
      this.#least = Infinity
      this.#kinds = 0
      if (kind === HIT.substitute && !this.#mayBe(text, from, form)) continue
      if (kind === HIT.swap && this.#isAsIs(text, from, form)) continue
      if (kind === HIT.delete && this.#isReplaced(text, from, form)) continue
      push(out, { from, form, kind, least: this.#least, kinds: this.#kinds })
    }
  }

  /** In order the characters are the name, which another pattern finds. */
  #isAsIs(text: Folded, from: number, form: number): boolean {
    const [start, end] = [this.#starts[form] ?? 0, this.#starts[form + 1] ?? 0]
    for (let i = start; i < end; i++) if (text.codes[from + i - start] !== this.#codes[i]) return false
    return true
  }

  #isReplaced(text: Folded, from: number, form: number): boolean {
    const start = this.#starts[form] ?? 0
    const length = (this.#starts[form + 1] ?? 0) - start
    let at = 0
    while (at < length - 1 && text.codes[from + at] === this.#codes[start + at]) at++
    return isReplaced(text, from, from + length - 1, at, length)
  }

  #collectInserted(patterns: PatternIndex, key: number, from: number, out: Hit[]): void {
    for (let entry = patterns.first(key); entry >= 0; entry = patterns.after(entry, key)) {
      const value = patterns.value(entry)
      if (kindOf(value) === HIT.exact) push(out, { from, form: formOf(value), kind: HIT.insert, least: Infinity, kinds: 0 })
    }
  }

  /** Whether what is replaced here could ever be told: a bound by the least alike character, before anything else is looked at. */
  #mayBe(text: Folded, from: number, form: number): boolean {
    const start = this.#starts[form] ?? 0
    const n = (this.#starts[form + 1] ?? 0) - start
    let [changed, least, marked] = [0, Infinity, 0]
    let [oldCode, newCode] = [0, 0]
    let kinds = 0
    for (let i = 0; i < n; i++) {
      const [a, b] = [text.codes[from + i] ?? 0, this.#codes[start + i] ?? 0]
      marked |= text.done[from + i] ?? 0
      if (a === b) continue
      changed++
      if (a !== newCode || b !== oldCode) kinds++
      ;[oldCode, newCode] = [b, a]
      // Unlike in every cheap way: one such character is let through in four or more, no more.
      if (classOf(a) !== classOf(b) && !looksLike(b, a) && !sameNumeral(a, b) && !sameClass(a, b)) {
        if (n < 4 || changed > 1) return false
      }
    }
    // Two characters with a space between are no name in running text.
    if (changed === 0 || (n === 2 && (changed === n || text.gaps[from + 1] === GAP.space))) return false
    for (let i = 0; i < n; i++) {
      const [a, b] = [text.codes[from + i] ?? 0, this.#codes[start + i] ?? 0]
      if (a !== b) least = Math.min(least, substitution(a, b).logOdds)
    }
    // What folding took away may add to it.
    this.#least = (marked & ~DONE.case) !== 0 ? Infinity : least
    this.#kinds = kinds
    return this.#least >= this.#worth(n, kinds)
  }
}

function sameNumeral(a: number, b: number): boolean {
  return numeralValue(a) !== undefined && numeralValue(b) !== undefined
}

function push(out: Hit[], hit: Hit): void {
  for (let i = out.length - 1; i >= 0; i--) {
    const before = out[i]
    if (before === undefined || before.from !== hit.from) break
    if (before.form === hit.form && before.kind === hit.kind) return
  }
  out.push(hit)
}
