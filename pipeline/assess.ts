import { compareGravity, dayOf, fieldAt } from '../domain/index.ts'
import type { Assessment, ClearedRule, Day, Finding, Listing, NameMatch, NameRow, Outcome, Registry, Signal } from '../domain/index.ts'
import { compileRules } from '../rules/evaluate.ts'
import type { RuleClearance, RuleHit } from '../rules/evaluate.ts'
import type { RuleSet } from '../rules/load.ts'
import { indexRegistry } from '../rules/registry/index.ts'
import { shippedCampaigns } from './campaigns.ts'
import type { CampaignsOn } from './campaigns.ts'
import type { MatcherSource, NameMatcher } from './names/port.ts'
import { fieldsOf } from './normalise/fields.ts'
import type { FieldText } from './normalise/fields.ts'
import { readNumbers } from './patent/read.ts'
import type { AssessOptions, Assessor, SignalContext, SignalFunction } from './port.ts'
import { priorityOf, severityOf } from './priority.ts'
import { score, sigmoid } from './score.ts'
import { SIGNALS } from './signals/index.ts'
import { PRIOR } from './weights.ts'

export interface AssessorOptions {
  registry: Registry
  rules: RuleSet
  matcher: NameMatcher
  /** The day that is taken for listings that say nothing of when they were seen. */
  today: () => Day
  /** @default the campaigns that come with the project */
  campaigns?: CampaignsOn
  /** @default all of pipeline/signals/index.ts */
  signals?: readonly SignalFunction[]
}

/** Signals → rules → score → outcome. Pure but for `today`; build once, use for all listings. */
export function createAssessor(options: AssessorOptions): Assessor {
  const { registry, matcher, today, signals = SIGNALS, campaigns = shippedCampaigns() } = options
  const index = indexRegistry(registry)
  const evaluate = compileRules(options.rules, registry)

  const signalsOf = (listing: Listing, context: SignalContext): Signal[] => {
    const found: Signal[] = []
    for (const signal of signals) found.push(...signal(listing, context))
    return found
  }

  return {
    assess(listing, { asOf = conductDay(listing, today), since, circumstances }: AssessOptions = {}) {
      const fields = fieldsOf(listing)
      const context: SignalContext = {
        registry,
        index,
        asOf,
        matcher,
        fields,
        matches: matchesOf(listing, matcher),
        numbers: readNumbers(fields),
      }
      const { hits, cleared, tables } = evaluate(signalsOf(listing, context), { asOf, since })
      const judged = hits.map((hit) => judge(hit, listing, campaigns(asOf), circumstances)).sort(graver)
      // A rule on trial is watched, and decides nothing yet.
      const deciding = judged.filter(({ finding }) => finding.trial === undefined)
      const [first] = deciding
      const outcome: Outcome = first?.finding.verdict ?? 'OK'
      const assessment: Assessment = {
        ...(listing.url === undefined ? {} : { url: listing.url }),
        ...(listing.id === undefined ? {} : { id: listing.id }),
        outcome,
        probability: first?.finding.probability ?? sigmoid(PRIOR * 3),
        priority: deciding.reduce((highest, { finding }) => Math.max(highest, finding.priority ?? 0), 0),
        findings: judged.map(({ finding }) => finding),
        cleared: cleared.map(clearedOf),
        numbers: [...context.numbers],
        tables,
      }
      checkSpans(listing, assessment)
      return assessment
    },
  }
}

/** Date of conduct where none is given: when the listing was seen, else today. */
function conductDay(listing: Listing, today: () => Day): Day {
  const seen = listing.seenAt
  if (typeof seen !== 'string') return today()
  return Number.isNaN(Date.parse(seen)) ? today() : dayOf(seen)
}

interface Judged {
  finding: Finding
}

function judge(hit: RuleHit, listing: Listing, campaigns: ReturnType<CampaignsOn>, circumstances: AssessOptions['circumstances']): Judged {
  const { probability, evidence, mitigating } = score(hit)
  const severity = severityOf(hit, listing, campaigns, circumstances)
  const finding: Finding = {
    rule: hit.rule.id,
    ruleVersion: hit.rule.version,
    verdict: hit.verdict,
    subject: hit.subject,
    probability,
    evidence,
    mitigating,
    missing: hit.missing,
    basis: hit.basis,
    severity,
    priority: priorityOf(probability, severity),
    ...(hit.rule.status === 'trial' ? { trial: true as const } : {}),
  }
  return { finding }
}

/** Gravest first; among equals the likelier, then by rule, so that the order never depends on chance. */
function graver(a: Judged, b: Judged): number {
  return (
    compareGravity(a.finding.verdict, b.finding.verdict) ||
    b.finding.probability - a.finding.probability ||
    (a.finding.rule < b.finding.rule ? -1 : 1)
  )
}

function clearedOf({ rule, signal, reason }: RuleClearance): ClearedRule {
  return { rule, field: signal.field, start: signal.start, end: signal.end, text: signal.text, reason }
}

function matchesOf(listing: Listing, matcher: NameMatcher): (field: FieldText) => readonly NameMatch[] {
  const known = new Map<string, readonly NameMatch[]>()
  const goods = [...(listing.category ?? []), ...(listing.title === undefined ? [] : [listing.title])]
  // One object for all fields: what the matcher works out from it once serves every field.
  const options = { goods, niceClass: listing.niceClass }
  return (field) => {
    let matches = known.get(field.path)
    if (!matches) {
      matches = matcher.match(field.text, options)
      known.set(field.path, matches)
    }
    return matches
  }
}

/**
 * The promise of every assessment: what it quotes stands where it says.
 * @throws Error where a signal broke it, which is a fault of the program and not of the listing
 */
function checkSpans(listing: Listing, assessment: Assessment): void {
  const quotes = [
    ...assessment.findings.flatMap((finding) => [...finding.evidence, ...finding.mitigating]),
    ...assessment.cleared,
    ...assessment.numbers,
  ]
  for (const { field, start, end, text } of quotes) {
    const value = fieldAt(listing, field)
    if (typeof value !== 'string' || end <= start || value.slice(start, end) !== text)
      throw new Error(`span ${field}[${start}, ${end}) does not hold "${text}"`)
  }
}

/** The names that the matcher is built from: protected names and GI names; registered marks imitate nobody. */
export function matcherSource(registry: Registry): MatcherSource {
  const names: NameRow[] = [...(registry.names?.rows ?? [])]
  const known = new Set(names.map((row) => row.name))
  for (const row of registry.gi?.rows ?? []) {
    if (known.has(row.name)) continue
    known.add(row.name)
    const goods = row.category === undefined ? [] : [row.category]
    names.push({ name: row.name, kind: 'gi', niceClass: [], goods, owner: row.holder, aliases: [] })
  }
  const otherNames = (registry.marks?.rows ?? []).filter((row) => row.status === 'registered').map((row) => row.mark)
  return { names, otherNames }
}
