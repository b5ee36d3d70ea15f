import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readListing } from '../crawlers/intake/listing-line.ts'
import { parseGivenColumns } from '../crawlers/intake/columns.ts'
import type { IntakeItem } from '../crawlers/intake/item.ts'
import { PAGE_FILE, readPageFile, type PageReport } from '../crawlers/intake/saved-page.ts'
import { openOcr } from '../crawlers/intake/ocr.ts'
import { PHOTO_FILE, readPhoto } from '../crawlers/intake/photos.ts'
import { planSpreadsheet, readRows, type SheetPlan } from '../crawlers/intake/spreadsheet.ts'
import { readTranscript, TRANSCRIPT_FILE } from '../crawlers/intake/transcript.ts'
import { listPlatforms } from '../crawlers/platforms/load.ts'
import { InputError, UnavailableError } from '../domain/index.ts'
import { text } from './language.ts'
import { note, progressLine, readLines } from './streams.ts'

/** What is not on a web page, beside the registry tables. */
export const SOURCE_KINDS = ['listings', 'inspections', 'pages', 'transcripts', 'photos'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

export interface SourceOptions {
  columns?: string
}

/** The pieces of a file or folder, in its order. */
export async function* readSource(kind: SourceKind, file: string, options: SourceOptions): AsyncGenerator<IntakeItem | PageReport> {
  switch (kind) {
    case 'listings':
      yield* listingLines(file)
      return
    case 'inspections':
      yield* inspections(file, options)
      return
    case 'pages':
      yield* pages(await filesIn(file, PAGE_FILE))
      return
    case 'transcripts':
      yield* transcripts(await filesIn(file, TRANSCRIPT_FILE))
      return
    case 'photos':
      yield* photos(await filesIn(file, PHOTO_FILE), file)
      return
  }
}

const TABLE_FILE = /\.(?:csv|tsv|xlsx|xlsm)$/i

/** An inspection comes as a table, as photos, as saved pages, or as a folder of them all. A single file of another name is a table. */
async function* inspections(path: string, options: SourceOptions): AsyncGenerator<IntakeItem | PageReport> {
  const files = await filesIn(path, new RegExp([TABLE_FILE, PAGE_FILE, PHOTO_FILE].map(({ source }) => source).join('|'), 'i'))
  const isPage = (file: string): boolean => PAGE_FILE.test(file)
  const isPhoto = (file: string): boolean => PHOTO_FILE.test(file)
  for (const file of files.filter((one) => !isPage(one) && !isPhoto(one))) {
    try {
      yield* readRows(await planFile(file, options), file)
    } catch (error) {
      // The only file is the whole input; of several a wrong one is told and the others are read.
      if (!(error instanceof InputError) || files.length === 1) throw error
      yield { error }
    }
  }
  yield* pages(files.filter(isPage))
  yield* photos(files.filter(isPhoto), path)
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

/** A file as it is, or what lies in a folder and its folders and bears a fitting name, by name. */
async function filesIn(path: string, wanted: RegExp): Promise<string[]> {
  const entry = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`cannot be read: ${error.code ?? error.message}`, { file: path })
  })
  if (!entry.isDirectory()) return [path]
  const files: string[] = []
  const entries = await readdir(path, { withFileTypes: true })
  for (const one of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = one
    const inside = join(path, name)
    const isFolder = one.isDirectory()
    // What Excel leaves beside an open workbook.
    if (name.startsWith('~$')) continue
    // Browsers put the frames and pictures of a saved page into such a folder beside it.
    if (isFolder && !/(?:_files|\.files|^\.)/.test(name)) files.push(...(await filesIn(inside, wanted)))
    else if (!isFolder && wanted.test(name)) files.push(inside)
  }
  return files
}

async function* pages(files: readonly string[]): AsyncGenerator<IntakeItem | PageReport> {
  const platforms = files.length === 0 ? [] : listPlatforms()
  for (const file of files) yield* readPageFile(file, platforms)
}

async function* transcripts(files: readonly string[]): AsyncGenerator<IntakeItem> {
  for (const file of files) {
    try {
      yield* readTranscript(await bytesOf(file), file)
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      yield { error }
    }
  }
}

/** Photos are taken in without OCR too: hash, camera and what was typed in beside them are worth keeping. */
async function* photos(files: readonly string[], path: string): AsyncGenerator<IntakeItem> {
  if (files.length === 0) return
  const ocr = await openOcr().catch((error: unknown): undefined => {
    if (!(error instanceof UnavailableError)) throw error
    note(text(`照片中的文字未识别：${error.message}`, `photos are taken in without their text: ${error.message}`))
  })
  const root = files.length === 1 && files[0] === path ? dirname(path) : path
  const progress = progressLine()
  for (const [at, file] of files.entries()) {
    progress.show(text(`照片 ${at + 1}/${files.length}`, `photo ${at + 1}/${files.length}`))
    yield* readPhoto(file, { root, ...(ocr ? { ocr } : {}) })
  }
  progress.end()
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
