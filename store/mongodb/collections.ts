import { MongoBulkWriteError } from 'mongodb'
import type { Collection, Db, Document, OptionalUnlessRequiredId } from 'mongodb'
import type { DecisionOutcome, StoredPage, Sweep } from '../../domain/index.ts'

/** Records lie as JSON in `json`, so that they come back byte for byte; fields beside it are what is searched, sorted or joined by. */
export interface JsonDocument {
  _id: string
  json: string
}

export interface ListingDocument extends JsonDocument {
  platform: string
  sweep: string
  state: 'on' | 'off'
  contentHash: string
  pageSha256?: string
  firstSeen: string
  lastSeen: string
  eventAt: string
  /** The timeline lies in the listing, so that both change in one write. `changes` is JSON. */
  events: { at: string; kind: 'appeared' | 'changed' | 'gone' | 'returned'; sweep: string; changes: string }[]
}

export interface AssessmentDocument extends JsonDocument {
  contentHash: string
  at: string
  /** Ids of its findings, by which the next assessment knows what to withdraw. */
  findings: string[]
}

export interface FindingDocument extends JsonDocument {
  listingKey: string
  platform: string
  rule: string
  outcome: string
  sweep: string
  priority: number
  probability: number
  firstSeen: string
  lastSeen: string
  decided: DecisionOutcome | null
  withdrawn: string | null
  /** Lower-case title, seller and subject. */
  search: string
}

export interface DecisionDocument extends JsonDocument {
  finding: string
  /** Place among the decisions on the finding; unique with it, so that of two at once only one is written. */
  position: number
  /** Place among all decisions. */
  seq: number
}

export interface AuditDocument extends Omit<JsonDocument, '_id'> {
  _id: number
  key: string
}

/** The layout of GridFS, with the SHA-256 of the body as the file's id. */
export interface FileDocument {
  _id: string
  length: number
  chunkSize: number
  uploadDate: Date
  filename: string
  metadata: { mediaType: string; encoding: 'raw' | 'deflate' }
}

export interface ChunkDocument {
  _id: string
  files_id: string
  n: number
  data: Buffer
}

export function collectionsOf(db: Db) {
  return {
    schema: db.collection<{ _id: string; version?: number; at?: Date }>('schema'),
    sweeps: db.collection<JsonDocument & { startedAt: string; state: Sweep['state'] }>('sweeps'),
    pages: db.collection<JsonDocument & { sweep: string; kind: StoredPage['kind'] }>('pages'),
    files: db.collection<FileDocument>('bodies.files'),
    chunks: db.collection<ChunkDocument>('bodies.chunks'),
    listings: db.collection<ListingDocument>('listings'),
    versions: db.collection<JsonDocument>('listing_versions'),
    assessments: db.collection<AssessmentDocument>('assessments'),
    findings: db.collection<FindingDocument>('findings'),
    decisions: db.collection<DecisionDocument>('decisions'),
    audit: db.collection<AuditDocument>('audit'),
    tables: db.collection<JsonDocument>('registry_tables'),
    users: db.collection<JsonDocument>('users'),
    sessions: db.collection<JsonDocument>('sessions'),
    settings: db.collection<JsonDocument>('settings'),
  }
}
export type Collections = ReturnType<typeof collectionsOf>

const DUPLICATE_KEY = 11000

export function isDuplicate(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === DUPLICATE_KEY
}

/**
 * Inserts what is not there. An insert is the one write that every server of this protocol does atomically by key, and it costs no look-up.
 * @returns the documents whose key was there already, untouched
 */
export async function insertNew<D extends Document>(
  collection: Collection<D>,
  documents: readonly OptionalUnlessRequiredId<D>[],
): Promise<OptionalUnlessRequiredId<D>[]> {
  if (documents.length === 0) return []
  try {
    await collection.insertMany([...documents], { ordered: false })
    return []
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error
    const failed = [error.writeErrors].flat()
    const other = failed.find(({ code }) => code !== DUPLICATE_KEY)
    if (other !== undefined || failed.length === 0) throw error
    return failed.flatMap(({ index }) => documents[index] ?? [])
  }
}

/** Inserts what is not there and replaces what is. */
export async function put<D extends Document & { _id: string }>(
  collection: Collection<D>,
  documents: readonly OptionalUnlessRequiredId<D>[],
): Promise<void> {
  for (const document of await insertNew(collection, documents)) {
    const { _id, ...rest } = document as D
    await collection.replaceOne({ _id } as never, rest, { upsert: true })
  }
}
