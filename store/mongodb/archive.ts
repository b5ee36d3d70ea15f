import type { Collection, Document, Filter } from 'mongodb'
import type { Assessment, AuditEntry, Decision, Listing, StoredFinding } from '../../domain/index.ts'
import type { Archive, ShelfName, Shelves } from '../archive.ts'
import type { ListingEvent } from '../history.ts'
import type { Store } from '../port.ts'
import type { bodiesIn } from './bodies.ts'
import { insertNew, put } from './collections.ts'
import type { Collections } from './collections.ts'

interface Shelf<R> {
  read: (after: string | number | undefined, limit: number) => Promise<R[]>
  write: (records: readonly R[]) => Promise<void>
}

function parse(text: string): unknown {
  return JSON.parse(text)
}

/** In order of `field`, from after `after` on. */
async function page<D extends Document>(collection: Collection<D>, field: string, after: string | number | undefined, limit: number) {
  const filter = after === undefined ? {} : { [field]: { $gt: after } }
  return collection
    .find(filter as Filter<D>, { limit })
    .sort(field, 1)
    .toArray()
}

/** A collection of documents of an id and `json`, with further fields that come from the record. */
function plain<R extends object, D extends Document & { _id: string; json: string }>(
  collection: Collection<D>,
  keyOf: (record: R) => string,
  fields: (record: R) => object = () => ({}),
): Shelf<R> {
  return {
    read: async (after, limit) => (await page(collection, '_id', after, limit)).map((row) => parse(row['json'] as string) as R),
    write: (records) =>
      put(collection, records.map((record) => ({ _id: keyOf(record), ...fields(record), json: JSON.stringify(record) })) as never),
  }
}

export function archiveOf(
  collections: Collections,
  bodies: ReturnType<typeof bodiesIn>,
  office: Pick<Store, 'putTable' | 'getTable'>,
): Archive {
  const { sweeps, pages, files, listings, versions, assessments, findings, decisions, audit, tables, users, sessions, settings } =
    collections
  const shelves: { [N in ShelfName]: Shelf<Shelves[N]> } = {
    sweeps: plain(
      sweeps,
      ({ id }) => id,
      ({ startedAt, state }) => ({ startedAt, state }),
    ),
    pages: plain(
      pages,
      ({ key }) => key,
      ({ sweep, kind }) => ({ sweep, kind }),
    ),
    users: plain(users, ({ name }) => name),
    sessions: plain(sessions, ({ id }) => id),
    bodies: {
      async read(after, limit) {
        // Registry tables lie among the bodies too; they are carried as tables.
        const own = new Set((await tables.find({}).toArray()).map((row) => parse(row.json) as string))
        const heads = (await page(files, '_id', after, limit + own.size)).filter(({ _id }) => !own.has(_id)).slice(0, limit)
        const found = await Promise.all(heads.map(async ({ _id }) => ({ sha256: _id, body: await bodies.port.getBody(_id) })))
        return found.flatMap(({ sha256, body }) => (body === undefined ? [] : [{ sha256, ...body }]))
      },
      write: (records) => bodies.write([...records]),
    },
    tables: {
      async read(after, limit) {
        const names = (await page(tables, '_id', after, limit)).map((row) => row._id)
        const found = await Promise.all(names.map((name) => office.getTable(name as Shelves['tables']['name'])))
        return found.flatMap((table) => (table === undefined ? [] : [table]))
      },
      async write(records) {
        for (const table of records) await office.putTable(table)
      },
    },
    listings: {
      read: async (after, limit) =>
        (await page(listings, '_id', after, limit)).map(({ _id, platform: _platform, json, events, ...row }) => ({
          key: _id,
          ...row,
          listing: parse(json) as Listing,
          timeline: events.map(({ changes, ...event }): ListingEvent => ({ ...event, changes: parse(changes) as ListingEvent['changes'] })),
        })),
      write: (records) =>
        put(
          listings,
          records.map(({ key, listing, timeline, ...row }) => ({
            _id: key,
            ...row,
            platform: listing.platform ?? 'import',
            json: JSON.stringify(listing),
            events: timeline.map(({ changes, ...event }) => ({ ...event, changes: JSON.stringify(changes) })),
          })),
        ),
    },
    versions: {
      read: async (after, limit) =>
        (await page(versions, '_id', after, limit)).map(({ _id, json }) => {
          const at = _id.lastIndexOf('@')
          return { key: _id.slice(0, at), contentHash: _id.slice(at + 1), listing: parse(json) as Listing }
        }),
      write: (records) =>
        put(
          versions,
          records.map(({ key, contentHash, listing }) => ({ _id: `${key}@${contentHash}`, json: JSON.stringify(listing) })),
        ),
    },
    assessments: {
      read: async (after, limit) =>
        (await page(assessments, '_id', after, limit)).map(({ _id, json, findings: _findings, ...row }) => ({
          key: _id,
          ...row,
          assessment: parse(json) as Assessment,
        })),
      async write(records) {
        for (const { key, assessment, ...row } of records) {
          const standing = await findings.find({ listingKey: key, withdrawn: null }, { projection: { _id: 1 } }).toArray()
          await put(assessments, [{ _id: key, ...row, json: JSON.stringify(assessment), findings: standing.map(({ _id }) => _id) }])
        }
      },
    },
    findings: {
      read: async (after, limit) =>
        (await page(findings, '_id', after, limit)).map(({ json, platform, search, firstSeen, lastSeen, decided, withdrawn }) => ({
          ...(parse(json) as StoredFinding),
          platform,
          search,
          firstSeen,
          lastSeen,
          ...(decided === null ? {} : { decided }),
          ...(withdrawn === null ? {} : { withdrawn }),
        })),
      write: (records) =>
        put(
          findings,
          records.map(({ platform, search, firstSeen, lastSeen, decided = null, withdrawn = null, ...finding }) => {
            const { id: _id, listingKey, rule, outcome, sweep, priority, probability } = finding
            const searched = { _id, listingKey, platform, rule, outcome, sweep, priority, probability, search }
            return { ...searched, firstSeen, lastSeen, decided, withdrawn, json: JSON.stringify(finding) }
          }),
        ),
    },
    decisions: {
      read: async (after, limit) =>
        (await page(decisions, 'seq', after, limit)).map(({ seq, json }) => ({ seq, decision: parse(json) as Decision })),
      async write(records) {
        for (const { seq, decision } of records) {
          const position = await decisions.countDocuments({ finding: decision.finding, seq: { $lt: seq } })
          await insertNew(decisions, [{ _id: decision.id, finding: decision.finding, position, seq, json: JSON.stringify(decision) }])
        }
      },
    },
    audit: {
      read: async (after, limit) =>
        (await page(audit, '_id', after, limit)).map(({ key, json }) => ({ key, entry: parse(json) as AuditEntry })),
      async write(records) {
        await insertNew(
          audit,
          records.map(({ key, entry }) => ({ _id: entry.seq, key, json: JSON.stringify(entry) })),
        )
      },
    },
    settings: {
      read: async (after, limit) => (await page(settings, '_id', after, limit)).map(({ _id, json }) => ({ name: _id, value: parse(json) })),
      write: (records) =>
        put(
          settings,
          records.map(({ name, value }) => ({ _id: name, json: JSON.stringify(value) })),
        ),
    },
  }
  return {
    read: (shelf, after, limit) => shelves[shelf].read(after, limit),
    write: (shelf, records) => shelves[shelf].write(records),
  }
}
