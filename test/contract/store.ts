import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConflictError, InputError } from '../../domain/index.ts'
import type { StoredFinding } from '../../domain/index.ts'
import { GENESIS, verifyAudit } from '../../store/audit.ts'
import type { FindingFilter, PageOf, Store } from '../../store/port.ts'
import { openStore } from './adapters.ts'
import type { StorePlace } from './adapters.ts'
import { startChild } from './child/process.ts'
import { assessmentWrite, findingWrite, listingWrite, minute, sampleBody, sampleDecision, samplePage, sampleSweep } from './samples.ts'

export interface StoreContract {
  /** An empty place that nobody else uses. */
  place: () => Promise<StorePlace>
  /** Changes the actor of one audit entry behind the store's back. */
  tamper: (place: StorePlace, seq: number) => Promise<void>
}

/** The whole contract of the port `Store`; every adapter passes it unchanged. */
export function storeContract({ place: newPlace, tamper }: StoreContract): void {
  const opened: Store[] = []
  async function open(place: StorePlace): Promise<Store> {
    const store = await openStore(place)
    opened.push(store)
    return store
  }
  afterAll(async () => {
    for (const store of opened) await store.close()
  })

  describe('listings', () => {
    let store: Store
    beforeAll(async () => {
      store = await open(await newPlace())
    })

    it('keeps a listing as it was given, with when and in which sweep it was seen', async () => {
      const write = listingWrite(1, 'a', minute(1))
      await store.apply({ listings: [{ ...write, pageSha256: 'f'.repeat(64) }] })
      expect(await store.getListing(write.key)).toEqual({
        key: 'shi/item-0001',
        listing: write.listing,
        contentHash: write.contentHash,
        pageSha256: 'f'.repeat(64),
        firstSeen: minute(1),
        lastSeen: minute(1),
        sweep: 'a',
        state: 'on',
      })
      expect(await store.getListing('shi/nothing')).toBeUndefined()
    })

    it('updates the listing on the next day instead of doubling it, and notes what changed from what to what', async () => {
      await store.apply({ listings: [listingWrite(2, 'a', minute(1))] })
      const price = { amount: 19.9, currency: 'CNY', per: '500g' }
      const attributes = { 品牌: '虚构', '净含量(g)': '500', 产地: '某市' }
      const images = [{ url: 'http://market.test/new.jpg' }]
      await store.apply({ listings: [listingWrite(2, 'b', minute(2), { title: '新题目', price, images, attributes, sales: 99 })] })
      const now = await store.getListing('shi/item-0002')
      expect(now).toMatchObject({ firstSeen: minute(1), lastSeen: minute(2), sweep: 'b', listing: { title: '新题目', sales: 99 } })
      expect((await store.timeline('shi/item-0002')).map(({ kind, at, sweep }) => [kind, at, sweep])).toEqual([
        ['appeared', minute(1), 'a'],
        ['changed', minute(2), 'b'],
      ])
      expect((await store.timeline('shi/item-0002'))[1]?.changes).toEqual([
        { field: 'title', before: '虚构山茶叶 礼盒 2 号', after: '新题目' },
        { field: 'price.amount', before: 39.9, after: 19.9 },
        { field: 'images', before: [{ url: 'http://market.test/2.jpg' }], after: images },
        { field: 'attributes.产地', after: '某市' },
      ])
    })

    it('takes what moves by itself, such as sales and the hour, for no change', async () => {
      await store.apply({ listings: [listingWrite(3, 'a', minute(1))] })
      await store.apply({ listings: [listingWrite(3, 'b', minute(2), { sales: 11, reviews: 4 })] })
      expect((await store.timeline('shi/item-0003')).map((entry) => entry.kind)).toEqual(['appeared'])
      expect((await store.getListing('shi/item-0003'))?.listing.sales).toBe(11)
    })

    it('notes when a listing goes and when it returns', async () => {
      const key = 'shi/item-0004'
      await store.apply({ listings: [listingWrite(4, 'a', minute(1))] })
      await store.apply({ gone: [{ listingKey: key, sweep: 'b', at: minute(2) }] })
      expect(await store.getListing(key)).toMatchObject({ state: 'off', lastSeen: minute(1) })
      await store.apply({ gone: [{ listingKey: key, sweep: 'c', at: minute(3) }] })
      await store.apply({ listings: [listingWrite(4, 'd', minute(4))] })
      expect((await store.getListing(key))?.state).toBe('on')
      expect((await store.timeline(key)).map(({ kind, sweep }) => [kind, sweep])).toEqual([
        ['appeared', 'a'],
        ['gone', 'b'],
        ['returned', 'd'],
      ])
    })

    it('lets a write that comes late, after a newer one, change nothing', async () => {
      const old = listingWrite(5, 'a', minute(1))
      const newer = listingWrite(5, 'b', minute(2), { title: '后来的题目' })
      await store.apply({ listings: [old] })
      await store.apply({ listings: [newer] })
      await store.apply({ gone: [{ listingKey: old.key, sweep: 'b', at: minute(3) }] })
      const before = [await store.getListing(old.key), await store.timeline(old.key)]
      await store.apply({ listings: [old], gone: [] })
      await store.apply({ listings: [newer] })
      expect([await store.getListing(old.key), await store.timeline(old.key)]).toEqual(before)
    })

    it('leaves the same after applying a batch twice as after once', async () => {
      const write = listingWrite(6, 'a', minute(1))
      const body = sampleBody('twice')
      const batch = {
        pages: [samplePage(6, 'a', { sha256: body.sha256 })],
        bodies: [body],
        listings: [write, listingWrite(7, 'a', minute(1))],
        assessments: [assessmentWrite(write, [findingWrite(write)])],
        gone: [{ listingKey: 'shi/item-0007', sweep: 'a', at: minute(1) }],
      }
      const read = async (): Promise<unknown> => [
        await store.getListing(write.key),
        await store.getListing('shi/item-0007'),
        await store.timeline(write.key),
        await store.timeline('shi/item-0007'),
        await store.findingsOf(write.key),
        await store.listPages({ limit: 10, sweep: 'a' }),
        await store.countSweep('a'),
      ]
      await store.apply(batch)
      const once = await read()
      await store.apply(batch)
      expect(await read()).toEqual(once)
    })

    it('gives many listings in the order asked, without those that are not there', async () => {
      const rows = await store.getListings(['shi/item-0003', 'shi/nothing', 'shi/item-0001'])
      expect(rows.map((row) => row.key)).toEqual(['shi/item-0003', 'shi/item-0001'])
    })

    it('lists in key order by platform, sweep and state', async () => {
      await store.apply({ listings: [{ ...listingWrite(8, 'z', minute(9), { platform: 'other' }), key: 'other/8' }] })
      const keys = async (filter: object): Promise<string[]> =>
        (await store.listListings({ limit: 100, ...filter })).rows.map((row) => row.key)
      expect(await keys({ platform: 'other' })).toEqual(['other/8'])
      expect(await keys({ sweep: 'z' })).toEqual(['other/8'])
      expect(await keys({ state: 'off' })).toEqual(['shi/item-0005', 'shi/item-0007'])
      expect((await keys({})).slice(0, 3)).toEqual(['other/8', 'shi/item-0001', 'shi/item-0002'])
    })
  })

  describe('pages of a list', () => {
    it('give every row once though rows are put in between while one reads', async () => {
      const store = await open(await newPlace())
      const even = Array.from({ length: 50 }, (_, i) => listingWrite(2 * i, 's', minute(1)))
      await store.apply({ listings: even })
      const seen: string[] = []
      let after: string | undefined
      let inserted = 0
      do {
        const page = await store.listListings({ limit: 7, after })
        seen.push(...page.rows.map((row) => row.key))
        await store.apply({ listings: [listingWrite(2 * inserted + 1, 's', minute(1)), listingWrite(2 * inserted + 61, 's', minute(1))] })
        inserted++
        after = page.next
      } while (after !== undefined)
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen).toEqual([...seen].sort())
      expect(even.filter((write) => !seen.includes(write.key))).toEqual([])
    })

    it('end with no `next` when nothing follows', async () => {
      const store = await open(await newPlace())
      expect(await store.listListings({ limit: 3 })).toEqual({ rows: [], next: undefined })
      await store.apply({ listings: [1, 2].map((n) => listingWrite(n, 's', minute(1))) })
      expect((await store.listListings({ limit: 3 })).next).toBeUndefined()
    })
  })

  describe('pages and bodies', () => {
    it('keeps a body once, byte for byte, and overwrites the page of a repeated job', async () => {
      const store = await open(await newPlace())
      const text = sampleBody('正文 '.repeat(20_000))
      const picture = { sha256: 'c'.repeat(64), bytes: Uint8Array.from([0xff, 0xd8, 0, 1, 2]), mediaType: 'image/jpeg' }
      await store.apply({ bodies: [text, picture], pages: [samplePage(1, 'a', { sha256: text.sha256, kind: 'failed', why: '断线' })] })
      await store.apply({ bodies: [text], pages: [samplePage(1, 'a', { sha256: text.sha256, attempts: 2 })] })
      const body = await store.getBody(text.sha256)
      expect(body?.mediaType).toBe('text/html')
      expect(Buffer.from(body?.bytes ?? []).equals(Buffer.from(text.bytes))).toBe(true)
      expect([...((await store.getBody(picture.sha256))?.bytes ?? [])]).toEqual([0xff, 0xd8, 0, 1, 2])
      expect(await store.getBody('0'.repeat(64))).toBeUndefined()
      expect(await store.getPage('a/page-00001')).toEqual(samplePage(1, 'a', { sha256: text.sha256, attempts: 2 }))
    })

    it('keeps a body of 20 MB', async () => {
      const store = await open(await newPlace())
      const large = sampleBody(Array.from({ length: 400_000 }, (_, n) => `<p>行 ${n} 虚构的正文文字，较长的一行</p>`).join(''))
      await store.apply({ bodies: [large] })
      expect(Buffer.from((await store.getBody(large.sha256))?.bytes ?? []).equals(Buffer.from(large.bytes))).toBe(true)
    })

    it('lists the pages of a sweep by kind and counts walls, failures and refusals apart', async () => {
      const store = await open(await newPlace())
      const kinds = ['product', 'product', 'login', 'captcha', 'failed', 'refused', 'result-list'] as const
      await store.apply({ pages: kinds.map((kind, n) => samplePage(n, 'a', { kind })), listings: [listingWrite(1, 'a', minute(1))] })
      await store.apply({ pages: [samplePage(1, 'b')] })
      expect((await store.listPages({ limit: 10, sweep: 'a', kind: 'product' })).rows.map((page) => page.key)).toEqual([
        'a/page-00000',
        'a/page-00001',
      ])
      const first = await store.listPages({ limit: 4, sweep: 'a' })
      const second = await store.listPages({ limit: 4, sweep: 'a', after: first.next })
      expect([...first.rows, ...second.rows].map((page) => page.kind)).toEqual(kinds)
      expect(await store.countSweep('a')).toEqual({
        pages: 5,
        listings: 1,
        walls: { captcha: 1, login: 1 },
        failed: 1,
        refused: 1,
        findings: 0,
      })
    })
  })

  describe('sweeps', () => {
    it('are kept by id and listed latest first', async () => {
      const store = await open(await newPlace())
      await store.putSweep(sampleSweep('a', { startedAt: minute(1) }))
      await store.putSweep(sampleSweep('b', { startedAt: minute(2), state: 'interrupted', budget: 7 }))
      await store.putSweep(sampleSweep('c', { startedAt: minute(3) }))
      await store.putSweep(sampleSweep('a', { startedAt: minute(1), state: 'done', endedAt: minute(9) }))
      expect(await store.getSweep('a')).toEqual(sampleSweep('a', { startedAt: minute(1), state: 'done', endedAt: minute(9) }))
      expect(await store.getSweep('x')).toBeUndefined()
      expect((await store.listSweeps()).map((sweep) => sweep.id)).toEqual(['c', 'b', 'a'])
      expect((await store.listSweeps({ state: 'interrupted', limit: 1 })).map((sweep) => sweep.id)).toEqual(['b'])
    })
  })

  describe('findings', () => {
    let store: Store
    const rank = async (filter: FindingFilter): Promise<string[]> =>
      (await store.listFindings(filter, { limit: 100 })).rows.map((finding) => `${finding.listingKey} ${finding.rule}`)
    beforeAll(async () => {
      store = await open(await newPlace())
      const writes = [1, 2, 3, 4].map((n) => listingWrite(n, 'a', minute(1), n === 4 ? { title: 'Maotai 机油', platform: 'other' } : {}))
      const priorities = [10, 90, 50, 50]
      await store.apply({
        listings: writes,
        assessments: writes.map((write, n) =>
          assessmentWrite(write, [findingWrite(write, { priority: priorities[n], probability: n === 3 ? 0.95 : 0.9 })]),
        ),
      })
    })

    it('come by priority, then probability', async () => {
      expect(await rank({})).toEqual(['shi/item-0002 GI-02', 'shi/item-0004 GI-02', 'shi/item-0003 GI-02', 'shi/item-0001 GI-02'])
    })

    it('come page by page in the same order, each once', async () => {
      const seen: StoredFinding[] = []
      let page: PageOf<StoredFinding> = await store.listFindings({}, { limit: 1 })
      for (; page.rows.length > 0; page = await store.listFindings({}, { limit: 1, after: page.next })) {
        seen.push(...page.rows)
        if (page.next === undefined) break
      }
      expect(seen.map((finding) => finding.listingKey)).toEqual(['shi/item-0002', 'shi/item-0004', 'shi/item-0003', 'shi/item-0001'])
      await expect(store.listFindings({}, { limit: 1, after: 'nonsense' })).rejects.toThrow(InputError)
    })

    it('are found by platform, rule, outcome, sweep and words of title, seller and subject', async () => {
      expect(await rank({ platform: 'other' })).toEqual(['shi/item-0004 GI-02'])
      expect(await rank({ text: 'maotai' })).toEqual(['shi/item-0004 GI-02'])
      expect(await rank({ text: '茶行 3' })).toEqual(['shi/item-0003 GI-02'])
      expect(await rank({ text: '%' })).toEqual([])
      expect(await rank({ text: '.*' })).toEqual([])
      expect(await store.countFindings({ rule: 'GI-02', outcome: 'GI_NAME', sweep: 'a' })).toBe(4)
      expect(await store.countFindings({ rule: 'GI-01' })).toBe(0)
    })

    it('keep when they were first seen, change with a new sweep and are never doubled', async () => {
      const again = listingWrite(1, 'b', minute(5))
      await store.apply({ listings: [again], assessments: [assessmentWrite(again, [findingWrite(again, { priority: 20 })])] })
      const [finding, ...others] = await store.findingsOf('shi/item-0001')
      expect(others).toEqual([])
      expect(finding).toEqual({ ...findingWrite(again, { priority: 20 }), firstSeen: minute(1), lastSeen: minute(5) })
      expect(await store.getFinding(finding?.id ?? '')).toEqual(finding)
      expect(await store.getListing('shi/item-0001')).toMatchObject({ assessment: { outcome: 'GI_NAME', priority: 20 } })
    })

    it('are withdrawn when a new assessment no longer has them, unless an officer has decided, and stand again when it has', async () => {
      const first = listingWrite(5, 'a', minute(1))
      const findings = ['GI-01', 'GI-02', 'TM-02'].map((rule) => findingWrite(first, { rule }))
      await store.apply({ listings: [first], assessments: [assessmentWrite(first, findings)] })
      await store.decide(sampleDecision('d-withdraw', findings[0]!.id), undefined)
      const second = listingWrite(5, 'b', minute(2), { title: '改过的题目' })
      await store.apply({ listings: [second], assessments: [assessmentWrite(second, [findingWrite(second, { rule: 'TM-02' })])] })
      const states = async (): Promise<unknown[]> =>
        (await store.findingsOf(first.key))
          .map(({ rule, decided, withdrawn }) => [rule, decided, withdrawn])
          .toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))
      expect(await states()).toEqual([
        ['GI-01', 'case', undefined],
        ['GI-02', undefined, minute(2)],
        ['TM-02', undefined, undefined],
      ])
      expect(await rank({ state: 'withdrawn' })).toEqual(['shi/item-0005 GI-02'])
      expect(await rank({ state: 'open', text: '5 号' })).toEqual([])
      const third = listingWrite(5, 'c', minute(3))
      await store.apply({ listings: [third], assessments: [assessmentWrite(third, [findingWrite(third)])] })
      expect(await states()).toEqual([
        ['GI-01', 'case', undefined],
        ['GI-02', undefined, undefined],
        ['TM-02', undefined, minute(3)],
      ])
    })

    it('rest on a version of the listing that is still there after the listing changed', async () => {
      const first = listingWrite(6, 'a', minute(1))
      await store.apply({ listings: [first], assessments: [assessmentWrite(first, [findingWrite(first)])] })
      await store.apply({ listings: [listingWrite(6, 'b', minute(2), { title: '改过的题目' })] })
      const version = await store.getListingVersion(first.key, first.contentHash)
      expect(version?.title).toBe('虚构山茶叶 礼盒 6 号')
      expect(await store.getListingVersion(first.key, 'e'.repeat(64))).toBeUndefined()
    })

    it('are not changed by an assessment that comes late', async () => {
      const write = listingWrite(7, 'b', minute(5))
      const late = assessmentWrite({ ...write, sweep: 'a' }, [findingWrite(write, { rule: 'P-01' })], minute(4))
      await store.apply({ listings: [write], assessments: [assessmentWrite(write, [findingWrite(write)])] })
      await store.apply({ assessments: [late] })
      expect((await store.findingsOf(write.key)).map((finding) => finding.rule)).toEqual(['GI-02'])
    })
  })

  describe('decisions', () => {
    let store: Store
    const finding = findingWrite(listingWrite(1, 'a', minute(1)))
    beforeAll(async () => {
      store = await open(await newPlace())
      const writes = [1, 2].map((n) => listingWrite(n, 'a', minute(1)))
      await store.apply({ listings: writes, assessments: writes.map((write) => assessmentWrite(write, [findingWrite(write)])) })
    })

    it('take a finding out of the open ones; a later one takes the place of the earlier, and reopening brings it back', async () => {
      await store.decide(sampleDecision('d1', finding.id, { outcome: 'dismiss', reason: '自用' }), undefined)
      expect(await store.countFindings({})).toBe(1)
      expect((await store.getFinding(finding.id))?.decided).toBe('dismiss')
      await store.decide(sampleDecision('d2', finding.id, { outcome: 'order' }), 'd1')
      expect(await store.countFindings({ decided: 'order' })).toBe(1)
      expect(await store.countFindings({ decided: 'dismiss' })).toBe(0)
      await store.decide(sampleDecision('d3', finding.id, { outcome: 'reopen' }), 'd2')
      expect((await store.getFinding(finding.id))?.decided).toBeUndefined()
      expect(await store.countFindings({})).toBe(2)
      expect((await store.decisionsOn(finding.id)).map(({ id, outcome, supersedes }) => [id, outcome, supersedes])).toEqual([
        ['d1', 'dismiss', undefined],
        ['d2', 'order', 'd1'],
        ['d3', 'reopen', 'd2'],
      ])
    })

    it('are refused when another decision stands than the officer saw', async () => {
      await store.decide(sampleDecision('d4', finding.id), undefined)
      await expect(store.decide(sampleDecision('d5', finding.id, { by: 'li' }), undefined)).rejects.toThrow(ConflictError)
      await expect(store.decide(sampleDecision('d6', finding.id, { by: 'li' }), 'd2')).rejects.toThrow(ConflictError)
      expect((await store.decisionsOn(finding.id)).map((decision) => decision.id)).toEqual(['d1', 'd2', 'd3', 'd4'])
    })

    it('are written once when the same one is given twice', async () => {
      await store.decide(sampleDecision('d4', finding.id), undefined)
      expect(await store.decisionsOn(finding.id)).toHaveLength(4)
      expect(await store.listAudit({ limit: 100 })).toHaveLength(4)
    })

    it('are refused on a finding that is not there', async () => {
      await expect(store.decide(sampleDecision('d7', 'nothing'), undefined)).rejects.toThrow(InputError)
    })

    it('of two officers at the same moment let one win and tell the other', async () => {
      const other = findingWrite(listingWrite(2, 'a', minute(1))).id
      const both = await Promise.allSettled(['x1', 'x2'].map((id) => store.decide(sampleDecision(id, other), undefined)))
      expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await store.decisionsOn(other)).toHaveLength(1)
    })

    it('stay when the listing is assessed again', async () => {
      const again = listingWrite(1, 'b', minute(50))
      await store.apply({ listings: [again], assessments: [assessmentWrite(again, [findingWrite(again, { priority: 99 })])] })
      expect(await store.getFinding(finding.id)).toMatchObject({ decided: 'case', priority: 99 })
    })

    it('are listed oldest first, page by page', async () => {
      const first = await store.listDecisions({ limit: 3 })
      const second = await store.listDecisions({ limit: 3, after: first.next })
      expect([...first.rows, ...second.rows].map((decision) => decision.id).slice(0, 4)).toEqual(['d1', 'd2', 'd3', 'd4'])
      expect(second.rows).toHaveLength(2)
      expect(second.next).toBeUndefined()
    })
  })

  describe('the audit log', () => {
    const entry = (n: number): Parameters<Store['audit']>[0] => ({
      key: `k${n}`,
      at: minute(n),
      actor: 'wang',
      action: 'export',
      subject: `file-${n}`,
      details: { n, empty: undefined, 中文: '是' },
    })

    it('chains each entry to the one before and writes one key once', async () => {
      const store = await open(await newPlace())
      expect(await verifyAudit(store)).toEqual({ entries: 0, head: GENESIS })
      const first = await store.audit(entry(1))
      const second = await store.audit(entry(2))
      expect(await store.audit(entry(1))).toEqual(first)
      expect([first.seq, first.previous, second.seq, second.previous]).toEqual([1, GENESIS, 2, first.hash])
      expect(await verifyAudit(store)).toEqual({ entries: 2, head: second.hash })
      expect((await store.listAudit({ limit: 10, after: 1 })).map((row) => row.subject)).toEqual(['file-2'])
    })

    it('has one chain though many write at once', async () => {
      const place = await newPlace()
      const stores = [await open(place), await open(place)]
      await Promise.all(Array.from({ length: 60 }, (_, n) => stores[n % 2]!.audit(entry(n % 40))))
      expect(await verifyAudit(stores[0]!)).toMatchObject({ entries: 40 })
      expect((await verifyAudit(stores[0]!)).broken).toBeUndefined()
    })

    it('shows the entry that was changed behind its back', async () => {
      const place = await newPlace()
      const store = await open(place)
      for (let n = 1; n <= 5; n++) await store.audit(entry(n))
      await tamper(place, 3)
      expect(await verifyAudit(store)).toMatchObject({ entries: 2, broken: { seq: 3 } })
    })
  })

  describe('the office', () => {
    it('keeps registry tables, users, sessions and settings by name', async () => {
      const store = await open(await newPlace())
      const table = {
        name: 'prices',
        asOf: '2026-01-01',
        rows: [{ name: '茶', per: '500g', median: 80, n: 9 }],
        complete: true,
        source: 'x',
      } as const
      await store.putTable(table)
      expect(await store.getTable('prices')).toEqual(table)
      expect(await store.getTable('gi')).toBeUndefined()
      await store.putTable({ ...table, rows: [] })
      expect((await store.getTable('prices'))?.rows).toEqual([])

      const user = { name: 'wang', displayName: '王', role: 'officer', passwordHash: 'h', mustChangePassword: true } as const
      await store.putUser({ ...user, name: 'li', displayName: '李' })
      await store.putUser(user)
      await store.putUser({ ...user, mustChangePassword: false })
      expect(await store.getUser('wang')).toEqual({ ...user, mustChangePassword: false })
      expect((await store.listUsers()).map(({ name }) => name)).toEqual(['li', 'wang'])

      const session = { id: 'a'.repeat(64), user: 'wang', createdAt: minute(0), expiresAt: minute(60) }
      await store.putSession(session)
      expect(await store.getSession(session.id)).toEqual(session)
      await store.deleteSession(session.id)
      expect(await store.getSession(session.id)).toBeUndefined()

      expect(await store.getSetting('clock')).toBeUndefined()
      await store.putSetting('clock', { on: true })
      await store.putSetting('clock', { on: false, days: [1, 2] })
      expect(await store.getSetting('clock')).toEqual({ on: false, days: [1, 2] })
    })

    it('keeps a registry table of 100,000 rows', async () => {
      const store = await open(await newPlace())
      const rows = Array.from({ length: 100_000 }, (_, n) => ({ name: `虚构商品名称 ${n}`, per: '500g', median: n, n: 3 }))
      await store.putTable({ name: 'prices', asOf: '2026-01-01', rows, complete: false, source: 'x' })
      expect((await store.getTable('prices'))?.rows).toEqual(rows)
    })
  })

  describe('a restart', () => {
    it('finds everything again, and migrating twice changes nothing', async () => {
      const place = await newPlace()
      const store = await openStore(place)
      await store.apply({ listings: [listingWrite(1, 'a', minute(1))] })
      await store.close()
      const again = await open(place)
      await again.migrate()
      expect((await again.getListing('shi/item-0001'))?.sweep).toBe('a')
    })

    it('after kill -9 in the middle of writing has all that was acknowledged and nothing by halves', async () => {
      const place = await newPlace()
      let acknowledged = 0
      for (const round of [1, 2, 3]) {
        const child = startChild('./apply.ts', { place, sweep: `s${round}` })
        acknowledged = Math.max(acknowledged, Number((await child.lines(5 + round * 7)).at(-1)))
        await child.kill()
      }
      const store = await open(place)
      const listings = (await store.listListings({ limit: 100_000 })).rows
      expect(listings.length).toBeGreaterThanOrEqual(acknowledged)
      expect(listings.map((row) => row.key)).toEqual(listings.map((_, n) => `shi/item-${String(n + 1).padStart(4, '0')}`))
      for (const round of [1, 2, 3]) {
        for (const page of (await store.listPages({ limit: 100_000, sweep: `s${round}` })).rows)
          expect(await store.getBody(page.sha256 ?? '')).toBeDefined()
      }
      expect(await store.countFindings({})).toBe(listings.filter((row) => row.assessment !== undefined).length)
      expect(await store.countFindings({})).toBeGreaterThanOrEqual(acknowledged)
      for (const { key } of listings) expect((await store.timeline(key)).map((event) => event.kind)).toEqual(['appeared'])
      const audit = await verifyAudit(store)
      expect(audit.broken).toBeUndefined()
      expect(audit.entries).toBeGreaterThanOrEqual(acknowledged)
      expect(audit.entries).toBeLessThanOrEqual(listings.length)
    })
  })
}
