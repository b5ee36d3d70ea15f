import { explained } from '../around.ts'
import type { MovableStore } from '../archive.ts'
import type { Store, WriteBatch } from '../port.ts'
import { archiveOf } from './archive.ts'
import { bodiesIn } from './bodies.ts'
import type { PackedBody } from './bodies.ts'
import { explain, openDatabase } from './database.ts'
import type { Connection } from './database.ts'
import { findingsIn } from './findings.ts'
import { ledgerIn } from './ledger.ts'
import { listingsIn } from './listings.ts'
import { migrate } from './migrate.ts'
import { officeIn } from './office.ts'
import { pagesIn } from './pages.ts'
import { STORE_MIGRATIONS } from './schema.ts'
import { selector } from './select.ts'

export interface SqliteStoreOptions {
  /** Folder of `zhixun.sqlite`; made where it is not there. */
  dataDir: string
}

/** A batch whose bodies are packed and that only waits for its transaction. */
export interface PreparedBatch {
  batch: WriteBatch
  bodies: PackedBody[]
}

/** The embedded store, open for the embedded queue, whose jobs end in the same transaction as what they wrote. */
export interface SqliteStore extends MovableStore {
  readonly kind: 'sqlite'
  readonly connection: Connection
  prepare(batch: WriteBatch): Promise<PreparedBatch>
  /** Inside the caller's transaction. */
  write(prepared: PreparedBatch): void
  /** Runs `work` in one transaction that may write from its first line on; errors of file and disk come out explained. */
  transaction<T>(work: () => T): T
  /**
   * The same without waiting for the disk: for what may be undone by a power cut (never by `kill -9`), such as a lease.
   * The next durable transaction carries it to the disk too.
   */
  relaxed<T>(work: () => T): T
}

/**
 * Opens the store in one SQLite file and brings its schema forward. Several processes may do so at once.
 * @throws UnavailableError when the file cannot be opened or written
 * @throws ConfigError when a newer program wrote it
 */
export async function openSqliteStore({ dataDir }: SqliteStoreOptions): Promise<SqliteStore> {
  const db = openDatabase(dataDir)
  try {
    migrate(db, 'store', STORE_MIGRATIONS)
    return composed(db)
  } catch (error) {
    db.close()
    throw explain(error, db.name)
  }
}

function composed(db: Connection): SqliteStore {
  const select = selector(db)
  const bodies = bodiesIn(db)
  const pages = pagesIn(db, select)
  const listings = listingsIn(db, select)
  const findings = findingsIn(db, select)

  const run = db.transaction((work: () => unknown) => work())
  function transaction<T>(work: () => T): T {
    try {
      return run.immediate(work) as T
    } catch (error) {
      throw explain(error, db.name)
    }
  }

  function relaxed<T>(work: () => T): T {
    db.pragma('synchronous = NORMAL')
    try {
      return transaction(work)
    } finally {
      db.pragma('synchronous = FULL')
    }
  }

  async function prepare(batch: WriteBatch): Promise<PreparedBatch> {
    return { batch, bodies: await bodies.pack(batch.bodies) }
  }
  function write({ batch, bodies: packed }: PreparedBatch): void {
    bodies.write(packed)
    pages.write(batch.pages)
    listings.write(batch.listings, batch.gone)
    for (const assessment of batch.assessments ?? []) if (listings.writeAssessment(assessment)) findings.write(assessment)
  }

  const port: Store = {
    kind: 'sqlite',
    async migrate() {
      migrate(db, 'store', STORE_MIGRATIONS)
    },
    async close() {
      db.close()
    },
    async apply(batch) {
      const prepared = await prepare(batch)
      transaction(() => write(prepared))
    },
    ...bodies.port,
    ...pages.port,
    ...listings.port,
    ...findings.port,
    ...ledgerIn(db, select, transaction),
    ...officeIn(db),
  }
  return {
    ...explained(port, (error) => explain(error, db.name)),
    kind: 'sqlite',
    connection: db,
    archive: archiveOf(db, transaction),
    prepare,
    write,
    transaction,
    relaxed,
  }
}
