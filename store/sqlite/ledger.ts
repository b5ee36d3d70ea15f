import { ConflictError, InputError } from '../../domain/index.ts'
import type { AuditEntry, Decision } from '../../domain/index.ts'
import { auditOfDecision, chainEntry } from '../audit.ts'
import type { NewAuditEntry } from '../audit.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { Store } from '../port.ts'
import { standing } from '../standing.ts'
import type { Connection } from './database.ts'
import { equals } from './select.ts'
import type { Select } from './select.ts'

type AuditRow = Omit<AuditEntry, 'details'> & { details: string }

const AUDIT = 'SELECT seq, at, actor, action, subject, details, previous, hash FROM audit'

/** Decisions and the audit log: rows that are only ever added, which triggers of the schema see to. */
export function ledgerIn(db: Connection, select: Select, transaction: <T>(work: () => T) => T) {
  const insertDecision = db.prepare('INSERT INTO decisions (id, finding, outcome, json) VALUES (?, ?, ?, ?)')
  const setDecided = db.prepare('UPDATE findings SET decided = ? WHERE id = ?')
  const insertAudit = db.prepare(
    `INSERT INTO audit (key, seq, at, actor, action, subject, details, previous, hash)
     VALUES (@key, @seq, @at, @actor, @action, @subject, @details, @previous, @hash)`,
  )

  function decisionsOn(finding: string): Decision[] {
    const rows = select<{ json: string }>('SELECT json FROM decisions', equals('finding', finding), 'ORDER BY seq')
    return rows.map((row) => JSON.parse(row.json) as Decision)
  }

  function append({ key, ...entry }: NewAuditEntry): AuditEntry {
    const known = select<AuditRow>(AUDIT, equals('key', key))[0]
    if (known !== undefined) return toEntry(known)
    const last = select<{ seq: number; hash: string }>('SELECT seq, hash FROM audit', [], 'ORDER BY seq DESC LIMIT 1')[0]
    const next = chainEntry(last, entry)
    insertAudit.run({ key, ...next, details: JSON.stringify(next.details) })
    return next
  }

  function decide(decision: Decision, expected: string | undefined): void {
    if (select('SELECT 1 FROM findings', equals('id', decision.finding)).length === 0)
      throw new InputError(`there is no finding ${decision.finding}`, { field: 'finding' })
    const earlier = decisionsOn(decision.finding)
    if (earlier.some(({ id }) => id === decision.id)) return
    const stands = standing(earlier)
    if (stands?.id !== expected && earlier.at(-1)?.id !== expected)
      throw new ConflictError(`${stands?.by ?? earlier.at(-1)?.by ?? '?'} has decided on this finding in the meantime`)
    const written = { ...decision, supersedes: decision.supersedes ?? expected }
    insertDecision.run(decision.id, decision.finding, decision.outcome, JSON.stringify(written))
    setDecided.run(decision.outcome === 'reopen' ? null : decision.outcome, decision.finding)
    append(auditOfDecision(written))
  }

  return {
    async decide(decision, expected) {
      transaction(() => decide(decision, expected))
    },
    async decisionsOn(finding) {
      return decisionsOn(finding)
    },
    async listDecisions({ after, limit }) {
      const from = after === undefined ? 0 : Number(decodeCursor(after, 1)[0])
      const rows = select<{ seq: number; json: string }>(
        'SELECT seq, json FROM decisions',
        [{ sql: 'seq > ?', values: [from] }],
        'ORDER BY seq LIMIT ?',
        limit,
      )
      const last = rows.at(-1)
      return {
        rows: rows.map((row) => JSON.parse(row.json) as Decision),
        next: last === undefined || rows.length < limit ? undefined : encodeCursor([last.seq]),
      }
    },
    async audit(entry) {
      return transaction(() => append(entry))
    },
    async listAudit({ after = 0, limit }) {
      return select<AuditRow>(AUDIT, [{ sql: 'seq > ?', values: [after] }], 'ORDER BY seq LIMIT ?', limit).map(toEntry)
    },
  } satisfies Partial<Store>
}

function toEntry(row: AuditRow): AuditEntry {
  return { ...row, details: JSON.parse(row.details) as Record<string, unknown> }
}
