import { pack, unpack } from '../packing.ts'
import type { Encoding } from '../packing.ts'
import type { Store, WriteBatch } from '../port.ts'
import type { Connection } from './database.ts'

export interface PackedBody {
  sha256: string
  mediaType: string
  encoding: Encoding
  bytes: Uint8Array
}

/** Bodies of pages and pictures, each kept once under its SHA-256. Packing is done before the transaction, off the main thread. */
export function bodiesIn(db: Connection) {
  const has = db.prepare<[string]>('SELECT 1 FROM bodies WHERE sha256 = ?')
  const insert = db.prepare('INSERT INTO bodies (sha256, media_type, encoding, bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const select = db.prepare<[string], { media_type: string; encoding: string; bytes: Buffer }>(
    'SELECT media_type, encoding, bytes FROM bodies WHERE sha256 = ?',
  )

  return {
    async pack(bodies: WriteBatch['bodies'] = []): Promise<PackedBody[]> {
      const unknown = bodies.filter(({ sha256 }) => has.get(sha256) === undefined)
      return Promise.all(unknown.map(async ({ sha256, mediaType, bytes }) => ({ sha256, mediaType, ...(await pack(bytes, mediaType)) })))
    },

    write(bodies: readonly PackedBody[]): void {
      for (const body of bodies) insert.run(body.sha256, body.mediaType, body.encoding, body.bytes)
    },

    port: {
      async getBody(sha256) {
        const row = select.get(sha256)
        return row === undefined ? undefined : { bytes: await unpack(row.encoding, row.bytes), mediaType: row.media_type }
      },
    } satisfies Partial<Store>,
  }
}
