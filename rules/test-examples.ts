import type { Assessment, Day, Listing, Outcome, Registry, RegistryTable, TableName } from '../domain/index.ts'
import type { Rule, RuleSet } from './load.ts'
import { tableFromRecords } from './registry/table.ts'
import type { RuleExample } from './schema.ts'

/** The date of conduct of examples that name none. */
export const EXAMPLES_AS_OF: Day = '2026-11-24'

export interface ExampleResult {
  rule: string
  kind: 'fires' | 'quiet' | 'twin'
  /** 0-based, in the order of the file. */
  index: number
  passed: boolean
  /** What was expected and what came. */
  message: string
}

export type AssessExample = (listing: Listing, options: { asOf: Day; since?: Day }) => Assessment

/**
 * Runs the examples inside the rule files against the whole rule set.
 * `assessorFor` is asked once a registry: examples of one file that share their rows share an assessor.
 */
export function testExamples(set: RuleSet, assessorFor: (registry: Registry) => AssessExample, ids?: readonly string[]): ExampleResult[] {
  const wanted = ids && ids.length > 0 ? set.rules.filter((rule) => ids.includes(rule.id)) : set.rules
  return wanted.flatMap((rule) => testRule(rule, assessorFor))
}

function testRule(rule: Rule, assessorFor: (registry: Registry) => AssessExample): ExampleResult[] {
  let shared: AssessExample | undefined
  const results: ExampleResult[] = []
  for (const kind of ['fires', 'quiet', 'twin'] as const) {
    for (const [index, example] of rule.examples[kind].entries()) {
      const own = example.registry !== undefined || example.asOf !== undefined || example.partial !== undefined
      const assess = own ? assessorFor(registryOf(rule, example)) : (shared ??= assessorFor(registryOf(rule, example)))
      const assessment = assess(example.listing, { asOf: example.asOf ?? EXAMPLES_AS_OF, since: example.since })
      const message = judge(rule, kind, example.expect, assessment)
      results.push({ rule: rule.id, kind, index, passed: message === undefined, message: message ?? 'ok' })
    }
  }
  return results
}

/** Rows without a snapshot date are as of the date of conduct. */
function registryOf(rule: Rule, example: RuleExample): Registry {
  const rows = { ...rule.examples.registry, ...example.registry }
  const registry: Partial<Record<TableName, RegistryTable<TableName>>> = {}
  for (const [name, records] of Object.entries(rows) as [TableName, Record<string, unknown>[]][])
    registry[name] = tableFromRecords(name, records, {
      source: rule.file,
      asOf: example.asOf ?? EXAMPLES_AS_OF,
      complete: example.partial?.includes(name) !== true,
    })
  return registry as Registry
}

/** Undefined where it is as the example says. */
function judge(rule: Rule, kind: ExampleResult['kind'], expect: Outcome | undefined, got: Assessment): string | undefined {
  const said = `${got.outcome} [${namedIn(got).join(', ')}]`
  if (kind === 'fires') {
    if (!namedIn(got).includes(rule.id)) return `expected ${rule.id} to be named, got ${said}`
    if (rule.role !== 'accuse') return undefined
    const wanted = expect ?? rule.verdict
    const verdicts = got.findings.filter((finding) => finding.rule === rule.id).map((finding) => finding.verdict)
    return verdicts.some((verdict) => verdict === wanted)
      ? undefined
      : `expected ${rule.id} with ${wanted}, got ${verdicts.join(', ')}: ${said}`
  }
  if (rule.role === 'accuse' || kind === 'twin') {
    const outcome = expect ?? (kind === 'twin' && rule.role === 'accuse' ? 'OK' : undefined)
    if (outcome !== undefined && got.outcome !== outcome) return `expected the outcome ${outcome}, got ${said}`
  }
  const finding = got.findings.find((entry) => entry.rule === rule.id)
  if (finding) return `expected ${rule.id} to stay quiet, got ${finding.verdict}: ${said}`
  return rule.role !== 'accuse' && namedIn(got).includes(rule.id) ? `expected ${rule.id} not to be named, got ${said}` : undefined
}

/** Every rule that the assessment names, whatever its role. */
export function namedIn(assessment: Assessment): string[] {
  const named = new Set<string>()
  for (const finding of assessment.findings) {
    named.add(finding.rule)
    for (const evidence of [...finding.evidence, ...finding.mitigating]) {
      if (evidence.rule) named.add(evidence.rule)
      if (/^[A-Z]{1,2}-\d{2}$/.test(evidence.signal)) named.add(evidence.signal)
    }
  }
  for (const cleared of assessment.cleared) named.add(cleared.rule)
  return [...named]
}
