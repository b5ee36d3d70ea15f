import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMongodbStore } from '../../store/mongodb/index.ts'
import type { Store } from '../../store/port.ts'
import { openSqliteStore } from '../../store/sqlite/index.ts'
import { hasLabel, openWideMarket } from './worker-market.ts'
import type { WideMarket } from './worker-market.ts'

/** The first host has more jobs than one process leases ahead, so that others would ask it as well if they might. */
const HOSTS = [{ items: 150, perSecond: 10 }, ...Array.from({ length: 5 }, () => ({ items: 30, perSecond: 4 }))]
const LISTINGS = HOSTS.reduce((sum, { items }) => sum + items, 0)
/** Over this window, in milliseconds, the pace is counted at the server. */
const WINDOW_MS = 1_000
/** A database of Redis that no other test uses. */
const REDIS_DATABASE = 9
const SWEEP = 'night'

const root = fileURLToPath(new URL('../../', import.meta.url))
const redisUrl = process.env['ZHIXUN_TEST_REDIS_URL']
const mongodbUrl = process.env['ZHIXUN_TEST_MONGODB_URL']
const servers = {
  ZHIXUN_REDIS_URL: `${new URL(`/${REDIS_DATABASE}`, redisUrl ?? 'redis://none')}`,
  ZHIXUN_MONGODB_URL: `${new URL(`/zhixun-worker-${process.pid}`, mongodbUrl ?? 'mongodb://none')}`,
}

interface LogLine extends Record<string, unknown> {
  msg?: string
  id?: string
}

/** A command in a process of its own, with what it says. */
class Run {
  readonly child: ChildProcess
  readonly lines: LogLine[] = []
  readonly ended: Promise<number | string>
  out = ''
  errors = ''
  readonly #watchers = new Set<() => void>()

  constructor(args: readonly string[], env: Record<string, string> = {}) {
    this.child = spawn(process.execPath, ['--import', join(root, 'test/typescript-loader.mjs'), join(root, 'cli/main.ts'), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child.stdout?.on('data', (chunk: Buffer) => (this.out += chunk.toString()))
    createInterface({ input: this.child.stderr! }).on('line', (line) => {
      this.errors += `${line}\n`
      if (line.startsWith('{')) this.lines.push(JSON.parse(line) as LogLine)
      for (const watch of this.#watchers) watch()
    })
    this.ended = new Promise((resolve) => this.child.once('close', (code, signal) => resolve(signal ?? code ?? -1)))
  }

  says(msg: string): LogLine[] {
    return this.lines.filter((line) => line.msg === msg)
  }

  /** Resolves when it has said so often that much; rejects when it ends before. */
  heard(msg: string, times = 1): Promise<LogLine> {
    return new Promise((resolve, reject) => {
      const watch = (): void => {
        const line = this.says(msg)[times - 1]
        if (!line) return
        this.#watchers.delete(watch)
        resolve(line)
      }
      this.#watchers.add(watch)
      watch()
      void this.ended.then((how) => reject(new Error(`ended with ${how} before ${times} × "${msg}":\n${this.errors}`)))
    })
  }
}

const TIMES: ReadonlySet<string> = new Set(['seenAt', 'firstSeen', 'lastSeen', 'fetchedAt', 'at', 'attempts', 'headers'])

function withoutTimes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, member: unknown) => (TIMES.has(key) ? undefined : member)))
}

async function whatIsStored(store: Store) {
  const { rows: listings } = await store.listListings({ limit: 10_000 })
  const { rows: findings } = await store.listFindings({ state: 'all' }, { limit: 10_000 })
  const { rows: pages } = await store.listPages({ limit: 10_000 })
  const first = await Promise.all(listings.slice(0, 10).map(async ({ key }) => (await store.timeline(key)).map(({ kind }) => kind)))
  return { listings, findings, pages, first }
}

