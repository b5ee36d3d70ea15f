import type { Db } from 'mongodb'
import { ConfigError } from '../../domain/index.ts'
import { collectionsOf, isDuplicate } from './collections.ts'

/** Forward steps; a step that was released is never edited, a new one is added. Each may run twice, as two workers that start at once do. */
const MIGRATIONS: readonly ((db: Db) => Promise<void>)[] = [
  async (db) => {
    const { sweeps, pages, chunks, listings, findings, decisions, audit } = collectionsOf(db)
    await sweeps.createIndex({ startedAt: -1, _id: 1 })
    await pages.createIndex({ sweep: 1, kind: 1, _id: 1 })
    await pages.createIndex({ sweep: 1, _id: 1 })
    await chunks.createIndex({ files_id: 1, n: 1 }, { unique: true })
    await listings.createIndex({ platform: 1, _id: 1 })
    await listings.createIndex({ sweep: 1, _id: 1 })
    await findings.createIndex({ priority: -1, probability: -1, _id: 1 })
    await findings.createIndex({ listingKey: 1 })
    await findings.createIndex({ sweep: 1 })
    await decisions.createIndex({ finding: 1, position: 1 }, { unique: true })
    await decisions.createIndex({ seq: 1 }, { unique: true })
    await audit.createIndex({ key: 1 }, { unique: true })
  },
]

/**
 * Brings indexes and form forward to this program's version.
 * @throws ConfigError when a newer program wrote the database
 */
export async function migrate(db: Db, place: string): Promise<void> {
  const { schema } = collectionsOf(db)
  const version = (await schema.findOne({ _id: 'store' }))?.version ?? 0
  if (version > MIGRATIONS.length)
    throw new ConfigError(
      `${place}: it has schema version ${version}, this program knows ${MIGRATIONS.length}; start the newer zhixun or put back an older backup`,
    )
  for (const step of MIGRATIONS.slice(version)) await step(db)
  // Written at every start, so that a user who may only read is told at once.
  const write = () => schema.replaceOne({ _id: 'store' }, { version: MIGRATIONS.length, at: new Date() }, { upsert: true })
  try {
    await write()
  } catch (error) {
    // Of programs that start at once on a new database, one inserts; for the others there is something to replace now.
    if (!isDuplicate(error)) throw error
    await write()
  }
}
