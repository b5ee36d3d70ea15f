import type { AnyBulkWriteOperation, Filter } from 'mongodb'
import type { Listing, StoredFinding } from '../../domain/index.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { AssessmentWrite, FindingFilter, FindingWrite, Store } from '../port.ts'
import { insertNew, isDuplicate } from './collections.ts'
import type { AssessmentDocument, Collections, FindingDocument } from './collections.ts'

const RANKED = { priority: -1, probability: -1, _id: 1 } as const

/** Assessments and the office's queue of findings. */
export function findingsIn(
  { assessments, findings, listings }: Collections,
  keepVersion: (key: string, contentHash: string) => Promise<void>,
) {
  /** @returns the ids of the findings before, or undefined where a newer assessment is there */
  async function replace(document: AssessmentDocument): Promise<string[] | undefined> {
    const { _id, ...fields } = document
    const before = await assessments.findOne({ _id })
    if (before !== null && before.at > document.at) return undefined
    try {
      await assessments.updateOne({ _id, at: { $lte: document.at } }, { $set: fields }, { upsert: true })
    } catch (error) {
      // The upsert met a newer one that came between.
      if (isDuplicate(error)) return undefined
      throw error
    }
    return before?.findings ?? []
  }

  async function writeFindings(
    { listingKey, contentHash, findings: written, at }: AssessmentWrite,
    before: readonly string[],
  ): Promise<void> {
    if (written.length > 0) {
      await keepVersion(listingKey, contentHash)
      const row = await listings.findOne({ _id: listingKey }, { projection: { events: 0 } })
      const listing = row === null ? {} : (JSON.parse(row.json) as Listing)
      const platform = row?.platform ?? listingKey.slice(0, Math.max(0, listingKey.indexOf('/')))
      const known = await insertNew(
        findings,
        written.map((finding) => ({
          ...toDocument(finding, platform, listing),
          firstSeen: at,
          lastSeen: at,
          decided: null,
          withdrawn: null,
        })),
      )
      for (const { _id, firstSeen: _first, decided: _decided, ...fields } of known)
        await findings.updateOne({ _id, lastSeen: { $lte: at } }, { $set: fields })
    }
    const ids = new Set(written.map((finding) => finding.id))
    const withdrawn = before.filter((id) => !ids.has(id))
    const operations = withdrawn.map((_id): AnyBulkWriteOperation<FindingDocument> => {
      return { updateOne: { filter: { _id, decided: null, withdrawn: null }, update: { $set: { withdrawn: at } } } }
    })
    if (operations.length > 0) await findings.bulkWrite(operations, { ordered: false })
  }

  return {
    async write(written: readonly AssessmentWrite[] = []): Promise<void> {
      const documents = new Map(written.map((one) => [one, toAssessment(one)]))
      const known = new Set(await insertNew(assessments, [...documents.values()]))
      for (const [one, document] of documents) {
        const before = known.has(document) ? await replace(document) : []
        if (before !== undefined) await writeFindings(one, before)
      }
    },

    port: {
      async getFinding(id) {
        const row = await findings.findOne({ _id: id })
        return row === null ? undefined : toFinding(row)
      },
      async listFindings(filter, { after, limit }) {
        const conditions = [...conditionsOf(filter), ...(after === undefined ? [] : [beyond(after)])]
        const found = await findings.find(all(conditions), { sort: RANKED, limit }).toArray()
        const rows = found.map(toFinding)
        const last = rows.at(-1)
        return {
          rows,
          next: last === undefined || rows.length < limit ? undefined : encodeCursor([last.priority, last.probability, last.id]),
        }
      },
      async countFindings(filter) {
        return findings.countDocuments(all(conditionsOf(filter)))
      },
      async findingsOf(key) {
        return (await findings.find({ listingKey: key }, { sort: RANKED }).toArray()).map(toFinding)
      },
    } satisfies Partial<Store>,
  }
}

function toAssessment({ listingKey, contentHash, at, assessment, findings }: AssessmentWrite): AssessmentDocument {
  return { _id: listingKey, contentHash, at, json: JSON.stringify(assessment), findings: findings.map((finding) => finding.id) }
}

type Written = Omit<FindingDocument, 'firstSeen' | 'lastSeen' | 'decided' | 'withdrawn'>

function toDocument(finding: FindingWrite, platform: string, { title = '', seller }: Listing): Written {
  const { id: _id, listingKey, rule, outcome, sweep, priority, probability, subject } = finding
  const search = `${title} ${seller?.name ?? ''} ${subject}`.toLowerCase()
  return { _id, listingKey, platform, rule, outcome, sweep, priority, probability, search, json: JSON.stringify(finding) }
}

function conditionsOf({ state, decided, text, ...equal }: FindingFilter): Filter<FindingDocument>[] {
  const conditions: Filter<FindingDocument>[] = Object.entries(equal)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => ({ [field]: value }))
  if (decided !== undefined) conditions.push({ decided })
  const asked = state ?? (decided === undefined ? 'open' : 'all')
  if (asked === 'open') conditions.push({ decided: null }, { withdrawn: null })
  if (asked === 'decided') conditions.push({ decided: { $ne: null } })
  if (asked === 'withdrawn') conditions.push({ withdrawn: { $ne: null } })
  for (const word of (text ?? '').toLowerCase().split(/\s+/).filter(Boolean))
    conditions.push({ search: { $regex: word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') } })
  return conditions
}

function all(conditions: Filter<FindingDocument>[]): Filter<FindingDocument> {
  return conditions.length === 0 ? {} : { $and: conditions }
}

/** What comes after the place of a cursor, in the order of the list. */
function beyond(after: string): Filter<FindingDocument> {
  const [priority, probability, id] = decodeCursor(after, 3)
  return {
    $or: [
      { priority: { $lt: Number(priority) } },
      { priority: Number(priority), probability: { $lt: Number(probability) } },
      { priority: Number(priority), probability: Number(probability), _id: { $gt: String(id) } },
    ],
  }
}

function toFinding({ json, firstSeen, lastSeen, decided, withdrawn }: FindingDocument): StoredFinding {
  return {
    ...(JSON.parse(json) as FindingWrite),
    firstSeen,
    lastSeen,
    ...(decided === null ? {} : { decided }),
    ...(withdrawn === null ? {} : { withdrawn }),
  }
}
