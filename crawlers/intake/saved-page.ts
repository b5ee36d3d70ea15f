import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { InputError, isWall, toInstant, type Listing, type PageKind } from '../../domain/index.ts'
import { sha256Hex } from '../../store/hash.ts'
import { extractPage } from '../extract/index.ts'
import { platformFor } from '../platforms/load.ts'
import type { Platform } from '../platforms/schema.ts'
import { ORIGIN, type IntakeItem } from './item.ts'
import { readMhtml } from './mhtml.ts'
import { readWarc } from './warc.ts'

/** One page as somebody saved it. */
export interface SavedPage {
  /** Where it came from, as far as the file says. */
  url?: string
  body: Uint8Array
  /** Lower-case names. */
  headers: Record<string, string>
  status?: number
  savedAt?: Date
}

/** What a page was; walls are told and never are listings. */
export interface PageReport {
  page: PageKind
  why: string
  /** File, and the address where it is known. */
  place: string
}

export const PAGE_FILE = /\.(?:html?|xhtml|mht|mhtml|warc|warc\.gz)$/i

/**
 * The pages of a file: HTML, MHTML or WARC, told apart by their bytes.
 * @throws InputError where the file cannot be read or holds no page
 */
export async function* readSavedPages(file: string): AsyncGenerator<SavedPage> {
  try {
    const head = await headOf(file)
    if (head.startsWith('WARC/') || head.startsWith('\u001F\u008B')) {
      yield* readWarc(createReadStream(file))
      return
    }
    const body = await readFile(file)
    if (
      /^(?:From|MIME-Version|Subject|Date|Snapshot-Content-Location|Content-Type|Message-ID|X-Snapshot\S*):/im.test(head) &&
      !head.trimStart().startsWith('<')
    ) {
      const page = await readMhtml(body)
      if (!page) throw new InputError('expected a text/html part', { file })
      yield page
      return
    }
    yield { body, headers: {}, ...savedFrom(body) }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`, { file }, { cause: error })
  }
}

async function headOf(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1024), 0, 1024, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** The address that a browser or an extension writes into a page that it saves, else the one that the page calls its own. */
function savedFrom(body: Uint8Array): { url?: string; savedAt?: Date } {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 65_536))
  const url =
    /<!--\s*saved from url=\(\d+\)\s*(https?:\/\/\S+?)\s*-->/i.exec(head)?.[1] ??
    /SingleFile[^>]{0,200}?\burl:\s*(https?:\/\/\S+)/i.exec(head)?.[1] ??
    /<link[^>]+rel=["']?canonical["']?[^>]*href=["']?(https?:\/\/[^"'\s>]+)/i.exec(head)?.[1] ??
    /<meta[^>]+property=["']?og:url["']?[^>]*content=["']?(https?:\/\/[^"'\s>]+)/i.exec(head)?.[1] ??
    /<base[^>]+href=["']?(https?:\/\/[^"'\s>]+)/i.exec(head)?.[1]
  const saved = Date.parse(/SingleFile[^>]{0,400}?saved date:\s*([^(\n]+)/i.exec(head)?.[1] ?? '')
  return {
    ...(url !== undefined && URL.canParse(url) ? { url: url.replaceAll('&amp;', '&') } : {}),
    ...(Number.isNaN(saved) ? {} : { savedAt: new Date(saved) }),
  }
}

/** Stands for an address that is not known; nothing of it reaches a listing (RFC 2606). */
const NOWHERE = 'https://saved.invalid/'

/** Reads the pages of a file with the platform file of their host: what each page was, then the goods on it. */
export async function* readPageFile(file: string, platforms: readonly Platform[]): AsyncGenerator<IntakeItem | PageReport> {
  let nth = 0
  try {
    for await (const page of readSavedPages(file)) {
      nth++
      yield* readPage(page, file, nth, platforms)
    }
  } catch (error) {
    // A broken file ends itself and none of the others.
    if (!(error instanceof InputError)) throw error
    yield { error }
    return
  }
  if (nth === 0) yield { error: new InputError('expected an HTML page in it', { file }) }
}

function* readPage(page: SavedPage, file: string, nth: number, platforms: readonly Platform[]): Generator<IntakeItem | PageReport> {
  const { body, headers, status } = page
  const url = page.url ?? `${NOWHERE}${encodeURIComponent(basename(file))}`
  const platform = platformFor(url, platforms)
  const { kind, why, listings } = extractPage({
    body,
    headers,
    url,
    ...(platform ? { platform } : {}),
    ...(status === undefined ? {} : { status }),
  })
  yield { page: kind, why, place: page.url === undefined ? file : `${file} ${page.url}` }
  if (isWall(kind)) return
  const original = { sha256: sha256Hex(body), bytes: body, mediaType: headers['content-type'] ?? 'text/html' }
  for (const listing of listings) yield { listing: withOrigin(listing, page, file, nth), original }
}

function withOrigin(listing: Listing, page: SavedPage, file: string, nth: number): Listing {
  const out: Listing = { ...listing, channel: 'online' }
  if (out.url?.startsWith(NOWHERE)) delete out.url
  if (page.savedAt) out.seenAt = toInstant(page.savedAt)
  out.attributes = {
    ...listing.attributes,
    [ORIGIN.file]: basename(file),
    // Counted among the pages of an archive.
    ...(/\.warc/i.test(file) ? { [ORIGIN.page]: String(nth) } : {}),
  }
  return out
}
