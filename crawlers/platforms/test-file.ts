import type { PageKind } from '../../domain/index.ts'
import { fieldAt } from '../../domain/index.ts'
import { extractPage, trySelectors } from '../extract/index.ts'
import type { PageInput } from '../extract/index.ts'
import type { Platform, SelectableField } from './schema.ts'
import { SELECTABLE_FIELDS } from './schema.ts'

/** One saved page of a platform. */
export interface SavedPage extends Omit<PageInput, 'platform'> {
  /** How the report names it. */
  name: string
}

export interface PageReport {
  name: string
  url: string
  kind: PageKind
  why: string
  listings: number
}

/** How a field of the file fared on the pages that it is for. */
export interface FieldReport {
  section: 'product' | 'result'
  field: SelectableField
  /** Listings that were looked at; of these the file's own selector gave the field in so many, and in so many it came from elsewhere. */
  listings: number
  bySelector: number
  otherwise: number
  /** The first value that the selector gave. */
  example?: string
}

export interface PlatformReport {
  platform: string
  pages: PageReport[]
  fields: FieldReport[]
  /** What must be looked at: selectors that never gave anything, pages that are walls. */
  complaints: string[]
}

const PATHS: Partial<Record<SelectableField, string>> = { price: 'price.amount' }
/** Fields that are no field of the listing under their own name. */
const WITHIN_OTHERS: ReadonlySet<string> = new Set<SelectableField>(['price.currency', 'price.per', 'seller.url', 'condition'])

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** Runs a platform file on saved pages and says, field by field, what its selectors gave. Never asks the network. */
export function testPlatform(platform: Platform, pages: readonly SavedPage[]): PlatformReport {
  const report: PlatformReport = { platform: platform.id, pages: [], fields: [], complaints: [] }
  const counts = new Map<string, FieldReport>()
  for (const { name, ...page } of pages) {
    const result = extractPage({ ...page, platform })
    report.pages.push({ name, url: page.url, kind: result.kind, why: result.why, listings: result.listings.length })
    if (result.kind !== 'product' && result.kind !== 'result-list') {
      report.complaints.push(`${name}: ${result.kind} – ${result.why}`)
      continue
    }
    const section = result.kind === 'product' ? 'product' : 'result'
    const findings = trySelectors({ ...page, platform })
    for (const field of SELECTABLE_FIELDS) {
      if (platform[section][field] === undefined || WITHIN_OTHERS.has(field)) continue
      const key = `${section}.${field}`
      const count: FieldReport = counts.get(key) ?? { section, field, listings: 0, bySelector: 0, otherwise: 0 }
      counts.set(key, count)
      const sets = section === 'product' ? [findings.product] : findings.items
      count.listings += Math.max(sets.length, result.listings.length)
      const given = sets.filter((fields: ReadonlySet<string>) => fields.has(field)).length
      const values = result.listings.map((listing) => fieldAt(listing, PATHS[field] ?? field)).filter((value) => value !== undefined)
      count.bySelector += given
      count.otherwise += Math.max(0, values.length - given)
      if (given > 0 && values.length > 0) count.example ??= show(values[0])
    }
  }
  report.fields = [...counts.values()]
  for (const { section, field, listings, bySelector } of report.fields) {
    if (listings > 0 && bySelector === 0)
      report.complaints.push(`${section}.${field}: the selector gave nothing on ${listings} listing${listings > 1 ? 's' : ''}`)
  }
  return report
}
