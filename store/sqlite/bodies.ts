import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import type { Store, WriteBatch } from '../port.ts'
import type { Connection } from './database.ts'

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/** Text of a market packs to a fifth at the fastest level; higher ones cost three times the time for a tenth more. */
const LEVEL = 1
/** Media types whose bytes are packed already. */
const PACKED = /^(?:image\/(?!svg|bmp)|video\/|audio\/|application\/(?:zip|gzip|pdf|.*zip))/

export interface PackedBody {
  sha256: string
  mediaType: string
  encoding: 'raw' | 'deflate'
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
      return Promise.all(
        unknown.map(async ({ sha256, mediaType, bytes }) => {
          const packed = PACKED.test(mediaType) ? bytes : await deflate(bytes, { level: LEVEL })
          return packed.length < bytes.length
            ? { sha256, mediaType, encoding: 'deflate' as const, bytes: packed }
            : { sha256, mediaType, encoding: 'raw' as const, bytes }
        }),
      )
    },

    write(bodies: readonly PackedBody[]): void {
      for (const body of bodies) insert.run(body.sha256, body.mediaType, body.encoding, body.bytes)
    },

    port: {
      async getBody(sha256: string) {
        const row = select.get(sha256)
        if (row === undefined) return undefined
        return { bytes: row.encoding === 'deflate' ? await inflate(row.bytes) : row.bytes, mediaType: row.media_type }
      },
    } satisfies Partial<Store>,
  }
}
