import type { PatentType } from './assessment.ts'
import type { Day } from './time.ts'

/** Rows of the registry tables (docs/formats.md). Empty cells are undefined, lists are split at `;`. */
export interface NameRow {
  name: string
  latin?: string
  kind: 'brand' | 'laozihao' | 'gi'
  niceClass: number[]
  goods: string[]
  owner?: string
  aliases: string[]
}

export interface GiRow {
  name: string
  kind: 'product' | 'mark' | 'agri'
  area: string[]
  areaCode?: string
  category?: string
  registrationNo?: string
  standardNo?: string
  holder?: string
  /** MM-DD. */
  seasonStart?: string
  seasonEnd?: string
  markType?: 'collective' | 'certification'
}

export interface LawfulUserRow {
  subject: string
  creditCode?: string
  right: string
  scope?: string
  validFrom?: Day
  validTo?: Day
}

export interface AuthorisedShopRow {
  platform: string
  shop: string
  right: string
  validFrom?: Day
  validTo?: Day
}

export const PATENT_STATUSES = ['granted', 'pending', 'expired', 'lapsed', 'invalidated', 'abandoned', 'rejected', 'withdrawn'] as const
export type PatentStatus = (typeof PATENT_STATUSES)[number]

export interface PatentRow {
  /** 12 or 8 digits, a dot, the check digit; no ZL. */
  number: string
  type: PatentType
  status: PatentStatus
  filed?: Day
  /** The day on which the right or the application ended, whatever the way. */
  ended?: Day
  holder?: string
  licensees: string[]
  title?: string
  method: boolean
}

export interface MarkRow {
  registrationNo: string
  mark: string
  niceClass: number[]
  status: string
  owner?: string
  licensees: string[]
  registeredOn?: Day
  expiresOn?: Day
}

export interface SignRow {
  sign: string
  kind: 'olympic' | 'special' | 'official'
  holder?: string
  licensees: string[]
  validFrom?: Day
  validTo?: Day
}

export interface PriceRow {
  name: string
  per: string
  /** In CNY a `per`. */
  median: number
  p10?: number
  n: number
}

export interface RegistryRows {
  names: NameRow
  gi: GiRow
  lawful_users: LawfulUserRow
  authorised_shops: AuthorisedShopRow
  patents: PatentRow
  marks: MarkRow
  signs: SignRow
  prices: PriceRow
}
export type TableName = keyof RegistryRows
export const TABLE_NAMES = [
  'names',
  'gi',
  'lawful_users',
  'authorised_shops',
  'patents',
  'marks',
  'signs',
  'prices',
] as const satisfies readonly TableName[]

/** One table with its snapshot date. */
export interface RegistryTable<N extends TableName> {
  name: N
  asOf: Day
  rows: readonly RegistryRows[N][]
  /** Whether what it lacks does not exist; false only where a registry.yaml says `partial`. */
  complete: boolean
  /** Where it came from: a path, or `shipped`. */
  source: string
}

/** The tables in use. A table that is missing is not an empty one. */
export type Registry = { readonly [N in TableName]?: RegistryTable<N> }
