import type {
  Assessment,
  AuditEntry,
  Decision,
  DecisionOutcome,
  Instant,
  Listing,
  ListingKey,
  Outcome,
  RegistryTable,
  StoredFinding,
  StoredListing,
  StoredPage,
  Sweep,
  TableName,
  TimelineEntry,
} from '../domain/index.ts'

/** What jobs write; instants as `toInstant` writes them. A write older than what is known of its listing changes nothing. Every member is an upsert by its own key, so the same batch applied twice leaves what applying it once leaves. */
export interface WriteBatch {
  pages?: StoredPage[]
  /** Bodies by content: kept once, whatever pages point at them. */
  bodies?: { sha256: string; bytes: Uint8Array; mediaType: string }[]
  listings?: ListingWrite[]
  assessments?: AssessmentWrite[]
  /** Listings of a sweep whose own page said that they are no longer offered. */
  gone?: { listingKey: ListingKey; sweep: string; at: Instant }[]
}

export interface ListingWrite {
  key: ListingKey
  listing: Listing
  contentHash: string
  pageSha256?: string
  sweep: string
  at: Instant
}

export interface AssessmentWrite {
  listingKey: ListingKey
  contentHash: string
  assessment: Assessment
  /** Findings of the listing that this assessment no longer has are closed as withdrawn, unless an officer has decided on them. */
  findings: FindingWrite[]
  sweep: string
  at: Instant
}

export type FindingWrite = Omit<StoredFinding, 'firstSeen' | 'lastSeen' | 'decided' | 'withdrawn'>

/** Keyset pagination: pass `next` of one page as `after` of the next. */
export interface PageOf<T> {
  rows: T[]
  next?: string
}

export interface FindingFilter {
  /** `open` (the default, unless `decided` is asked for) are those that no decision stands on and that were not withdrawn. */
  state?: 'open' | 'decided' | 'withdrawn' | 'all'
  decided?: DecisionOutcome
  outcome?: Outcome
  rule?: string
  platform?: string
  sweep?: string
  /** Words that must stand in title, seller or subject. */
  text?: string
}

export interface User {
  name: string
  displayName: string
  role: 'officer' | 'supervisor' | 'admin'
  /** As the password library wrote it. */
  passwordHash: string
  mustChangePassword: boolean
}

export interface Session {
  /** SHA-256 of the token in the cookie. */
  id: string
  user: string
  createdAt: Instant
  expiresAt: Instant
}

/**
 * Where everything lies. Adapters: `sqlite/` (embedded, the default) and `mongodb/`; both pass the contract suite unchanged.
 * Reads see what an earlier awaited write of the same process wrote.
 * @throws UnavailableError when the server or the file cannot be reached, saying what to start or change
 */
export interface Store {
  readonly kind: 'sqlite' | 'mongodb'
  /** Brings the schema forward to this program's version; refuses a newer one. */
  migrate(): Promise<void>
  close(): Promise<void>

  /** All of the batch or nothing of it (embedded); idempotent by key (servers). */
  apply(batch: WriteBatch): Promise<void>

  putSweep(sweep: Sweep): Promise<void>
  getSweep(id: string): Promise<Sweep | undefined>
  /** Latest first. */
  listSweeps(options?: { limit?: number; state?: Sweep['state'] }): Promise<Sweep[]>
  /** Figures of one sweep, counted from what is stored. */
  countSweep(id: string): Promise<SweepCounts>

  getListing(key: ListingKey): Promise<StoredListing | undefined>
  /** In the order of `keys`; those that are not there are left out. */
  getListings(keys: readonly ListingKey[]): Promise<StoredListing[]>
  /** The listing as it was under that content hash. Kept for every version that a finding rests on, so that its spans always slice. */
  getListingVersion(key: ListingKey, contentHash: string): Promise<Listing | undefined>
  /** In key order; `sweep` is the last one that saw the listing. */
  listListings(options: {
    after?: string
    limit: number
    platform?: string
    sweep?: string
    state?: 'on' | 'off'
  }): Promise<PageOf<StoredListing>>
  timeline(key: ListingKey): Promise<TimelineEntry[]>

  getPage(key: string): Promise<StoredPage | undefined>
  listPages(options: { after?: string; limit: number; sweep?: string; kind?: StoredPage['kind'] }): Promise<PageOf<StoredPage>>
  getBody(sha256: string): Promise<{ bytes: Uint8Array; mediaType: string } | undefined>

  getFinding(id: string): Promise<StoredFinding | undefined>
  /** By priority, highest first, then probability, then id. */
  listFindings(filter: FindingFilter, options: { after?: string; limit: number }): Promise<PageOf<StoredFinding>>
  countFindings(filter: FindingFilter): Promise<number>
  findingsOf(key: ListingKey): Promise<StoredFinding[]>

  /**
   * Adds a decision and its audit entry. `expected` is the id of the decision that the officer saw standing, undefined for none
   * (after a `reopen` none stands). The same decision given twice is written once.
   * @throws ConflictError when another decision stands by now
   * @throws InputError when there is no such finding
   */
  decide(decision: Decision, expected: string | undefined): Promise<void>
  /** Oldest first. */
  decisionsOn(finding: string): Promise<Decision[]>
  listDecisions(options: { after?: string; limit: number }): Promise<PageOf<Decision>>

  /** Adds one line to the hash chain. `key` makes it idempotent: the same key is written once. */
  audit(entry: {
    key: string
    at: Instant
    actor: string
    action: string
    subject: string
    details: Record<string, unknown>
  }): Promise<AuditEntry>
  listAudit(options: { after?: number; limit: number }): Promise<AuditEntry[]>

  putTable<N extends TableName>(table: RegistryTable<N>): Promise<void>
  getTable<N extends TableName>(name: N): Promise<RegistryTable<N> | undefined>

  putUser(user: User): Promise<void>
  getUser(name: string): Promise<User | undefined>
  listUsers(): Promise<User[]>
  putSession(session: Session): Promise<void>
  getSession(id: string): Promise<Session | undefined>
  deleteSession(id: string): Promise<void>

  /** Small values by name: schedules, settings, the state of the clock. */
  getSetting<T>(name: string): Promise<T | undefined>
  putSetting(name: string, value: unknown): Promise<void>
}

export interface SweepCounts {
  pages: number
  listings: number
  walls: Record<string, number>
  failed: number
  refused: number
  findings: number
}
