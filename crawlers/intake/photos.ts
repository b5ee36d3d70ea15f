import { readFile } from 'node:fs/promises'
import { basename, dirname, relative, sep } from 'node:path'
import exifr from 'exifr'
import { InputError, type Label, type LabelPlace, type Listing } from '../../domain/index.ts'
import { sha256Hex } from '../../store/hash.ts'
import { ORIGIN, type IntakeItem } from './item.ts'
import { toListing } from './listing-line.ts'
import type { Ocr, OcrLine } from './ocr.ts'
import { decodeText } from './sheet.ts'

export const PHOTO_FILE = /\.(?:jpe?g|png|webp|tiff?|heic|heif|avif|gif)$/i

export interface PhotoOptions {
  /** The folder that is taken in: folders below it tell what their photos show. */
  root: string
  ocr?: Ocr
}

/**
 * One photo as a listing: what is written on the goods or the sign as labels, time and place of the camera, SHA-256 of the file.
 * A file beside it with the same name (`.txt`, `.json`) says what OCR cannot. What goes wrong is told, and the photo is kept.
 */
export async function* readPhoto(file: string, { root, ocr }: PhotoOptions): AsyncGenerator<IntakeItem> {
  const bytes = await readFile(file)
  const inside = relative(root, file)
  const where = placeOf(inside)
  const labels: Label[] = []
  const faults: InputError[] = []
  const beside = await sidecar(file, where)
  if (beside.error) faults.push(beside.error)
  if (beside.label) labels.push(beside.label)
  if (ocr) {
    try {
      const read = labelOf(await ocr.read(bytes), where)
      if (read) labels.push(read)
    } catch (error) {
      faults.push(new InputError(`expected a picture: ${(error as Error).message}`, { file }, { cause: error }))
    }
  }
  const camera = await cameraOf(bytes)
  const given = beside.listing ?? {}
  for (const error of faults) yield { error }
  const sha256 = sha256Hex(bytes)
  const listing: Listing = {
    platform: 'photos',
    id: sha256.slice(0, 16),
    channel: where === 'shop-sign' || STALL.test(inside) ? 'stall' : 'photo',
    ...(camera.takenAt === undefined ? {} : { seenAt: camera.takenAt }),
    ...given,
    images: [{ role: where, sha256 }],
    attributes: {
      ...given.attributes,
      ...camera.attributes,
      ...(dirname(inside) === '.' ? {} : { 文件夹: dirname(inside).split(sep).join('/') }),
      [ORIGIN.file]: basename(file),
    },
  }
  const all = [...(given.labels ?? []), ...labels]
  if (all.length > 0) listing.labels = all
  // The name of the file is the officer's word and not the seller's: it is never taken for a title.
  else listing.title ??= '未识别文字的照片'
  yield { listing, original: { sha256, bytes, mediaType: mediaTypeOf(file) } }
}

function mediaTypeOf(file: string): string {
  const extension = (/\.(\w+)$/.exec(file)?.[1] ?? '').toLowerCase()
  return `image/${extension === 'jpg' ? 'jpeg' : extension === 'tif' ? 'tiff' : extension}`
}

const STALL = /摊|市场|现场|门店|巡查|检查|stall|market/i
const PLACES: readonly [RegExp, LabelPlace][] = [
  [/铭牌|标牌|(?<![a-z])(?:name-?_?)?plate(?![a-z])/i, 'nameplate'],
  [/门头|招牌|店招|店面|门脸|(?<![a-z])(?:shop-?_?)?sign(?:board)?(?![a-z])|storefront/i, 'shop-sign'],
  [/说明书|manual/i, 'manual'],
  [/详情|detail/i, 'detail-page'],
  [/主图|main-?_?image/i, 'main-image'],
]

/** What a photo shows, by the name of its file, else of its nearest folder that says it; a package where nothing does. */
export function placeOf(path: string): LabelPlace {
  for (const part of path.split(/[/\\]/).toReversed()) for (const [words, place] of PLACES) if (words.test(part)) return place
  return 'package'
}

