import { daysBetween } from '../domain/index.ts'
import type { Day, LegalBasis, MissingFact, Registry, Signal, TableName, TableUse, Verdict } from '../domain/index.ts'
import { meetingSignals } from './condition.ts'
import type { ConditionNode, SignalSet } from './condition.ts'
import { chooseBasis, standsOn } from './law.ts'
import type { Exculpation, Rule, RuleSet } from './load.ts'

/** A rule that fired, before anything is weighed. */
export interface RuleHit {
  rule: Rule
  subject: string
  verdict: Verdict | 'REVIEW'
  /** The signals that made it fire. */
  signals: Signal[]
  support: { rule: string; signals: Signal[] }[]
  mitigating: { rule?: string; reason: string; signals: Signal[] }[]
  missing: MissingFact[]
  basis: LegalBasis[]
  severity: { base: number; drivers: { add: number; note: string }[] }
}

/** An exculpating rule that left nothing standing against its subject. */
export interface RuleClearance {
  rule: string
  subject?: string
  signal: Signal
  reason: string
}

export interface Evaluation {
  hits: RuleHit[]
  cleared: RuleClearance[]
  tables: TableUse[]
}

export interface Conduct {
  /** Date of conduct: chooses the law, the state of a patent and the season. */
  asOf: Day
  /** First day on which the listing was seen, where it is earlier. */
  since?: Day
}

/** Days after which a snapshot no longer carries a decision (interfaces.md). */
export const STALE_AFTER_DAYS = 90

export type Evaluate = (signals: readonly Signal[], conduct: Conduct) => Evaluation

const TABLE_TITLES: Record<TableName, string> = {
  names: '受保护名称表',
  gi: '地理标志名录',
  lawful_users: '合法使用人名单',
  authorised_shops: '授权店铺名录',
  patents: '专利登记簿',
  marks: '商标档案',
  signs: '特殊标志与奥林匹克标志公告',
  prices: '价格基准',
}

/** Compiles a set of rules for one registry. The result is pure: same signals and date, same answer. */
export function compileRules(set: RuleSet, registry: Registry): Evaluate {
  const exculpating = set.rules.filter((rule) => rule.role === 'exculpate')
  const accusing = indexByNeed(set.rules.filter((rule) => rule.role === 'accuse'))
  const clearing = indexByNeed(exculpating)
  const supporting = indexByNeed(set.rules.filter((rule) => rule.role === 'support'))

  return (signals, conduct) => {
    const grouped = groupSignals(signals)
    if (signals.length === 0) return { hits: [], cleared: [], tables: [] }
    const run = new Run(set, registry, grouped, conduct)
    for (const rule of clearing(grouped)) run.exculpate(rule)
    for (const rule of accusing(grouped)) run.accuse(rule)
    run.suppress()
    for (const rule of supporting(grouped)) run.support(rule)
    return run.finish()
  }
}

class GroupedSignals implements SignalSet {
  readonly byName = new Map<string, Signal[]>()
  named(name: string): readonly Signal[] {
    return this.byName.get(name) ?? NONE
  }
}
const NONE: readonly Signal[] = []

function groupSignals(signals: readonly Signal[]): GroupedSignals {
  const grouped = new GroupedSignals()
  for (const signal of signals) {
    const same = grouped.byName.get(signal.name)
    if (same) same.push(signal)
    else grouped.byName.set(signal.name, [signal])
  }
  return grouped
}

/** Most listings show few signals, so most rules need not be looked at. Answers in the order of the files. */
function indexByNeed(rules: readonly Rule[]): (signals: GroupedSignals) => Rule[] {
  const byName = new Map<string, number[]>()
  for (const [place, rule] of rules.entries()) for (const name of rule.needs ?? []) byName.set(name, [...(byName.get(name) ?? []), place])
  const always = rules.map((rule) => rule.needs === undefined)
  return (signals) => {
    const wanted = always.slice()
    for (const name of signals.byName.keys()) for (const place of byName.get(name) ?? []) wanted[place] = true
    return rules.filter((_, place) => wanted[place])
  }
}

