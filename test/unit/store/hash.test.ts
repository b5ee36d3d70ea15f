import { describe, expect, it } from 'vitest'
import { canonicalJson, contentHashOf, findingId, sha256Hex } from '../../../store/hash.ts'

describe('canonical JSON', () => {
  it('sorts keys by UTF-16 unit at every depth and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [{ z: 1, y: undefined, a: null }], a: '中"文', 10: true, 9: 1e21 })).toBe(
      '{"10":true,"9":1e+21,"a":"中\\"文","b":[{"a":null,"z":1}]}',
    )
  })
  it('gives equal text for the example of RFC 8785, section 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    const values = [...canonicalJson(value).matchAll(/:"([^"]+)"/g)].map((match) => match[1])
    expect(values).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })
})

describe('hashes', () => {
  it('are SHA-256 of UTF-8 (FIPS 180-2, appendix B.1)', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
  it('of a listing stay the same when only sales, reviews and the hour move', () => {
    const listing = { title: '茶', price: { amount: 1, currency: 'CNY' } }
    const hash = contentHashOf(listing)
    expect(contentHashOf({ seenAt: '2026-01-01T00:00:00+08:00', sales: 5, reviews: 1, ...listing })).toBe(hash)
    expect(contentHashOf({ ...listing, title: '茶叶' })).not.toBe(hash)
    expect(contentHashOf({ ...listing, price: { amount: 2, currency: 'CNY' } })).not.toBe(hash)
  })
  it('of a finding differ by listing, rule and subject and cannot run together', () => {
    const ids = [findingId('a/1', 'R', 's'), findingId('a/1', 'Rs', ''), findingId('a/2', 'R', 's'), findingId('a/1', 'R', 't')]
    expect(new Set(ids).size).toBe(4)
    expect(findingId('a/1', 'R', 's')).toMatch(/^[0-9a-f]{32}$/)
  })
})
