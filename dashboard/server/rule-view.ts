import type { Listing } from '../../domain/index.ts'
import type { Rule } from '../../rules/load.ts'
import type { RuleView } from './services.ts'

/** What the pages show of a loaded rule. */
export function ruleView(rule: Rule): RuleView {
  const examples = (list: Rule['examples']['fires']) => list.map(({ listing, why }) => ({ listing: listing as Listing, why }))
  return {
    id: rule.id,
    family: rule.family,
    title: rule.title,
    verdict: rule.verdict,
    status: rule.status,
    role: rule.role,
    version: rule.version,
    basis: rule.basis.map(({ title, article, from, to, certainty }) => ({ law: title, article, validFrom: from, validTo: to, certainty })),
    missing: rule.missing.map(({ fact, question, lookup, wouldChangeTo }) => ({ fact, question, lookup, wouldChangeTo })),
    examples: { fires: examples(rule.examples.fires), quiet: examples(rule.examples.quiet), twin: examples(rule.examples.twin) },
  }
}
