import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importListings } from '../../../cli/import-listings.ts'
import type { IntakeItem } from '../../../crawlers/intake/item.ts'
import type { PageReport } from '../../../crawlers/intake/saved-page.ts'
import { InputError } from '../../../domain/index.ts'
import type { Assessor } from '../../../pipeline/port.ts'
import { openSqliteStore } from '../../../store/sqlite/index.ts'
import type { Store } from '../../../store/port.ts'

let folder: string
let store: Store
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'))
  store = await openSqliteStore({ dataDir: folder })
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const assessor: Assessor = {
  assess: () => ({ outcome: 'OK', probability: 0, priority: 0, findings: [], cleared: [], numbers: [], tables: [] }),
}
const clock = { now: () => new Date('2026-03-05T06:30:00Z') }

async function* of(items: (IntakeItem | PageReport)[]) {
  yield* items
}

test('walls and errors are counted, goods are stored with what they were read from, and the sweep says so', async () => {
  const bytes = Buffer.from('photo')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const result = await importListings(
    { store, assessor, clock },
    of([
      { page: 'product', why: '', place: 'a.html' },
      { listing: { platform: 'photos', id: '1', title: '陈醋' }, original: { sha256, bytes, mediaType: 'image/jpeg' } },
      { page: 'login', why: '', place: 'b.html' },
      { error: new InputError('expected a date', { file: 'c.csv', line: 2 }) },
      { listing: { title: '没有编号' } },
    ]),
  )
  expect(result).toEqual({ listings: 2, findings: 0, errors: 1, pages: 2, walls: { login: 1 } })
  const [stored] = await store.getListings(['photos/1'])
  expect(stored).toMatchObject({ listing: { title: '陈醋' }, pageSha256: sha256, state: 'on' })
  expect(Buffer.from((await store.getBody(sha256))?.bytes ?? []).toString()).toBe('photo')
})

test('the same goods brought in again are the same listings', async () => {
  const again = async (title: string) =>
    importListings({ store, assessor, clock }, of([{ listing: { title } }, { listing: { platform: 'x', id: '7', title } }]))
  await again('小米')
  const before = await store.getListings(['x/7'])
  await again('小米')
  expect(await store.getListings(['x/7'])).toEqual(before)
})
