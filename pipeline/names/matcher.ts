import type { NameMatch, NameRow } from '../../domain/index.ts'
import { leastWorth } from './bounds.ts'
import type { Least } from './bounds.ts'
import { fold } from './fold.ts'
import type { Folded } from './fold.ts'
import { wordHash } from './lexicon.ts'
import { logOdds, probability } from './model.ts'
import { OtherNames, referenceNames } from './other-names.ts'
import { isExact, isOtherMark } from './pair.ts'
import { HIT } from './patterns.ts'
import type { MatchOptions, MatcherSource, NameMatcher } from './port.ts'
import type { ProtectedName } from './protected-name.ts'
import { NameSearch, formsOf } from './search.ts'
import type { Form } from './search.ts'
import { Surroundings } from './surroundings.ts'
import type { KnownNames } from './surroundings.ts'
import {
  affixWays,
  deleteWay,
  follows,
  insertWay,
  latinTokens,
  latinWays,
  spelledWays,
  splitWay,
  substituteWay,
  swapWay,
} from './ways/index.ts'
import type { Context, LatinToken, Way } from './ways/index.ts'

/** From here on a match is told. */
export const THRESHOLD = 0.5

/** A way with the name that it stands for. */
export interface Candidate {
  way: Way
  form: Form
  odds: number
  exact: boolean
}

const LONGEST_JOIN = 4
const MODEL = /^[a-z]+\d/
/** Log-odds from which a replaced character is around at when nothing else is known. */
const LEAST_LIKE = 0
/** By how much the text of a hit is longer than the name, by kind of hit. */
const LONGER = [0, 0, 0, 1, -1, 1, -1] as const

/** Searches running text for imitations of many names. Keeps no state between texts. */
export class Matcher implements NameMatcher {
  readonly #search: NameSearch
  readonly #known: KnownNames

  /** @param everything keeps what the model could never tell; fitting the model needs it */
  constructor(source: MatcherSource, { everything = false }: { everything?: boolean } = {}) {
    const forms = formsOf(source.names)
    const all: Least = () => LEAST_LIKE
    this.#search = new NameSearch(forms, everything ? all : leastWorth(true))
    const own = source.names.flatMap((row) => [row.name, row.latin ?? '', ...row.aliases]).filter((text) => text !== '')
    this.#known = {
      others: new OtherNames([...own, ...(source.otherNames ?? []), ...referenceNames()]),
      words: new Set(forms.map(({ name }) => wordHash(name.name))),
      leastWithoutGoods: everything ? all : leastWorth(false),
    }
  }

  match(text: string, options: MatchOptions = {}): NameMatch[] {
    const folded = fold(text)
    const told = this.candidates(folded, options).filter(({ exact, odds }) => exact || probability(odds) >= THRESHOLD)
    return withoutOverlap(told)
      .map((candidate) => describe(folded, candidate))
      .sort((a, b) => a.start - b.start || a.end - b.end)
  }

  /** Every way to read a piece of the text as a name, exact ones too, before any is dropped. */
  candidates(text: Folded, options: MatchOptions = {}): Candidate[] {
    const hits = this.#search.hits(text)
    const tokens = latinTokens(text)
    const latinForms = this.#latinForms(text, tokens)
    if (hits.length === 0 && latinForms.size === 0) return []
    const around = new Surroundings(text, options, this.#known)
    const out: Candidate[] = []
    for (const { from, form: at, kind, least, kinds } of hits) {
      const form = this.#search.forms[at]
      if (form === undefined) continue
      if (kind === HIT.exact && isExact(text, from, form.name)) {
        if (around.isPieceOfOther(from, from + form.name.length)) continue
        out.push(exactCandidate(form, from, from + form.name.length))
        for (const way of [...affixWays(around.context, from, form.name), insertWay(around.context, from, form.name)])
          if (way !== undefined) out.push(candidateOf(around, way, form))
        continue
      }
      if (!around.isWorth(least, kinds, form) || around.inAnotherName(from, from + form.name.length + (LONGER[kind] ?? 0))) continue
      const way = wayOf(kind, around.context, from, form.name)
      if (way !== undefined) out.push(candidateOf(around, way, form))
    }
    for (const at of latinForms) {
      const form = this.#search.forms[at]
      if (form !== undefined) this.#latinCandidates(around, tokens, form, out)
    }
    // Beside the name itself its pinyin is how the mark is written, and Latin letters like its own are a slip.
    const present = new Set(out.filter(({ exact }) => exact).map(({ form }) => form.row))
    return out.filter(({ exact, form, way }) => exact || !present.has(form.row) || !way.latin)
  }

  #latinForms(text: Folded, tokens: readonly LatinToken[]): Set<number> {
    const out = new Set<number>()
    for (let first = 0; first < tokens.length; first++) {
      let letters = ''
      for (let last = first; last < tokens.length && last - first < LONGEST_JOIN; last++) {
        const token = tokens[last]
        if (token === undefined || (last > first && !follows(text, token, tokens[last - 1]))) break
        letters += token.letters
        this.#search.latin.candidates(letters, last === first, out)
        // A model number behind a name.
        if (last === first && MODEL.test(letters)) this.#search.latin.candidates(letters.replace(/\d.*$/, ''), false, out)
      }
    }
    return out
  }

  #latinCandidates(around: Surroundings, tokens: readonly LatinToken[], form: Form, out: Candidate[]): void {
    if (!form.name.latin) {
      for (const way of spelledWays(around.context, tokens, form.name)) {
        if (isOwnForm(around.text, way, form.row)) out.push(exactCandidate(form, way.from, way.to))
        else out.push(candidateOf(around, way, form))
      }
      return
    }
    for (const way of latinWays(around.context, tokens, form.name))
      if (way.exact) out.push(exactCandidate(form, way.way.from, way.way.to))
      else if (!isOtherMark(around.text, way.way, form.name, this.#known.others)) out.push(candidateOf(around, way.way, form))
  }
}

