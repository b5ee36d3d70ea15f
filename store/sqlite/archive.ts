import type { Assessment, AuditEntry, Decision, Listing, StoredFinding } from '../../domain/index.ts'
import type { Archive, ShelfName, Shelves } from '../archive.ts'
import type { ListingEvent } from '../history.ts'
import { pack, unpack } from '../packing.ts'
import type { Encoding } from '../packing.ts'
import type { Connection } from './database.ts'

type Row = Record<string, string | number | null | Uint8Array>

/** How a shelf lies in its table. `read` binds the last position and the limit; `write` binds the members of the row by name. */
interface Shelf<R> {
  read: string
  /** Sorts before every position. @default '' */
  start?: number
  toRecord: (row: Row) => R | Promise<R>
  write: string
  toRow: (record: R) => Row | Promise<Row>
}

function parse(text: Row[string] | undefined): unknown {
  return JSON.parse(String(text))
}

/** A table of a key and `json`, with further columns that come from the record. */
function plain<R extends object>(
  table: string,
  key: string,
  keyOf: (record: R) => string,
  columns: (record: R) => Row = () => ({}),
): Shelf<R> {
  const names = [key, ...Object.keys(columns({} as R)), 'json']
  return {
    read: `SELECT json FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ?`,
    toRecord: (row) => parse(row['json']) as R,
    write: `INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
    toRow: (record) => ({ [key]: keyOf(record), ...columns(record), json: JSON.stringify(record) }),
  }
}

const SHELVES: { [N in ShelfName]: Shelf<Shelves[N]> } = {
  sweeps: plain(
    'sweeps',
    'id',
    ({ id }) => id,
    ({ startedAt, state }) => ({ started_at: startedAt, state }),
  ),
  pages: plain(
    'pages',
    'key',
    ({ key }) => key,
    ({ sweep, kind }) => ({ sweep, kind }),
  ),
  tables: plain('registry_tables', 'name', ({ name }) => name),
  users: plain('users', 'name', ({ name }) => name),
  sessions: plain('sessions', 'id', ({ id }) => id),
  bodies: {
    read: 'SELECT sha256, media_type, encoding, bytes FROM bodies WHERE sha256 > ? ORDER BY sha256 LIMIT ?',
    toRecord: async (row) => ({
      sha256: String(row['sha256']),
      mediaType: String(row['media_type']),
      bytes: await unpack(String(row['encoding']), row['bytes'] as Uint8Array),
    }),
    write: 'INSERT OR IGNORE INTO bodies (sha256, media_type, encoding, bytes) VALUES (@sha256, @mediaType, @encoding, @bytes)',
    toRow: async ({ sha256, mediaType, bytes }) => {
      const packed: { encoding: Encoding; bytes: Uint8Array } = await pack(bytes, mediaType)
      return { sha256, mediaType, ...packed }
    },
  },
  listings: {
    read: `SELECT *, (SELECT json_group_array(json_object('at', at, 'kind', kind, 'sweep', sweep, 'changes', json(changes)))
             FROM (SELECT * FROM timeline WHERE timeline.key = listings.key ORDER BY at, rowid)) AS timeline
           FROM listings WHERE key > ? ORDER BY key LIMIT ?`,
    toRecord: (row) => ({
      key: String(row['key']),
      sweep: String(row['sweep']),
      state: row['state'] as 'on' | 'off',
      contentHash: String(row['content_hash']),
      ...(row['page_sha256'] === null ? {} : { pageSha256: String(row['page_sha256']) }),
      firstSeen: String(row['first_seen']),
      lastSeen: String(row['last_seen']),
      eventAt: String(row['event_at']),
      listing: parse(row['json']) as Listing,
      timeline: parse(row['timeline']) as ListingEvent[],
    }),
    write: `INSERT OR REPLACE INTO listings
              (key, platform, sweep, state, content_hash, page_sha256, first_seen, last_seen, event_at, json)
            VALUES (@key, @platform, @sweep, @state, @contentHash, @pageSha256, @firstSeen, @lastSeen, @eventAt, @json)`,
    toRow: ({ listing, timeline: _timeline, pageSha256 = null, ...row }) => ({
      ...row,
      pageSha256,
      platform: listing.platform ?? 'import',
      json: JSON.stringify(listing),
    }),
  },
  versions: {
    read: `SELECT * FROM listing_versions WHERE key || '@' || content_hash > ? ORDER BY key || '@' || content_hash LIMIT ?`,
    toRecord: (row) => ({ key: String(row['key']), contentHash: String(row['content_hash']), listing: parse(row['json']) as Listing }),
    write: 'INSERT OR REPLACE INTO listing_versions (key, content_hash, json) VALUES (@key, @contentHash, @json)',
    toRow: ({ key, contentHash, listing }) => ({ key, contentHash, json: JSON.stringify(listing) }),
  },
  assessments: {
    read: 'SELECT * FROM assessments WHERE key > ? ORDER BY key LIMIT ?',
    toRecord: (row) => ({
      key: String(row['key']),
      contentHash: String(row['content_hash']),
      at: String(row['at']),
      assessment: parse(row['json']) as Assessment,
    }),
    write: 'INSERT OR REPLACE INTO assessments (key, content_hash, at, json) VALUES (@key, @contentHash, @at, @json)',
    toRow: ({ key, contentHash, at, assessment }) => ({ key, contentHash, at, json: JSON.stringify(assessment) }),
  },
  findings: {
    read: 'SELECT * FROM findings WHERE id > ? ORDER BY id LIMIT ?',
    toRecord: (row) => ({
      ...(parse(row['json']) as StoredFinding),
      platform: String(row['platform']),
      search: String(row['search']),
      firstSeen: String(row['first_seen']),
      lastSeen: String(row['last_seen']),
      ...(row['decided'] === null ? {} : { decided: row['decided'] as StoredFinding['decided'] }),
      ...(row['withdrawn'] === null ? {} : { withdrawn: String(row['withdrawn']) }),
    }),
    write: `INSERT INTO findings (id, listing_key, platform, rule, outcome, sweep, priority, probability, first_seen, last_seen, decided,
              withdrawn, search, json)
            VALUES (@id, @listingKey, @platform, @rule, @outcome, @sweep, @priority, @probability, @firstSeen, @lastSeen, @decided,
              @withdrawn, @search, @json)
            ON CONFLICT (id) DO UPDATE SET decided = excluded.decided, withdrawn = excluded.withdrawn, last_seen = excluded.last_seen,
              outcome = excluded.outcome, priority = excluded.priority, probability = excluded.probability, json = excluded.json`,
    toRow: ({ platform, search, firstSeen, lastSeen, decided = null, withdrawn = null, ...finding }) => {
      const { id, listingKey, rule, outcome, sweep, priority, probability } = finding
      const searched = { id, listingKey, platform, rule, outcome, sweep, priority, probability, search }
      return { ...searched, firstSeen, lastSeen, decided, withdrawn, json: JSON.stringify(finding) }
    },
  },
  decisions: {
    read: 'SELECT seq, json FROM decisions WHERE seq > ? ORDER BY seq LIMIT ?',
    start: 0,
    toRecord: (row) => ({ seq: Number(row['seq']), decision: parse(row['json']) as Decision }),
    write: 'INSERT OR IGNORE INTO decisions (seq, id, finding, outcome, json) VALUES (@seq, @id, @finding, @outcome, @json)',
    toRow: ({ seq, decision }) => ({
      seq,
      id: decision.id,
      finding: decision.finding,
      outcome: decision.outcome,
      json: JSON.stringify(decision),
    }),
  },
  audit: {
    read: 'SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?',
    start: 0,
    toRecord: ({ key, details, ...entry }) => ({
      key: String(key),
      entry: { ...(entry as unknown as Omit<AuditEntry, 'details'>), details: parse(details) as Record<string, unknown> },
    }),
    write: `INSERT OR IGNORE INTO audit (key, seq, at, actor, action, subject, details, previous, hash)
            VALUES (@key, @seq, @at, @actor, @action, @subject, @details, @previous, @hash)`,
    toRow: ({ key, entry }) => ({ key, ...entry, details: JSON.stringify(entry.details) }),
  },
  settings: {
    read: 'SELECT name, json FROM settings WHERE name > ? ORDER BY name LIMIT ?',
    toRecord: (row) => ({ name: String(row['name']), value: parse(row['json']) }),
    write: 'INSERT OR REPLACE INTO settings (name, json) VALUES (@name, @json)',
    toRow: ({ name, value }) => ({ name, json: JSON.stringify(value) }),
  },
}

export function archiveOf(db: Connection, transaction: <T>(work: () => T) => T): Archive {
  const addEvent = db.prepare('INSERT INTO timeline (key, at, kind, sweep, changes) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
  return {
    async read(shelf, after, limit) {
      const { read, start = '', toRecord } = SHELVES[shelf]
      const rows = db.prepare<[string | number, number], Row>(read).all(after ?? start, limit)
      return Promise.all(rows.map(async (row) => toRecord(row)))
    },
    async write(shelf, records) {
      const { write, toRow } = SHELVES[shelf]
      const rows = await Promise.all(records.map(async (record) => toRow(record)))
      const insert = db.prepare(write)
      transaction(() => {
        for (const row of rows) insert.run(row)
        for (const record of records)
          if (shelf === 'listings') {
            const { key, timeline } = record as Shelves['listings']
            for (const { at, kind, sweep, changes } of timeline) addEvent.run(key, at, kind, sweep, JSON.stringify(changes))
          }
      })
    },
  }
}
