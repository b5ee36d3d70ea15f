import type { DecisionOutcome, StoredFinding } from '../../domain/index.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { AssessmentWrite, FindingFilter, FindingWrite, Store } from '../port.ts'
import type { Connection } from './database.ts'
import { equals } from './select.ts'
import type { Condition, Select } from './select.ts'

interface FindingRow {
  id: string
  first_seen: string
  last_seen: string
  decided: DecisionOutcome | null
  withdrawn: string | null
  json: string
}

const SELECT = 'SELECT id, first_seen, last_seen, decided, withdrawn, json FROM findings'

/** The office's queue of findings. */
export function findingsIn(db: Connection, select: Select) {
  const words = db.prepare<[string, string], { platform: string; search: string }>(
    `SELECT platform, lower(coalesce(json ->> '$.title', '') || ' ' || coalesce(json ->> '$.seller.name', '') || ' ' || ?) AS search
     FROM listings WHERE key = ?`,
  )
  const upsert = db.prepare(
    `INSERT INTO findings (id, listing_key, platform, rule, outcome, sweep, priority, probability, first_seen, last_seen, search, json)
     VALUES (@id, @listingKey, @platform, @rule, @outcome, @sweep, @priority, @probability, @at, @at, @search, @json)
     ON CONFLICT (id) DO UPDATE SET platform = excluded.platform, outcome = excluded.outcome, sweep = excluded.sweep,
       priority = excluded.priority, probability = excluded.probability, last_seen = max(last_seen, excluded.last_seen),
       withdrawn = NULL, search = excluded.search, json = excluded.json`,
  )
  const withdraw = db.prepare(
    `UPDATE findings SET withdrawn = ? WHERE listing_key = ? AND decided IS NULL AND withdrawn IS NULL
       AND id NOT IN (SELECT value FROM json_each(?))`,
  )

  function writeFinding(finding: FindingWrite, at: string): void {
    const { id, listingKey, rule, outcome, sweep, priority, probability, subject } = finding
    const { platform, search } = words.get(subject, listingKey) ?? {
      platform: listingKey.slice(0, Math.max(0, listingKey.indexOf('/'))),
      search: subject.toLowerCase(),
    }
    upsert.run({ id, listingKey, platform, rule, outcome, sweep, priority, probability, at, search, json: JSON.stringify(finding) })
  }

  return {
    write({ listingKey, findings, at }: AssessmentWrite): void {
      for (const finding of findings) writeFinding(finding, at)
      withdraw.run(at, listingKey, JSON.stringify(findings.map((finding) => finding.id)))
    },

    port: {
      async getFinding(id) {
        return select<FindingRow>(SELECT, equals('id', id)).map(toFinding)[0]
      },
      async listFindings(filter, { after, limit }) {
        const conditions = [...conditionsOf(filter), ...(after === undefined ? [] : [beyond(after)])]
        const rows = select<FindingRow>(SELECT, conditions, 'ORDER BY priority DESC, probability DESC, id LIMIT ?', limit).map(toFinding)
        const last = rows.at(-1)
        return {
          rows,
          next: last === undefined || rows.length < limit ? undefined : encodeCursor([last.priority, last.probability, last.id]),
        }
      },
      async countFindings(filter) {
        return select<{ n: number }>('SELECT count(*) AS n FROM findings', conditionsOf(filter))[0]?.n ?? 0
      },
      async findingsOf(key) {
        return select<FindingRow>(SELECT, equals('listing_key', key), 'ORDER BY priority DESC, probability DESC, id').map(toFinding)
      },
    } satisfies Partial<Store>,
  }
}

function conditionsOf({ state, decided, outcome, rule, platform, sweep, text }: FindingFilter): Condition[] {
  const words = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return [
    ...stateCondition(state ?? (decided === undefined ? 'open' : 'all')),
    ...equals('decided', decided),
    ...equals('outcome', outcome),
    ...equals('rule', rule),
    ...equals('platform', platform),
    ...equals('sweep', sweep),
    ...words.map((word) => ({ sql: 'instr(search, ?) > 0', values: [word] })),
  ]
}

function stateCondition(state: NonNullable<FindingFilter['state']>): Condition[] {
  if (state === 'all') return []
  const sql = { open: 'decided IS NULL AND withdrawn IS NULL', decided: 'decided IS NOT NULL', withdrawn: 'withdrawn IS NOT NULL' }[state]
  return [{ sql, values: [] }]
}

/** What comes after the place of a cursor, in the order of the list. */
function beyond(after: string): Condition {
  const [priority = 0, probability = 0, id = ''] = decodeCursor(after, 3)
  return {
    sql: 'priority <= ? AND (priority < ? OR probability < ? OR (probability = ? AND id > ?))',
    values: [priority, priority, probability, probability, id],
  }
}

function toFinding(row: FindingRow): StoredFinding {
  return {
    ...(JSON.parse(row.json) as FindingWrite),
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    ...(row.decided === null ? {} : { decided: row.decided }),
    ...(row.withdrawn === null ? {} : { withdrawn: row.withdrawn }),
  }
}
