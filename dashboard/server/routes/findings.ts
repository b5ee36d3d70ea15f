import { Hono } from 'hono'
import { z } from 'zod'
import type { StoredFinding } from '../../../domain/index.ts'
import { DECISION_OUTCOMES, VERDICTS } from '../../../domain/index.ts'
import type { FindingFilter } from '../../../store/port.ts'
import type { Counts, FindingDetail, QueuePage, QueueRow } from '../api.ts'
import { comparisonOf } from '../comparison.ts'
import { type Env, hiddenRules, parse, record, type RouteContext, trialRules } from '../context.ts'
import { isPersonal, maskFinding, maskListing, maskSellerName, maskText, maskTimeline } from '../mask.ts'
import { refuse } from '../security.ts'
import { decisionViews } from './decisions.ts'

const PAGE = 60
const blank = z.literal('').transform(() => undefined)
const optional = <T extends z.ZodType>(schema: T) => z.union([blank, schema]).optional()

const filterQuery = z.object({
  state: z.enum(['open', 'decided', 'withdrawn', 'all']).default('open'),
  decided: optional(z.enum(DECISION_OUTCOMES)),
  outcome: optional(z.enum([...VERDICTS, 'REVIEW'])),
  rule: optional(z.string().max(32)),
  platform: optional(z.string().max(64)),
  sweep: optional(z.string().max(128)),
  text: optional(z.string().trim().max(100)),
})
const pageQuery = z.object({ after: optional(z.string().max(500)), limit: z.coerce.number().int().min(1).max(200).default(PAGE) })

/** The ranked queue and what one screen needs to know of a finding. */
export function findingRoutes({ services }: RouteContext): Hono<Env> {
  const { store, clock } = services
  const routes = new Hono<Env>()

  routes.get('/', async (c) => {
    const filter: FindingFilter = parse(filterQuery, c.req.query())
    const { limit, ...from } = parse(pageQuery, c.req.query())
    const hidden = hiddenRules(services, c.get('user'))
    const rows: StoredFinding[] = []
    let next: string | undefined = from.after
    // A page that loses rows of trial rules is filled up from the next ones.
    do {
      const page = await store.listFindings(filter, { after: next, limit: limit - rows.length })
      rows.push(...page.rows.filter((row) => !hidden.has(row.rule)))
      next = page.next
    } while (next !== undefined && rows.length < limit)
    return c.json({ rows: await queueRows(rows), next } satisfies QueuePage)
  })

  routes.get('/counts', async (c) => {
    const { state: _state, decided: _decided, ...filter } = parse(filterQuery, c.req.query())
    const hidden = [...hiddenRules(services, c.get('user'))]
    const count = async (more: FindingFilter) => {
      if (filter.rule !== undefined) return hidden.includes(filter.rule) ? 0 : store.countFindings({ ...filter, ...more })
      const all = await store.countFindings({ ...filter, ...more })
      const unseen = await Promise.all(hidden.map((rule) => store.countFindings({ ...filter, ...more, rule })))
      return unseen.reduce((left, number) => left - number, all)
    }
    const [open, kase, order, dismiss, doubt] = await Promise.all([
      count({ state: 'open' }),
      ...(['case', 'order', 'dismiss', 'doubt'] as const).map((decided) => count({ state: 'decided', decided })),
    ])
    return c.json({ open, decided: { case: kase ?? 0, order: order ?? 0, dismiss: dismiss ?? 0, doubt: doubt ?? 0 } } satisfies Counts)
  })

  routes.get('/:id', async (c) => {
    const user = c.get('user')
    const finding = await store.getFinding(c.req.param('id'))
    const hidden = hiddenRules(services, user)
    if (!finding || hidden.has(finding.rule)) return refuse(c, 404, 'not-found', 'no such finding')
    const [stored, timeline, siblings, decisions] = await Promise.all([
      store.getListing(finding.listingKey),
      store.timeline(finding.listingKey),
      store.findingsOf(finding.listingKey),
      store.decisionsOn(finding.id),
    ])
    const reveal = c.req.query('reveal') === '1'
    if (reveal) await record(store, clock, user.name, 'personal-data-shown', `finding/${finding.id}`, { listing: finding.listingKey })
    const current = stored === undefined || stored.contentHash === finding.contentHash
    const listing = current
      ? stored?.listing
      : ((await store.getListingVersion(finding.listingKey, finding.contentHash)) ?? stored?.listing)
    const rule = services.rules().find(({ id }) => id === finding.rule)
    return c.json({
      finding: reveal ? finding : maskFinding(finding, listing),
      trial: rule?.status === 'trial',
      ruleTitle: rule?.title,
      listing: listing && !reveal ? maskListing(listing) : listing,
      listingState: stored?.state,
      changedSince: !current,
      masked:
        !reveal && listing !== undefined && (isPersonal(listing.seller) || JSON.stringify(listing) !== maskText(JSON.stringify(listing))),
      decisions: await decisionViews(store, decisions),
      comparison: services.similarity && comparisonOf(finding, services.similarity),
      timeline: reveal ? timeline : maskTimeline(timeline, listing),
      siblings: siblings
        .filter((other) => other.id !== finding.id && !hidden.has(other.rule))
        .map(({ id, rule, verdict, subject, decided }) => ({ id, rule, verdict, subject, decided })),
    } satisfies FindingDetail)
  })

  async function queueRows(findings: readonly StoredFinding[]): Promise<QueueRow[]> {
    const listings = new Map((await store.getListings([...new Set(findings.map((row) => row.listingKey))])).map((row) => [row.key, row]))
    const trials = new Set(trialRules(services.rules()))
    return findings.map((finding) => {
      const stored = listings.get(finding.listingKey)
      const listing = stored?.listing
      return {
        id: finding.id,
        rule: finding.rule,
        verdict: finding.verdict,
        subject: finding.subject,
        probability: finding.probability,
        priority: finding.priority,
        firstSeen: finding.firstSeen,
        decided: finding.decided,
        trial: trials.has(finding.rule),
        title: maskText(listing?.title ?? listing?.labels?.[0]?.text ?? finding.listingKey),
        platform: listing?.platform ?? finding.listingKey.split('/', 1)[0] ?? '',
        seller: maskSellerName(listing?.seller),
        sellerKind: listing?.seller?.kind,
        price: listing?.price,
        off: stored?.state === 'off',
      }
    })
  }

  return routes
}
