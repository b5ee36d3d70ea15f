import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib'
import type { InputType } from 'node:zlib'
import { RefusedError } from '../../domain/index.ts'

/** What one page may cost. */
export interface FetchLimits {
  /** As sent, in bytes. @default 16 MiB */
  wireBytes: number
  /** After decompression, in bytes. @default 16 MiB */
  bodyBytes: number
  /** From asking to the last byte, redirects included, in milliseconds. @default 30,000 */
  totalMs: number
  /** To open a connection, in milliseconds. @default 10,000 */
  connectMs: number
  /** Redirects in a row. @default 5 */
  redirects: number
}

export const DEFAULT_LIMITS: FetchLimits = {
  wireBytes: 16 * 1024 * 1024,
  bodyBytes: 16 * 1024 * 1024,
  totalMs: 30_000,
  connectMs: 10_000,
  redirects: 5,
}

/** Codings that we ask for. */
export const ACCEPT_ENCODING = 'gzip, deflate, br'

type Decoder = (data: InputType, options: { maxOutputLength: number }, done: (error: Error | null, result: Buffer) => void) => void

/** `deflate` is zlib by the standard and raw in some servers; the first byte tells. */
const deflate: Decoder = (data, options, done) => {
  const first = (data as Uint8Array)[0] ?? 0
  return (first & 0x0f) === 8 ? inflate(data, options, done) : inflateRaw(data, options, done)
}

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate,
  br: (data, options, done) => brotliDecompress(data, { ...options, params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 0 } }, done),
}

/**
 * Undoes `Content-Encoding`, last coding first.
 * @throws RefusedError where the result would pass the limit (a decompression bomb) or the coding is unknown; Error where the data is cut
 */
export async function decompress(body: Uint8Array, encoding: string | undefined, limit: number): Promise<Uint8Array> {
  const codings = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (codings.length > 2) throw new RefusedError(`${codings.length} content codings on top of each other`)
  let data = body
  for (const coding of codings.reverse()) {
    const decoder = DECODERS[coding]
    if (!decoder) throw new RefusedError(`content coding ${coding} was not asked for`)
    if (data.byteLength === 0) return data
    data = await new Promise<Uint8Array>((resolve, reject) => {
      decoder(data, { maxOutputLength: limit }, (error, result) => {
        if (!error) return resolve(result)
        const code = (error as NodeJS.ErrnoException).code
        reject(code === 'ERR_BUFFER_TOO_LARGE' ? new RefusedError(`more than ${limit} bytes after decompression`, { cause: error }) : error)
      })
    })
  }
  return data
}
