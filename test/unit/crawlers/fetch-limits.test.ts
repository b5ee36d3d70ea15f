import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decompress } from '../../../crawlers/fetch/limits.ts'
import { RefusedError } from '../../../domain/index.ts'

const text = '五常大米'.repeat(500)
const plain = new TextEncoder().encode(text)

describe('decompression', () => {
  it.each([
    ['gzip', gzipSync(plain)],
    ['GZIP', gzipSync(plain)],
    ['deflate', deflateSync(plain)],
    ['deflate', deflateRawSync(plain)],
    ['br', brotliCompressSync(plain)],
    ['gzip, br', brotliCompressSync(gzipSync(plain))],
    ['identity', plain],
    [undefined, plain],
  ])('undoes %s', async (encoding, body) => {
    expect(new TextDecoder().decode(await decompress(body, encoding, 1_000_000))).toBe(text)
  })

  it.each([
    ['gzip', gzipSync(new Uint8Array(5_000_000))],
    ['br', brotliCompressSync(new Uint8Array(5_000_000))],
    ['deflate', deflateSync(new Uint8Array(5_000_000))],
  ])('stops a %s bomb at the limit', async (encoding, body) => {
    await expect(decompress(body, encoding, 1_000_000)).rejects.toThrow(RefusedError)
  })

  it('takes a cut body for a failure that may pass, not for a refusal', async () => {
    const cut = gzipSync(plain).subarray(0, 30)
    await expect(decompress(cut, 'gzip', 1_000_000)).rejects.not.toThrow(RefusedError)
  })

  it('refuses codings that were not asked for, and towers of them', async () => {
    await expect(decompress(plain, 'zstd', 1_000_000)).rejects.toThrow(RefusedError)
    await expect(decompress(plain, 'gzip, gzip, gzip', 1_000_000)).rejects.toThrow(RefusedError)
  })
})
