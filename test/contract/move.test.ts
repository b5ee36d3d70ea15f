import { MongoClient } from 'mongodb'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError, ZhixunError } from '../../domain/index.ts'
import type { MovableStore, ShelfName, Shelves } from '../../store/archive.ts'
import { verifyAudit } from '../../store/audit.ts'
import { moveStore } from '../../store/move.ts'
import { openStore } from './adapters.ts'
import type { StorePlace } from './adapters.ts'
import { temporaryFolders } from './folders.ts'
import { assessmentWrite, findingWrite, listingWrite, minute, sampleBody, sampleDecision, samplePage, sampleSweep } from './samples.ts'
import { mongodbServer } from './servers.ts'

const folder = temporaryFolders()
const server = mongodbServer()
const databases: string[] = []
const opened: MovableStore[] = []

async function open(place: StorePlace): Promise<MovableStore> {
  const store = await openStore(place)
  opened.push(store)
  return store
}

const kinds = {
  sqlite: async () => open({ kind: 'sqlite', dataDir: await folder() }),
  mongodb: async () => {
    const name = `zhixun-test-move-${process.pid}-${databases.length}`
    databases.push(name)
    return open({ kind: 'mongodb', url: `${server}${name}` })
  },
}

afterAll(async () => {
  for (const store of opened) await store.close()
  if (databases.length === 0) return
  const client = new MongoClient(server ?? '')
  for (const name of databases) await client.db(name).dropDatabase()
  await client.close()
})

/** A store with some of everything, as a few days of work leave it. */
async function worked(store: MovableStore): Promise<MovableStore> {
  const writes = Array.from({ length: 30 }, (_, n) => listingWrite(n, 'a', minute(1)))
  const bodies = ['页面一', '页面二 '.repeat(3000)].map(sampleBody)
  await store.putSweep(sampleSweep('a', { state: 'done' }))
  await store.apply({
    bodies,
    pages: bodies.map((body, n) => samplePage(n, 'a', { sha256: body.sha256 })),
    listings: writes.map((write, n) => (n === 0 ? { ...write, pageSha256: bodies[0]!.sha256 } : write)),
    assessments: writes.slice(0, 9).map((write, n) => assessmentWrite(write, n % 2 === 0 ? [findingWrite(write)] : [])),
  })
  const changed = listingWrite(2, 'b', minute(2), { title: '改过的题目', attributes: { 'a.b': '一', $c: '二' } })
  await store.apply({
    listings: [changed],
    assessments: [assessmentWrite(changed, [])],
    gone: [{ listingKey: writes[5]!.key, sweep: 'b', at: minute(3) }],
  })
  const finding = findingWrite(writes[4]!).id
  await store.decide(sampleDecision('z-first', finding), undefined)
  await store.decide(sampleDecision('a-second', finding, { outcome: 'reopen', at: minute(31) }), 'z-first')
  await store.decide(sampleDecision('m-third', findingWrite(writes[6]!).id, { outcome: 'dismiss' }), undefined)
  await store.audit({ key: 'k', at: minute(40), actor: 'li', action: 'export', subject: 'x', details: { n: 1.5, 中文: [true, null] } })
  await store.putTable({
    name: 'prices',
    asOf: '2026-01-01',
    rows: [{ name: '茶', per: '500g', median: 80, n: 9 }],
    complete: true,
    source: 'x',
  })
  await store.putUser({ name: 'wang', displayName: '王', role: 'officer', passwordHash: 'h', mustChangePassword: false })
  await store.putSession({ id: 's', user: 'wang', createdAt: minute(0), expiresAt: minute(60) })
  await store.putSetting('schedules', [{ id: 'n' }])
  return store
}

