import { randomUUID } from 'node:crypto'
import { systemClock, toInstant } from '../../domain/index.ts'
import type { Clock } from '../../domain/index.ts'
import { migrate } from '../../store/sqlite/migrate.ts'
import type { PreparedBatch, SqliteStore } from '../../store/sqlite/index.ts'
import type { WriteBatch } from '../../store/port.ts'
import { DEFAULT_LEASE_MS, DEFAULT_PRIORITY, checkJob } from '../check.ts'
import { JOB_KINDS } from '../port.ts'
import type { JobKind, JobOutcome, JobState, NewJob, Queue } from '../port.ts'
import { lanesOf } from './lanes.ts'
import { QUEUE_MIGRATIONS } from './schema.ts'
import { tallyOf } from './tally.ts'
import type { Moves } from './tally.ts'

export interface EmbeddedQueueOptions {
  /** The queue lies in its file and ends jobs in its transactions. The store is closed by who opened it, after the queue. */
  store: SqliteStore
  /** @default the system's */
  clock?: Clock
}

interface JobRow {
  id: number
  sweep: string
  key: string
  kind: JobKind
  platform: string
  host: string
  priority: number
  attempt: number
  lease: string
  payload: string
}

/** Stands for "asks nobody" in the column `host`, which has to sort and so cannot be null. */
const NO_HOST = '-'

/**
 * Durable jobs in the SQLite file of the store, for one process or several on one machine.
 * What a job wrote, its follow-ups and its end are one transaction.
 */
