import type { Extraction } from '../../domain/index.ts'
import type { Platform } from '../platforms/schema.ts'
import { decodePage } from './charset.ts'
import { parsePage } from './document.ts'
import { PageReader } from './page-reader.ts'
import type { Field } from './reading.ts'

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

/** Which fields the selectors of a platform file give, apart from every other source. */
export interface SelectorFindings {
  /** As a product page. */
  product: ReadonlySet<Field>
  /** As a result list, item by item. */
  items: ReadonlySet<Field>[]
}

/** Runs the selectors of a platform file alone, for those who write one. */
export function trySelectors(input: PageInput & { platform: Platform }): SelectorFindings {
  const { text } = decodePage(input.body, input.headers?.['content-type'], input.platform.charset)
  return new PageReader(parsePage(text, input.url), input.platform, input.status).trySelectors(input.platform)
}
