import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Day, TableName } from '../../domain/index.ts'
import { INDICATIONS_IN_FORCE, LAWFUL_USERS } from './indications.ts'
import { MARKS, NAMES, PRICES, SHOPS, SIGNS } from './marks.ts'
import { PATENTS } from './patents.ts'

/** Snapshot day of every table: young enough for each of the sixty days. */
export const REGISTRY_AS_OF: Day = '2026-10-28'

type Cell = string | number | boolean | undefined

function csv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const quoted = (cell: Cell): string => {
    const text = cell === undefined ? '' : String(cell)
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `${[[...columns, 'as_of'], ...rows.map((row) => [...row, REGISTRY_AS_OF])].map((row) => row.map(quoted).join(',')).join('\n')}\n`
}

/** The registers as this market has them: names and areas are real, producers, shops, patents and registration numbers invented. */
export function registryTables(): Record<TableName, string> {
  return {
    names: csv(
      ['name', 'latin', 'kind', 'nice_class', 'goods', 'owner', 'aliases'],
      [
        ...NAMES.map((row) => [row.name, row.latin, row.kind, row.niceClass, row.goods, row.owner, row.aliases]),
        ...INDICATIONS_IN_FORCE.map((row) => [row.name, '', 'gi', '', row.category, row.holder, '']),
      ],
    ),
    gi: csv(
      [
        'name',
        'kind',
        'area',
        'area_code',
        'category',
        'registration_no',
        'standard_no',
        'holder',
        'season_start',
        'season_end',
        'mark_type',
      ],
      INDICATIONS_IN_FORCE.map((row) => [
        row.name,
        row.kind,
        row.area,
        row.areaCode,
        row.category,
        row.registrationNo,
        row.standardNo,
        row.holder,
        row.seasonStart,
        row.seasonEnd,
        row.markType,
      ]),
    ),
    lawful_users: csv(
      ['subject', 'credit_code', 'right', 'scope', 'valid_from', 'valid_to'],
      LAWFUL_USERS.map((row) => [row.subject, row.creditCode, row.right, row.scope, row.validFrom, row.validTo]),
    ),
    authorised_shops: csv(
      ['platform', 'shop', 'right', 'valid_from', 'valid_to'],
      SHOPS.map((row) => [row.platform, row.shop, row.right, '2025-01-01', '2027-12-31']),
    ),
    patents: csv(
      ['number', 'type', 'status', 'filed', 'ended', 'holder', 'licensees', 'title', 'method'],
      [...PATENTS.values()].map((row) => [
        row.number,
        row.type,
        row.status,
        row.filed,
        row.ended,
        row.holder,
        row.licensees.join(';'),
        row.title,
        row.method,
      ]),
    ),
    marks: csv(
      ['registration_no', 'mark', 'nice_class', 'status', 'owner', 'licensees', 'registered_on', 'expires_on'],
      MARKS.map((row) => [
        row.registrationNo,
        row.mark,
        row.niceClass,
        row.status,
        row.owner,
        row.licensees,
        row.registeredOn,
        row.expiresOn,
      ]),
    ),
    signs: csv(
      ['sign', 'kind', 'holder', 'licensees', 'valid_from', 'valid_to'],
      SIGNS.map((row) => [row.sign, row.kind, row.holder, row.licensees, row.validFrom, row.validTo]),
    ),
    prices: csv(
      ['name', 'per', 'median', 'p10', 'n'],
      PRICES.map((row) => [row.name, row.per, row.median, row.p10, row.n]),
    ),
  }
}

/** Writes the tables as CSV files into a folder, which is made if need be. */
export function writeRegistry(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(registryTables())) writeFileSync(join(folder, `${name}.csv`), text)
}
