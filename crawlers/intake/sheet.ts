import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { InputError } from '../../domain/index.ts'
import type { Cell } from './cell-values.ts'

export interface SheetRow {
  /** 1-based line of the file, or row of the sheet. */
  line: number
  cells: Cell[]
}

/** A table as it stands in the file, titles and headings among its rows. */
export interface Sheet {
  /** Of a workbook. */
  name?: string
  rows: SheetRow[]
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0]
const ZIP = [0x50, 0x4b]
const begins = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte)

/**
 * Reads csv or xlsx, told apart by their bytes.
 * @throws InputError where the file is neither
 */
export async function readSheets(bytes: Uint8Array, file: string): Promise<Sheet[]> {
  if (begins(bytes, OLE)) throw new InputError('old .xls or protected workbook; expected .xlsx or .csv (另存为 xlsx，去掉密码)', { file })
  if (begins(bytes, ZIP)) return readWorkbook(bytes, file)
  return [{ rows: readCsv(decodeText(bytes, file), file) }]
}

/**
 * Text in UTF-8, UTF-16 with its mark, or GB 18030, as spreadsheets of Chinese offices save it.
 * @throws InputError where it is none of them
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const wide = begins(bytes, [0xff, 0xfe]) ? 'utf-16le' : begins(bytes, [0xfe, 0xff]) ? 'utf-16be' : undefined
  for (const charset of wide === undefined ? ['utf-8', 'gb18030'] : [wide]) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  throw new InputError('expected text in UTF-8, UTF-16 or GB 18030', { file })
}

const DELIMITERS = [',', '\t', ';', '|', '，'] as const
/** Lines by which the delimiter is told. */
const HEAD = 30

/** The sign by which most lines fall into the same number of cells, more cells first. */
export function sniffDelimiter(text: string): string {
  const head = text.split(/\r?\n/, HEAD).join('\n')
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const widths = records(head, delimiter).map(({ cells }) => cells.length)
    const counts = new Map<number, number>()
    for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1)
    for (const [width, count] of counts) {
      const score = (count / widths.length) * Math.log2(1 + width)
      if (score > best.score) best = { delimiter, score }
    }
  }
  return best.delimiter
}

function readCsv(text: string, file: string): SheetRow[] {
  try {
    return records(text, sniffDelimiter(text))
  } catch (error) {
    throw new InputError(`expected csv: ${(error as Error).message}`, { file }, { cause: error })
  }
}

function records(text: string, delimiter: string): SheetRow[] {
  const found = parse(text, {
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
  }) as unknown as { record: string[]; info: { lines: number } }[]
  let end = 0
  return found.map(({ record, info }) => {
    // A record with line breaks in its cells is known by its first line.
    const line = end + 1
    end = info.lines
    return { line, cells: record }
  })
}

async function readWorkbook(bytes: Uint8Array, file: string): Promise<Sheet[]> {
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.load(bytes.slice().buffer)
  } catch (error) {
    throw new InputError(`expected an xlsx workbook: ${(error as Error).message}`, { file }, { cause: error })
  }
  return workbook.worksheets
    .filter(({ state }) => state === 'visible')
    .map((sheet) => {
      const rows: SheetRow[] = []
      sheet.eachRow((row, line) => {
        const cells: Cell[] = []
        // A merged cell says the same in each of its places.
        for (let column = 1; column <= sheet.columnCount; column++) cells.push(plainValue(row.getCell(column).value))
        rows.push({ line, cells })
      })
      return { name: sheet.name, rows }
    })
}

/** What a cell shows: the result of a formula, the words of rich text and of a link. */
function plainValue(value: ExcelJS.CellValue | undefined): Cell {
  if (value === null || value === undefined) return undefined
  if (typeof value !== 'object' || value instanceof Date) return value
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('result' in value || 'formula' in value || 'sharedFormula' in value) return plainValue(value.result)
  if ('text' in value) return plainValue(value.text)
  if ('error' in value) return value.error
  return undefined
}
