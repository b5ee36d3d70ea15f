import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { UnavailableError } from '../../domain/index.ts'

export type Connection = Database.Database

/** How long a writer waits for another process's transaction, in milliseconds. */
const BUSY_TIMEOUT_MS = 15_000

/**
 * Opens `zhixun.sqlite` in the data folder, making both where they are not there. Several processes may hold it open.
 * WAL with `synchronous=FULL`: what was committed survives `kill -9` and power loss.
 * @throws UnavailableError
 */
export function openDatabase(dataDir: string): Connection {
  const file = join(dataDir, 'zhixun.sqlite')
  try {
    mkdirSync(dataDir, { recursive: true })
    const db = new Database(file, { timeout: BUSY_TIMEOUT_MS })
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('temp_store = MEMORY')
    db.pragma('cache_size = -32000')
    db.pragma('wal_autocheckpoint = 4000')
    return db
  } catch (error) {
    throw explain(error, file)
  }
}

const ADVICE: readonly (readonly [code: RegExp, advice: string])[] = [
  [/^SQLITE_BUSY|^SQLITE_LOCKED/, 'another process holds it in a long write; stop that process or try again'],
  [/^SQLITE_READONLY|^EACCES|^EROFS|^EPERM/, 'it may not be written; give this user write access or name another folder with --data'],
  [/^SQLITE_CANTOPEN|^ENOTDIR|^EEXIST/, 'it cannot be opened; name a folder that can be made and written with --data'],
  [/^SQLITE_FULL|^ENOSPC/, 'the disk is full; free some space, nothing was half-written'],
  [/^SQLITE_NOTADB|^SQLITE_CORRUPT/, 'it is damaged or no SQLite file; put back the last backup (docs/deploy.md)'],
  [/^SQLITE_IOERR/, 'the disk gave an error; check it, then start again'],
]

/** One line that says what to change, for errors of the file or the disk; anything else is handed back as it is. */
export function explain(error: unknown, file: string): unknown {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return error
  const advice = ADVICE.find(([pattern]) => pattern.test(code))?.[1]
  return advice === undefined ? error : new UnavailableError(`${file}: ${advice} (${code})`, { cause: error })
}
