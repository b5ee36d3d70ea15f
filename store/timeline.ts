import { attributePath } from '../domain/index.ts'
import type { Listing, TimelineEntry } from '../domain/index.ts'
import { VOLATILE_FIELDS, canonicalJson } from './hash.ts'

type Change = TimelineEntry['changes'][number]

/** Fields that differ, by path, in the order of the fields. Lists (pictures, labels, classes) are compared as a whole. */
export function changesBetween(before: Listing, after: Listing): Change[] {
  const changes: Change[] = []
  collect(before, after, '', changes)
  return changes
}

function collect(before: object, after: object, path: string, changes: Change[]): void {
  const old = before as Record<string, unknown>
  const now = after as Record<string, unknown>
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (path === '' && VOLATILE_FIELDS.has(key)) continue
    const field = path === '' ? key : path === 'attributes' ? attributePath(key) : `${path}.${key}`
    const [was, is] = [old[key], now[key]]
    if (isRecord(was) && isRecord(is)) collect(was, is, field, changes)
    else if (canonicalJson(was) !== canonicalJson(is)) changes.push({ field, before: was, after: is })
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
