import { z } from 'zod'
import { TABLE_NAMES, VERDICTS } from '../domain/index.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day, YYYY-MM-DD')
/** Read by `parseCondition`, which gives better errors than a schema could. */
const condition = z.record(z.string(), z.unknown())
const outcome = z.enum([...VERDICTS, 'REVIEW', 'OK'])
const ruleId = z.string().regex(/^[A-Z]{1,2}-\d{2}$/, 'expected a rule id such as GI-01')

const missing = z.strictObject({
  /** Without it the fact is missing whenever the rule fires. */
  when: condition.optional(),
  fact: z.string().min(1),
  question: z.string().min(1),
  lookup: z.string().min(1),
  /** What the answer could make of it. Default: the rule's verdict. */
  wouldChangeTo: outcome.optional(),
})

const example = z.strictObject({
  /** A Listing of docs/formats.md. */
  listing: z.record(z.string(), z.unknown()),
  /** Date of conduct. Default: the day on which the suite says it is. */
  asOf: day.optional(),
  /** First seen online, where it matters. */
  since: day.optional(),
  /** `fires`: the verdict of this rule (default: the rule's). `twin`: the outcome of the listing (default OK). */
  expect: outcome.optional(),
  /** Rows of registry tables by their column names; they stand instead of the suite's. */
  registry: z.partialRecord(z.enum(TABLE_NAMES), z.array(z.record(z.string(), z.unknown()))).optional(),
  /** Tables that lack entries which exist, as `coverage: partial` in registry.yaml says. */
  partial: z.array(z.enum(TABLE_NAMES)).optional(),
  why: z.string().optional(),
})

export const ruleSchema = z.strictObject({
  id: ruleId,
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  /** `accuse` gives findings; `exculpate` clears or weighs against; `support` adds evidence to findings of other rules. */
  role: z.enum(['accuse', 'exculpate', 'support']).default('accuse'),
  /** `trial` findings are shown to supervisors only. */
  status: z.enum(['stable', 'trial']).default('stable'),
  /** Only an accusing rule has one. `REVIEW` where the catalogue knows nothing graver. */
  verdict: z.enum([...VERDICTS, 'REVIEW']).optional(),
  /** Other verdicts in special cases: the first whose `when` is met. */
  verdicts: z.array(z.strictObject({ when: condition, verdict: z.enum([...VERDICTS, 'REVIEW']) })).default([]),
  /** The signals whose subjects the rule is tried for, one by one. Without it the rule speaks of the whole listing. */
  subject: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  when: condition,
  /** First that is met clears. `rule` names the exculpating rule; without `when` that rule itself must hold. */
  unless: z.array(z.strictObject({ when: condition.optional(), rule: ruleId.optional(), reason: z.string().optional() })).default([]),
  /** Weighs against the finding and leaves it standing. `rule` as in `unless`. */
  mitigate: z.array(z.strictObject({ when: condition.optional(), rule: ruleId.optional(), reason: z.string().optional() })).default([]),
  missing: z.array(missing).default([]),
  /** Tables without which, or with which older than 90 days, the rule can only ask. */
  tables: z.array(z.union([z.enum(TABLE_NAMES), z.strictObject({ table: z.enum(TABLE_NAMES), when: condition })])).default([]),
  basis: z
    .array(
      z.strictObject({
        /** Id of a file in rules/law/. */
        law: z.string(),
        article: z.string(),
        /** Needed where the article's number stands in several editions of the law. */
        edition: z.string().optional(),
        /** Only where this article does not reach back as far as its edition. */
        from: day.optional(),
        to: day.optional(),
        /** Lowers the certainty of the table; it can never raise it. */
        certainty: z.literal('to-check').optional(),
      }),
    )
    .default([]),
  severity: z
    .strictObject({
      /** 0..100, law.md 2.3. */
      base: z.number().min(0).max(100),
      drivers: z.array(z.strictObject({ when: condition, add: z.number(), note: z.string() })).default([]),
    })
    .optional(),
  /** `support`: the rules whose findings of the same subject it strengthens. */
  supports: z.array(ruleId).default([]),
  /** Findings of these rules, of the same subject or of the whole listing, give way when this rule fires. */
  suppresses: z.array(ruleId).default([]),
  /** What officers look up (codes of law.md 3.H) and notes for them. */
  lookups: z.array(z.string()).default([]),
  note: z.string().optional(),
  examples: z.strictObject({
    /** Rows that all examples of the file share. */
    registry: example.shape.registry,
    fires: z.array(example).min(2, 'a rule needs at least two examples that fire'),
    quiet: z.array(example).min(2, 'a rule needs at least two examples that stay quiet'),
    twin: z.array(example).min(1, 'a rule needs the innocent twin of its offence'),
  }),
})

export type RuleSource = z.infer<typeof ruleSchema>
export type RuleExample = z.infer<typeof example>
export type RuleRole = RuleSource['role']
