import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { verifyAudit } from '../../store/audit.ts'
import { openSqliteStore } from '../../store/sqlite/index.ts'
import { startChild } from './child/process.ts'
import { temporaryFolders } from './folders.ts'
import { sampleDecision } from './samples.ts'

const folder = temporaryFolders()
const run = async (script: string, ...args: string[]): Promise<Record<string, unknown>> => {
  const path = fileURLToPath(new URL(`../../deploy/${script}.mjs`, import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [path, ...args])
  return JSON.parse(stdout) as Record<string, unknown>
}

describe('the backup drill of docs/deploy.md', () => {
  it('brings back, after the data folder is lost, all that was there when a sweep was being written', async () => {
    const [data, shelf] = [await folder(), await folder()]
    const backup = join(shelf, 'monday')
    const sweep = startChild('./apply.ts', { place: { kind: 'sqlite', dataDir: data }, sweep: 'a' })
    const [, , last] = await sweep.lines(3)
    const store = await openSqliteStore({ dataDir: data })
    const finding = (await store.listFindings({}, { limit: 1 })).rows[0]!
    await store.decide(sampleDecision('d1', finding.id), undefined)
    await mkdir(join(data, 'evidence'))
    await writeFile(join(data, 'evidence', 'package.zip'), '证据')
    const manifest = await run('backup', '--data', data, '--to', backup)
    await store.close()
    await sweep.kill()
    await rm(data, { recursive: true })

    expect(await run('restore', '--from', backup, '--data', data)).toEqual(
      Object.fromEntries(Object.entries(manifest).filter(([name]) => !['at', 'sha256'].includes(name))),
    )
    const restored = await openSqliteStore({ dataDir: data })
    expect((await restored.listListings({ limit: 100_000 })).rows.length).toBeGreaterThanOrEqual(Number(last))
    expect((await restored.getFinding(finding.id))?.decided).toBe('case')
    expect(await verifyAudit(restored)).toEqual({ entries: manifest['auditEntries'], head: manifest['auditHead'] })
    for (const page of (await restored.listPages({ limit: 100_000 })).rows) expect(await restored.getBody(page.sha256!)).toBeDefined()
    await restored.close()
    expect(await readFile(join(data, 'evidence', 'package.zip'), 'utf8')).toBe('证据')
  })

  it('refuses a backup that was changed, and a data folder that has a store', async () => {
    const [data, shelf] = [await folder(), await folder()]
    await (await openSqliteStore({ dataDir: data })).close()
    await run('backup', '--data', data, '--to', join(shelf, 'good'))
    await expect(run('restore', '--from', join(shelf, 'good'), '--data', data)).rejects.toThrow('there is a store already')
    await cp(join(shelf, 'good'), join(shelf, 'changed'), { recursive: true })
    await writeFile(join(shelf, 'changed', 'zhixun.sqlite'), 'x', { flag: 'a' })
    await expect(run('restore', '--from', join(shelf, 'changed'), '--data', join(shelf, 'new'))).rejects.toThrow(
      'not the file that was backed up',
    )
  })
})
