import type { Signal } from '../../../domain/index.ts'
import { compileRules } from '../../../rules/evaluate.ts'
import type { Conduct, Evaluation } from '../../../rules/evaluate.ts'
import { loadLaw } from '../../../rules/law.ts'
import { loadRules } from '../../../rules/load.ts'
import type { RuleSet } from '../../../rules/load.ts'
import type { Registry } from '../../../domain/index.ts'

/** Read once: the table of laws is long. */
export const LAW = loadLaw()

const EXAMPLES = `
examples:
  fires: [{listing: {title: a}}, {listing: {title: b}}]
  quiet: [{listing: {title: c}}, {listing: {title: d}}]
  twin: [{listing: {title: e}}]
`

/** A rule set from rule bodies without examples; only `rules test` looks at those. */
export function draftRules(...bodies: string[]): RuleSet {
  return loadRules({ law: LAW, sources: bodies.map((body, i) => ({ family: 'gi', name: `draft-${i}.yaml`, text: body + EXAMPLES })) })
}

export function accusing(id: string, rest: string): string {
  return `id: ${id}
title: {zh: 规则, en: rule}
verdict: GI_NAME
basis: [{law: 产品质量法, article: 五}]
severity: {base: 40}
${rest}`
}

export function signal(name: string, more: Partial<Signal> = {}): Signal {
  return { name, field: 'title', start: 0, end: 1, text: '五', reason: '因为', ...more }
}

export function run(rules: RuleSet, signals: Signal[], conduct: Conduct = { asOf: '2026-11-24' }, registry: Registry = {}): Evaluation {
  return compileRules(rules, registry)(signals, conduct)
}
