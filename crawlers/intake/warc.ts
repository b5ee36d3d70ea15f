import { brotliDecompressSync } from 'node:zlib'
import { WARCParser } from 'warcio'
import type { SavedPage } from './saved-page.ts'

/**
 * The HTML answers in a WARC file (ISO 28500), plain or with a gzip member a record, in their order; bodies out of chunks and
 * compression. Requests, revisits and files that are no HTML are passed over.
 */
export async function* readWarc(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<SavedPage> {
  // Bodies are read whole, as they are small; the file is not.
  const parser = new WARCParser(source, { keepHeadersCase: false })
  for await (const record of parser) {
    const url = record.warcTargetURI?.replace(/^<|>$/g, '')
    const isAnswer = record.warcType === 'response' || record.warcType === 'resource'
    if (!isAnswer || url === undefined || !/^https?:/i.test(url)) continue
    const headers: Record<string, string> = {}
    for (const [name, value] of record.httpHeaders?.headers ?? []) headers[name.toLowerCase()] = value
    const type = headers['content-type'] ?? record.warcContentType ?? ''
    if (!/html/i.test(type)) continue
    let body = await record.readFully(true)
    if (headers['content-encoding'] === 'br') body = unbrotli(body)
    const status = Number(record.httpHeaders?.statusCode)
    const savedAt = new Date(record.warcDate ?? '')
    yield {
      url,
      body,
      headers: { 'content-type': type },
      ...(Number.isInteger(status) && status > 0 ? { status } : {}),
      ...(Number.isNaN(savedAt.getTime()) ? {} : { savedAt }),
    }
  }
}

/** Some crawlers keep the header of a compression that they have undone. */
function unbrotli(body: Uint8Array): Uint8Array {
  try {
    return brotliDecompressSync(body, { maxOutputLength: 64 << 20 })
  } catch {
    return body
  }
}