/** One listing's walk through the rules. */
class Run {
  private readonly set: RuleSet
  private readonly registry: Registry
  private readonly signals: GroupedSignals
  private readonly conduct: Conduct
  private hits: RuleHit[] = []
  private readonly clearances: RuleClearance[] = []
  /** Exculpating rules that hold, with the subjects that they hold for. */
  private readonly holding = new Map<string, Map<string | undefined, Signal[]>>()
  private readonly used = new Set<TableName>()

  constructor(set: RuleSet, registry: Registry, signals: GroupedSignals, conduct: Conduct) {
    this.set = set
    this.registry = registry
    this.signals = signals
    this.conduct = conduct
  }

  exculpate(rule: Rule): void {
    for (const subject of this.subjectsOf(rule)) {
      if (!rule.when.holds(this.signals, subject)) continue
      if (rule.unless.some((entry) => entry.guard?.holds(this.signals, subject))) continue
      const held = this.holding.get(rule.id) ?? new Map<string | undefined, Signal[]>()
      held.set(subject, this.reasons(rule.when.node, subject))
      this.holding.set(rule.id, held)
      this.use(rule, subject)
    }
  }

  accuse(rule: Rule): void {
    if (!standsOn(rule.basis, this.conduct.asOf)) return
    for (const subject of this.subjectsOf(rule)) {
      if (!rule.when.holds(this.signals, subject)) continue
      this.use(rule, subject)
      const hit = this.hitOf(rule, subject)
      if (hit) this.hits.push(hit)
    }
  }

  /** Undefined where an exculpation left nothing standing. */
  private hitOf(rule: Rule, subject: string | undefined): RuleHit | undefined {
    const signals = this.reasons(rule.when.node, subject)
    const missing: MissingFact[] = []
    for (const entry of rule.unless) {
      const met = this.exculpationSignals(entry, subject)
      if (!met) continue
      const doubtful = this.tableQuestions(this.tablesOf(this.set.byId.get(entry.rule ?? ''), subject), 'OK')
      if (doubtful.length > 0) {
        // What would clear it rests on a table that can no longer be trusted.
        missing.push(...doubtful)
        continue
      }
      this.clear(entry, subject, met[0] ?? signals[0])
      return undefined
    }
    const verdict = rule.verdicts.find((entry) => entry.guard.holds(this.signals, subject))?.verdict ?? rule.verdict
    for (const entry of rule.missing) {
      if (entry.guard && !entry.guard.holds(this.signals, subject)) continue
      missing.push({ fact: entry.fact, question: entry.question, lookup: entry.lookup, wouldChangeTo: entry.wouldChangeTo })
    }
    missing.push(...this.tableQuestions(this.tablesOf(rule, subject), verdict))
    const mitigating: RuleHit['mitigating'] = []
    for (const entry of rule.mitigate) {
      const met = this.exculpationSignals(entry, subject)
      if (met) mitigating.push({ rule: entry.rule, reason: this.reasonOf(entry, met[0]), signals: met })
    }
    return {
      rule,
      subject: subject ?? signals[0]?.subject ?? signals[0]?.text ?? rule.title.zh,
      verdict: missing.length > 0 ? 'REVIEW' : verdict,
      signals,
      support: [],
      mitigating,
      missing,
      basis: chooseBasis(rule.basis, this.conduct.asOf, this.conduct.since),
      severity: {
        base: rule.severity.base,
        drivers: rule.severity.drivers
          .filter((driver) => driver.guard.holds(this.signals, subject))
          .map(({ add, note }) => ({ add, note })),
      },
    }
  }

  /** Findings that give way to a rule that says the same more exactly. */
  suppress(): void {
    const gone = new Set<RuleHit>()
    for (const stronger of this.hits) {
      if (stronger.rule.suppresses.length === 0) continue
      for (const weaker of this.hits) {
        if (weaker === stronger || !stronger.rule.suppresses.includes(weaker.rule.id)) continue
        const wide = stronger.rule.subject.length === 0 || weaker.rule.subject.length === 0
        if (wide || weaker.subject === stronger.subject) gone.add(weaker)
      }
    }
    this.hits = this.hits.filter((hit) => !gone.has(hit))
  }

