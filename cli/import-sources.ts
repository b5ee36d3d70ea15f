import { readFile } from 'node:fs/promises'
import { readListing } from '../crawlers/intake/listing-line.ts'
import { parseGivenColumns } from '../crawlers/intake/columns.ts'
import type { IntakeItem } from '../crawlers/intake/item.ts'
import { planSpreadsheet, readRows, type SheetPlan } from '../crawlers/intake/spreadsheet.ts'
import { InputError } from '../domain/index.ts'
import { readLines } from './streams.ts'

/** What is not on a web page, beside the registry tables. */
export const SOURCE_KINDS = ['listings', 'inspections'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

export interface SourceOptions {
  columns?: string
}

/** The pieces of a file or folder, in its order. */
export async function* readSource(kind: SourceKind, file: string, options: SourceOptions): AsyncGenerator<IntakeItem> {
  switch (kind) {
    case 'listings':
      yield* listingLines(file)
      return
    case 'inspections':
      yield* readRows(await planFile(file, options), file)
      return
  }
}

/** @throws InputError where the file cannot be read, ConfigError where the columns given do not fit */
export async function planFile(file: string, { columns }: SourceOptions): Promise<SheetPlan[]> {
  return planSpreadsheet(await bytesOf(file), file, parseGivenColumns(columns ?? ''))
}

export async function bytesOf(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`cannot be read: ${error.code ?? error.message}`, { file })
  })
}

async function* listingLines(file: string): AsyncGenerator<IntakeItem> {
  for await (const { number, text: line } of readLines(file)) {
    if (line.trim() === '') continue
    const read = readListing(line)
    if ('error' in read) {
      const { field, message } = read.error
      const expected = field === undefined ? message : message.slice(field.length + 2)
      yield { error: new InputError(expected, { file, line: number, ...(field === undefined ? {} : { field }) }), kept: line }
    } else yield read
  }
}
