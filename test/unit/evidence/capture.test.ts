import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConflictError, type Finding } from '../../../domain/index.ts'
import { capture, packageFolder } from '../../../evidence/capture.ts'
import { verify } from '../../../evidence/manifest.ts'
import { contentHashOf, sha256Hex } from '../../../store/hash.ts'
import type { Store } from '../../../store/port.ts'
import { openSqliteStore } from '../../../store/sqlite/index.ts'

const AT = '2026-11-24T20:00:00.000+08:00'
const clock = { now: () => new Date(AT) }
const listing = { platform: 'p', id: '1', title: '晋南小米 5斤', url: 'https://p.example/1' }
const contentHash = contentHashOf(listing)
const page = Buffer.from('<h1>晋南小米 5斤</h1>')
const finding: Finding = {
  rule: 'GI-01',
  ruleVersion: 'v',
  verdict: 'REVIEW',
  subject: '小米',
  probability: 0.5,
  evidence: [],
  mitigating: [],
  missing: [],
  basis: [],
}

let folder = ''
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhixun-capture-'))
  store = await openSqliteStore({ dataDir: folder })
  const sha256 = sha256Hex(page)
  await store.apply({
    bodies: [{ sha256, bytes: page, mediaType: 'text/html' }],
    listings: [{ key: 'p/1', listing, contentHash, pageSha256: sha256, sweep: 's', at: AT }],
    assessments: [
      {
        listingKey: 'p/1',
        contentHash,
        sweep: 's',
        at: AT,
        assessment: { outcome: 'REVIEW', probability: 0.5, priority: 10, findings: [finding], cleared: [], numbers: [], tables: [] },
        findings: [{ ...finding, id: 'f1', listingKey: 'p/1', contentHash, sweep: 's', outcome: 'REVIEW', priority: 10 }],
      },
    ],
  })
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const captured = () => capture({ store, folder: join(folder, 'evidence'), clock, program: 'zhixun/test' }, { listingKey: 'p/1' })

test('a finding is sealed with the bytes of its page, and doing it again changes nothing', async () => {
  const [first] = await captured()
  expect(first?.folder).toBe(packageFolder(join(folder, 'evidence'), { id: 'f1', contentHash }))
  expect(await readFile(join(first!.folder, 'page.html'))).toEqual(page)
  expect(await verify(first!.folder)).toMatchObject({ intact: true, files: 3 })
  expect(await captured()).toEqual([first])
})

test('a sealed package that was changed is not written over', async () => {
  const [first] = await captured()
  await writeFile(join(first!.folder, 'page.html'), 'other')
  await expect(captured()).rejects.toThrow(ConflictError)
  expect(await readFile(join(first!.folder, 'page.html'), 'utf8')).toBe('other')
})

test('a package whose sealing was cut short is made anew', async () => {
  const [first] = await captured()
  await rm(join(first!.folder, 'manifest.json'))
  expect(await captured()).toEqual([first])
  expect((await verify(first!.folder)).intact).toBe(true)
})
