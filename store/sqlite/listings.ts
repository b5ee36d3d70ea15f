import type { Assessment, Listing, ListingKey, StoredListing, TimelineEntry } from '../../domain/index.ts'
import type { AssessmentWrite, ListingWrite, Store } from '../port.ts'
import { disappearance, sighting } from '../history.ts'
import type { GoneWrite, KnownListing, ListingEvent } from '../history.ts'
import type { Connection } from './database.ts'
import { equals } from './select.ts'
import type { Select } from './select.ts'

interface ListingRow {
  key: string
  sweep: string
  state: 'on' | 'off'
  content_hash: string
  page_sha256: string | null
  first_seen: string
  last_seen: string
  json: string
  assessment: string | null
}

interface KnownRow {
  state: 'on' | 'off'
  content_hash: string
  event_at: string
  json: string
}

const SELECT = `SELECT listings.*, assessments.json AS assessment FROM listings LEFT JOIN assessments USING (key)`

/** Listings as they are now, their versions that findings rest on, and what happened to them. */
export function listingsIn(db: Connection, select: Select) {
  const known = db.prepare<[string], KnownRow>('SELECT state, content_hash, event_at, json FROM listings WHERE key = ?')
  const insert = db.prepare(
    `INSERT INTO listings (key, platform, sweep, state, content_hash, page_sha256, first_seen, last_seen, event_at, json)
     VALUES (@key, @platform, @sweep, 'on', @contentHash, @pageSha256, @at, @at, @at, @json)
     ON CONFLICT (key) DO UPDATE SET platform = excluded.platform, sweep = excluded.sweep, state = 'on', content_hash = excluded.content_hash,
       page_sha256 = coalesce(excluded.page_sha256, page_sha256), last_seen = excluded.last_seen, event_at = excluded.event_at, json = excluded.json`,
  )
  const takeOff = db.prepare(`UPDATE listings SET state = 'off', event_at = ? WHERE key = ?`)
  const addEvent = db.prepare('INSERT INTO timeline (key, at, kind, sweep, changes) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const upsertAssessment = db.prepare(
    `INSERT INTO assessments (key, content_hash, at, json) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET content_hash = excluded.content_hash, at = excluded.at, json = excluded.json WHERE excluded.at >= at`,
  )
  const keepVersion = db.prepare(
    `INSERT INTO listing_versions (key, content_hash, json) SELECT key, content_hash, json FROM listings WHERE key = ? AND content_hash = ?
     ON CONFLICT DO NOTHING`,
  )

  function knownOf(key: ListingKey): KnownListing | undefined {
    const row = known.get(key)
    if (row === undefined) return undefined
    return { state: row.state, contentHash: row.content_hash, eventAt: row.event_at, listing: () => JSON.parse(row.json) as Listing }
  }

  function note(key: ListingKey, events: readonly ListingEvent[]): void {
    for (const { at, kind, sweep, changes } of events) addEvent.run(key, at, kind, sweep, JSON.stringify(changes))
  }

  function writeListing(write: ListingWrite): void {
    const { key, listing, contentHash, pageSha256 = null, sweep, at } = write
    const events = sighting(knownOf(key), write)
    if (events === undefined) return
    insert.run({ key, platform: listing.platform ?? 'import', sweep, contentHash, pageSha256, at, json: JSON.stringify(listing) })
    note(key, events)
  }

  function writeGone(write: GoneWrite): void {
    const events = disappearance(knownOf(write.listingKey), write)
    if (events === undefined) return
    takeOff.run(write.at, write.listingKey)
    note(write.listingKey, events)
  }

  return {
    write(listings: readonly ListingWrite[] = [], gone: readonly GoneWrite[] = []): void {
      for (const listing of listings) writeListing(listing)
      for (const listing of gone) writeGone(listing)
    },
    /** Whether it is the newest assessment of its listing. */
    writeAssessment({ listingKey, contentHash, assessment, findings, at }: AssessmentWrite): boolean {
      if (upsertAssessment.run(listingKey, contentHash, at, JSON.stringify(assessment)).changes === 0) return false
      if (findings.length > 0) keepVersion.run(listingKey, contentHash)
      return true
    },

    port: {
      async getListing(key) {
        return select<ListingRow>(SELECT, equals('listings.key', key)).map(toListing)[0]
      },
      async getListings(keys) {
        const wanted = { sql: 'listings.key IN (SELECT value FROM json_each(?))', values: [JSON.stringify(keys)] }
        const found = new Map(select<ListingRow>(SELECT, [wanted]).map((row) => [row.key, toListing(row)]))
        return keys.flatMap((key) => found.get(key) ?? [])
      },
      async getListingVersion(key, contentHash) {
        const wanted = [...equals('key', key), ...equals('content_hash', contentHash)]
        const row =
          select<{ json: string }>('SELECT json FROM listings', wanted)[0] ??
          select<{ json: string }>('SELECT json FROM listing_versions', wanted)[0]
        return row === undefined ? undefined : (JSON.parse(row.json) as Listing)
      },
      async listListings({ after = '', limit, platform, sweep, state }) {
        const conditions = [
          ...equals('listings.platform', platform),
          ...equals('listings.sweep', sweep),
          ...equals('listings.state', state),
          { sql: 'listings.key > ?', values: [after] },
        ]
        const rows = select<ListingRow>(SELECT, conditions, 'ORDER BY listings.key LIMIT ?', limit).map(toListing)
        return { rows, next: rows.length < limit ? undefined : rows.at(-1)?.key }
      },
      async timeline(key) {
        const rows = select<TimelineEntry & { changes: string }>(
          'SELECT key AS listingKey, at, sweep, kind, changes FROM timeline',
          equals('key', key),
          'ORDER BY at, rowid',
        )
        return rows.map((row) => ({ ...row, changes: JSON.parse(row.changes) as TimelineEntry['changes'] }))
      },
    } satisfies Partial<Store>,
  }
}

function toListing(row: ListingRow): StoredListing {
  return {
    key: row.key,
    listing: JSON.parse(row.json) as Listing,
    contentHash: row.content_hash,
    ...(row.page_sha256 === null ? {} : { pageSha256: row.page_sha256 }),
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    sweep: row.sweep,
    state: row.state,
    ...(row.assessment === null ? {} : { assessment: JSON.parse(row.assessment) as Assessment }),
  }
}
