import type { NameMatch, NameRow } from '../../domain/index.ts'
import type { RegistryIndex } from '../../rules/registry/index.ts'
import { WordHeads } from '../context/heads.ts'
import type { FieldText } from '../normalise/fields.ts'
import { foldText } from '../normalise/fold.ts'
import { visualForm } from './identical.ts'

interface Form {
  text: string
  row: NameRow
  isLatin: boolean
}

const known = new WeakMap<RegistryIndex, WordHeads<Form>>()

/** Latin names and aliases of brands by their first two characters, longest first. Too short for the imitation matcher, exact they still are use of the brand. */
function formsOf(index: RegistryIndex): WordHeads<Form> {
  const before = known.get(index)
  if (before) return before
  const heads = new WordHeads<Form>()
  for (const row of index.names) {
    if (row.kind === 'gi') continue
    for (const form of new Set([row.latin, ...row.aliases])) {
      const text = form === undefined ? '' : foldText(form).toLowerCase()
      if (text.length < 2) continue
      heads.add(text, { text, row, isLatin: /^[\x20-\x7e]+$/.test(text) })
    }
  }
  heads.sort((a, b) => b.text.length - a.text.length)
  known.set(index, heads)
  return heads
}

/** Exact uses of Latin names and aliases that `taken` does not cover yet. */
export function exactForms(field: FieldText, index: RegistryIndex, taken: readonly NameMatch[]): NameMatch[] {
  const heads = formsOf(index)
  const text = field.folded.text.toLowerCase()
  const found: NameMatch[] = []
  for (let at = 0; at + 2 <= text.length; at++) {
    const form = heads.at(text, at).find((candidate) => text.startsWith(candidate.text, at) && standsAlone(candidate, text, at))
    if (!form) continue
    const span = field.folded.original(at, at + form.text.length)
    if (!taken.some((other) => span.start < other.end && other.start < span.end))
      found.push({ name: form.row.name, text: field.text.slice(span.start, span.end), ...span, score: 0, mechanisms: [], exact: true })
    at += form.text.length - 1
  }
  return [...found, ...lookAlikes(field, index, [...taken, ...found])]
}

/** A Latin name is no part of a longer word; one of two letters is no part of a model number either. */
function standsAlone({ text: form, isLatin }: Form, text: string, at: number): boolean {
  if (!isLatin) return true
  const before = text.charAt(at - 1)
  const after = text.charAt(at + form.length)
  if (/[a-z]/.test(before) || /[a-z]/.test(after)) return false
  return form.length > 2 || !(/\d/.test(before) || /\d/.test(after))
}

const alike = new WeakMap<RegistryIndex, ReadonlyMap<string, NameRow>>()
/** Shorter Latin words look like too much. */
const SHORTEST = 4

/** N1KE, N-I-K-E, ADlDAS: Latin words that differ from a brand's by look-alike letters and separators only. */
function lookAlikes(field: FieldText, index: RegistryIndex, taken: readonly NameMatch[]): NameMatch[] {
  if (field.kind !== 'title' && field.kind !== 'brand' && field.kind !== 'label') return []
  let forms = alike.get(index)
  if (!forms)
    alike.set(
      index,
      (forms = new Map(
        index.names.flatMap((row) =>
          row.kind !== 'gi' && row.latin && row.latin.length >= SHORTEST ? [[visualForm(row.latin), row] as const] : [],
        ),
      )),
    )
  if (forms.size === 0) return []
  const found: NameMatch[] = []
  for (const match of field.folded.text.matchAll(/[a-z0-9][a-z0-9|!$@·•・._-]{2,}[a-z0-9]/gi)) {
    const row = forms.get(visualForm(match[0]))
    if (!row || match[0].toLowerCase() === row.latin?.toLowerCase()) continue
    const span = field.folded.original(match.index, match.index + match[0].length)
    if (taken.some((other) => span.start < other.end && other.start < span.end)) continue
    found.push({ name: row.name, text: field.text.slice(span.start, span.end), ...span, score: 0.97, mechanisms: ['latin'], exact: false })
  }
  return found
}
