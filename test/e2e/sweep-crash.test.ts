import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SweepResult } from '../../crawlers/sweep.ts'
import { openSqliteStore } from '../../store/sqlite/index.ts'
import { openSmallMarket, troubleOf } from './sweep-market.ts'
import type { SmallMarket } from './sweep-market.ts'

const ITEMS = 1500
const KILLS = 20
const SEED = Number(process.env['ZHIXUN_CRASH_SEED'] ?? 20261124)

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Numbers in 0..1 from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

let market: SmallMarket
let folder: string
beforeAll(async () => {
  market = await openSmallMarket(ITEMS)
  folder = mkdtempSync(join(tmpdir(), 'zhixun-crash-'))
})
afterAll(async () => {
  await market.close()
  rmSync(folder, { recursive: true, force: true })
})

const totalAsked = (): number => [...market.asked.values()].reduce((sum, times) => sum + times, 0)

/** Runs the sweep in a process of its own; `mayLive` is asked every other millisecond and its first "no" is a `kill -9`. */
async function run(data: string, mayLive: () => boolean): Promise<SweepResult | 'killed'> {
  const child = spawn(
    process.execPath,
    ['--import', join(root, 'test/typescript-loader.mjs'), join(root, 'test/e2e/sweep-child.ts'), data, new URL(market.address).host],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let out = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const watch = setInterval(() => {
    if (!mayLive()) child.kill('SIGKILL')
  }, 2)
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.once('close', (...how) => resolve(how)))
  clearInterval(watch)
  if (signal === 'SIGKILL') return 'killed'
  if (code !== 0) throw new Error(`the sweep ended with ${code}: ${errors}`)
  return JSON.parse(out) as SweepResult
}

const TIMES: ReadonlySet<string> = new Set(['seenAt', 'firstSeen', 'lastSeen', 'fetchedAt', 'at', 'attempts', 'seconds', 'headers'])
const withoutTimes = (value: unknown): string => JSON.stringify(value, (key, member: unknown) => (TIMES.has(key) ? undefined : member))

async function whatIsStored(data: string) {
  const store = await openSqliteStore({ dataDir: data })
  const listings = (await store.listListings({ limit: 10_000 })).rows
  const { rows: findings } = await store.listFindings({ state: 'all' }, { limit: 10_000 })
  const { rows: pages } = await store.listPages({ limit: 10_000 })
  const timelines = await Promise.all(listings.map(async ({ key }) => (await store.timeline(key)).map(({ kind }) => kind)))
  await store.close()
  return { listings, findings, pages, timelines }
}

describe('a sweep that is killed at any instant', () => {
  it(`ends after ${KILLS} kills with what an undisturbed one ends with, and each listing once`, async () => {
    const calm = join(folder, 'calm')
    const calmResult = await run(calm, () => true)
    market.asked.clear()

    const random = randomFrom(SEED)
    const rough = join(folder, 'rough')
    let kills = 0
    let result: SweepResult | 'killed' = 'killed'
    const killedAfter: number[] = []
    while (result === 'killed') {
      const before = totalAsked()
      const wanted = before + Math.ceil(random() * 30)
      // After the request that decides, writing and ending jobs is under way for some milliseconds: any of them may be the last.
      const delay = random() * 40
      let reached: number | undefined
      result = await run(rough, () => {
        if (kills >= KILLS) return true
        if (totalAsked() < wanted) return true
        reached ??= performance.now()
        return performance.now() - reached < delay
      })
      if (result === 'killed') {
        kills++
        killedAfter.push(totalAsked() - before)
      }
    }
    expect(kills, `killed after ${killedAfter.join(', ')} requests`).toBe(KILLS)

    const [expected, found] = [await whatIsStored(calm), await whatIsStored(rough)]
    const reachable = Array.from({ length: ITEMS }, (_, item) => item).filter((item) =>
      [undefined, 'busy', 'cut'].includes(troubleOf(item)),
    )
    expect(found.listings).toHaveLength(reachable.length)
    expect(new Set(found.listings.map(({ listing }) => listing.id)).size).toBe(reachable.length)
    expect(found.timelines.every((kinds) => kinds.join() === 'appeared')).toBe(true)
    expect(found.findings).toHaveLength(reachable.filter((item) => item % 7 === 0).length)
    expect(withoutTimes(found.listings)).toBe(withoutTimes(expected.listings))
    expect(withoutTimes(found.findings)).toBe(withoutTimes(expected.findings))
    expect(withoutTimes(found.pages)).toBe(withoutTimes(expected.pages))
    const figures = (of: SweepResult): string => withoutTimes({ ...of, guests: undefined })
    expect(calmResult).not.toBe('killed')
    expect(figures(result)).toBe(figures(calmResult as SweepResult))
  }, 300_000)
})
