import type { Connection } from '../../store/sqlite/database.ts'
import type { TakeOptions } from '../port.ts'

interface Lane {
  sweep: string
  host: string
}

interface Candidate {
  id: number
  priority: number
}

/** Finds the best waiting jobs by looking at the head of every lane, so that half a million jobs of a host whose turn it is not cost nothing. */
export function lanesOf(db: Connection) {
  // Two steps, because SQLite bounds an index search by the first member of a row value only.
  const nextHost = db.prepare<[string, string, string], Lane>(
    `SELECT sweep, host FROM jobs WHERE state = 'waiting' AND kind = ? AND sweep = ? AND host > ? ORDER BY host LIMIT 1`,
  )
  const nextSweep = db.prepare<[string, string], Lane>(
    `SELECT sweep, host FROM jobs WHERE state = 'waiting' AND kind = ? AND sweep > ? ORDER BY sweep, host LIMIT 1`,
  )
  const heads = db.prepare<[string, string, string, number], Candidate>(
    `SELECT id, priority FROM jobs WHERE state = 'waiting' AND kind = ? AND sweep = ? AND host = ? ORDER BY priority, id LIMIT ?`,
  )

  function* lanes(kind: string, sweep: string | undefined): Generator<Lane> {
    let lane = sweep === undefined ? nextSweep.get(kind, '') : nextHost.get(kind, sweep, '')
    while (lane !== undefined) {
      yield lane
      lane = nextHost.get(kind, lane.sweep, lane.host) ?? (sweep === undefined ? nextSweep.get(kind, lane.sweep) : undefined)
    }
  }

  /** Ids of up to `limit` jobs, best first. */
  return function best({ kinds, limit, sweep, exceptHosts = [] }: TakeOptions): number[] {
    const except = new Set(exceptHosts)
    const candidates: Candidate[] = []
    for (const kind of new Set(kinds))
      for (const lane of lanes(kind, sweep)) if (!except.has(lane.host)) candidates.push(...heads.all(kind, lane.sweep, lane.host, limit))
    candidates.sort((a, b) => a.priority - b.priority || a.id - b.id)
    return candidates.slice(0, limit).map((candidate) => candidate.id)
  }
}
