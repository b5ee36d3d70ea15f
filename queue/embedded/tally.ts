import type { Connection } from '../../store/sqlite/database.ts'
import type { JobCounts, JobKind, JobState } from '../port.ts'

interface CountRow {
  sweep: string
  kind: JobKind
  state: JobState
  n: number
}

/** How many jobs are in which state, kept beside the jobs in the same transaction: asking costs nothing, however many there are. */
export function tallyOf(db: Connection) {
  const add = db.prepare(
    'INSERT INTO job_counts (sweep, kind, state, n) VALUES (?, ?, ?, ?) ON CONFLICT (sweep, kind, state) DO UPDATE SET n = n + excluded.n',
  )
  const all = db.prepare<[], CountRow>('SELECT sweep, kind, state, n FROM job_counts')
  const ofSweep = db.prepare<[string], CountRow>('SELECT sweep, kind, state, n FROM job_counts WHERE sweep = ?')
  const forget = db.prepare("DELETE FROM job_counts WHERE sweep = ? AND state IN ('completed', 'failed')")

  return {
    /** Collects the moves of one transaction; `write` before it ends. */
    moves() {
      const differences = new Map<string, [sweep: string, kind: string, state: JobState, n: number]>()
      const count = (sweep: string, kind: string, state: JobState, n: number): void => {
        const id = `${sweep}\n${kind}\n${state}`
        const known = differences.get(id)
        if (known === undefined) differences.set(id, [sweep, kind, state, n])
        else known[3] += n
      }
      return {
        move({ sweep, kind }: { sweep: string; kind: string }, from: JobState | undefined, to: JobState): void {
          if (from !== undefined) count(sweep, kind, from, -1)
          count(sweep, kind, to, 1)
        },
        write(): void {
          for (const difference of differences.values()) if (difference[3] !== 0) add.run(...difference)
        },
      }
    },
    counts(filter: { sweep?: string; kinds?: readonly string[] } = {}): JobCounts {
      const counts: JobCounts = { waiting: 0, delayed: 0, active: 0, completed: 0, failed: 0 }
      for (const row of filter.sweep === undefined ? all.all() : ofSweep.all(filter.sweep))
        if (filter.kinds === undefined || filter.kinds.includes(row.kind)) counts[row.state] += row.n
      return counts
    },
    forget(sweep: string): void {
      forget.run(sweep)
    },
  }
}
export type Moves = ReturnType<ReturnType<typeof tallyOf>['moves']>
