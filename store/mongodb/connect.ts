import { MongoClient, MongoError, MongoServerError } from 'mongodb'
import type { Db } from 'mongodb'
import { ConfigError, UnavailableError } from '../../domain/index.ts'

const OLDEST = 5
const DATABASE = 'zhixun'

export interface Connected {
  client: MongoClient
  db: Db
  /** Host and database for messages, without user and password. */
  place: string
}

/**
 * Connects and checks that the server is new enough and is written to with a majority where it is a replica set.
 * @throws UnavailableError in one line that says what to start or change
 * @throws ConfigError when the address cannot be read
 */
export async function connect(url: string): Promise<Connected> {
  let client: MongoClient
  try {
    client = new MongoClient(url, {
      appName: 'zhixun',
      serverSelectionTimeoutMS: 5_000,
      connectTimeoutMS: 5_000,
      ignoreUndefined: true,
      promoteBuffers: true,
      maxPoolSize: 20,
      writeConcern: { w: 'majority', journal: true },
    })
  } catch (error) {
    throw new ConfigError(`ZHIXUN_MONGODB_URL: ${(error as Error).message}; expected mongodb://user:password@host:27017/zhixun`)
  }
  const { hosts, dbName } = client.options
  const db = client.db(/^[^/]*\/\/[^/]+\/[^?]+/.test(url) ? dbName : DATABASE)
  const place = `MongoDB at ${hosts.map(String).join(', ')}, database ${db.databaseName}`
  try {
    await client.connect()
    const { version } = (await db.admin().command({ buildInfo: 1 })) as { version?: string }
    if (Number.parseInt(version ?? '', 10) < OLDEST)
      throw new UnavailableError(`${place}: it is version ${version}; start version ${OLDEST} or newer`)
    return { client, db, place }
  } catch (error) {
    await client.close()
    throw explain(error, place)
  }
}

const ADVICE: readonly (readonly [code: number, advice: string])[] = [
  [18, 'it refuses the user or the password; change them in ZHIXUN_MONGODB_URL'],
  [13, 'the user may not do this; give it the role readWrite on this database'],
  [10107, 'it is not the primary and may not be written; name the whole replica set in ZHIXUN_MONGODB_URL'],
  [10058, 'it is not the primary and may not be written; name the whole replica set in ZHIXUN_MONGODB_URL'],
  [20, 'it may only be read; start it so that it can be written'],
  [14031, 'its disk is full; free some space'],
  [91, 'it is shutting down; start it again'],
  [11600, 'it is shutting down; start it again'],
]

/** One line that says what to start or change, for errors of the server or the way to it; anything else is handed back as it is. */
export function explain(error: unknown, place: string): unknown {
  if (!(error instanceof MongoError)) return error
  if (error instanceof MongoServerError) {
    const advice = ADVICE.find(([code]) => code === error.code)?.[1]
    return advice === undefined ? error : new UnavailableError(`${place}: ${advice} (${error.codeName ?? error.code})`, { cause: error })
  }
  if (/Network|ServerSelection|NotConnected|PoolClear|Topology|Timeout/.test(error.name))
    return new UnavailableError(`${place}: it does not answer; start it or change ZHIXUN_MONGODB_URL (${error.message})`, { cause: error })
  return error
}
