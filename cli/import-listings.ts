import type { IntakeItem, Original } from '../crawlers/intake/item.ts'
import type { PageReport } from '../crawlers/intake/saved-page.ts'
import { isWall, listingKey, toInstant, type Clock, type WallKind } from '../domain/index.ts'
import { assessListings } from '../pipeline/listing-job.ts'
import type { Assessor } from '../pipeline/port.ts'
import { contentHashOf, sha256Hex } from '../store/hash.ts'
import type { ListingWrite, Store } from '../store/port.ts'

export interface ImportResult {
  listings: number
  findings: number
  /** What could not be read: lines, fields, pages, pictures. */
  errors: number
  /** Saved pages, walls among them. */
  pages?: number
  walls?: Partial<Record<WallKind, number>>
}

interface Means {
  store: Store
  assessor: Assessor
  clock: Clock
}

const TOGETHER = 200
/** Photos are large: what has been read is written when their bytes come to this. */
const BYTES_TOGETHER = 16 << 20

/** Stores and assesses listings that came by a file. A listing without id or address is known by its content. */
export async function importListings(means: Means, items: AsyncIterable<IntakeItem | PageReport>): Promise<ImportResult> {
  const { store, clock } = means
  const at = toInstant(clock.now())
  const sweep = `import-${at.replace(/[-:]/g, '').slice(0, 15)}`
  await store.putSweep({ id: sweep, platforms: [], state: 'running', startedAt: at })
  const result: ImportResult = { listings: 0, findings: 0, errors: 0 }
  let batch: ListingWrite[] = []
  const originals = new Map<string, Original>()
  let bytes = 0
  const flush = async (): Promise<void> => {
    result.findings += await applyAndAssess(means, { listings: batch, bodies: [...originals.values()] }, sweep, at)
    result.listings += batch.length
    batch = []
    originals.clear()
    bytes = 0
  }
  for await (const item of items) {
    if ('error' in item) {
      result.errors++
      continue
    }
    if ('page' in item) {
      result.pages = (result.pages ?? 0) + 1
      result.walls ??= {}
      if (isWall(item.page)) result.walls[item.page] = (result.walls[item.page] ?? 0) + 1
      continue
    }
    const { listing, original } = item
    const contentHash = contentHashOf(listing)
    const key = listingKey(listing) ?? `import/${sha256Hex(contentHash).slice(0, 24)}`
    batch.push({ key, listing, contentHash, ...(original ? { pageSha256: original.sha256 } : {}), sweep, at })
    if (original && !originals.has(original.sha256)) {
      originals.set(original.sha256, original)
      bytes += original.bytes.length
    }
    if (batch.length >= TOGETHER || bytes >= BYTES_TOGETHER) await flush()
  }
  await flush()
  const { listings, findings, errors, pages = 0, walls = {} } = result
  const ended = toInstant(clock.now())
  await store.putSweep({
    id: sweep,
    platforms: [],
    state: 'done',
    startedAt: at,
    endedAt: ended,
    summary: { queries: 0, pages, listings, walls, failed: errors, findings, seconds: (Date.parse(ended) - Date.parse(at)) / 1000 },
  })
  return result
}

interface Read {
  listings: ListingWrite[]
  bodies: Original[]
}

async function applyAndAssess({ store, assessor }: Means, { listings, bodies }: Read, sweep: string, at: string): Promise<number> {
  if (listings.length === 0) return 0
  await store.apply({ listings, bodies })
  const stored = await store.getListings([...new Set(listings.map(({ key }) => key))])
  const assessments = assessListings(assessor, stored, { sweep, at })
  await store.apply({ assessments })
  return assessments.reduce((sum, { findings }) => sum + findings.length, 0)
}
