import { createHash } from 'node:crypto'
import { projectRoot } from '../domain/index.ts'
import type { Outcome, TableName, Verdict } from '../domain/index.ts'
import { ConditionError, compileCondition, neededSignals, parseCondition } from './condition.ts'
import type { CompiledCondition, ConditionNode } from './condition.ts'
import { loadLaw } from './law.ts'
import type { Article, LawTable } from './law.ts'
import { ruleSchema } from './schema.ts'
import type { RuleRole, RuleSource } from './schema.ts'
import { checkYaml, parseYamlFile, yamlError, yamlFilesIn } from './yaml-file.ts'
import type { YamlFile } from './yaml-file.ts'

export const RULE_FAMILIES = ['patent', 'gi', 'trademark', 'competition', 'signs', 'tobacco', 'platform'] as const
export type RuleFamily = (typeof RULE_FAMILIES)[number]

export interface Guard {
  node: ConditionNode
  holds: CompiledCondition
}

export interface Exculpation {
  guard?: Guard
  /** The exculpating rule that is meant. */
  rule?: string
  reason?: string
}

/** A rule file, read and compiled to closures. */
export interface Rule {
  id: string
  family: string
  file: string
  /** SHA-256 of the file, hexadecimal: a change of the rule changes every finding's version. */
  version: string
  title: { zh: string; en: string }
  role: RuleRole
  status: 'stable' | 'trial'
  verdict: Verdict | 'REVIEW'
  verdicts: { guard: Guard; verdict: Verdict | 'REVIEW' }[]
  /** Empty where the rule speaks of the whole listing. */
  subject: readonly string[]
  when: Guard
  /** At least one of these signals is there whenever the rule fires; undefined where it can fire without any. */
  needs?: ReadonlySet<string>
  unless: Exculpation[]
  mitigate: Exculpation[]
  missing: { guard?: Guard; fact: string; question: string; lookup: string; wouldChangeTo: Outcome }[]
  tables: { table: TableName; guard?: Guard }[]
  basis: readonly Article[]
  severity: { base: number; drivers: { guard: Guard; add: number; note: string }[] }
  supports: readonly string[]
  suppresses: readonly string[]
  lookups: readonly string[]
  note?: string
  examples: RuleSource['examples']
}

export interface RuleSet {
  rules: readonly Rule[]
  byId: ReadonlyMap<string, Rule>
  law: LawTable
  /** SHA-256 over all versions: two sets with the same hash judge alike. */
  version: string
}

export interface LoadOptions {
  /** Folder that holds the family folders and `law/`. @default the project's `rules/` */
  folder?: URL
  /** Rule files by family as text, instead of those on disk: drafts and tests. The law is still read from `folder`. */
  sources?: readonly { family: string; name: string; text: string }[]
  law?: LawTable
  /** @default all */
  families?: readonly RuleFamily[]
}

/** @throws InputError with file, line and key for the first rule that cannot be used */
export function loadRules(options: LoadOptions = {}): RuleSet {
  const folder = options.folder ?? new URL('rules/', projectRoot)
  const law = options.law ?? loadLaw(new URL('law/', folder))
  const files: { family: string; file: YamlFile }[] = options.sources
    ? options.sources.map(({ family, name, text }) => ({ family, file: parseYamlFile(name, text) }))
    : (options.families ?? RULE_FAMILIES).flatMap((family) =>
        yamlFilesIn(new URL(`${family}/`, folder), `rules/${family}`).map((file) => ({ family, file })),
      )
  const read = files.map(({ family, file }) => ({ file, rule: compileRule(family, file, law) }))
  const byId = new Map<string, Rule>()
  for (const { file, rule } of read) {
    const other = byId.get(rule.id)
    if (other) throw yamlError(file, ['id'], `${rule.id} is already in ${other.file}`)
    byId.set(rule.id, rule)
  }
  for (const { file, rule } of read) checkReferences(file, rule, byId)
  const rules = [...byId.values()]
  return { rules, byId, law, version: sha256(rules.map((rule) => rule.version).join('\n')) }
}

