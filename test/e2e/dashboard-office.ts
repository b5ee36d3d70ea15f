import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Me } from '../../dashboard/server/api.ts'
import {
  createServer,
  type DashboardServer,
  type DashboardServices,
  type RuleView,
  type SweepProgress,
  type TableView,
} from '../../dashboard/server/index.ts'
import { type Listing, type StoredFinding, type Sweep, TABLE_NAMES, toInstant } from '../../domain/index.ts'
import { contentHashOf, sha256Hex } from '../../store/hash.ts'
import { openSqliteStore, type SqliteStore } from '../../store/sqlite/index.ts'

/** A dashboard over a real store in a folder of its own, with a clock that the test turns and sweeps that it plays by hand. */
export interface TestOffice {
  store: SqliteStore
  url: string
  time: { now: Date }
  firstSignIn: { name: string; password: string }
  /** Tells the watchers of sweeps. */
  report(progress: SweepProgress): void
  stopServer(): Promise<void>
  close(): Promise<void>
}

const rule = (id: string, status: RuleView['status']): RuleView => ({
  id,
  family: 'trademark',
  title: { zh: id, en: id },
  verdict: 'TM_INF',
  status,
  role: 'accuse',
  version: 'v1',
  basis: [],
  missing: [],
  examples: { fires: [], quiet: [], twin: [] },
})

export async function openTestOffice(): Promise<TestOffice> {
  const folder = await mkdtemp(join(tmpdir(), 'dashboard-'))
  const store = await openSqliteStore({ dataDir: folder })
  const time = { now: new Date('2026-11-24T12:00:00+08:00') }
  const listeners = new Set<(progress: SweepProgress) => void>()
  let tables: TableView[] = [{ name: 'gi', asOf: '2026-08-25', rows: 3, complete: true, source: 'shipped' }]
  const services: DashboardServices = {
    store,
    clock: { now: () => time.now },
    sweeps: {
      async start({ platforms }) {
        const sweep: Sweep = { id: 's-new', platforms: [...platforms], state: 'running', startedAt: toInstant(time.now) }
        await store.putSweep(sweep)
        return sweep
      },
      async stop() {},
      current: () => [],
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    platforms: () => [{ id: 'mall', name: '商城', verified: true }],
    rules: () => [rule('TM-02', 'stable'), rule('TM-03', 'trial')],
    registry: () => tables,
    async registryChanged() {
      const stored = await Promise.all(TABLE_NAMES.map((name) => store.getTable(name)))
      tables = stored.flatMap((table) => (table ? [{ ...table, rows: table.rows.length }] : []))
    },
  }
  const server: DashboardServer = createServer(services)
  const { url, firstSignIn } = await server.listen(0)
  if (!firstSignIn) throw new Error('expected a store without users')
  return {
    store,
    url,
    time,
    firstSignIn,
    report(progress) {
      for (const listener of listeners) listener(progress)
    },
    stopServer: () => server.close(),
    async close() {
      await server.close()
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}

export const OWN_PASSWORD = 'my-own-secret-1'

/** A browser without pages: keeps the cookie and speaks JSON as our own pages do. */
export class Visitor {
  readonly #url: string
  cookie = ''
  setCookie = ''

  constructor(url: string) {
    this.#url = url
  }

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const answer = await fetch(`${this.#url}/${path}`, {
      method,
      headers: {
        origin: this.#url,
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    this.setCookie = answer.headers.get('set-cookie') ?? ''
    if (this.setCookie) this.cookie = this.setCookie.split(';', 1)[0] ?? ''
    return answer
  }

  async get<T>(path: string): Promise<T> {
    return (await (await this.ask('GET', `api/${path}`)).json()) as T
  }

  post(path: string, body: unknown = {}): Promise<Response> {
    return this.ask('POST', `api/${path}`, body)
  }

  putFile(path: string, text: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.#url}/api/${path}`, {
      method: 'PUT',
      headers: { origin: this.#url, cookie: this.cookie, 'content-type': 'text/csv', ...headers },
      body: text,
    })
  }

  /** Signs in and, where it must, takes a password of its own. */
  async signIn(name: string, password: string): Promise<Me> {
    const me = (await (await this.post('session', { name, password })).json()) as Me
    if (!me.mustChangePassword) return me
    return (await (await this.post('session/password', { current: password, next: OWN_PASSWORD })).json()) as Me
  }
}

/** An administrator, signed in. */
export async function administrator({ url, firstSignIn }: TestOffice): Promise<Visitor> {
  const visitor = new Visitor(url)
  await visitor.signIn(firstSignIn.name, firstSignIn.password)
  return visitor
}

/** A new user of that role, signed in. */
export async function newUser(office: TestOffice, admin: Visitor, name: string, role: string): Promise<Visitor> {
  const { password } = (await (await admin.post('users', { name, displayName: name.toUpperCase(), role })).json()) as { password: string }
  const visitor = new Visitor(office.url)
  await visitor.signIn(name, password)
  return visitor
}

/** Stores a listing with one finding on the first word of its title. */
export async function putFinding(
  store: SqliteStore,
  listing: Listing & { id: string },
  more: Partial<StoredFinding> = {},
): Promise<string> {
  const listingKey = `mall/${listing.id}`
  const contentHash = contentHashOf(listing)
  const at = '2026-11-24T03:00:00.000+08:00'
  const rule = more.rule ?? 'TM-02'
  const id = sha256Hex(`${listingKey} ${rule}`).slice(0, 16)
  const word = (listing.title ?? '').split(' ', 1)[0] ?? ''
  const finding = {
    id,
    listingKey,
    contentHash,
    sweep: 's1',
    rule,
    ruleVersion: 'v1',
    verdict: 'TM_INF' as const,
    outcome: 'TM_INF' as const,
    subject: '鹤鸣泉',
    probability: 0.9,
    priority: 50,
    evidence: [{ signal: 'name.imitation', field: 'title', start: 0, end: word.length, text: word, weight: 2, reason: '相近' }],
    mitigating: [],
    missing: [],
    basis: [],
    ...more,
  }
  await store.apply({
    listings: [{ key: listingKey, listing: { platform: 'mall', ...listing }, contentHash, sweep: 's1', at }],
    assessments: [
      {
        listingKey,
        contentHash,
        sweep: 's1',
        at,
        assessment: { outcome: 'TM_INF', probability: 0.9, priority: 50, findings: [], cleared: [], numbers: [], tables: [] },
        findings: [finding],
      },
    ],
  })
  return id
}
