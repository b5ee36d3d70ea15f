import type { Day } from './time.ts'

/** Verdict codes of the rule catalogue, gravest first; the order decides which finding names the outcome (interfaces.md). */
export const VERDICTS = [
  'P_FAKE',
  'TM_INF',
  'GI_MARK',
  'TOB',
  'GI_NAME',
  'GI_TM',
  'SP_OLY',
  'SP_SIGN',
  'UC_CONF',
  'TM_GEN',
  'UC_FALSE',
  'P_AD',
  'OTHER',
  'P_MARK',
  'GI_NORM',
] as const
export type Verdict = (typeof VERDICTS)[number]
export type Outcome = Verdict | 'REVIEW' | 'OK'

/** One thing that the words of a listing show. Offsets are UTF-16 positions in the field as given; `text` is what lies between. */
export interface Evidence {
  signal: string
  field: string
  start: number
  end: number
  text: string
  /** Log-odds; evidence adds up. */
  weight: number
  /** One sentence for the officer. */
  reason: string
  /** The exculpating or supporting rule that is meant, such as `TM-10`. */
  rule?: string
}

/** A fact that decides and is not there, with the question that would settle it. */
export interface MissingFact {
  fact: string
  question: string
  /** Where it is looked up. */
  lookup: string
  wouldChangeTo: Outcome
}

export interface LegalBasis {
  law: string
  article: string
  validFrom: Day
  validTo?: Day
  /** Articles that nobody has read in a published copy are never printed as certain. */
  certainty: 'verified' | 'to-check'
  /** For conduct on both sides of a change of the law: which of the versions applies. */
  note?: string
}

export interface Finding {
  rule: string
  /** Content hash of the rule file that fired. */
  ruleVersion: string
  /** `REVIEW` where a fact that decides is missing. */
  verdict: Verdict | 'REVIEW'
  subject: string
  /** Calibrated, in 0..1, never clamped to 1. */
  probability: number
  evidence: Evidence[]
  mitigating: Evidence[]
  missing: MissingFact[]
  basis: LegalBasis[]
  /** What makes it grave (law.md 2.3), in points of 100; moves the priority and never the probability. */
  severity?: { base: number; drivers: { add: number; note: string }[] }
  /** 0..100, of this finding alone; the assessment has the highest. */
  priority?: number
  /** Of a rule on trial: shown to supervisors only, and it decides no outcome. */
  trial?: true
}

export interface ClearedRule {
  rule: string
  field: string
  start: number
  end: number
  text: string
  reason: string
}

export const PATENT_TYPES = ['invention', 'utility-model', 'design'] as const
export type PatentType = (typeof PATENT_TYPES)[number]

export interface PatentNumber {
  text: string
  field: string
  start: number
  end: number
  /** Digits with check digit and without `ZL`, such as `201919900001.1`. */
  number: string
  /** `unknown` where the type digit is none of 1, 2, 3, 8, 9. */
  type?: PatentType | 'unknown'
  filedYear?: number
  /** null where the number carries none. */
  checkDigit: boolean | null
  kind: 'patent' | 'application' | 'publication' | 'foreign'
}

export interface TableUse {
  table: string
  asOf: Day
  stale: boolean
}

export interface Assessment {
  url?: string
  id?: string
  outcome: Outcome
  probability: number
  /** 0..100; how urgent, apart from how likely. */
  priority: number
  findings: Finding[]
  cleared: ClearedRule[]
  numbers: PatentNumber[]
  tables: TableUse[]
}

const GRAVITY: ReadonlyMap<string, number> = new Map([...VERDICTS, 'REVIEW', 'OK'].map((code, rank) => [code, rank]))

/** Negative when `a` is graver than `b`. */
export function compareGravity(a: Outcome, b: Outcome): number {
  return (GRAVITY.get(a) ?? Infinity) - (GRAVITY.get(b) ?? Infinity)
}
