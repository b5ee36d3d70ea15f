import type { Assessment, Listing, Registry, RegistryTable, TableName } from '../../../domain/index.ts'
import { createAssessor, matcherSource } from '../../../pipeline/assess.ts'
import { buildMatcher } from '../../../pipeline/names/index.ts'
import { loadRules } from '../../../rules/load.ts'
import { tableFromRecords } from '../../../rules/registry/index.ts'

const rules = loadRules()

export type Rows = Partial<Record<TableName, Record<string, unknown>[]>>

/** All shipped rules over registry rows that a test writes down; snapshots are as of 2026-11-01 unless a row says otherwise. */
export function judgeWith(rows: Rows): (listing: Listing, asOf?: string) => Assessment {
  const registry: Partial<Record<TableName, RegistryTable<TableName>>> = {}
  for (const [name, records] of Object.entries(rows) as [TableName, Record<string, unknown>[]][])
    registry[name] = tableFromRecords(name, records, { source: 'test', asOf: '2026-11-01' })
  const tables = registry as Registry
  const assessor = createAssessor({ registry: tables, rules, matcher: buildMatcher(matcherSource(tables)), today: () => '2026-11-24' })
  return (listing, asOf = '2026-11-20') => assessor.assess(listing, { asOf })
}

/** Rules that the assessment names, wherever they stand. */
export function named(assessment: Assessment): string[] {
  const rulesNamed = new Set<string>([...assessment.findings, ...assessment.cleared].map(({ rule }) => rule))
  for (const finding of assessment.findings)
    for (const evidence of [...finding.evidence, ...finding.mitigating]) {
      if (evidence.rule) rulesNamed.add(evidence.rule)
      if (/^[A-Z]{2}-\d{2}$/.test(evidence.signal)) rulesNamed.add(evidence.signal)
    }
  return [...rulesNamed]
}
