import { isWall, type Listing, type StoredFinding, type StoredListing, type Verdict } from '../domain/index.ts'
import { everyPage } from '../store/every-page.ts'
import type { Store } from '../store/port.ts'

/** What is true of a market that has ground truth; the sample market's own type fits. */
export interface Truth {
  listings: readonly TruthListing[]
  walls: readonly { platform: string; path: string; kind: string }[]
}

export interface TruthListing {
  platform: string
  id: string
  ref: string
  listing: Listing
  offence: { rule: string; verdict: Verdict; accept: readonly Verdict[] } | null
  twinOf: string | null
  reachable: boolean
}

export interface MarketScore {
  /** `fieldErrors`: wrong values among title, price, seller and origin of the listings found. */
  listings: { truth: number; found: number; doubled: number; fieldErrors: number }
  walls: { truth: number; recognised: number }
  /** `accused`: innocent listings, twins and others, with a finding that accuses. */
  findings: { offenders: number; caught: number; twins: number; accused: number }
}

/** What the score counts against us, for those who want to look. */
export interface ScoreDetails {
  missing: string[]
  fieldErrors: { ref: string; field: string; expected: unknown; got: unknown }[]
  walls: string[]
  uncaught: { ref: string; expected: string; got: string[] }[]
  accused: { ref: string; got: string[] }[]
}

/** Compares what a store holds with what is true. */
export async function scoreMarket(store: Store, truth: Truth): Promise<{ score: MarketScore; details: ScoreDetails }> {
  const stored = new Map<string, StoredListing[]>()
  for await (const row of everyPage((after) => store.listListings({ limit: 500, ...after }))) {
    const key = `${row.listing.platform}/${row.listing.id}`
    stored.set(key, [...(stored.get(key) ?? []), row])
  }
  const findings = new Map<string, StoredFinding[]>()
  for await (const finding of everyPage((after) => store.listFindings({ state: 'all' }, { limit: 500, ...after }))) {
    if (finding.withdrawn) continue
    findings.set(finding.listingKey, [...(findings.get(finding.listingKey) ?? []), finding])
  }
  const wallsSeen = new Map<string, string>()
  for await (const page of everyPage((after) => store.listPages({ limit: 500, ...after })))
    if (page.kind !== 'failed' && page.kind !== 'refused' && isWall(page.kind))
      wallsSeen.set(`${page.platform}${pathOf(page.url)}`, page.kind)

  const details: ScoreDetails = { missing: [], fieldErrors: [], walls: [], uncaught: [], accused: [] }
  const score: MarketScore = {
    listings: { truth: 0, found: 0, doubled: 0, fieldErrors: 0 },
    walls: { truth: truth.walls.length, recognised: 0 },
    findings: { offenders: 0, caught: 0, twins: 0, accused: 0 },
  }
  const known = new Set<string>()
  for (const expected of truth.listings) {
    const key = `${expected.platform}/${expected.id}`
    const rows = stored.get(key) ?? []
    if (!expected.reachable) continue
    known.add(key)
    score.listings.truth++
    const [row] = rows
    if (!row) {
      details.missing.push(expected.ref)
      continue
    }
    score.listings.found++
    score.listings.doubled += rows.length - 1
    for (const [field, want, got] of compared(expected.listing, row.listing))
      if (want !== got) details.fieldErrors.push({ ref: expected.ref, field, expected: want, got })
    const accusing = (findings.get(row.key) ?? []).filter((finding) => finding.verdict !== 'REVIEW')
    if (expected.twinOf !== null) score.findings.twins++
    if (expected.offence) {
      score.findings.offenders++
      const { verdict, accept } = expected.offence
      if (accusing.some((finding) => [verdict, ...accept].includes(finding.verdict as Verdict))) score.findings.caught++
      else details.uncaught.push({ ref: expected.ref, expected: `${expected.offence.rule} ${verdict}`, got: named(findings.get(row.key)) })
    } else if (accusing.length > 0) details.accused.push({ ref: expected.ref, got: named(accusing) })
  }
  // What is stored and was never offered is something counted twice under another name.
  for (const key of stored.keys()) if (!known.has(key)) score.listings.doubled++
  for (const wall of truth.walls) {
    if (wallsSeen.get(`${wall.platform}${wall.path}`) === wall.kind) score.walls.recognised++
    else details.walls.push(`${wall.platform}${wall.path}: ${wall.kind}, got ${wallsSeen.get(`${wall.platform}${wall.path}`) ?? 'nothing'}`)
  }
  score.listings.fieldErrors = details.fieldErrors.length
  score.findings.accused = details.accused.length
  return { score, details }
}

const named = (findings: readonly StoredFinding[] | undefined): string[] =>
  (findings ?? []).map(({ rule, verdict }) => `${rule} ${verdict}`)

function compared(want: Listing, got: Listing): [string, unknown, unknown][] {
  return [
    ['title', squash(want.title), squash(got.title)],
    ['price', want.price?.amount, got.price?.amount],
    ['seller', squash(want.seller?.name), squash(got.seller?.name)],
    ['origin', squash(want.origin), squash(got.origin)],
  ]
}

const squash = (value: string | undefined): string | undefined => value?.normalize('NFKC').replace(/\s+/g, ' ').trim()

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return decodeURI(pathname) + search
}
