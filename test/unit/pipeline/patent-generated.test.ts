import { describe, expect, it } from 'vitest'
import { createAssessor } from '../../../pipeline/assess.ts'
import { loadRules } from '../../../rules/load.ts'
import { tableFromRecords } from '../../../rules/registry/index.ts'
import { namedIn } from '../../../rules/test-examples.ts'
import { randomFrom } from './random.ts'
import { makeLabel } from './patent-generator.ts'

describe('two thousand labels made from facts, with other things printed around them', () => {
  const random = randomFrom(99)
  const made = [
    ...new Map(Array.from({ length: 2000 }, () => makeLabel(random)).map((label) => [label.row?.['number'] ?? label, label])).values(),
  ]
  const register = tableFromRecords(
    'patents',
    made.flatMap(({ row }) => (row ? [row] : [])),
    { source: 'made', asOf: '2026-11-01' },
  )
  const assessor = createAssessor({
    registry: { patents: register },
    rules: loadRules({ families: ['patent'] }),
    matcher: { match: () => [] },
    today: () => '2026-11-15',
  })

  it.each([...new Set(made.map(({ facts }) => facts))])('%s: judged as the facts say, whatever the words', (facts) => {
    const wrong = made
      .filter((label) => label.facts === facts)
      .map(({ listing, outcome, rule }) => ({
        text: listing.labels?.[0]?.text,
        outcome,
        rule,
        got: assessor.assess(listing, { asOf: '2026-11-15' }),
      }))
      .filter(({ outcome, rule, got }) => got.outcome !== outcome || !namedIn(got).includes(rule))
    expect(
      wrong.map(({ text, outcome, rule, got }) => `${text}: expected ${outcome} ${rule}, got ${got.outcome} ${namedIn(got).join(' ')}`),
    ).toEqual([])
  })
})
