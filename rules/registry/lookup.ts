import type {
  AuthorisedShopRow,
  GiRow,
  LawfulUserRow,
  MarkRow,
  NameRow,
  PatentRow,
  PriceRow,
  Registry,
  RegistryRows,
  SignRow,
  TableName,
} from '../../domain/index.ts'

/** The tables in use with the look-ups that signals need, made once. A table that is missing answers like an empty one: ask `has`. */
export interface RegistryIndex {
  registry: Registry
  has(table: TableName): boolean
  /** Whether what the table lacks does not exist: it is there and not partial. */
  isComplete(table: TableName): boolean
  patent(number: string): PatentRow | undefined
  /** Patents of which `party` is holder or licensee; the form of business in its name does not count. */
  patentsOf(party: string): readonly PatentRow[]
  patents: readonly PatentRow[]
  /** Every holder of a patent once. */
  patentHolders: readonly string[]
  gi(name: string): readonly GiRow[]
  gis: readonly GiRow[]
  /** By name, alias or Latin name, whatever the case. */
  name(text: string): readonly NameRow[]
  names: readonly NameRow[]
  /** By mark, whatever the case. */
  marks(mark: string): readonly MarkRow[]
  markByNumber(registrationNo: string): MarkRow | undefined
  lawfulUsers(right: string): readonly LawfulUserRow[]
  lawfulUsersByCode(creditCode: string): readonly LawfulUserRow[]
  authorisedShops(platform: string, shop: string): readonly AuthorisedShopRow[]
  signs: readonly SignRow[]
  prices(name: string): readonly PriceRow[]
}

export function indexRegistry(registry: Registry): RegistryIndex {
  const rows = <N extends TableName>(name: N): readonly RegistryRows[N][] => registry[name]?.rows ?? []
  const patents = rows('patents')
  const patentByNumber = new Map(patents.map((row) => [row.number, row]))
  const patentsByParty = groupBy(patents, (row) => rightfulNames(row).map(partyKey))
  const gis = groupBy(rows('gi'), (row) => [row.name])
  const names = groupBy(rows('names'), (row) => [row.name, ...(row.latin === undefined ? [] : [row.latin]), ...row.aliases].map(fold))
  const marks = groupBy(rows('marks'), (row) => [fold(row.mark)])
  const markByNumber = new Map(rows('marks').map((row) => [row.registrationNo, row]))
  const users = groupBy(rows('lawful_users'), (row) => [row.right])
  const usersByCode = groupBy(rows('lawful_users'), (row) => (row.creditCode === undefined ? [] : [row.creditCode]))
  const shops = groupBy(rows('authorised_shops'), (row) => [`${row.platform}\n${row.shop}`])
  const prices = groupBy(rows('prices'), (row) => [row.name])
  return {
    registry,
    has: (table) => registry[table] !== undefined,
    isComplete: (table) => registry[table]?.complete ?? false,
    patent: (number) => patentByNumber.get(number),
    patentsOf: (party) => patentsByParty.get(partyKey(party)) ?? [],
    patents,
    patentHolders: [...new Set(patents.flatMap((row) => row.holder ?? []))],
    gi: (name) => gis.get(name) ?? [],
    gis: rows('gi'),
    name: (text) => names.get(fold(text)) ?? [],
    names: rows('names'),
    marks: (mark) => marks.get(fold(mark)) ?? [],
    markByNumber: (registrationNo) => markByNumber.get(registrationNo),
    lawfulUsers: (right) => users.get(right) ?? [],
    lawfulUsersByCode: (creditCode) => usersByCode.get(creditCode) ?? [],
    authorisedShops: (platform, shop) => shops.get(`${platform}\n${shop}`) ?? [],
    signs: rows('signs'),
    prices: (name) => prices.get(name) ?? [],
  }
}

/** Who may mark with a patent: its holders, written with `;` or 、 where there are several, and its licensees. */
export function rightfulNames(row: PatentRow): string[] {
  const holders = (row.holder ?? '').split(/[;；、]/).map((name) => name.trim())
  return [...holders, ...row.licensees].filter((name) => name.length > 0)
}

/** Forms of business and brackets say nothing of who it is. */
const FORM = /(?:股份)?有限责任公司|股份有限公司|有限公司|集团|公司|[()（）\s·]/g

/** A name of a party without its form of business, where at least two characters are left. */
export function partyKey(name: string): string {
  const plain = name.normalize('NFKC').trim()
  const short = plain.replace(FORM, '')
  return short.length >= 2 ? short : plain
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

function groupBy<T>(rows: readonly T[], keysOf: (row: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows)
    for (const key of new Set(keysOf(row))) {
      const group = groups.get(key)
      if (group) group.push(row)
      else groups.set(key, [row])
    }
  return groups
}
