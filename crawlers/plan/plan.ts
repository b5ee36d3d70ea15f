import type { Day, Query } from '../../domain/index.ts'
import { daysBetween } from '../../domain/index.ts'
import type { Platform } from '../platforms/schema.ts'
import type { Candidate, CandidateSources } from './candidates.ts'
import { candidatesOf } from './candidates.ts'
import { beta, randomOf } from './random.ts'
import type { Yield, YieldBook } from './yields.ts'
import { faded } from './yields.ts'

export interface PlanOptions extends CandidateSources {
  /** Those without a search address are passed over. */
  platforms: readonly Platform[]
  /** Past yields by platform. */
  yields: Readonly<Record<string, YieldBook>>
  /** Most pages that the queries together may be expected to take. */
  budget: number
  /** The same seed, registry and past give the same plan. */
  seed: number
  /** Share of the budget spent on what is not known well. @default 0.2 */
  exploration?: number
}

export interface PlannedQuery extends Query {
  /** Findings to be expected on a page of its. */
  expected: number
  /** Pages that it will take, by its past. */
  pages: number
  /** Asked to learn, not because it is known to pay. */
  explores: boolean
}

/** Pages that a query takes when nothing is known of it: one result page and its items. */
const USUAL_PAGES = 40
/** The prior weighs as much as that many pages. */
const PRIOR_PAGES = 30
/** Asked again sooner, a query shows the same listings: it is worth less in its first days, by this share on the first. */
const REST_DAYS = 7
const TIRED = 0.5

interface Rated extends PlannedQuery {
  draw: number
}

function rate(candidate: Candidate, platform: string, known: Yield | undefined, { today, seed }: { today: Day; seed: number }): Rated {
  const past = known && faded(known, today)
  const a = candidate.prior * PRIOR_PAGES + (past?.findings ?? 0)
  const b = (1 - candidate.prior) * PRIOR_PAGES + Math.max(0, (past?.pages ?? 0) - (past?.findings ?? 0))
  const rested = known ? Math.min(1, Math.max(0, daysBetween(known.lastAsked, today)) / REST_DAYS) : 1
  const freshness = TIRED + (1 - TIRED) * rested
  const per100 = past && past.pages > 0 ? Math.round((past.findings / past.pages) * 1000) / 10 : undefined
  const learnt = known && per100 !== undefined ? `；已查 ${known.asked} 次，每百页线索 ${per100} 条` : '；此平台尚未查过'
  return {
    platform,
    text: candidate.text,
    reason: candidate.reason + learnt,
    expected: (a / (a + b)) * freshness,
    pages: Math.max(1, known?.lastPages ?? USUAL_PAGES),
    explores: false,
    draw: beta(a, b, randomOf(seed, platform, candidate.text)) * freshness,
  }
}

/** Queries from the best to the worst by one measure. */
class Line {
  readonly #sorted: readonly Rated[]
  #at = 0

  constructor(rated: readonly Rated[], by: 'expected' | 'draw') {
    const name = ({ platform, text }: Rated): string => `${platform}\n${text}`
    this.#sorted = [...rated].sort((one, other) => other[by] - one[by] || (name(one) < name(other) ? -1 : 1))
  }

  next(taken: ReadonlySet<Rated>): Rated | undefined {
    for (;;) {
      const one = this.#sorted[this.#at++]
      if (!one || !taken.has(one)) return one
    }
  }
}

/**
 * The queries of a sweep, best first, within a budget of pages. Most of it goes to what is expected to pay best; a fixed share goes to
 * what a draw from its likelihood favours (Thompson sampling), which is how names nobody asked for, and those that paid badly once, get
 * their turn.
 */
export function planQueries(options: PlanOptions): PlannedQuery[] {
  const { platforms, yields, budget, exploration = 0.2 } = options
  const candidates = candidatesOf(options)
  const rated = platforms
    .filter((platform) => platform.search.url !== undefined)
    .flatMap(({ id }) => candidates.map((candidate) => rate(candidate, id, yields[id]?.[candidate.text], options)))
  const lines = { known: new Line(rated, 'expected'), drawn: new Line(rated, 'draw') }
  const taken = new Set<Rated>()
  const plan: PlannedQuery[] = []
  const spent = { all: 0, exploring: 0 }
  while (spent.all < budget) {
    const explores = plan.length > 0 && spent.exploring < exploration * spent.all
    const next = (explores ? lines.drawn : lines.known).next(taken)
    if (!next) break
    taken.add(next)
    spent.all += next.pages
    if (explores) spent.exploring += next.pages
    const { draw: _draw, ...query } = next
    plan.push(explores ? { ...query, explores, reason: `${query.reason}；本次为探索` } : query)
  }
  return plan
}