export async function openEmbeddedQueue({ store, clock = systemClock }: EmbeddedQueueOptions): Promise<Queue> {
  const db = store.connection
  migrate(db, 'queue', QUEUE_MIGRATIONS)
  const tally = tallyOf(db)
  const best = lanesOf(db)
  const listeners = new Set<() => void>()
  const now = (): number => clock.now().getTime()

  const insert = db.prepare(
    `INSERT INTO jobs (sweep, key, kind, platform, host, priority, state, due, attempt, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
     ON CONFLICT (sweep, key) DO NOTHING`,
  )
  const timedOut = db.prepare<[number]>(`SELECT 1 FROM jobs WHERE state IN ('delayed', 'active') AND due <= ? LIMIT 1`)
  const promote = db.prepare<[JobState, number], { sweep: string; kind: string }>(
    `UPDATE jobs SET state = 'waiting', lease = NULL WHERE state = ? AND state IN ('delayed', 'active') AND due <= ? RETURNING sweep, kind`,
  )
  const lease = db.prepare<[string, number, number], JobRow>(
    `UPDATE jobs SET state = 'active', attempt = attempt + 1, lease = ?, due = ? WHERE id = ?
     RETURNING id, sweep, key, kind, platform, host, priority, attempt, lease, payload`,
  )
  const held = `WHERE sweep = ? AND key = ? AND lease = ? AND state = 'active'`
  const end = db.prepare(`UPDATE jobs SET state = 'completed', lease = NULL, payload = '{}' ${held}`)
  const giveBack = db.prepare(`UPDATE jobs SET state = ?, due = ?, reason = ?, lease = NULL ${held}`)
  const untake = db.prepare(`UPDATE jobs SET state = 'waiting', attempt = attempt - 1, lease = NULL ${held}`)
  const prolong = db.prepare(`UPDATE jobs SET due = ? ${held}`)
  const firstDelayed = db.prepare<[string | null, string | null, string], { due: number | null }>(
    `SELECT min(due) AS due FROM jobs WHERE state = 'delayed' AND state IN ('delayed', 'active') AND (? IS NULL OR sweep = ?)
       AND kind IN (SELECT value FROM json_each(?))`,
  )
  const failed = db.prepare<[string, number], JobRow & { reason: string }>(
    `SELECT * FROM jobs WHERE state = 'failed' AND sweep = ? ORDER BY id LIMIT ?`,
  )
  const forget = db.prepare(`DELETE FROM jobs WHERE sweep = ? AND state IN ('completed', 'failed')`)
  const takeRight = db.prepare(
    `INSERT INTO rights (name, owner, until) VALUES (@name, @owner, @until)
     ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until WHERE owner = excluded.owner OR until <= @now`,
  )
  const dropRight = db.prepare('DELETE FROM rights WHERE name = ? AND owner = ?')

  function insertAll(jobs: readonly NewJob[], moves: Moves): number {
    const at = now()
    let added = 0
    for (const job of jobs) {
      const due = job.notBefore === undefined ? at : Date.parse(job.notBefore)
      const state = due > at ? 'delayed' : 'waiting'
      const { sweep, key, kind, platform, host = NO_HOST, priority = DEFAULT_PRIORITY } = job
      if (insert.run(sweep, key, kind, platform, host, priority, state, due, JSON.stringify(job.payload)).changes === 0) continue
      moves.move(job, undefined, state)
      added++
    }
    return added
  }

  /** Work on jobs that keeps the counts true. */
  function moving<T>(work: (moves: Moves) => T): () => T {
    return () => {
      const moves = tally.moves()
      const result = work(moves)
      moves.write()
      return result
    }
  }

  function tell(): void {
    for (const listener of listeners) queueMicrotask(listener)
  }

  function promoteDue(moves: Moves): void {
    for (const state of ['delayed', 'active'] as const) for (const job of promote.all(state, now())) moves.move(job, state, 'waiting')
  }

  async function prepareAll(outcomes: readonly { writes?: WriteBatch }[]): Promise<(PreparedBatch | undefined)[]> {
    return Promise.all(outcomes.map(async ({ writes }) => (writes === undefined ? undefined : store.prepare(writes))))
  }

  return {
    kind: 'embedded',
    async close() {
      listeners.clear()
    },
    async add(jobs) {
      jobs.forEach(checkJob)
      const added = store.transaction(moving((moves) => insertAll(jobs, moves)))
      if (added > 0) tell()
      return added
    },
    async take(options) {
      const { leaseMs = DEFAULT_LEASE_MS } = options
      // Looking first keeps a worker that has nothing to do from taking the write lock of the file.
      if (timedOut.get(now()) === undefined && tally.counts(options).waiting === 0) return []
      const token = randomUUID()
      // A lease that a power cut undoes is a job that waits again: no need to wait for the disk.
      return store.relaxed(
        moving((moves) => {
          promoteDue(moves)
          return best(options).flatMap((id) => {
            const row = lease.get(token, now() + leaseMs, id)
            if (row === undefined) return []
            moves.move(row, 'waiting', 'active')
            return [{ ...toNewJob(row), attempt: row.attempt, lease: row.lease }]
          })
        }),
      )
    },
    async complete(outcomes: readonly JobOutcome[]) {
      outcomes.forEach(({ followUps = [] }) => followUps.forEach(checkJob))
      const prepared = await prepareAll(outcomes)
      let followed = 0
      const ended = store.transaction(
        moving((moves) => {
          let n = 0
          outcomes.forEach(({ job, followUps = [] }, index) => {
            if (end.run(job.sweep, job.key, job.lease).changes === 0) return
            moves.move(job, 'active', 'completed')
            const writes = prepared[index]
            if (writes !== undefined) store.write(writes)
            followed += insertAll(followUps, moves)
            n++
          })
          return n
        }),
      )
      if (followed > 0) tell()
      return ended
    },
    async fail(job, reason, { retryAt, writes } = {}) {
      const [prepared] = await prepareAll([{ writes }])
      const state = retryAt === undefined ? 'failed' : 'delayed'
      const due = retryAt === undefined ? now() : Date.parse(retryAt)
      store.transaction(
        moving((moves) => {
          if (giveBack.run(state, due, reason, job.sweep, job.key, job.lease).changes === 0) return
          moves.move(job, 'active', state)
          if (prepared !== undefined) store.write(prepared)
        }),
      )
      if (state === 'delayed') tell()
    },
    async extend(jobs, leaseMs) {
      const until = now() + leaseMs
      store.relaxed(() => jobs.forEach((job) => prolong.run(until, job.sweep, job.key, job.lease)))
    },
    async release(jobs) {
      store.relaxed(
        moving((moves) => {
          for (const job of jobs) if (untake.run(job.sweep, job.key, job.lease).changes > 0) moves.move(job, 'active', 'waiting')
        }),
      )
      tell()
    },
    async counts({ sweep, kind } = {}) {
      return tally.counts({ sweep, kinds: kind === undefined ? undefined : [kind] })
    },
    async nextDue({ sweep, kinds } = {}) {
      if (tally.counts({ sweep, kinds }).waiting > 0) return toInstant(clock.now())
      const due = firstDelayed.get(sweep ?? null, sweep ?? null, JSON.stringify(kinds ?? JOB_KINDS))?.due
      return due === null || due === undefined ? undefined : toInstant(new Date(due))
    },
    async listFailed(sweep, limit) {
      return failed.all(sweep, limit).map((row) => ({ job: toNewJob(row), reason: row.reason, attempts: row.attempt }))
    },
    onAdded(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async clean(sweep) {
      store.transaction(() => {
        forget.run(sweep)
        tally.forget(sweep)
      })
    },
    async acquire(name, owner, ttlMs) {
      return takeRight.run({ name, owner, until: now() + ttlMs, now: now() }).changes > 0
    },
    async releaseRight(name, owner) {
      dropRight.run(name, owner)
    },
  }
}

function toNewJob(row: JobRow): NewJob {
  return {
    kind: row.kind,
    key: row.key,
    sweep: row.sweep,
    platform: row.platform,
    ...(row.host === NO_HOST ? {} : { host: row.host }),
    priority: row.priority,
    payload: JSON.parse(row.payload) as Record<string, unknown>,
  }
}
