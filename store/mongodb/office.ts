import type { Collection } from 'mongodb'
import type { RegistryTable, TableName } from '../../domain/index.ts'
import { sha256Hex } from '../hash.ts'
import type { Session, Store, User, WriteBatch } from '../port.ts'
import { put } from './collections.ts'
import type { Collections, JsonDocument } from './collections.ts'

/** A collection of records by one name. */
function shelf<T>(collection: Collection<JsonDocument>) {
  return {
    put: (name: string, value: T): Promise<void> => put(collection, [{ _id: name, json: JSON.stringify(value) }]),
    async get(name: string): Promise<T | undefined> {
      const row = await collection.findOne({ _id: name })
      return row === null ? undefined : (JSON.parse(row.json) as T)
    },
    async all(): Promise<T[]> {
      return (await collection.find({}, { sort: { _id: 1 } }).toArray()).map((row) => JSON.parse(row.json) as T)
    },
    remove: async (name: string): Promise<void> => void (await collection.deleteOne({ _id: name })),
  }
}

interface Bodies {
  write(bodies: WriteBatch['bodies']): Promise<void>
  port: Pick<Store, 'getBody'>
}

/** What the office keeps besides its findings: registry tables, users, sessions, settings. */
export function officeIn({ tables, users, sessions, settings }: Collections, bodies: Bodies) {
  // A complete register is larger than a document may be, so a table lies among the bodies and only its hash here.
  const hashes = shelf<string>(tables)
  const [people, open, values] = [shelf<User>(users), shelf<Session>(sessions), shelf<unknown>(settings)]
  return {
    async putTable(table) {
      const bytes = Buffer.from(JSON.stringify(table))
      const sha256 = sha256Hex(bytes)
      await bodies.write([{ sha256, bytes, mediaType: 'application/json' }])
      await hashes.put(table.name, sha256)
    },
    async getTable<N extends TableName>(name: N) {
      const sha256 = await hashes.get(name)
      const body = sha256 === undefined ? undefined : await bodies.port.getBody(sha256)
      return body === undefined ? undefined : (JSON.parse(Buffer.from(body.bytes).toString()) as RegistryTable<N>)
    },
    putUser: (user) => people.put(user.name, user),
    getUser: (name) => people.get(name),
    listUsers: () => people.all(),
    putSession: (session) => open.put(session.id, session),
    getSession: (id) => open.get(id),
    deleteSession: (id) => open.remove(id),
    getSetting: async <T>(name: string) => (await values.get(name)) as T | undefined,
    putSetting: (name, value) => values.put(name, value),
  } satisfies Partial<Store>
}
