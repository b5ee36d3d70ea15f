import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLines, type SourceLine } from '../../../cli/streams.ts'
import { InputError } from '../../../domain/index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-lines-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function all(file: string): Promise<SourceLine[]> {
  const lines: SourceLine[] = []
  for await (const line of readLines(file)) lines.push(line)
  return lines
}

test('lines are counted from 1, whatever ends them, and a byte order mark is none of them', async () => {
  const file = join(folder, 'three.txt')
  await writeFile(file, '\uFEFF甲\r\n\n乙')
  expect(await all(file)).toEqual([
    { number: 1, text: '甲' },
    { number: 2, text: '' },
    { number: 3, text: '乙' },
  ])
})

test.each([
  ['is not there', 'nothing.txt', 'ENOENT'],
  ['is a folder', '.', 'EISDIR'],
])('a file that %s is a wrong input and no crash', async (_what, name, code) => {
  const file = join(folder, name)
  await expect(all(file)).rejects.toThrow(new InputError(`cannot be read: ${code}`, { file }))
})

test('an error of who reads the lines is passed on as it is', async () => {
  const file = join(folder, 'one.txt')
  await writeFile(file, 'line\n')
  const reading = async () => {
    for await (const line of readLines(file)) throw new TypeError(line.text)
  }
  await expect(reading()).rejects.toThrow(new TypeError('line'))
})
