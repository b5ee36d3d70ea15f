import { describe, expect, it } from 'vitest'
import { loadRules } from '../../../rules/load.ts'

/** The rule ids of the catalogue (sections 3.A to 3.G), copied by hand. There is no P-10. */
const CATALOGUE = `
  P-00 P-01 P-02 P-03 P-04 P-05 P-06 P-07 P-08 P-09 P-11 P-12 P-13 P-14 P-15 P-16 P-17 P-18
  GI-00 GI-01 GI-02 GI-03 GI-04 GI-05 GI-06 GI-07 GI-08 GI-09 GI-10 GI-11
  TM-00 TM-01 TM-02 TM-03 TM-04 TM-05 TM-06 TM-07 TM-08 TM-09 TM-10 TM-11 TM-12 TM-13
  UC-01 UC-02 UC-03 UC-04 UC-05 UC-06
  SP-01 SP-02 SP-03 SP-04 SP-05 SP-06 SP-07
  TB-01 TB-02 TB-03
  PL-01 PL-02 MK-01
`
  .trim()
  .split(/\s+/)

/** What no listing, label or stall record can show, with the reason. */
const NOT_SHOWN_BY_A_LISTING: Record<string, string> = {
  'TM-13': 'bad-faith filing is seen in the trademark register, not in an offer; suspicious marks are imported as a list',
  'PL-01': 'needs the time of a notice to the platform and a second look after it, which no single listing holds',
}

describe('the catalogue of rules', () => {
  const { byId } = loadRules()

  it.each(CATALOGUE)('has %s as a rule, or a reason why a listing cannot show it', (id) => {
    expect([id, byId.has(id) || id in NOT_SHOWN_BY_A_LISTING]).toEqual([id, true])
  })

  it('excuses no rule that is there, and knows every rule that is', () => {
    expect(Object.keys(NOT_SHOWN_BY_A_LISTING).filter((id) => byId.has(id))).toEqual([])
    expect([...byId.keys()].filter((id) => !CATALOGUE.includes(id))).toEqual([])
  })

  it('lets only the rules exculpate that the formats name', () => {
    const roles = (role: string) => [...byId.values()].filter((rule) => rule.role === role).map((rule) => rule.id)
    expect(roles('exculpate').sort()).toEqual(['GI-00', 'GI-10', 'P-00', 'TM-00', 'TM-10'])
    expect(roles('support').sort()).toEqual(['GI-09', 'MK-01', 'P-08', 'TM-05'])
  })
})
