import type { Finding, ListingKey } from '../domain/index.ts'

export interface FindingChange {
  listingKey: ListingKey
  rule: string
  subject: string
  kind: 'appears' | 'disappears' | 'changes'
  /** Verdicts before and after. */
  before?: Finding['verdict']
  after?: Finding['verdict']
}

export interface DiffSummary {
  listings: number
  appears: number
  disappears: number
  changes: number
  /** Findings that are the same but for the version of their rule. */
  unchanged: number
}

/** What another rule set would say of one listing: findings that come, go, or get another verdict. */
export function diffFindings(listingKey: ListingKey, before: readonly Finding[], after: readonly Finding[]): FindingChange[] {
  const then = new Map(before.map((finding) => [identity(finding), finding]))
  const now = new Map(after.map((finding) => [identity(finding), finding]))
  const changes: FindingChange[] = []
  for (const [id, finding] of now) {
    const old = then.get(id)
    const { rule, subject, verdict } = finding
    if (!old) changes.push({ listingKey, rule, subject, kind: 'appears', after: verdict })
    else if (old.verdict !== verdict) changes.push({ listingKey, rule, subject, kind: 'changes', before: old.verdict, after: verdict })
  }
  for (const [id, { rule, subject, verdict }] of then)
    if (!now.has(id)) changes.push({ listingKey, rule, subject, kind: 'disappears', before: verdict })
  return changes.sort((a, b) => (identity(a) < identity(b) ? -1 : 1))
}

function identity({ rule, subject }: { rule: string; subject: string }): string {
  return `${rule}\n${subject}`
}

/** Replays listings with what was found before, for `zhixun rules diff`: yields the changes of each listing and sums them up. */
export async function* replay<L extends { key: ListingKey; before: readonly Finding[] }>(
  listings: AsyncIterable<L> | Iterable<L>,
  assess: (listing: L) => readonly Finding[],
): AsyncGenerator<FindingChange, DiffSummary> {
  const summary: DiffSummary = { listings: 0, appears: 0, disappears: 0, changes: 0, unchanged: 0 }
  for await (const listing of listings) {
    const after = assess(listing)
    const changes = diffFindings(listing.key, listing.before, after)
    summary.listings++
    summary.unchanged += after.length - changes.filter(({ kind }) => kind !== 'disappears').length
    for (const change of changes) {
      summary[change.kind]++
      yield change
    }
  }
  return summary
}
