import { readFile } from 'node:fs/promises'
import { Argument, type Command } from 'commander'
import { InputError, systemClock, TABLE_NAMES, toInstant, type TableName } from '../domain/index.ts'
import { decodeTable, parseTable } from '../rules/registry/index.ts'
import { readListing } from '../crawlers/intake/listing-line.ts'
import { assessorFor, registryInUse } from './assessor.ts'
import { command, type CommonOptions } from './command.ts'
import { openSystem } from './compose.ts'
import { importListings } from './import-listings.ts'
import { text } from './language.ts'
import { note, print, printJson, readLines } from './streams.ts'

const KINDS = [...TABLE_NAMES, 'listings'] as const

interface ImportOptions extends CommonOptions {
  partial?: boolean
}

export default function importCommand(): Command {
  return command(
    'import',
    '导入名录表（CSV）或商品（JSON Lines，导入后即评估）',
    'bring in a registry table (CSV) or listings (JSON Lines, assessed at once)',
  )
    .addArgument(new Argument('<KIND>', text('名录表名，或 listings', 'a registry table, or listings')).choices(KINDS))
    .argument('<FILE>', text('文件', 'the file'))
    .option('--partial', text('此表不完整：表中没有的不等于不存在', 'the table is not the complete register: what it lacks may exist'))
    .action(async (kind: (typeof KINDS)[number], file: string, options: ImportOptions) => {
      if (kind === 'listings') await listings(file, options)
      else await table(kind, file, options)
    })
}

async function table(name: TableName, file: string, options: ImportOptions): Promise<void> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`cannot be read: ${error.code ?? error.message}`, { file })
  })
  const parsed = parseTable(name, decodeTable(bytes, file), { source: file, complete: options.partial !== true })
  const system = await openSystem(options)
  try {
    await system.store.putTable(parsed)
    await system.store.audit({
      key: `import/${name}/${parsed.asOf}/${toInstant(systemClock.now())}`,
      at: toInstant(systemClock.now()),
      actor: 'zhixun import',
      action: 'registry.imported',
      subject: name,
      details: { rows: parsed.rows.length, asOf: parsed.asOf, complete: parsed.complete },
    })
  } finally {
    await system.close()
  }
  const result = { table: name, rows: parsed.rows.length, asOf: parsed.asOf, complete: parsed.complete }
  if (options.json) await printJson(result)
  else await print(text(`已导入 ${name}：${result.rows} 行，数据日期 ${result.asOf}`, `${name}: ${result.rows} rows as of ${result.asOf}`))
}

async function listings(file: string, options: ImportOptions): Promise<void> {
  const system = await openSystem(options)
  try {
    const assessor = assessorFor(await registryInUse({ store: system.store }))
    const result = await importListings({ store: system.store, assessor, clock: systemClock }, lines(file))
    if (options.json) await printJson(result)
    else
      await print(
        text(
          `已导入 ${result.listings} 件商品，线索 ${result.findings} 条，无法读取 ${result.errors} 行`,
          `${result.listings} listings, ${result.findings} findings, ${result.errors} lines unreadable`,
        ),
      )
    if (result.errors > 0) process.exitCode = 2
  } finally {
    await system.close()
  }
}

async function* lines(file: string) {
  for await (const { number, text: line } of readLines(file)) {
    if (line.trim() === '') continue
    const read = readListing(line)
    if ('error' in read) note(`${file}:${number}: ${read.error.message}`)
    yield read
  }
}