describe.skipIf(redisUrl === undefined || mongodbUrl === undefined)('workers beside a sweep', () => {
  let folder: string
  let market: WideMarket
  const runs: Run[] = []
  const start = (args: readonly string[], env?: Record<string, string>): Run => {
    const run = new Run(args, env)
    runs.push(run)
    return run
  }
  const platforms = (perSecond?: number): string[] =>
    market.hosts.map((host, n) => {
      const file = join(folder, `wide-${n}-${perSecond ?? 'paced'}.yaml`)
      writeFileSync(file, market.platformFile(host, perSecond ?? HOSTS[n]?.perSecond ?? 1))
      return file
    })
  async function emptyServers(): Promise<void> {
    const redis = new Redis(servers.ZHIXUN_REDIS_URL)
    await redis.flushdb()
    redis.disconnect()
    const client = await new MongoClient(servers.ZHIXUN_MONGODB_URL).connect()
    await client.db().dropDatabase()
    await client.close()
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhixun-worker-'))
    market = await openWideMarket(HOSTS.map(({ items }) => items))
    await emptyServers()
  })
  afterAll(async () => {
    for (const { child } of runs) if (child.exitCode === null) child.kill('SIGKILL')
    await Promise.all(runs.map(({ ended }) => ended))
    await market.close()
    await emptyServers()
    rmSync(folder, { recursive: true, force: true })
  })

  it('share its pages and listings; one that is stopped and one that is killed lose nothing, and the pace of each host holds', async () => {
    const alone = join(folder, 'alone')
    const embedded = start(['sweep', '--json', '--sweep', SWEEP, '--data', alone, '--platform', ...platforms(1_000)])
    expect(await embedded.ended, embedded.errors).toBe(0)
    for (const asked of market.asked.values()) asked.length = 0

    const data = join(folder, 'shared')
    const [stopped, killed] = [1, 2].map(() => start(['worker', '--data', data, '--metrics-port', '0'], servers)) as [Run, Run]
    const { url } = await stopped.heard('listening')
    await Promise.all([stopped.heard('ready'), killed.heard('ready')])
    const sweep = start(['sweep', '--json', '--sweep', SWEEP, '--data', data, '--platform', ...platforms()], servers)
    await Promise.all([stopped.heard('visited', 15), killed.heard('visited', 15)])

    expect((await fetch(`${String(url)}/healthz`)).status).toBe(200)
    expect(await (await fetch(`${String(url)}/readyz`)).text()).toBe('ready\n')
    const metrics = await (await fetch(`${String(url)}/metrics`)).text()
    expect(metrics).toMatch(/^zhixun_pages_total\{platform="wide-\d",kind="(product|result-list)"\} [1-9]/m)
    expect(metrics).toMatch(/^zhixun_queue_jobs\{kind="page",state="active"\} [1-9]/m)
    expect(metrics).toMatch(/^process_resident_memory_bytes \d/m)

    killed.child.kill('SIGKILL')
    stopped.child.kill('SIGTERM')
    expect(await killed.ended).toBe('SIGKILL')
    expect(await stopped.ended, stopped.errors).toBe(0)
    expect(stopped.says('stopped')).toHaveLength(1)
    expect(await sweep.ended, sweep.errors).toBe(0)

    const [sqlite, mongodb] = [await openSqliteStore({ dataDir: alone }), await openMongodbStore({ url: servers.ZHIXUN_MONGODB_URL })]
    const [expected, found] = [await whatIsStored(sqlite), await whatIsStored(mongodb)]
    const traced = await Promise.all(
      [stopped, killed].flatMap((run) =>
        run.says('found').map(async ({ id, finding }) => ({ finding, page: await mongodb.getPage(id ?? '') })),
      ),
    )
    await sqlite.close()
    await mongodb.close()

    expect(found.listings).toHaveLength(LISTINGS)
    expect(new Set(found.listings.map(({ key }) => key)).size).toBe(LISTINGS)
    expect(found.first.every((kinds) => kinds.join() === 'appeared')).toBe(true)
    expect(found.findings).toHaveLength(
      HOSTS.flatMap(({ items }) => Array.from({ length: items }, (_, item) => item)).filter(hasLabel).length,
    )
    expect(withoutTimes(found.listings)).toEqual(withoutTimes(expected.listings))
    expect(withoutTimes(found.findings)).toEqual(withoutTimes(expected.findings))
    expect(withoutTimes(found.pages)).toEqual(withoutTimes(expected.pages))
    const { listings, findings, failed } = JSON.parse(sweep.out) as Record<string, number>
    expect({ listings, findings, failed }).toEqual({ listings: found.listings.length, findings: found.findings.length, failed: 0 })

    expect(traced.filter(({ page }) => page === undefined)).toEqual([])
    for (const [n, host] of market.hosts.entries()) {
      const asked = market.asked.get(host) ?? []
      const most = Math.max(...asked.map(({ at }) => asked.filter((other) => other.at >= at && other.at < at + WINDOW_MS).length))
      // The first and the last request of a window may each have come late or early.
      expect(most, `requests to ${host} within ${WINDOW_MS} ms`).toBeLessThanOrEqual(((HOSTS[n]?.perSecond ?? 0) * WINDOW_MS) / 1000 + 2)
    }
  }, 180_000)
})

describe('a worker without servers', () => {
  it('says in one line what to set', async () => {
    const run = new Run(['worker'], { ZHIXUN_REDIS_URL: '', ZHIXUN_MONGODB_URL: '', ZHIXUN_LANG: 'en' })
    expect([await run.ended, run.errors]).toEqual([
      2,
      'zhixun: worker is for the scale-out mode: set ZHIXUN_REDIS_URL and ZHIXUN_MONGODB_URL\n',
    ])
  })
})
