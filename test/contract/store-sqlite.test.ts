import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { ConfigError, UnavailableError } from '../../domain/index.ts'
import { openSqliteStore } from '../../store/sqlite/index.ts'
import { temporaryFolders } from './folders.ts'
import { storeContract } from './store.ts'

const folder = temporaryFolders()

describe('sqlite', () => {
  storeContract({
    place: async () => ({ kind: 'sqlite', dataDir: await folder() }),
    async tamper(place, seq) {
      const db = new Database(join('dataDir' in place ? place.dataDir : '', 'zhixun.sqlite'))
      db.exec('DROP TRIGGER audit_is_never_changed')
      db.prepare("UPDATE audit SET actor = 'nobody' WHERE seq = ?").run(seq)
      db.close()
    },
  })

  it('refuses to change or delete a decision or an audit entry', async () => {
    const store = await openSqliteStore({ dataDir: await folder() })
    await store.audit({ key: 'k', at: '2026-03-02T08:00:00.000+08:00', actor: 'a', action: 'b', subject: 'c', details: {} })
    expect(() => store.connection.exec("UPDATE audit SET actor = 'x'")).toThrow('the audit log only grows')
    expect(() => store.connection.exec('DELETE FROM audit')).toThrow('the audit log only grows')
    await store.close()
  })

  it('refuses a file that a newer program wrote', async () => {
    const dataDir = await folder()
    const store = await openSqliteStore({ dataDir })
    store.connection.exec("UPDATE schema_versions SET version = 99 WHERE part = 'store'")
    await store.close()
    await expect(openSqliteStore({ dataDir })).rejects.toThrow(ConfigError)
    await expect(openSqliteStore({ dataDir })).rejects.toThrow('schema version 99')
  })

  it('says what to change when the folder or the file cannot be used', async () => {
    const dataDir = await folder()
    await writeFile(join(dataDir, 'zhixun.sqlite'), 'this is no database, though it is long enough to be read as one'.repeat(50))
    await expect(openSqliteStore({ dataDir })).rejects.toThrow(UnavailableError)
    await expect(openSqliteStore({ dataDir })).rejects.toThrow('damaged or no SQLite file')
    await expect(openSqliteStore({ dataDir: join(dataDir, 'zhixun.sqlite') })).rejects.toThrow(UnavailableError)
  })
})