  support(rule: Rule): void {
    for (const subject of this.subjectsOf(rule)) {
      if (!rule.when.holds(this.signals, subject)) continue
      const signals = this.reasons(rule.when.node, subject)
      for (const hit of this.hits) {
        if (!rule.supports.includes(hit.rule.id)) continue
        if (subject !== undefined && hit.rule.subject.length > 0 && hit.subject !== subject) continue
        hit.support.push({ rule: rule.id, signals })
        this.use(rule, subject)
      }
    }
  }

  finish(): Evaluation {
    for (const [id, subjects] of this.holding) {
      const rule = this.set.byId.get(id)
      for (const [subject, signals] of subjects) {
        const [signal] = signals
        if (!rule || !signal) continue
        const against = this.hits.filter((hit) => subject === undefined || hit.rule.subject.length === 0 || hit.subject === subject)
        const known = this.clearances.some((entry) => entry.rule === id && entry.subject === subject)
        if (against.length === 0 && !known) this.clearances.push({ rule: id, subject, signal, reason: signal.reason })
      }
    }
    return { hits: this.hits, cleared: this.clearances, tables: [...this.used].flatMap((name) => this.useOf(name) ?? []) }
  }

  private subjectsOf(rule: Rule): Iterable<string | undefined> {
    if (rule.subject.length === 0) return [undefined]
    return new Set(rule.subject.flatMap((name) => this.signals.named(name).map((signal) => signal.subject)))
  }

  private tablesOf(rule: Rule | undefined, subject: string | undefined): TableName[] {
    return (rule?.tables ?? []).filter(({ guard }) => !guard || guard.holds(this.signals, subject)).map(({ table }) => table)
  }

  private use(rule: Rule, subject: string | undefined): void {
    for (const table of this.tablesOf(rule, subject)) this.used.add(table)
  }

  private reasons(node: ConditionNode, subject: string | undefined): Signal[] {
    return meetingSignals(node, this.signals, subject)
  }

  /** Undefined where the exculpation does not hold. */
  private exculpationSignals(entry: Exculpation, subject: string | undefined): Signal[] | undefined {
    if (entry.guard) return entry.guard.holds(this.signals, subject) ? this.reasons(entry.guard.node, subject) : undefined
    const held = this.holding.get(entry.rule ?? '')
    if (!held) return undefined
    if (subject === undefined) return [...held.values()][0]
    return held.get(subject) ?? held.get(undefined)
  }

  private clear(entry: Exculpation, subject: string | undefined, signal: Signal | undefined): void {
    if (entry.rule === undefined || !signal) return
    const known = this.clearances.some((c) => c.rule === entry.rule && c.signal === signal)
    if (!known) this.clearances.push({ rule: entry.rule, subject, signal, reason: this.reasonOf(entry, signal) })
  }

  private reasonOf(entry: Exculpation, signal: Signal | undefined): string {
    return entry.reason ?? signal?.reason ?? this.set.byId.get(entry.rule ?? '')?.title.zh ?? ''
  }

  private tableQuestions(tables: readonly TableName[], wouldChangeTo: Verdict | 'REVIEW' | 'OK'): MissingFact[] {
    const questions: MissingFact[] = []
    for (const name of tables) {
      const use = this.useOf(name)
      const title = TABLE_TITLES[name]
      if (!use) {
        questions.push({ fact: `没有${title}`, question: `请导入${title}后再判断`, lookup: `${title}（${name}.csv）`, wouldChangeTo })
      } else if (use.stale) {
        const days = daysBetween(use.asOf, this.conduct.asOf)
        questions.push({
          fact: `${title}已过时`,
          question: `${title}的快照日期是 ${use.asOf}，距行为日 ${days} 天，请更新后再判断`,
          lookup: `${title}（${name}.csv）`,
          wouldChangeTo,
        })
      }
    }
    return questions
  }

  private useOf(name: TableName): TableUse | undefined {
    const table = this.registry[name]
    return table && { table: name, asOf: table.asOf, stale: daysBetween(table.asOf, this.conduct.asOf) > STALE_AFTER_DAYS }
  }
}
