import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConflictError, InputError } from '../../../domain/index.ts'
import { MANIFEST_FILE, seal, verify } from '../../../evidence/manifest.ts'

const AT = '2026-11-24T20:00:00.000+08:00'
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhixun-evidence-'))
  await writeFile(join(folder, 'page.html'), 'abc')
  await writeFile(join(folder, 'a.json'), '')
})
afterEach(() => rm(folder, { recursive: true }))

test('the manifest names every file with its size and the SHA-256 that FIPS 180-4 gives for it', async () => {
  const manifest = await seal(folder, { finding: 'f1' }, AT)
  expect(manifest.files).toEqual([
    { path: 'a.json', bytes: 0, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
    { path: 'page.html', bytes: 3, sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
  ])
  expect(await verify(folder)).toMatchObject({ intact: true, files: 2, faults: [] })
})

test('what a killed sealing left behind is no part of the package', async () => {
  await writeFile(join(folder, `.${MANIFEST_FILE}.part`), '{"format":')
  expect((await seal(folder, {}, AT)).files.map(({ path }) => path)).toEqual(['a.json', 'page.html'])
  expect(await verify(folder)).toMatchObject({ intact: true, faults: [] })
})

test('sealing again changes nothing', async () => {
  await seal(folder, { finding: 'f1' }, AT)
  const before = await readFile(join(folder, MANIFEST_FILE), 'utf8')
  await seal(folder, { finding: 'f1' }, '2027-01-01T00:00:00.000+08:00')
  expect(await readFile(join(folder, MANIFEST_FILE), 'utf8')).toBe(before)
})

test.each([
  ['a changed byte', () => writeFile(join(folder, 'page.html'), 'abd'), 'page.html was changed'],
  ['a file taken away', () => rm(join(folder, 'a.json')), 'a.json is missing'],
  ['a file put in', () => writeFile(join(folder, 'b.txt'), 'x'), 'b.txt was added after sealing'],
  ['a manifest taken away', () => rm(join(folder, MANIFEST_FILE)), 'manifest.json is missing: the package was never sealed'],
])('%s is found', async (_what, tamper, fault) => {
  await seal(folder, {}, AT)
  await tamper()
  const result = await verify(folder)
  expect(result.intact).toBe(false)
  expect(result.faults).toContain(fault)
})

test('a manifest whose list was changed together with a file no longer matches its root', async () => {
  await seal(folder, {}, AT)
  await writeFile(join(folder, 'page.html'), '')
  const manifest = await readFile(join(folder, MANIFEST_FILE), 'utf8')
  await writeFile(
    join(folder, MANIFEST_FILE),
    manifest
      .replace(
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      )
      .replace('"bytes": 3', '"bytes": 0'),
  )
  expect((await verify(folder)).faults).toEqual(['manifest.json: the root does not match its files'])
})

test('a package that changed after sealing is not sealed anew', async () => {
  await seal(folder, {}, AT)
  await writeFile(join(folder, 'page.html'), 'abd')
  await expect(seal(folder, {}, AT)).rejects.toThrow(ConflictError)
})

test('a manifest that cannot be read is an input error that names the file', async () => {
  await writeFile(join(folder, MANIFEST_FILE), '{"format":"other"}')
  await expect(verify(folder)).rejects.toThrow(InputError)
  await expect(verify(folder)).rejects.toThrow(MANIFEST_FILE)
})
