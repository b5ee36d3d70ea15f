import { ConfigError, ZhixunError } from '../domain/index.ts'
import { SHELF_NAMES, positionOf } from './archive.ts'
import type { Archive, MovableStore, ShelfName, Shelves } from './archive.ts'
import { verifyAudit } from './audit.ts'
import { canonicalJson, sha256Hex } from './hash.ts'

const PROGRESS = 'move'
/** Records a step; bodies are large, so few of them. */
const STEP: Partial<Record<ShelfName, number>> = { bodies: 20 }
const USUAL_STEP = 200

interface Progress {
  /** The source, so that a half-made copy of one store is never completed from another. */
  source: string
  shelf: ShelfName
  after?: string | number
}

export interface MoveReport {
  /** Records and the hash over all of them, by shelf; equal on both sides. */
  shelves: Record<ShelfName, { records: number; hash: string }>
  audit: { entries: number; head: string }
  /** Whether it went on where an earlier run had been interrupted. */
  resumed: boolean
}

export interface MoveOptions {
  from: MovableStore
  to: MovableStore
  /** A name of the source that stays the same, such as its file or address. */
  source: string
  onProgress?: (shelf: ShelfName, records: number) => void
  signal?: AbortSignal
}

/**
 * Carries a store over into an empty one, record by record, and then compares both by counts and hashes. Interrupted at any instant, it
 * goes on from there when called again. Nothing else may write to either store meanwhile.
 * @throws ConfigError when the target holds something else
 * @throws ZhixunError when the two differ at the end
 */
export async function moveStore({ from, to, source, onProgress, signal }: MoveOptions): Promise<MoveReport> {
  const progress = (await to.getSetting<Progress | null>(PROGRESS)) ?? undefined
  if (progress === undefined) await requireEmpty(to.archive)
  else if (progress.source !== source) throw new ConfigError(`the target holds a half-made copy of ${progress.source}; empty it first`)

  const first = progress === undefined ? 0 : SHELF_NAMES.indexOf(progress.shelf)
  for (const shelf of SHELF_NAMES.slice(first)) {
    let after = shelf === progress?.shelf ? progress.after : undefined
    let moved = 0
    for (;;) {
      signal?.throwIfAborted()
      await to.putSetting(PROGRESS, { source, shelf, after } satisfies Progress)
      const records = await carry(from.archive, to.archive, shelf, after)
      const last = records.at(-1)
      if (last === undefined) break
      after = positionOf(shelf, last)
      moved += records.length
      onProgress?.(shelf, moved)
    }
  }
  const report = await compare(from, to)
  await to.putSetting(PROGRESS, null)
  return { ...report, resumed: progress !== undefined }
}

async function carry<N extends ShelfName>(from: Archive, to: Archive, shelf: N, after: string | number | undefined): Promise<Shelves[N][]> {
  const records = await from.read(shelf, after, STEP[shelf] ?? USUAL_STEP)
  if (records.length > 0)
    await to.write(
      shelf,
      records.filter((record) => !isOwn(shelf, record)),
    )
  return records
}

/** The note of the move itself is no part of what is moved. */
function isOwn<N extends ShelfName>(shelf: N, record: Shelves[N]): boolean {
  return shelf === 'settings' && positionOf(shelf, record) === PROGRESS
}

async function requireEmpty(archive: Archive): Promise<void> {
  for (const shelf of SHELF_NAMES) {
    const [record] = (await archive.read(shelf, undefined, 2)).filter((one) => !isOwn(shelf, one))
    if (record !== undefined) throw new ConfigError(`the target is not empty: it has ${shelf}; move into an empty store`)
  }
}

async function compare(from: MovableStore, to: MovableStore): Promise<Omit<MoveReport, 'resumed'>> {
  const shelves = {} as MoveReport['shelves']
  for (const shelf of SHELF_NAMES) {
    const [a, b] = [await digest(from.archive, shelf), await digest(to.archive, shelf)]
    if (a.records !== b.records || a.hash !== b.hash)
      throw new ZhixunError(
        `${shelf} differ after the move (${a.records} and ${b.records} records); stop whatever writes to the stores, empty the target and move again`,
      )
    shelves[shelf] = b
  }
  const { broken, ...audit } = await verifyAudit(to)
  if (broken !== undefined)
    throw new ZhixunError(`the audit log is broken at entry ${broken.seq}: ${broken.why}; it was so before the move`)
  return { shelves, audit }
}

/** Counts the records of a shelf and hashes all of them in their order. Of a body, the bytes are hashed anew. */
async function digest(archive: Archive, shelf: ShelfName): Promise<{ records: number; hash: string }> {
  let hash = ''
  let records = 0
  let after: string | number | undefined
  for (;;) {
    const page = await archive.read(shelf, after, STEP[shelf] ?? USUAL_STEP)
    const last = page.at(-1)
    if (last === undefined) return { records, hash: sha256Hex(hash) }
    for (const record of page) {
      if (isOwn(shelf, record)) continue
      hash = sha256Hex(hash + canonicalJson('bytes' in record ? { ...record, bytes: sha256Hex(record.bytes) } : record))
      records++
    }
    after = positionOf(shelf, last)
  }
}
