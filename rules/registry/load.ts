import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { InputError, TABLE_NAMES, projectRoot } from '../../domain/index.ts'
import type { Registry, RegistryTable, TableName } from '../../domain/index.ts'
import { checkYaml, parseYamlFile } from '../yaml-file.ts'
import { parseTable } from './table.ts'

const settings = z.strictObject({
  /** `partial` where a table lacks entries that exist: then "not found" is a question and no answer. */
  coverage: z.partialRecord(z.enum(TABLE_NAMES), z.enum(['complete', 'partial'])).default({}),
})

export interface LoadRegistryOptions {
  /** What stands in the tables as their source. @default the path of each file */
  source?: string
}

/**
 * Reads the tables of a folder (docs/formats.md). A file that is not there is a missing table, not an empty one.
 * @throws InputError for a folder that is not there or holds none of the tables, and for the first cell that cannot be read
 */
export function loadRegistry(folder: string, options: LoadRegistryOptions = {}): Registry {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new InputError('no such folder of registry tables', { file: folder })
  const coverage = readCoverage(folder)
  const registry: Partial<Record<TableName, RegistryTable<TableName>>> = {}
  for (const name of TABLE_NAMES) {
    const path = join(folder, `${name}.csv`)
    if (!existsSync(path)) continue
    const table = parseTable(name, decodeTable(readFileSync(path), path), { source: path, complete: coverage[name] !== 'partial' })
    registry[name] = options.source === undefined ? table : { ...table, source: options.source }
  }
  if (Object.keys(registry).length === 0) {
    const found = readdirSync(folder).slice(0, 5).join(', ')
    throw new InputError(`expected ${TABLE_NAMES.map((name) => `${name}.csv`).join(', ')}, found ${found || 'nothing'}`, { file: folder })
  }
  return registry as Registry
}

function readCoverage(folder: string): Partial<Record<TableName, 'complete' | 'partial'>> {
  const path = join(folder, 'registry.yaml')
  if (!existsSync(path)) return {}
  return checkYaml(parseYamlFile(path, readFileSync(path, 'utf8')), settings).coverage
}

/**
 * The bytes of a CSV as text: UTF-8, else GB 18030, as spreadsheets of Chinese offices save it.
 * @throws InputError where it is neither
 */
export function decodeTable(bytes: Uint8Array, file: string): string {
  for (const charset of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  throw new InputError('expected text in UTF-8 or GB 18030', { file })
}

/** The tables that come with the project: what a public source makes certain, and nothing that an office must bring itself. */
export function loadShippedRegistry(): Registry {
  const folder = fileURLToPath(new URL('rules/registry/shipped/', projectRoot))
  if (!existsSync(folder) || !TABLE_NAMES.some((name) => existsSync(join(folder, `${name}.csv`)))) return {}
  return loadRegistry(folder, { source: 'shipped' })
}