function compileRule(family: string, file: YamlFile, law: LawTable): Rule {
  const source = checkYaml(file, ruleSchema)
  const guard = (raw: unknown, path: (string | number)[]): Guard => {
    try {
      const node = parseCondition(raw, path)
      return { node, holds: compileCondition(node) }
    } catch (error) {
      if (error instanceof ConditionError) throw yamlError(file, error.path, error.message)
      throw error
    }
  }
  const optional = (raw: unknown, path: (string | number)[]): Guard | undefined => (raw === undefined ? undefined : guard(raw, path))
  const exculpations = (key: 'unless' | 'mitigate'): Exculpation[] =>
    source[key].map((entry, index) => {
      if (!entry.when && !entry.rule) throw yamlError(file, [key, index], 'needs `when`, `rule` or both')
      if (!entry.rule && !entry.reason) throw yamlError(file, [key, index], 'needs `reason` where no exculpating rule is named')
      return { guard: optional(entry.when, [key, index, 'when']), rule: entry.rule, reason: entry.reason }
    })

  if (source.role === 'accuse') {
    if (!source.verdict) throw yamlError(file, ['role'], 'an accusing rule needs `verdict`')
    if (!source.severity) throw yamlError(file, ['role'], 'an accusing rule needs `severity`')
    if (source.basis.length === 0) throw yamlError(file, ['role'], 'an accusing rule needs `basis`')
  } else if (source.verdict) throw yamlError(file, ['verdict'], `a rule with the role ${source.role} has no verdict`)
  if (source.role === 'support' && source.supports.length === 0) throw yamlError(file, ['role'], 'a supporting rule needs `supports`')

  const verdict = source.verdict ?? 'REVIEW'
  const subject = source.subject === undefined ? [] : [source.subject].flat()
  const when = guard(source.when, ['when'])
  const needs = neededSignals(when.node)
  return {
    id: source.id,
    family,
    file: file.name,
    version: sha256(file.text),
    title: source.title,
    role: source.role,
    status: source.status,
    verdict,
    verdicts: source.verdicts.map((entry, index) => ({ guard: guard(entry.when, ['verdicts', index, 'when']), verdict: entry.verdict })),
    subject,
    when,
    needs: subject.length > 0 ? new Set(subject) : needs,
    unless: exculpations('unless'),
    mitigate: exculpations('mitigate'),
    missing: source.missing.map((entry, index) => ({
      guard: optional(entry.when, ['missing', index, 'when']),
      fact: entry.fact,
      question: entry.question,
      lookup: entry.lookup,
      wouldChangeTo: entry.wouldChangeTo ?? verdict,
    })),
    tables: source.tables.map((entry, index) =>
      typeof entry === 'string' ? { table: entry } : { table: entry.table, guard: guard(entry.when, ['tables', index, 'when']) },
    ),
    basis: source.basis.map((reference, index) => {
      const article = law.resolve(reference)
      if (typeof article === 'string') throw yamlError(file, ['basis', index], article)
      return article
    }),
    severity: {
      base: source.severity?.base ?? 0,
      drivers: (source.severity?.drivers ?? []).map((driver, index) => ({
        guard: guard(driver.when, ['severity', 'drivers', index, 'when']),
        add: driver.add,
        note: driver.note,
      })),
    },
    supports: source.supports,
    suppresses: source.suppresses,
    lookups: source.lookups,
    note: source.note,
    examples: source.examples,
  }
}

function checkReferences(file: YamlFile, rule: Rule, byId: ReadonlyMap<string, Rule>): void {
  for (const key of ['unless', 'mitigate'] as const) {
    for (const [index, entry] of rule[key].entries()) {
      if (entry.rule === undefined || entry.guard) continue
      const role = byId.get(entry.rule)?.role
      if (role === undefined) throw yamlError(file, [key, index, 'rule'], `no rule ${entry.rule}`)
      if (role !== 'exculpate') throw yamlError(file, [key, index, 'rule'], `${entry.rule} does not exculpate`)
    }
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
