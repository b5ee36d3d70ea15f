import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../domain/index.ts'
import { diffFindings, replay } from '../../../rules/diff.ts'
import type { FindingChange } from '../../../rules/diff.ts'

function finding(rule: string, subject: string, verdict: Finding['verdict'], ruleVersion = 'a'): Finding {
  return { rule, subject, verdict, ruleVersion, probability: 0.5, evidence: [], mitigating: [], missing: [], basis: [] }
}

const before = [finding('GI-01', '五常大米', 'GI_NAME'), finding('TM-02', '耐克', 'TM_INF'), finding('P-06', '专利', 'P_AD')]
const after = [finding('GI-01', '五常大米', 'REVIEW', 'b'), finding('TM-02', '耐克', 'TM_INF', 'b'), finding('TB-01', '电子烟', 'TOB')]

describe('a changed rule set', () => {
  it('is told by what appears, disappears and gets another verdict; a new version alone is no change', () => {
    expect(diffFindings('m/1', before, after)).toEqual([
      { listingKey: 'm/1', rule: 'GI-01', subject: '五常大米', kind: 'changes', before: 'GI_NAME', after: 'REVIEW' },
      { listingKey: 'm/1', rule: 'P-06', subject: '专利', kind: 'disappears', before: 'P_AD' },
      { listingKey: 'm/1', rule: 'TB-01', subject: '电子烟', kind: 'appears', after: 'TOB' },
    ])
  })

  it('is replayed over many listings and summed up', async () => {
    const run = replay(
      [
        { key: 'm/1', before },
        { key: 'm/2', before: after },
      ],
      () => after,
    )
    const changes: FindingChange[] = []
    let step = await run.next()
    while (!step.done) {
      changes.push(step.value)
      step = await run.next()
    }
    expect(changes.map(({ listingKey }) => listingKey)).toEqual(['m/1', 'm/1', 'm/1'])
    expect(step.value).toEqual({ listings: 2, appears: 1, disappears: 1, changes: 1, unchanged: 4 })
  })
})
