import { explained } from '../around.ts'
import type { MovableStore } from '../archive.ts'
import type { Store } from '../port.ts'
import { archiveOf } from './archive.ts'
import { bodiesIn } from './bodies.ts'
import { collectionsOf } from './collections.ts'
import { connect, explain } from './connect.ts'
import type { Connected } from './connect.ts'
import { findingsIn } from './findings.ts'
import { ledgerIn } from './ledger.ts'
import { listingsIn } from './listings.ts'
import { officeIn } from './office.ts'
import { pagesIn } from './pages.ts'
import { migrate } from './schema.ts'

export interface MongodbStoreOptions {
  /** `mongodb://user:password@host:27017/database`; without a database it is `zhixun`. */
  url: string
}

/**
 * The store on a MongoDB server (5 or newer) or one that speaks its protocol, for many processes on many machines.
 * Only what FerretDB 1.24 answers too is used: no transactions, no `$facet`, no change streams.
 * @throws UnavailableError when it cannot be reached, refuses the user, may only be read or is too old
 * @throws ConfigError when a newer program wrote the database or the address cannot be read
 */
export async function openMongodbStore({ url }: MongodbStoreOptions): Promise<MovableStore> {
  const connected = await connect(url)
  const store = composed(connected)
  try {
    await store.migrate()
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

function composed({ client, db, place }: Connected): MovableStore {
  const collections = collectionsOf(db)
  const bodies = bodiesIn(collections)
  const pages = pagesIn(collections)
  const listings = listingsIn(collections)
  const findings = findingsIn(collections, (key, contentHash) => listings.keepVersion(key, contentHash))
  const ledger = ledgerIn(collections)
  const office = officeIn(collections, bodies)
  const port = explained<Store>(
    {
      kind: 'mongodb',
      async migrate() {
        await migrate(db, place)
        await ledger.repair()
      },
      async close() {
        await client.close()
      },
      // Each step is an upsert by key, and a later one rests on the earlier: applied again after a crash it ends the same.
      async apply(batch) {
        await bodies.write(batch.bodies)
        await pages.write(batch.pages)
        await listings.write(batch.listings, batch.gone)
        await findings.write(batch.assessments)
      },
      ...bodies.port,
      ...pages.port,
      ...listings.port,
      ...findings.port,
      ...ledger.port,
      ...office,
    },
    (error) => explain(error, place),
  )
  return { ...port, archive: explained(archiveOf(collections, bodies, office), (error) => explain(error, place)) }
}
