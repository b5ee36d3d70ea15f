import { hash } from 'node:crypto'
import type { Listing, ListingKey } from '../domain/index.ts'

/** What moves by itself between two looks at an unchanged listing: it is kept, and it is no change. */
export const VOLATILE_FIELDS: ReadonlySet<string> = new Set(['seenAt', 'sales', 'reviews'])

/**
 * JSON with sorted keys and no white space (RFC 8785 for the values that we hold): equal values give equal text.
 * Members that are undefined are left out, as `JSON.stringify` does.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members: string[] = []
  const record = value as Record<string, unknown>
  for (const key of Object.keys(record).sort()) {
    const member = record[key]
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`)
  }
  return `{${members.join(',')}}`
}

/** SHA-256 in lower-case hexadecimal; text is hashed as UTF-8. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex')
}

/** Tells two states of a listing apart: SHA-256 over its canonical JSON without what moves by itself. */
export function contentHashOf(listing: Listing): string {
  return sha256Hex(canonicalJson(Object.fromEntries(Object.entries(listing).filter(([field]) => !VOLATILE_FIELDS.has(field)))))
}

/** 128 bits over listing, rule and subject: the same suspicion has the same id in every sweep. */
export function findingId(key: ListingKey, rule: string, subject: string): string {
  return sha256Hex(canonicalJson([key, rule, subject])).slice(0, 32)
}
