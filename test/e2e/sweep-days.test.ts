import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { extractPage } from '../../crawlers/extract/index.ts'
import { relistedFrom } from '../../crawlers/plan/relisting-record.ts'
import { parsePlatform, shippedPlatforms } from '../../crawlers/platforms/load.ts'
import { runSweep } from '../../crawlers/sweep.ts'
import { groundTruth, startMarket } from '../../demo/index.ts'
import type { TruthListing } from '../../demo/index.ts'
import { openEmbeddedQueue } from '../../queue/embedded/index.ts'
import type { SqliteStore } from '../../store/sqlite/index.ts'
import { openSqliteStore } from '../../store/sqlite/index.ts'

const PLATFORM = 'demo-wholesale'
const [FIRST, LATER] = [20, 40]
const DAY_MS = 86_400_000

const onShelf = (day: number): TruthListing[] => groundTruth(1, day).listings.filter(({ platform }) => platform === PLATFORM)
const keyOf = ({ platform, id }: TruthListing): string => `${platform}/${id}`

let folder: string
let store: SqliteStore
const [before, after] = [onShelf(FIRST), onShelf(LATER)]
const stillThere = new Set(after.map(keyOf))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhixun-days-'))
  store = await openSqliteStore({ dataDir: folder })
  await store.migrate()
  const market = await startMarket({ seed: 1, day: FIRST, faults: 'none' })
  const file = join(shippedPlatforms, `${PLATFORM}.yaml`)
  const platform = parsePlatform(readFileSync(file, 'utf8').replaceAll(/127\.0\.0\.1:\d+/g, new URL(market.origins[PLATFORM]).host), file)
  let passed = 0
  const clock = { now: () => new Date(Date.now() + passed) }
  const queue = await openEmbeddedQueue({ store, clock })
  await runSweep({ store, queue, platforms: [platform], extract: extractPage, clock })
  market.setDay(LATER)
  passed = (LATER - FIRST) * DAY_MS
  await runSweep({ store, queue, platforms: [platform], extract: extractPage, clock })
  await queue.close()
  await market.close()
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the sample market, twenty days later', () => {
  it('has lost what went from its shelves, and nothing else', async () => {
    const off: string[] = []
    for (const key of before.map(keyOf)) if ((await store.getListing(key))?.state === 'off') off.push(key)
    const gone = before.filter((listing) => listing.reachable && !stillThere.has(keyOf(listing))).map(keyOf)
    expect(gone.length).toBeGreaterThan(10)
    expect(off.sort()).toEqual(gone.sort())
  })

  it('shows each listing that is still there once, with what changed in between', async () => {
    let changed = 0
    for (const listing of after.filter(({ reachable }) => reachable)) {
      const kinds = (await store.timeline(keyOf(listing))).map(({ kind }) => kind)
      expect(kinds.filter((kind) => kind === 'appeared')).toHaveLength(1)
      if (kinds.includes('changed')) changed++
    }
    expect(changed).toBeGreaterThan(10)
  })

  it('knows what came back under another id, and takes nothing else for it', async () => {
    const byRef = new Map(before.map((listing) => [listing.ref, listing]))
    const back = new Map<string, string>()
    for (const listing of after) {
      const was = listing.successorOf === null ? undefined : byRef.get(listing.successorOf)
      if (was && listing.reachable && was.reachable && !stillThere.has(keyOf(was))) back.set(keyOf(listing), keyOf(was))
    }
    expect(back.size).toBeGreaterThan(5)
    const found = new Map<string, string>()
    for (const key of after.map(keyOf)) {
      const relisting = await relistedFrom(store, key)
      if (relisting) found.set(key, relisting.from)
    }
    expect(found).toEqual(back)
  })
})