/** Whether letters that spell a name are its registered Latin form. */
function isOwnForm(text: Folded, way: Way, row: NameRow): boolean {
  const plain = (letters: string) => letters.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const written = plain(text.source.slice(text.starts[way.from] ?? 0, text.ends[way.to - 1] ?? 0))
  return [row.latin ?? '', ...row.aliases].some((form) => plain(form) !== '' && plain(form) === written)
}

function candidateOf(around: Surroundings, way: Way, form: Form): Candidate {
  around.noteGoods(way, form.row)
  return { way, form, odds: logOdds(way.values), exact: around.isUsual(way) }
}

function wayOf(kind: number, context: Context, from: number, name: ProtectedName): Way | undefined {
  if (kind === HIT.exact || kind === HIT.substitute) return substituteWay(context, from, name)
  if (kind === HIT.swap) return swapWay(context, from, name)
  if (kind === HIT.insert) return insertWay(context, from, name)
  if (kind === HIT.delete) return deleteWay(context, from, name)
  return splitWay(context, from, name, kind === HIT.merge)
}

function exactCandidate(form: Form, from: number, to: number): Candidate {
  return {
    way: { from, to, latin: form.name.latin, values: [], mechanisms: [], align: () => [] },
    form,
    odds: -Infinity,
    exact: true,
  }
}

/**
 * What is told of pieces that lie over each other: a longer exact name before a shorter one, the name with something added before the
 * bare name, else the likelier one.
 */
function withoutOverlap(candidates: readonly Candidate[]): Candidate[] {
  const width = ({ way }: Candidate) => way.to - way.from
  const rank = (c: Candidate) => (c.exact ? 1000 + width(c) : probability(c.odds))
  const added = candidates.filter(
    (c) => !c.exact && candidates.some((e) => e.exact && e.form === c.form && c.way.from <= e.way.from && e.way.to <= c.way.to),
  )
  const out: Candidate[] = []
  for (const candidate of [
    ...added.sort((a, b) => b.odds - a.odds),
    ...candidates.filter((c) => !added.includes(c)).sort((a, b) => rank(b) - rank(a)),
  ])
    if (!out.some(({ way }) => way.from < candidate.way.to && candidate.way.from < way.to)) out.push(candidate)
  return out
}

function describe(text: Folded, { way, form, odds, exact }: Candidate): NameMatch {
  const start = text.starts[way.from] ?? 0
  const end = text.ends[way.to - 1] ?? 0
  const score = exact ? 0 : probability(odds)
  return { name: form.row.name, text: text.source.slice(start, end), start, end, score, mechanisms: exact ? [] : way.mechanisms, exact }
}

/** Builds the matcher of an office's table of names. Matching does no I/O. */
export function buildMatcher(source: MatcherSource): NameMatcher {
  return new Matcher(source)
}
