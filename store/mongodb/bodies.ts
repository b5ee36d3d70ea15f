import { pack, unpack } from '../packing.ts'
import type { Store, WriteBatch } from '../port.ts'
import { insertNew } from './collections.ts'
import type { ChunkDocument, Collections, FileDocument } from './collections.ts'

/** As GridFS has it. */
const CHUNK_BYTES = 255 * 1024

/**
 * Bodies in the layout of GridFS, each kept once under its SHA-256, so that its tools read them too. Written by us rather than by the
 * driver's bucket because ids of chunks are made from the hash: an upload that died half-way is simply done again.
 */
export function bodiesIn({ files, chunks }: Collections) {
  return {
    async write(bodies: WriteBatch['bodies'] = []): Promise<void> {
      const parts: ChunkDocument[] = []
      const heads: FileDocument[] = []
      for (const { sha256, mediaType, bytes: whole } of bodies) {
        const { encoding, bytes } = await pack(whole, mediaType)
        for (let n = 0; n * CHUNK_BYTES < bytes.length; n++)
          parts.push({
            _id: `${sha256}/${n}`,
            files_id: sha256,
            n,
            data: Buffer.from(bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES)),
          })
        heads.push({
          _id: sha256,
          length: bytes.length,
          chunkSize: CHUNK_BYTES,
          uploadDate: new Date(),
          filename: sha256,
          metadata: { mediaType, encoding },
        })
      }
      // The head comes last: a body that has one is whole.
      await insertNew(chunks, parts)
      await insertNew(files, heads)
    },

    port: {
      async getBody(sha256) {
        const head = await files.findOne({ _id: sha256 })
        if (head === null) return undefined
        const count = Math.ceil(head.length / head.chunkSize)
        const parts = await Promise.all(Array.from({ length: count }, (_, n) => chunks.findOne({ _id: `${sha256}/${n}` })))
        const bytes = Buffer.concat(parts.flatMap((part) => (part === null ? [] : [part.data])))
        return { bytes: await unpack(head.metadata.encoding, bytes), mediaType: head.metadata.mediaType }
      },
    } satisfies Partial<Store>,
  }
}
