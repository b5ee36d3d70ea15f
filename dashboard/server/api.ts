import type {
  Day,
  Decision,
  DecisionOutcome,
  Instant,
  Listing,
  Price,
  SellerKind,
  StoredFinding,
  Sweep,
  TableName,
  TimelineEntry,
  Verdict,
} from '../../domain/index.ts'
import type { User } from '../../store/port.ts'
import type { Comparison } from './comparison.ts'
import type { PlatformView, RuleView, SweepProgress, TableView } from './services.ts'

/** What the API answers, so that server and pages agree. Everything is JSON. */

/** Error answers carry a word that the pages translate and a line for the log. */
export interface ApiError {
  error:
    | 'not-signed-in'
    | 'wrong-password'
    | 'too-many-attempts'
    | 'must-change-password'
    | 'weak-password'
    | 'forbidden'
    | 'foreign-origin'
    | 'bad-request'
    | 'not-found'
    | 'conflict'
    | 'internal'
  message: string
}

export interface Me {
  name: string
  displayName: string
  role: User['role']
  mustChangePassword: boolean
  /** The server's clock: days and ages on the pages are counted from it. */
  now: Instant
  features: { similarity: boolean; resumeSweep: boolean; replaceTable: boolean }
}

/** One light row of the queue; everything heavy comes with the finding itself. */
export interface QueueRow {
  id: string
  rule: string
  verdict: Verdict | 'REVIEW'
  subject: string
  probability: number
  priority: number
  firstSeen: Instant
  decided?: DecisionOutcome
  trial: boolean
  title: string
  platform: string
  seller: string
  sellerKind?: SellerKind
  price?: Price
  off: boolean
}

export interface QueuePage {
  rows: QueueRow[]
  /** Pass it as `after`. */
  next?: string
}

export interface Counts {
  /** With the same filters as the queue, whatever the state. */
  open: number
  decided: Record<Exclude<DecisionOutcome, 'reopen'>, number>
}

export interface DecisionView extends Decision {
  byName: string
}

export interface FindingDetail {
  finding: StoredFinding
  trial: boolean
  ruleTitle?: { zh: string; en: string }
  listing?: Listing
  listingState?: 'on' | 'off'
  /** Whether the shop shows another version by now; `listing` is the one that the finding rests on. */
  changedSince: boolean
  /** Personal data of the seller is masked. */
  masked: boolean
  decisions: DecisionView[]
  timeline: TimelineEntry[]
  /** Where the finding speaks of an imitated name. */
  comparison?: Comparison
  /** Other findings of the same listing. */
  siblings: Sibling[]
}

export type Sibling = Pick<StoredFinding, 'id' | 'rule' | 'verdict' | 'subject' | 'decided'>

/** `id` is made by the page, so that a repeated request changes nothing. */
export interface DecideRequest {
  id: string
  outcome: DecisionOutcome
  reason?: string
  note?: string
  /** Id of the last decision that the page saw, `reopen` included; absent for none. */
  expected?: string
}

export interface DecideAnswer {
  decision: DecisionView
}

/** Answer 409: another officer was faster. */
export interface DecideConflict extends ApiError {
  decisions: DecisionView[]
}

export interface SweepsAnswer {
  sweeps: Sweep[]
  current: readonly SweepProgress[]
  platforms: readonly PlatformView[]
  jobs?: { waiting: number; delayed: number; active: number; completed: number; failed: number }
}

export interface SweepDetail {
  sweep: Sweep
  walls: { url: string; platform: string; kind: string; why: string; status: number; attempts: number; fetchedAt: Instant }[]
}

export interface RulesAnswer {
  rules: (RuleView & { open: number; decided: Record<'case' | 'order' | 'dismiss' | 'doubt', number> })[]
}

export interface RegistryAnswer {
  today: Day
  tables: (TableView & { stale: boolean })[]
  missing: TableName[]
}

export interface UserView {
  name: string
  displayName: string
  role: User['role']
  mustChangePassword: boolean
}

export interface NewPasswordAnswer {
  user: UserView
  /** Shown once. */
  password: string
}
