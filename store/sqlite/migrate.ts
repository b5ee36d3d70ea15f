import { ConfigError } from '../../domain/index.ts'
import type { Connection } from './database.ts'

/**
 * Brings one part of the file forward to this program's version, all steps in one transaction, so that a crash leaves the old version whole.
 * @param part `store` or `queue`: each room that keeps tables in the file counts its own versions
 * @throws ConfigError when a newer program wrote the file
 */
export function migrate(db: Connection, part: string, steps: readonly string[]): void {
  if (versionOf(db, part) === steps.length) return
  const forward = db.transaction(() => {
    db.exec('CREATE TABLE IF NOT EXISTS schema_versions (part TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID')
    const version = versionOf(db, part)
    if (version > steps.length)
      throw new ConfigError(
        `${db.name}: its ${part} has schema version ${version}, this program knows ${steps.length}; start the newer zhixun or put back an older backup`,
      )
    for (const step of steps.slice(version)) db.exec(step)
    db.prepare('INSERT INTO schema_versions VALUES (?, ?) ON CONFLICT (part) DO UPDATE SET version = excluded.version').run(
      part,
      steps.length,
    )
  })
  forward.immediate()
}

function versionOf(db: Connection, part: string): number {
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_versions'").get()
  if (known === undefined) return 0
  const row = db.prepare<[string], { version: number }>('SELECT version FROM schema_versions WHERE part = ?').get(part)
  return row?.version ?? 0
}
