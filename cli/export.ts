import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { rename } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { Argument, Option, type Command } from 'commander'
import { UnavailableError } from '../domain/index.ts'
import { command, type CommonOptions } from './command.ts'
import { openSystemWithData } from './compose.ts'
import { EXPORTS, EXPORT_KINDS, type ExportKind } from './export-kinds.ts'
import { text } from './language.ts'
import { note } from './streams.ts'

interface ExportOptions extends CommonOptions {
  format: 'jsonl' | 'csv' | 'xlsx'
  out?: string
}

export default function exportCommand(): Command {
  return command('export', '导出商品、线索、案件线索、决定或统计', 'write out listings, findings, cases, decisions or statistics')
    .addArgument(new Argument('<KIND>', text('导出内容', 'what to write')).choices(EXPORT_KINDS))
    .addOption(new Option('--format <FORMAT>', text('格式', 'format')).choices(['jsonl', 'csv', 'xlsx']).default('jsonl'))
    .option('--out <FILE>', text('输出文件；不写则为标准输出', 'a file; without it standard output'))
    .action(async (kind: ExportKind, options: ExportOptions) => {
      const system = await openSystemWithData(options)
      try {
        const rows = await write(kind, options, EXPORTS[kind].rows(system.store))
        note(text(`已导出 ${rows} 行`, `${rows} rows written`))
      } finally {
        await system.close()
      }
    })
}

async function write(kind: ExportKind, options: ExportOptions, rows: AsyncIterable<Record<string, unknown>>): Promise<number> {
  if (options.out === undefined) return writeTo(process.stdout, kind, options.format, rows)
  // The file appears when it is whole.
  const part = `${options.out}.part`
  const stream = createWriteStream(part)
  const failed = once(stream, 'error').then(([error]) => {
    throw new UnavailableError(`${options.out} cannot be written: ${(error as NodeJS.ErrnoException).code}`)
  })
  const written = await Promise.race([
    failed,
    (async () => {
      const count = await writeTo(stream, kind, options.format, rows)
      stream.end()
      await once(stream, 'close')
      return count
    })(),
  ])
  failed.catch(() => undefined)
  await rename(part, options.out)
  return written
}

async function writeTo(
  stream: Writable,
  kind: ExportKind,
  format: ExportOptions['format'],
  rows: AsyncIterable<Record<string, unknown>>,
): Promise<number> {
  let count = 0
  const send = async (chunk: string | Uint8Array): Promise<void> => {
    if (!stream.write(chunk)) await once(stream, 'drain')
  }
  if (format === 'jsonl') {
    for await (const row of rows) {
      count++
      await send(`${JSON.stringify(row)}\n`)
    }
    return count
  }
  const { columns } = EXPORTS[kind]
  if (format === 'csv') {
    // Excel takes a file for UTF-8 only when it begins with a byte order mark.
    await send(`\uFEFF${columns.map((column) => csvCell(column.heading)).join(',')}\r\n`)
    for await (const row of rows) {
      count++
      await send(`${columns.map((column) => csvCell(column.value(row))).join(',')}\r\n`)
    }
    return count
  }
  const { default: excel } = await import('exceljs')
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  const sheet = workbook.addWorksheet(EXPORTS[kind].title, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map((column) => ({ header: column.heading, width: column.width ?? 16 }))
  for await (const row of rows) {
    count++
    sheet.addRow(columns.map((column) => column.value(row) ?? '')).commit()
  }
  await workbook.commit()
  return count
}

/** RFC 4180; a cell that a spreadsheet would take for a formula is kept as text. */
function csvCell(value: string | number | undefined): string {
  let cell = String(value ?? '')
  if (typeof value === 'string' && /^[=+\-@\t\r]/.test(cell)) cell = `'${cell}`
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
