import type { RegistryTable, TableName } from '../../domain/index.ts'
import type { Session, Store, User } from '../port.ts'
import type { Connection } from './database.ts'

/** A table of records by one name. */
function shelf<T>(db: Connection, table: 'registry_tables' | 'users' | 'sessions' | 'settings', key: 'id' | 'name') {
  const put = db.prepare(`INSERT INTO ${table} (${key}, json) VALUES (?, ?) ON CONFLICT (${key}) DO UPDATE SET json = excluded.json`)
  const get = db.prepare<[string], { json: string }>(`SELECT json FROM ${table} WHERE ${key} = ?`)
  const all = db.prepare<[], { json: string }>(`SELECT json FROM ${table} ORDER BY ${key}`)
  const remove = db.prepare(`DELETE FROM ${table} WHERE ${key} = ?`)
  return {
    put: (name: string, value: T): void => void put.run(name, JSON.stringify(value)),
    get(name: string): T | undefined {
      const row = get.get(name)
      return row === undefined ? undefined : (JSON.parse(row.json) as T)
    },
    all: (): T[] => all.all().map((row) => JSON.parse(row.json) as T),
    remove: (name: string): void => void remove.run(name),
  }
}

/** What the office keeps besides its findings: registry tables, users, sessions, settings. */
export function officeIn(db: Connection) {
  const tables = shelf<RegistryTable<TableName>>(db, 'registry_tables', 'name')
  const users = shelf<User>(db, 'users', 'name')
  const sessions = shelf<Session>(db, 'sessions', 'id')
  const settings = shelf<unknown>(db, 'settings', 'name')
  return {
    async putTable(table) {
      tables.put(table.name, table)
    },
    async getTable<N extends TableName>(name: N) {
      return tables.get(name) as RegistryTable<N> | undefined
    },
    async putUser(user) {
      users.put(user.name, user)
    },
    async getUser(name) {
      return users.get(name)
    },
    async listUsers() {
      return users.all()
    },
    async putSession(session) {
      sessions.put(session.id, session)
    },
    async getSession(id) {
      return sessions.get(id)
    },
    async deleteSession(id) {
      sessions.remove(id)
    },
    async getSetting<T>(name: string) {
      return settings.get(name) as T | undefined
    },
    async putSetting(name, value) {
      settings.put(name, value)
    },
  } satisfies Partial<Store>
}
