import type {
  Assessment,
  AuditEntry,
  Decision,
  Listing,
  RegistryTable,
  StoredFinding,
  StoredPage,
  Sweep,
  TableName,
} from '../domain/index.ts'
import type { ListingEvent } from './history.ts'
import type { Session, Store, User } from './port.ts'

/** All that a store holds, shelf by shelf, in a form that says nothing of the adapter. */
export interface Shelves {
  sweeps: Sweep
  bodies: { sha256: string; mediaType: string; bytes: Uint8Array }
  pages: StoredPage
  listings: {
    key: string
    sweep: string
    state: 'on' | 'off'
    contentHash: string
    pageSha256?: string
    firstSeen: string
    lastSeen: string
    eventAt: string
    listing: Listing
    timeline: ListingEvent[]
  }
  versions: { key: string; contentHash: string; listing: Listing }
  assessments: { key: string; contentHash: string; at: string; assessment: Assessment }
  findings: StoredFinding & { platform: string; search: string }
  decisions: { seq: number; decision: Decision }
  audit: { key: string; entry: AuditEntry }
  tables: RegistryTable<TableName>
  users: User
  sessions: Session
  settings: { name: string; value: unknown }
}
export type ShelfName = keyof Shelves

/** In the order in which they are carried: what others point at comes first. */
export const SHELF_NAMES = [
  'sweeps',
  'bodies',
  'pages',
  'listings',
  'versions',
  'findings',
  'assessments',
  'decisions',
  'audit',
  'tables',
  'users',
  'sessions',
  'settings',
] as const satisfies readonly ShelfName[]

/** What a record is ordered and found by. */
export function positionOf<N extends ShelfName>(shelf: N, record: Shelves[N]): string | number {
  const value = record as Record<string, unknown> & { entry?: AuditEntry }
  if (shelf === 'audit') return value.entry?.seq ?? 0
  if (shelf === 'versions') return `${String(value['key'])}@${String(value['contentHash'])}`
  const field = (
    {
      decisions: 'seq',
      bodies: 'sha256',
      tables: 'name',
      users: 'name',
      settings: 'name',
      sweeps: 'id',
      findings: 'id',
      sessions: 'id',
    } as Partial<Record<ShelfName, string>>
  )[shelf]
  return value[field ?? 'key'] as string | number
}

/** Reads and writes whole records, for carrying a store over. */
export interface Archive {
  /** In order of position, from after `after` on. */
  read<N extends ShelfName>(shelf: N, after: string | number | undefined, limit: number): Promise<Shelves[N][]>
  /** Idempotent by position. */
  write<N extends ShelfName>(shelf: N, records: readonly Shelves[N][]): Promise<void>
}

export interface MovableStore extends Store {
  readonly archive: Archive
}
