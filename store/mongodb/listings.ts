import type { AnyBulkWriteOperation } from 'mongodb'
import type { Assessment, Listing, ListingKey, StoredListing } from '../../domain/index.ts'
import { disappearance, sighting } from '../history.ts'
import type { GoneWrite, KnownListing, ListingEvent } from '../history.ts'
import type { ListingWrite, Store } from '../port.ts'
import { insertNew } from './collections.ts'
import type { Collections, ListingDocument } from './collections.ts'

/** What a batch does to one listing, in its order. */
type Steps = (ListingWrite | GoneWrite)[]

/** More rounds than workers that could write the same listing at the same moment. */
const ROUNDS = 20

/** Listings as they are now, and what happened to them. */
export function listingsIn({ listings, versions, assessments }: Collections) {
  /** Changes listings that are there, each only if nobody has written it since it was read; else it is read again. */
  async function update(steps: ReadonlyMap<ListingKey, Steps>): Promise<void> {
    let left = steps
    for (let round = 0; left.size > 0; round++) {
      if (round === ROUNDS) throw new Error(`listing ${[...left.keys()][0]} is written by too many at once`)
      const operations: AnyBulkWriteOperation<ListingDocument>[] = []
      const tried = new Map<ListingKey, string>()
      for (const before of await listings.find({ _id: { $in: [...left.keys()] } }, { projection: { events: 0 } }).toArray()) {
        const after = fold(before, left.get(before._id) ?? [])
        if (after === undefined || after.events.length + Number(differs(before, after.document)) === 0) continue
        const { _id, ...fields } = after.document
        const filter = { _id, eventAt: before.eventAt, contentHash: before.contentHash, state: before.state }
        const push = after.events.length === 0 ? {} : { $push: { events: { $each: after.events.map(toEvent) } } }
        operations.push({ updateOne: { filter, update: { $set: fields, ...push } } })
        tried.set(_id, fields.eventAt)
      }
      if (operations.length === 0) return
      const { matchedCount } = await listings.bulkWrite(operations, { ordered: false })
      if (matchedCount === operations.length) return
      left = new Map([...left].filter(([key]) => tried.has(key)))
    }
  }

  async function withAssessments(rows: readonly Omit<ListingDocument, 'events'>[]): Promise<StoredListing[]> {
    if (rows.length === 0) return []
    const found = await assessments.find({ _id: { $in: rows.map((row) => row._id) } }).toArray()
    const of = new Map(found.map((row) => [row._id, JSON.parse(row.json) as Assessment]))
    return rows.map((row) => toListing(row, of.get(row._id)))
  }

  return {
    async write(written: readonly ListingWrite[] = [], gone: readonly GoneWrite[] = []): Promise<void> {
      const steps = new Map<ListingKey, Steps>()
      for (const step of [...written, ...gone]) {
        const key = 'key' in step ? step.key : step.listingKey
        steps.set(key, [...(steps.get(key) ?? []), step])
      }
      const fresh = [...steps].flatMap(([, of]) => fold(undefined, of) ?? [])
      const known = await insertNew(
        listings,
        fresh.map(({ document, events }) => ({ ...document, events: events.map(toEvent) })),
      )
      const insertedKeys = new Set(fresh.map(({ document }) => document._id))
      for (const { _id } of known) insertedKeys.delete(_id)
      await update(new Map([...steps].filter(([key]) => !insertedKeys.has(key))))
    },
    async keepVersion(key: ListingKey, contentHash: string): Promise<void> {
      const row = await listings.findOne({ _id: key }, { projection: { events: 0 } })
      if (row?.contentHash === contentHash) await insertNew(versions, [{ _id: `${key}@${contentHash}`, json: row.json }])
    },

    port: {
      async getListing(key) {
        const row = await listings.findOne({ _id: key })
        const assessment = row === null ? null : await assessments.findOne({ _id: key })
        return row === null ? undefined : toListing(row, assessment === null ? undefined : (JSON.parse(assessment.json) as Assessment))
      },
      async getListings(keys) {
        const rows = await withAssessments(await listings.find({ _id: { $in: [...keys] } }, { projection: { events: 0 } }).toArray())
        const found = new Map(rows.map((row) => [row.key, row]))
        return keys.flatMap((key) => found.get(key) ?? [])
      },
      async getListingVersion(key, contentHash) {
        const now = await listings.findOne({ _id: key })
        const row = now?.contentHash === contentHash ? now : await versions.findOne({ _id: `${key}@${contentHash}` })
        return row === null ? undefined : (JSON.parse(row.json) as Listing)
      },
      async listListings({ after = '', limit, platform, sweep, state }) {
        const asked = Object.entries({ platform, sweep, state }).filter(([, value]) => value !== undefined)
        const filter = { _id: { $gt: after }, ...Object.fromEntries(asked) }
        const found = await listings.find(filter, { sort: { _id: 1 }, limit, projection: { events: 0 } }).toArray()
        const rows = await withAssessments(found)
        return { rows, next: rows.length < limit ? undefined : rows.at(-1)?.key }
      },
      async timeline(key) {
        const row = await listings.findOne({ _id: key })
        return (row?.events ?? []).map(({ at, kind, sweep, changes }) => ({
          listingKey: key,
          at,
          kind,
          sweep,
          changes: JSON.parse(changes) as ListingEvent['changes'],
        }))
      },
    } satisfies Partial<Store>,
  }
}

