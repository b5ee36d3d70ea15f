import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/** Text of a market packs to a fifth at the fastest level; higher ones cost three times the time for a tenth more. */
const LEVEL = 1
/** Media types whose bytes are packed already. */
const PACKED = /^(?:image\/(?!svg|bmp)|video\/|audio\/|application\/(?:zip|gzip|pdf|.*zip))/

export type Encoding = 'raw' | 'deflate'

/** Packs on the thread pool; bytes that would not become fewer stay as they are. */
export async function pack(bytes: Uint8Array, mediaType: string): Promise<{ encoding: Encoding; bytes: Uint8Array }> {
  if (PACKED.test(mediaType)) return { encoding: 'raw', bytes }
  const packed = await deflate(bytes, { level: LEVEL })
  return packed.length < bytes.length ? { encoding: 'deflate', bytes: packed } : { encoding: 'raw', bytes }
}

export async function unpack(encoding: string, bytes: Uint8Array): Promise<Uint8Array> {
  return encoding === 'deflate' ? inflate(bytes) : bytes
}
