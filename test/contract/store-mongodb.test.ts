import { MongoClient } from 'mongodb'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError, UnavailableError } from '../../domain/index.ts'
import type { AuditEntry } from '../../domain/index.ts'
import { collectionsOf } from '../../store/mongodb/collections.ts'
import { openMongodbStore } from '../../store/mongodb/index.ts'
import { mongodbServer } from './servers.ts'
import { storeContract } from './store.ts'

const server = mongodbServer()

describe.skipIf(server === undefined)('mongodb', () => {
  const names: string[] = []
  function fresh(): { kind: 'mongodb'; url: string } {
    const name = `zhixun-test-${process.pid}-${names.length}`
    names.push(name)
    return { kind: 'mongodb', url: `${server}${name}` }
  }
  async function raw<T>(url: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
    const client = new MongoClient(url)
    try {
      return await work(client)
    } finally {
      await client.close()
    }
  }
  afterAll(() => raw(server ?? '', async (client) => void (await Promise.all(names.map((name) => client.db(name).dropDatabase())))))

  storeContract({
    place: async () => fresh(),
    tamper: (place, seq) =>
      raw('url' in place ? place.url : '', async (client) => {
        const { audit } = collectionsOf(client.db())
        const entry = JSON.parse((await audit.findOne({ _id: seq }))?.json ?? '') as AuditEntry
        await audit.updateOne({ _id: seq }, { $set: { json: JSON.stringify({ ...entry, actor: 'nobody' }) } })
      }),
  })

  it('settles a decision whose writer died before its audit entry', async () => {
    const { url } = fresh()
    await (await openMongodbStore({ url })).close()
    const decision = { id: 'd1', finding: 'f1', outcome: 'case', by: 'wang', at: '2026-03-02T08:00:00.000+08:00' }
    await raw(url, async (client) => {
      const { decisions } = collectionsOf(client.db())
      await decisions.insertOne({ _id: 'd1', finding: 'f1', position: 0, seq: 1, json: JSON.stringify(decision) })
    })
    const store = await openMongodbStore({ url })
    expect(await store.listAudit({ limit: 5 })).toMatchObject([{ seq: 1, actor: 'wang', action: 'decide', subject: 'f1' }])
    await store.close()
  })

  it('may be opened by many at once on a new database', async () => {
    for (let round = 0; round < 5; round++) {
      const { url } = fresh()
      const stores = await Promise.all(Array.from({ length: 8 }, () => openMongodbStore({ url })))
      await Promise.all(stores.map((store) => store.close()))
    }
  })

  it('refuses a database that a newer program wrote', async () => {
    const { url } = fresh()
    await (await openMongodbStore({ url })).close()
    await raw(url, (client) => collectionsOf(client.db()).schema.updateOne({ _id: 'store' }, { $set: { version: 99 } }))
    await expect(openMongodbStore({ url })).rejects.toThrow(ConfigError)
    await expect(openMongodbStore({ url })).rejects.toThrow('schema version 99')
  })
})

describe('a MongoDB server that is not there', () => {
  it('gives one line that says what to start', async () => {
    const missing = openMongodbStore({ url: 'mongodb://127.0.0.1:9/zhixun' })
    await expect(missing).rejects.toThrow(UnavailableError)
    await expect(missing).rejects.toThrow(
      /^MongoDB at 127\.0\.0\.1:9, database zhixun: it does not answer; start it or change ZHIXUN_MONGODB_URL/,
    )
  })
  it('gives one line about an address that cannot be read', async () => {
    await expect(openMongodbStore({ url: 'mongodb//x' })).rejects.toThrow(ConfigError)
  })
})