interface Folded {
  document: Omit<ListingDocument, 'events'>
  events: ListingEvent[]
}

/** The listing after the steps, with what they add to its timeline; undefined where they leave nothing to write. */
function fold(before: Omit<ListingDocument, 'events'> | undefined, steps: Steps): Folded | undefined {
  let document = before
  const events: ListingEvent[] = []
  for (const step of steps) {
    const known = document === undefined ? undefined : knownOf(document)
    const added = 'key' in step ? sighting(known, step) : disappearance(known, step)
    if (added === undefined) continue
    events.push(...added)
    if ('key' in step) document = seen(document, step)
    else if (document !== undefined) document = { ...document, state: 'off', eventAt: step.at }
  }
  return document === undefined ? undefined : { document, events }
}

function seen(before: Omit<ListingDocument, 'events'> | undefined, write: ListingWrite): Omit<ListingDocument, 'events'> {
  const { key, listing, contentHash, pageSha256 = before?.pageSha256, sweep, at } = write
  return {
    _id: key,
    platform: listing.platform ?? 'import',
    sweep,
    state: 'on',
    contentHash,
    ...(pageSha256 === undefined ? {} : { pageSha256 }),
    firstSeen: before?.firstSeen ?? at,
    lastSeen: at,
    eventAt: at,
    json: JSON.stringify(listing),
  }
}

function differs(a: Omit<ListingDocument, 'events'>, b: Omit<ListingDocument, 'events'>): boolean {
  return a.json !== b.json || a.sweep !== b.sweep || a.eventAt !== b.eventAt || a.state !== b.state || a.pageSha256 !== b.pageSha256
}

function knownOf({ state, contentHash, eventAt, json }: Omit<ListingDocument, 'events'>): KnownListing {
  return { state, contentHash, eventAt, listing: () => JSON.parse(json) as Listing }
}

function toEvent({ changes, ...event }: ListingEvent): ListingDocument['events'][number] {
  return { ...event, changes: JSON.stringify(changes) }
}

function toListing(row: Omit<ListingDocument, 'events'>, assessment: Assessment | undefined): StoredListing {
  const { _id: key, contentHash, pageSha256, firstSeen, lastSeen, sweep, state } = row
  return {
    key,
    listing: JSON.parse(row.json) as Listing,
    contentHash,
    ...(pageSha256 === undefined ? {} : { pageSha256 }),
    firstSeen,
    lastSeen,
    sweep,
    state,
    ...(assessment === undefined ? {} : { assessment }),
  }
}
