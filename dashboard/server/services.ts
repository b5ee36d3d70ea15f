import type { Clock, Day, LegalBasis, Listing, Outcome, Sweep, SweepSummary, TableName, Verdict } from '../../domain/index.ts'
import type { Similarity } from '../../pipeline/names/port.ts'
import type { RuleRole } from '../../rules/schema.ts'
import type { Queue } from '../../queue/port.ts'
import type { Store } from '../../store/port.ts'

/** All that the dashboard works with. `cli/compose.ts` builds it; the dashboard itself opens no file and starts no crawler. */
export interface DashboardServices {
  store: Store
  /** For queue depths; the dashboard never takes a job. */
  queue?: Queue
  clock: Clock
  sweeps: SweepControl
  /** Platforms that a sweep may be asked for. */
  platforms(): readonly PlatformView[]
  /** Every rule that is loaded, stable and trial. */
  rules(): readonly RuleView[]
  /** Registry tables in use; one that is not in the list is missing. */
  registry(): readonly TableView[]
  /** Called after a registry table was replaced in the store. Absent where the tables are not the store's; then none can be replaced from the pages. */
  registryChanged?(): Promise<void>
  /** The page that tries a pair of names is shown when this is given. */
  similarity?: Similarity
}

/** Starts, ends and watches sweeps. */
export interface SweepControl {
  /**
   * Resolves once the sweep is stored and running.
   * @throws ConflictError when a sweep of one of these platforms is running
   * @throws ConfigError when a platform is not known
   */
  start(request: SweepRequest): Promise<Sweep>
  /** Asks a running sweep to end; resolves when it holds no job any more. Its state is then `interrupted` and it can be resumed. */
  stop(id: string): Promise<void>
  /** Goes on with an interrupted sweep. */
  resume?(id: string): Promise<Sweep>
  /** Sweeps that run in this process now. */
  current(): readonly SweepProgress[]
  /** Calls `listener` after every change, some times a second at most, and once more with the final state. Returns the way to end it. */
  subscribe(listener: (progress: SweepProgress) => void): () => void
}

export interface SweepRequest {
  /** Ids of platforms; empty means all. */
  platforms: readonly string[]
  /** Most pages that the sweep may fetch. */
  budget?: number
  /** Texts to search for; empty means what the plan gives. */
  queries?: readonly string[]
  /** Name of the user who asked. */
  by: string
}

export interface SweepProgress {
  sweep: Sweep
  /** Counted so far; `seconds` since the start. */
  figures: SweepSummary
  /** Jobs of the sweep that have ended and that are still to do; the sum grows while pages are found. */
  jobs: { done: number; open: number }
}

export interface PlatformView {
  id: string
  /** As officers call it. */
  name: string
  /** Whether a person has checked the platform file against the live site. */
  verified: boolean
}

export interface RuleView {
  id: string
  title: { zh: string; en: string }
  verdict: Verdict | 'REVIEW'
  /** Findings of trial rules are shown to supervisors only. */
  status: 'stable' | 'trial'
  /** Exculpating and supporting rules never make a finding of their own. */
  role: RuleRole
  /** Folder of the rule file: `patent`, `gi`, … */
  family: string
  /** Content hash of the rule file. */
  version: string
  basis: readonly LegalBasis[]
  missing: readonly { fact: string; question: string; lookup: string; wouldChangeTo?: Outcome }[]
  examples: { fires: readonly RuleExample[]; quiet: readonly RuleExample[]; twin: readonly RuleExample[] }
}

export interface RuleExample {
  listing: Listing
  why?: string
}

export interface TableView {
  name: TableName
  /** Date of the snapshot. */
  asOf: Day
  rows: number
  /** Whether what it lacks does not exist. */
  complete: boolean
  /** Where it came from: a path or `shipped`. */
  source: string
}
