import type { Extraction } from '../../domain/index.ts'
import type { Platform } from '../platforms/schema.ts'
import { decodePage } from './charset.ts'
import { parsePage } from './document.ts'
import { PageReader } from './page-reader.ts'

export interface PageInput {
  /** As it came, in any charset. */
  body: Uint8Array
  /** Lower-case names; only `content-type` is looked at. */
  headers?: Readonly<Record<string, string>>
  /** After redirects; relative addresses are resolved against it. */
  url: string
  platform?: Platform
  /** Status of the answer, where it is known. */
  status?: number
}

/**
 * Reads one page: what kind it is and why, and the goods on it, each field with its confidence and the source that it came from.
 * Pure and synchronous; no script of the page is run; it never throws because of what a page holds.
 */
export function extractPage(input: PageInput): Extraction {
  const { platform, url } = input
  const { text } = decodePage(input.body, input.headers?.['content-type'], platform?.charset)
  return new PageReader(parsePage(text, url), platform, input.status).read()
}