/** What a user of the store sees. */
async function seen(store: MovableStore): Promise<unknown> {
  const { rows: listings } = await store.listListings({ limit: 100 })
  const { rows: findings } = await store.listFindings({ state: 'all' }, { limit: 100 })
  const { rows: pages } = await store.listPages({ limit: 100 })
  return {
    listings,
    findings,
    pages,
    timelines: await Promise.all(listings.map(({ key }) => store.timeline(key))),
    version: await store.getListingVersion('shi/item-0002', listingWrite(2, 'a', minute(1)).contentHash),
    bodies: await Promise.all(pages.map(async ({ sha256 }) => Buffer.from((await store.getBody(sha256!))!.bytes).toString())),
    sweeps: await store.listSweeps(),
    counts: await store.countSweep('a'),
    open: await store.countFindings({}),
    decisions: (await store.listDecisions({ limit: 10 })).rows,
    on: await Promise.all(findings.map(({ id }) => store.decisionsOn(id))),
    audit: await store.listAudit({ limit: 100 }),
    verified: await verifyAudit(store),
    table: await store.getTable('prices'),
    users: await store.listUsers(),
    session: await store.getSession('s'),
    setting: await store.getSetting('schedules'),
  }
}

const both = ['sqlite', 'mongodb'] as const
const ways = both.flatMap((from) => both.map((to) => ({ from, to })))

describe.each(ways)('moving a store from $from to $to', ({ from, to }) => {
  const test = it.skipIf(server === undefined && (from === 'mongodb' || to === 'mongodb'))

  test('carries everything over, and its user sees no difference', async () => {
    const [source, target] = [await worked(await kinds[from]()), await kinds[to]()]
    const report = await moveStore({ from: source, to: target, source: 'here' })
    expect(report).toMatchObject({ resumed: false, audit: { entries: 4 } })
    expect(report.shelves).toMatchObject({
      listings: { records: 30 },
      findings: { records: 5 },
      decisions: { records: 3 },
      versions: { records: 5 },
    })
    expect(await seen(target)).toEqual(await seen(source))
  })

  test('goes on where it was interrupted', async () => {
    const [source, target] = [await worked(await kinds[from]()), await kinds[to]()]
    const stop = new AbortController()
    const interrupted = moveStore({
      from: source,
      to: target,
      source: 'here',
      signal: stop.signal,
      onProgress: (shelf) => shelf === 'findings' && stop.abort(),
    })
    await expect(interrupted).rejects.toThrow()
    await expect(moveStore({ from: source, to: target, source: 'elsewhere' })).rejects.toThrow('half-made copy of here')
    const moved: string[] = []
    expect(await moveStore({ from: source, to: target, source: 'here', onProgress: (shelf) => moved.push(shelf) })).toMatchObject({
      resumed: true,
    })
    expect(moved).not.toContain('listings')
    expect(await seen(target)).toEqual(await seen(source))
  })
})

describe('a move', () => {
  it('is refused into a store that holds something', async () => {
    const [source, target] = [await worked(await kinds.sqlite()), await kinds.sqlite()]
    await target.putUser({ name: 'x', displayName: 'x', role: 'officer', passwordHash: 'h', mustChangePassword: false })
    await expect(moveStore({ from: source, to: target, source: 'here' })).rejects.toThrow(ConfigError)
    expect((await target.listListings({ limit: 1 })).rows).toEqual([])
  })

  it('fails when one record is not the same at the end', async () => {
    const [source, target] = [await worked(await kinds.sqlite()), await kinds.sqlite()]
    const careless: MovableStore = {
      ...target,
      archive: {
        read: (shelf, after, limit) => target.archive.read(shelf, after, limit),
        write: <N extends ShelfName>(shelf: N, records: readonly Shelves[N][]) =>
          target.archive.write(
            shelf,
            shelf === 'listings' ? records.map((record, n) => (n === 3 ? { ...record, lastSeen: minute(59) } : record)) : records,
          ),
      },
    }
    const moving = moveStore({ from: source, to: careless, source: 'here' })
    await expect(moving).rejects.toThrow(ZhixunError)
    await expect(moving).rejects.toThrow('listings differ after the move')
  })
})
