import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Counts, DecideConflict, FindingDetail, QueuePage, RegistryAnswer } from '../../dashboard/server/api.ts'
import { ensureFirstUser } from '../../dashboard/server/index.ts'
import { sha256Hex } from '../../store/hash.ts'
import { administrator, newUser, openTestOffice, OWN_PASSWORD, putFinding, type TestOffice, Visitor } from './dashboard-office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const titled = (n: number) => ({ id: `i${n}`, title: `鹤呜泉 白酒 ${n}` })

describe('signing in', () => {
  it('gives a cookie that no script and no other site can use, and the store only its hash', async () => {
    const visitor = new Visitor(office.url)
    const answer = await visitor.post('session', office.firstSignIn)
    expect(answer.status).toBe(200)
    expect(visitor.setCookie).toMatch(/HttpOnly/)
    expect(visitor.setCookie).toMatch(/SameSite=Strict/)
    const token = visitor.cookie.split('=')[1] ?? ''
    expect(token.length).toBeGreaterThanOrEqual(43) // 256 bits in base64url
    expect(await office.store.getSession(token)).toBeUndefined()
    expect(await office.store.getSession(sha256Hex(token))).toMatchObject({ user: 'admin' })
  })

  it('is needed for everything but itself', async () => {
    const visitor = new Visitor(office.url)
    for (const path of [
      'findings',
      'findings/x',
      'findings/counts',
      'sweeps',
      'sweeps/events',
      'rules',
      'registry',
      'users',
      'session',
      `bodies/${'0'.repeat(64)}`,
    ])
      expect((await visitor.ask('GET', `api/${path}`)).status, path).toBe(401)
    for (const path of ['findings/x/decisions', 'sweeps', 'sweeps/x/stop', 'users', 'users/admin', 'session/password', 'pair'])
      expect((await visitor.post(path)).status, path).toBe(401)
  })

  it('says the same of a wrong password and of a wrong name', async () => {
    const visitor = new Visitor(office.url)
    const answers = [
      await visitor.post('session', { name: 'admin', password: 'x' }),
      await visitor.post('session', { name: 'nobody', password: 'x' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 401])
    expect(await answers[0]?.json()).toEqual(await answers[1]?.json())
  })

  it('is refused for a while after five failures, even with the right password', async () => {
    const visitor = new Visitor(office.url)
    for (let i = 0; i < 5; i++) await visitor.post('session', { name: 'admin', password: `wrong ${i}` })
    const answer = await visitor.post('session', office.firstSignIn)
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBe(300)
    office.time.now = new Date(office.time.now.getTime() + 300_000)
    expect((await visitor.post('session', office.firstSignIn)).status).toBe(200)
  })

  it('lets no more tries through when they come at once', async () => {
    const tries = Array.from({ length: 12 }, (_, i) => new Visitor(office.url).post('session', { name: 'admin', password: `wrong ${i}` }))
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(7)
  })

  it('asks the first user for a password of his own before anything else', async () => {
    const visitor = new Visitor(office.url)
    await visitor.post('session', office.firstSignIn)
    expect(await (await visitor.ask('GET', 'api/findings')).json()).toMatchObject({ error: 'must-change-password' })
    expect((await visitor.post('session/password', { current: office.firstSignIn.password, next: 'short' })).status).toBe(400)
    expect((await visitor.post('session/password', { current: 'wrong', next: 'long enough 1' })).status).toBe(403)
    expect((await visitor.post('session/password', { current: office.firstSignIn.password, next: 'long enough 1' })).status).toBe(200)
    expect((await visitor.ask('GET', 'api/findings')).status).toBe(200)
  })

  it('makes a first user only where there is none', async () => {
    expect(await ensureFirstUser(office.store)).toBeUndefined()
  })

  it('ends everywhere when the password changes, and by itself after twelve hours', async () => {
    const admin = await administrator(office)
    const elsewhere = new Visitor(office.url)
    await elsewhere.signIn('admin', OWN_PASSWORD)
    office.time.now = new Date(office.time.now.getTime() + 1000)
    await admin.post('session/password', { current: OWN_PASSWORD, next: 'another-longer-2' })
    expect((await elsewhere.ask('GET', 'api/session')).status).toBe(401)
    expect((await admin.ask('GET', 'api/session')).status).toBe(200)
    office.time.now = new Date(office.time.now.getTime() + 12 * 3_600_000)
    expect((await admin.ask('GET', 'api/session')).status).toBe(401)
  })

  it('ends with signing out', async () => {
    const admin = await administrator(office)
    const { cookie } = admin
    await admin.ask('DELETE', 'api/session', {})
    admin.cookie = cookie
    expect((await admin.ask('GET', 'api/session')).status).toBe(401)
  })
})

describe('other sites', () => {
  it('cannot make a signed-in browser change anything', async () => {
    const admin = await administrator(office)
    const before = await office.store.listUsers()
    const body = { name: 'eve', displayName: 'E', role: 'admin' }
    const foreign: Record<string, string>[] = [{ origin: 'http://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]
    for (const headers of foreign) expect((await admin.ask('POST', 'api/users', body, headers)).status).toBe(403)
    expect((await admin.ask('POST', 'api/users', body, { 'content-type': 'text/plain' })).status).toBe(400)
    expect(await office.store.listUsers()).toEqual(before)
  })

  it('cannot frame the pages, and no page runs foreign or inline scripts', async () => {
    const { headers } = await fetch(office.url)
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('the queue', () => {
  it('gives every finding once, by priority, page by page', async () => {
    const admin = await administrator(office)
    for (let n = 0; n < 25; n++) await putFinding(office.store, titled(n), { priority: (n * 7) % 10 })
    const seen: number[] = []
    const ids = new Set<string>()
    let after: string | undefined
    do {
      const page: QueuePage = await admin.get(`findings?limit=7${after ? `&after=${after}` : ''}`)
      seen.push(...page.rows.map((row) => row.priority))
      for (const row of page.rows) ids.add(row.id)
      after = page.next
    } while (after)
    expect(ids.size).toBe(25)
    expect(seen).toEqual([...seen].sort((a, b) => b - a))
  })

  it('finds words of title and seller and counts with the same filter', async () => {
    const admin = await administrator(office)
    await putFinding(office.store, titled(1))
    await putFinding(office.store, { id: 'x', title: '奥利粤 饼干' })
    expect((await admin.get<QueuePage>(`findings?text=${encodeURIComponent('饼干')}`)).rows.map(({ title }) => title)).toEqual([
      '奥利粤 饼干',
    ])
    expect(await admin.get<Counts>(`findings/counts?text=${encodeURIComponent('饼干')}`)).toMatchObject({ open: 1 })
  })

  it('shows findings of trial rules to supervisors and hides them from officers, in lists, counts and by address', async () => {
    const admin = await administrator(office)
    const officer = await newUser(office, admin, 'li', 'officer')
    const supervisor = await newUser(office, admin, 'wang', 'supervisor')
    for (let n = 0; n < 5; n++) await putFinding(office.store, titled(n), { rule: 'TM-03', priority: 90 })
    await putFinding(office.store, titled(9), { priority: 10 })
    const trial = (await supervisor.get<QueuePage>('findings')).rows[0]
    expect(trial?.trial).toBe(true)
    expect((await officer.get<QueuePage>('findings?limit=3')).rows.map(({ rule }) => rule)).toEqual(['TM-02'])
    expect((await officer.get<Counts>('findings/counts')).open).toBe(1)
    expect((await supervisor.get<Counts>('findings/counts')).open).toBe(6)
    expect((await officer.ask('GET', `api/findings/${trial?.id}`)).status).toBe(404)
    expect((await officer.post(`findings/${trial?.id}/decisions`, { id: randomUUID(), outcome: 'case' })).status).toBe(404)
    expect((await officer.get<{ rules: { id: string }[] }>('rules')).rules.map(({ id }) => id)).toEqual(['TM-02'])
  })

  it('says which field of a request is wrong', async () => {
    const admin = await administrator(office)
    const answer = await admin.ask('GET', 'api/findings?outcome=GUILTY')
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: 'bad-request', message: expect.stringContaining('outcome') })
  })
})

describe('a finding', () => {
  it('hides personal data until asked, and remembers who asked', async () => {
    const admin = await administrator(office)
    const id = await putFinding(office.store, {
      ...titled(1),
      description: '电话13812345678',
      seller: { name: '张记酒店', kind: 'individual' },
    })
    const hidden = await admin.get<FindingDetail>(`findings/${id}`)
    expect(hidden).toMatchObject({ masked: true, listing: { description: '电话138****5678', seller: { name: '张***' } } })
    const shown = await admin.get<FindingDetail>(`findings/${id}?reveal=1`)
    expect(shown).toMatchObject({ masked: false, listing: { description: '电话13812345678', seller: { name: '张记酒店' } } })
    const asked = (await office.store.listAudit({ limit: 100 })).filter(({ action }) => action === 'personal-data-shown')
    expect(asked).toMatchObject([{ actor: 'admin', subject: `finding/${id}` }])
  })

  it('shows the words that it was made from after the shop has changed them', async () => {
    const admin = await administrator(office)
    const id = await putFinding(office.store, titled(1))
    await office.store.apply({
      listings: [
        {
          key: 'mall/i1',
          listing: { id: 'i1', platform: 'mall', title: '无名白酒' },
          contentHash: 'h2',
          sweep: 's2',
          at: '2026-11-24T09:00:00.000+08:00',
        },
      ],
    })
    const detail = await admin.get<FindingDetail>(`findings/${id}`)
    expect(detail).toMatchObject({ changedSince: true, listing: { title: '鹤呜泉 白酒 1' } })
    expect(detail.timeline.map(({ kind }) => kind)).toEqual(['appeared', 'changed'])
  })
})

describe('deciding', () => {
  it('keeps the decision, repeats harmlessly, and can be taken back', async () => {
    const admin = await administrator(office)
    const id = await putFinding(office.store, titled(1))
    const first = { id: randomUUID(), outcome: 'dismiss', reason: 'authorised', note: '已核' }
    for (let i = 0; i < 2; i++) expect((await admin.post(`findings/${id}/decisions`, first)).status).toBe(200)
    expect((await office.store.getFinding(id))?.decided).toBe('dismiss')
    const undo = { id: randomUUID(), outcome: 'reopen', expected: first.id }
    expect((await admin.post(`findings/${id}/decisions`, undo)).status).toBe(200)
    const again = { id: randomUUID(), outcome: 'case', expected: undo.id }
    expect((await admin.post(`findings/${id}/decisions`, again)).status).toBe(200)
    const { decisions } = await admin.get<FindingDetail>(`findings/${id}`)
    expect(decisions.map(({ outcome, supersedes, byName }) => [outcome, supersedes, byName])).toEqual([
      ['dismiss', undefined, '管理员'],
      ['reopen', first.id, '管理员'],
      ['case', undefined, '管理员'],
    ])
  })

  it('answers the slower officer with the decision of the faster one', async () => {
    const admin = await administrator(office)
    const officer = await newUser(office, admin, 'li', 'officer')
    const id = await putFinding(office.store, titled(1))
    await officer.post(`findings/${id}/decisions`, { id: randomUUID(), outcome: 'order' })
    const answer = await admin.post(`findings/${id}/decisions`, { id: randomUUID(), outcome: 'dismiss' })
    expect(answer.status).toBe(409)
    const { decisions } = (await answer.json()) as DecideConflict
    expect(decisions).toMatchObject([{ outcome: 'order', by: 'li', byName: 'LI' }])
    expect((await office.store.getFinding(id))?.decided).toBe('order')
  })

  it('lets one of many at the same instant through', async () => {
    const admin = await administrator(office)
    const id = await putFinding(office.store, titled(1))
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => admin.post(`findings/${id}/decisions`, { id: randomUUID(), outcome: 'doubt' })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await office.store.decisionsOn(id)).toHaveLength(1)
  })

  it('leaves the decision of one officer to himself and the supervisor', async () => {
    const admin = await administrator(office)
    const [li, zhao] = [await newUser(office, admin, 'li', 'officer'), await newUser(office, admin, 'zhao', 'officer')]
    const supervisor = await newUser(office, admin, 'wang', 'supervisor')
    const id = await putFinding(office.store, titled(1))
    const first = { id: randomUUID(), outcome: 'case' }
    await li.post(`findings/${id}/decisions`, first)
    for (const outcome of ['reopen', 'dismiss'])
      expect((await zhao.post(`findings/${id}/decisions`, { id: randomUUID(), outcome, expected: first.id })).status).toBe(403)
    expect((await office.store.getFinding(id))?.decided).toBe('case')
    expect((await supervisor.post(`findings/${id}/decisions`, { id: randomUUID(), outcome: 'dismiss', expected: first.id })).status).toBe(
      200,
    )
    expect((await office.store.getFinding(id))?.decided).toBe('dismiss')
  })

  it('takes nothing back where nothing stands', async () => {
    const admin = await administrator(office)
    const id = await putFinding(office.store, titled(1))
    expect((await admin.post(`findings/${id}/decisions`, { id: randomUUID(), outcome: 'reopen' })).status).toBe(400)
  })
})

describe('users', () => {
  it('are the administrators’ matter', async () => {
    const admin = await administrator(office)
    const supervisor = await newUser(office, admin, 'wang', 'supervisor')
    expect((await supervisor.ask('GET', 'api/users')).status).toBe(403)
    expect((await supervisor.post('users/wang', { role: 'admin' })).status).toBe(403)
    expect((await office.store.getUser('wang'))?.role).toBe('supervisor')
  })

  it('always have one administrator', async () => {
    const admin = await administrator(office)
    expect((await admin.post('users/admin', { role: 'officer' })).status).toBe(409)
  })

  it('lose their sessions when their password is set anew', async () => {
    const admin = await administrator(office)
    const officer = await newUser(office, admin, 'li', 'officer')
    office.time.now = new Date(office.time.now.getTime() + 1000)
    await admin.post('users/li', { resetPassword: true })
    expect((await officer.ask('GET', 'api/findings')).status).toBe(401)
  })

  it('are never shown with their passwords', async () => {
    const admin = await administrator(office)
    expect(JSON.stringify(await admin.get('users'))).not.toContain('argon2')
  })
})

describe('stored bodies', () => {
  it('are served when they are pictures, and never when they could hold a script', async () => {
    const admin = await administrator(office)
    const body = (text: string, mediaType: string) => ({ sha256: sha256Hex(text), bytes: new TextEncoder().encode(text), mediaType })
    const bodies = [body('png', 'image/png'), body('svg', 'image/svg+xml'), body('html', 'text/html; charset=utf-8')]
    await office.store.apply({ bodies })
    const answers = await Promise.all(bodies.map(({ sha256 }) => admin.ask('GET', `api/bodies/${sha256}`)))
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404])
    expect(answers[0]?.headers.get('content-type')).toBe('image/png')
  })
})

describe('sweeps', () => {
  it('are reported while they run, and the stream ends with the server', async () => {
    const admin = await administrator(office)
    const answer = await admin.ask('GET', 'api/sweeps/events')
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let received = ''
    const readUntil = async (word: string) => {
      while (!received.includes(word)) {
        const { value, done } = await reader.read()
        if (done) throw new Error(`the stream ended without ${word}: ${received}`)
        received += value
      }
    }
    await readUntil('hello')
    office.report({
      sweep: { id: 's7', platforms: ['mall'], state: 'running', startedAt: '2026-11-24T12:00:00+08:00' },
      figures: { queries: 1, pages: 2, listings: 3, walls: {}, failed: 0, findings: 4, seconds: 5 },
      jobs: { done: 6, open: 7 },
    })
    await readUntil('"findings":4')
    expect(received).toContain('event: progress')
    await office.stopServer()
    expect((await reader.read()).done).toBe(true)
  })

  it('started here are written to the log', async () => {
    const admin = await administrator(office)
    expect((await admin.post('sweeps', { platforms: ['mall'], budget: 10 })).status).toBe(200)
    expect(await office.store.listAudit({ limit: 100 })).toContainEqual(
      expect.objectContaining({ action: 'sweep-started', actor: 'admin', subject: 'sweep/s-new' }),
    )
  })
})

describe('the registry in use', () => {
  const csv = 'sign,kind,holder,licensees,valid_from,valid_to,as_of\n某标志,special,甲,乙;丙,2026-01-01,,2026-11-20\n'
  const put = (visitor: Visitor, table: string, text: string) => visitor.putFile(`registry/${table}?file=mine.csv`, text)

  it('is replaced by a supervisor, and the log says by whom', async () => {
    const admin = await administrator(office)
    const supervisor = await newUser(office, admin, 'wang', 'supervisor')
    const answer = await put(supervisor, 'signs', csv)
    expect(answer.status).toBe(200)
    expect(((await answer.json()) as RegistryAnswer).tables).toMatchObject([
      { name: 'signs', asOf: '2026-11-20', rows: 1, stale: false, source: 'mine.csv' },
    ])
    expect((await office.store.getTable('signs'))?.rows).toMatchObject([{ sign: '某标志', licensees: ['乙', '丙'] }])
    expect(await office.store.listAudit({ limit: 100 })).toContainEqual(
      expect.objectContaining({ action: 'registry.imported', actor: 'wang', subject: 'signs' }),
    )
  })

  it('stays as it is when the file is wrong, and says where it is', async () => {
    const admin = await administrator(office)
    const answer = await put(admin, 'signs', csv.replace('special', 'magic'))
    expect(answer.status).toBe(400)
    expect(((await answer.json()) as { message: string }).message).toMatch(/^mine\.csv:2: kind: /)
    expect(await office.store.getTable('signs')).toBeUndefined()
  })

  it('is not the officers’ to replace, nor another site’s', async () => {
    const admin = await administrator(office)
    const officer = await newUser(office, admin, 'li', 'officer')
    expect((await put(officer, 'signs', csv)).status).toBe(403)
    expect((await put(admin, 'secrets', csv)).status).toBe(404)
    expect((await admin.putFile('registry/signs', csv, { origin: 'http://evil.example' })).status).toBe(403)
    expect(await office.store.getTable('signs')).toBeUndefined()
  })

  it('is stale after 90 days and names what is missing', async () => {
    const admin = await administrator(office)
    // 2026-08-25 is 91 days before 2026-11-24.
    const { tables, missing } = await admin.get<RegistryAnswer>('registry')
    expect(tables).toMatchObject([{ name: 'gi', stale: true }])
    expect(missing).toEqual(['names', 'lawful_users', 'authorised_shops', 'patents', 'marks', 'signs', 'prices'])
  })
})
