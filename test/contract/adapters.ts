import { openBullmqQueue } from '../../queue/bullmq/index.ts'
import { openEmbeddedQueue } from '../../queue/embedded/index.ts'
import type { Queue } from '../../queue/port.ts'
import type { MovableStore } from '../../store/archive.ts'
import type { Store } from '../../store/port.ts'
import { openMongodbStore } from '../../store/mongodb/index.ts'
import { openSqliteStore } from '../../store/sqlite/index.ts'

/** Where an adapter keeps its things: plain data, so that a child process can be told. */
export type StorePlace = { kind: 'sqlite'; dataDir: string } | { kind: 'mongodb'; url: string }
export type QueuePlace = { kind: 'embedded'; dataDir: string } | { kind: 'bullmq'; url: string; prefix: string; store: StorePlace }

export async function openStore(place: StorePlace): Promise<MovableStore> {
  return place.kind === 'sqlite' ? openSqliteStore(place) : openMongodbStore(place)
}

/** A queue with the store that its jobs write into; `close` closes both. */
export async function openQueue(place: QueuePlace): Promise<{ queue: Queue; store: Store; close: () => Promise<void> }> {
  if (place.kind === 'embedded') {
    const store = await openSqliteStore(place)
    const queue = await openEmbeddedQueue({ store })
    return { queue, store, close: () => queue.close().then(() => store.close()) }
  }
  const store = await openStore(place.store)
  const queue = await openBullmqQueue({ url: place.url, prefix: place.prefix, store, stalledMs: 100 })
  return { queue, store, close: () => queue.close().then(() => store.close()) }
}