/** Lines of OCR as one label; each line keeps its box and its confidence. */
export function labelOf(lines: readonly OcrLine[], where: LabelPlace): Label | undefined {
  let text = ''
  const kept: NonNullable<Label['lines']> = []
  for (const { text: line, confidence, box } of lines) {
    if (line.trim() === '') continue
    if (text !== '') text += '\n'
    kept.push({ start: text.length, end: text.length + line.length, confidence, box })
    text += line
  }
  return text === '' ? undefined : { where, text, lines: kept }
}

interface Sidecar {
  label?: Label
  listing?: Listing
  error?: InputError
}

/** `IMG.txt` or `IMG.jpg.txt` is what is written there; `IMG.json` has fields of a listing, or `text` and `where`. */
async function sidecar(file: string, where: LabelPlace): Promise<Sidecar> {
  const stem = file.replace(/\.\w+$/, '')
  const found: Sidecar = {}
  for (const beside of [`${stem}.txt`, `${file}.txt`]) {
    const text = await textOf(beside)
    if (text !== undefined && text.trim() !== '') found.label = { where, text: text.trim() }
  }
  for (const beside of [`${stem}.json`, `${file}.json`]) {
    const text = await textOf(beside)
    if (text === undefined) continue
    const read = fieldsIn(text, where)
    if ('error' in read) found.error = new InputError(read.error, { file: beside })
    else found.listing = read.listing
  }
  return found
}

function fieldsIn(text: string, where: LabelPlace): { listing: Listing } | { error: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { error: `expected JSON: ${(error as Error).message}` }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { error: 'expected a JSON object' }
  const { text: written, where: shown, labels, ...fields } = value as Record<string, unknown>
  const own = typeof written === 'string' ? [{ where: shown ?? where, text: written }] : []
  const all = [...(Array.isArray(labels) ? (labels as unknown[]) : []), ...own]
  // Fields without any text are fine here, as the picture may have some.
  const read = toListing({ title: '-', ...fields, ...(all.length > 0 ? { labels: all } : {}) })
  if ('error' in read) return { error: read.error.message }
  if (fields['title'] === undefined) delete read.listing.title
  return read
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return decodeText(await readFile(file), file).replace(/^\uFEFF/, '')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Time and place that the camera wrote (Exif 2.3: local time, its offset where the camera knows it, WGS-84). */
async function cameraOf(bytes: Uint8Array): Promise<{ takenAt?: string; attributes: Record<string, string> }> {
  let exif: Record<string, unknown>
  try {
    exif = ((await exifr.parse(bytes, { reviveValues: false, gps: true })) ?? {}) as Record<string, unknown>
  } catch {
    // A picture without readable Exif, as from a screen or a messenger.
    return { attributes: {} }
  }
  const attributes: Record<string, string> = {}
  const word = (tag: string): string => (typeof exif[tag] === 'string' ? exif[tag].replaceAll('\0', '').trim() : '')
  const device = [word('Make'), word('Model')].filter(Boolean).join(' ')
  if (device !== '') attributes['拍摄设备'] = device
  const { latitude, longitude } = exif
  if (typeof latitude === 'number' && typeof longitude === 'number' && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)
    attributes['拍摄地点'] = `${latitude.toFixed(6)},${longitude.toFixed(6)}（WGS-84）`
  const taken = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(word('DateTimeOriginal') || word('CreateDate'))
  if (!taken) return { attributes }
  const offset = /^[+-]\d{2}:\d{2}$/.exec(word('OffsetTimeOriginal'))?.[0] ?? '+08:00'
  const takenAt = `${taken[1]}-${taken[2]}-${taken[3]}T${taken[4]}${offset}`
  // A camera whose clock was never set writes zeros.
  if (Number.isNaN(Date.parse(takenAt)) || Number(taken[1]) < 1990) return { attributes }
  attributes['拍摄时间'] = takenAt
  return { takenAt, attributes }
}
