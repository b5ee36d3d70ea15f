import { parse } from 'csv-parse/sync'
import { InputError } from '../../domain/index.ts'
import type { Day, RegistryRows, RegistryTable, TableName } from '../../domain/index.ts'
import { COLUMNS, CellError, neededDay } from './columns.ts'

export interface TableOptions {
  /** A path, or `shipped`; stands in error messages and in the table. */
  source: string
  /** Whether what the table lacks does not exist. @default true */
  complete?: boolean
  /** Snapshot date of rows that carry none. Without it a row must carry its own. */
  asOf?: Day
}

/**
 * Reads one registry table of docs/formats.md. The snapshot date of the table is the oldest of its rows'.
 * @throws InputError with file, line and column
 */
export function parseTable<N extends TableName>(name: N, csv: string, options: TableOptions): RegistryTable<N> {
  let records: { record: Record<string, string>; info: { lines: number } }[]
  try {
    records = parse(csv, {
      bom: true,
      columns: (header: string[]) => checkHeader(name, header, options.source),
      trim: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as typeof records
  } catch (error) {
    if (error instanceof InputError) throw error
    const line = (error as { lines?: number }).lines
    throw new InputError(error instanceof Error ? error.message : 'not CSV', { file: options.source, line }, { cause: error })
  }
  return readTable(
    name,
    records.map(({ record, info }) => ({ record, line: info.lines })),
    options,
  )
}

/** The same from rows that are no CSV: those of examples in rule files, of imports and of forms. Keys are the column names. */
export function tableFromRecords<N extends TableName>(
  name: N,
  records: readonly Record<string, unknown>[],
  options: TableOptions,
): RegistryTable<N> {
  const columns: { key: string }[] = Object.values(COLUMNS[name] as object)
  const known = new Set([...columns.map((column) => column.key), 'as_of'])
  return readTable(
    name,
    records.map((record, index) => {
      const cells: Record<string, string> = {}
      for (const [key, value] of Object.entries(record)) {
        if (!known.has(key)) throw new InputError(`table ${name} has no such column`, { file: options.source, line: index + 1, field: key })
        cells[key] = cellText(value)
      }
      return { record: cells, line: index + 1 }
    }),
    options,
  )
}

function cellText(value: unknown): string {
  if (Array.isArray(value)) return value.map(cellText).join(';')
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return value === null || value === undefined ? '' : `${value as string | number}`.trim()
}

function checkHeader(name: TableName, header: string[], file: string): string[] {
  const keys = header.map((key) => key.trim().toLowerCase())
  const columns: { key: string; optional?: boolean }[] = [...Object.values(COLUMNS[name] as object), { key: 'as_of' }]
  for (const column of columns)
    if (!column.optional && !keys.includes(column.key))
      throw new InputError(`the header lacks the column ${column.key}`, { file, line: 1, field: column.key })
  return keys
}

function readTable<N extends TableName>(
  name: N,
  records: readonly { record: Record<string, string>; line: number }[],
  options: TableOptions,
): RegistryTable<N> {
  const columns = Object.entries<{ key: string; read: (cell: string) => unknown }>(COLUMNS[name])
  let oldest: Day | undefined
  const rows = records.map(({ record, line }) => {
    const at = (field: string, cell: string, read: (cell: string) => unknown): unknown => {
      try {
        return read(cell)
      } catch (error) {
        if (!(error instanceof CellError)) throw error
        throw new InputError(`${error.message}${cell === '' ? '' : `, got "${cell}"`}`, { file: options.source, line, field })
      }
    }
    const row: Record<string, unknown> = {}
    for (const [property, column] of columns) {
      const value = at(column.key, record[column.key] ?? '', column.read)
      if (value !== undefined) row[property] = value
    }
    const asOf = at('as_of', record['as_of'] || options.asOf || '', neededDay) as Day
    if (oldest === undefined || asOf < oldest) oldest = asOf
    return row as unknown as RegistryRows[N]
  })
  const asOf = oldest ?? options.asOf
  if (asOf === undefined)
    throw new InputError('an empty table has no snapshot date: give it one row, or name the date', { file: options.source })
  return { name, asOf, rows, complete: options.complete ?? true, source: options.source }
}
