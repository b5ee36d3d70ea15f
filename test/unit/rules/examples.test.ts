import { describe, expect, it } from 'vitest'
import type { Registry } from '../../../domain/index.ts'
import { createAssessor, matcherSource } from '../../../pipeline/assess.ts'
import { buildMatcher } from '../../../pipeline/names/index.ts'
import { loadRules } from '../../../rules/load.ts'
import { testExamples } from '../../../rules/test-examples.ts'

const rules = loadRules()

function assessorFor(registry: Registry) {
  const assessor = createAssessor({ registry, rules, matcher: buildMatcher(matcherSource(registry)), today: () => '2026-11-24' })
  return assessor.assess.bind(assessor)
}

describe('the examples inside the rule files', () => {
  it.each(rules.rules.map((rule) => rule.id))('of %s hold against the whole rule set', (id) => {
    const failed = testExamples(rules, assessorFor, [id]).filter((result) => !result.passed)
    expect(failed.map(({ kind, index, message }) => `${kind}[${index}]: ${message}`)).toEqual([])
  })
})

describe('the runner', () => {
  it('reports an example that fires nothing, and one that should have stayed quiet', () => {
    const nothing = () => ({ outcome: 'OK' as const, probability: 0, priority: 0, findings: [], cleared: [], numbers: [], tables: [] })
    const results = testExamples(rules, () => nothing, ['P-01'])
    expect(results.filter((result) => result.kind === 'fires').every((result) => !result.passed)).toBe(true)
    expect(results.filter((result) => result.kind !== 'fires').every((result) => result.passed)).toBe(true)
  })
})
