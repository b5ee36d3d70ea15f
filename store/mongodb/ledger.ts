import { ConflictError, InputError } from '../../domain/index.ts'
import type { AuditEntry, Decision } from '../../domain/index.ts'
import { auditOfDecision, chainEntry } from '../audit.ts'
import type { NewAuditEntry } from '../audit.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { Store } from '../port.ts'
import { standing } from '../standing.ts'
import { isDuplicate } from './collections.ts'
import type { Collections } from './collections.ts'

/**
 * Decisions and the audit log: documents that are only ever inserted. Two writers at the same moment ask for the same number, which is a
 * unique key: one gets it, the other looks again. No transaction is needed.
 */
export function ledgerIn({ decisions, audit, findings }: Collections) {
  async function decisionsOn(finding: string): Promise<Decision[]> {
    const rows = await decisions.find({ finding }, { sort: { position: 1 } }).toArray()
    return rows.map((row) => JSON.parse(row.json) as Decision)
  }

  async function append({ key, ...entry }: NewAuditEntry): Promise<AuditEntry> {
    for (;;) {
      const known = await audit.findOne({ key })
      if (known !== null) return JSON.parse(known.json) as AuditEntry
      const [last] = await audit.find({}, { sort: { _id: -1 }, limit: 1 }).toArray()
      const next = chainEntry(last === undefined ? undefined : (JSON.parse(last.json) as AuditEntry), entry)
      try {
        await audit.insertOne({ _id: next.seq, key, json: JSON.stringify(next) })
        return next
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
    }
  }

  /** @returns the decision as written, or undefined where the same one was there */
  async function insert(decision: Decision, expected: string | undefined): Promise<Decision | undefined> {
    for (;;) {
      const earlier = await decisionsOn(decision.finding)
      if (earlier.some(({ id }) => id === decision.id)) return undefined
      const stands = standing(earlier)
      if (stands?.id !== expected && earlier.at(-1)?.id !== expected)
        throw new ConflictError(`${stands?.by ?? earlier.at(-1)?.by ?? '?'} has decided on this finding in the meantime`)
      const [last] = await decisions.find({}, { sort: { seq: -1 }, limit: 1 }).toArray()
      const written = { ...decision, supersedes: decision.supersedes ?? expected }
      const place = { finding: decision.finding, position: earlier.length, seq: (last?.seq ?? 0) + 1 }
      try {
        await decisions.insertOne({ _id: decision.id, ...place, json: JSON.stringify(written) })
        return written
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
    }
  }

  /** What goes with a decision that is written: the state of its finding and its audit entry. May be done again. */
  async function settle(decision: Decision): Promise<void> {
    const decided = standing(await decisionsOn(decision.finding))?.outcome ?? null
    await findings.updateOne({ _id: decision.finding }, { $set: { decided } })
    await append(auditOfDecision(decision))
  }

  return {
    /** Settles the decisions whose writer died before it could. */
    async repair(): Promise<void> {
      const settled = new Set((await audit.find({}, { projection: { key: 1 } }).toArray()).map((row) => row.key))
      for await (const row of decisions.find({}, { sort: { seq: 1 } }))
        if (!settled.has(`decision/${row._id}`)) await settle(JSON.parse(row.json) as Decision)
    },

    port: {
      async decide(decision, expected) {
        if ((await findings.findOne({ _id: decision.finding }, { projection: { _id: 1 } })) === null)
          throw new InputError(`there is no finding ${decision.finding}`, { field: 'finding' })
        const written = await insert(decision, expected)
        if (written !== undefined) await settle(written)
      },
      decisionsOn,
      async listDecisions({ after, limit }) {
        const from = after === undefined ? 0 : Number(decodeCursor(after, 1)[0])
        const rows = await decisions.find({ seq: { $gt: from } }, { sort: { seq: 1 }, limit }).toArray()
        const last = rows.at(-1)
        return {
          rows: rows.map((row) => JSON.parse(row.json) as Decision),
          next: last === undefined || rows.length < limit ? undefined : encodeCursor([last.seq]),
        }
      },
      audit: append,
      async listAudit({ after = 0, limit }) {
        const rows = await audit.find({ _id: { $gt: after } }, { sort: { _id: 1 }, limit }).toArray()
        return rows.map((row) => JSON.parse(row.json) as AuditEntry)
      },
    } satisfies Partial<Store>,
  }
}
