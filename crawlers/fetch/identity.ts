import { readFileSync } from 'node:fs'
import { projectRoot, RefusedError } from '../../domain/index.ts'
import { isLoopbackHost } from './guard.ts'

/** The name that robots.txt files know us by. */
export const PRODUCT_TOKEN = 'zhixun'

let version: string | undefined

function ownVersion(): string {
  version ??= (JSON.parse(readFileSync(new URL('package.json', projectRoot), 'utf8')) as { version: string }).version
  return version
}

/** Who asks, in every request: `zhixun/0.1.0 (+contact)`. One identity for all pages, browser included. */
export function userAgent(contact: string | undefined): string {
  return `${PRODUCT_TOKEN}/${ownVersion()}${contact ? ` (+${contact.replace(/[^\u0020-\u007e]|[()]/g, '')})` : ''}`
}

/**
 * Nobody is asked without being told whom to write to; this machine excepted.
 * @throws RefusedError
 */
export function checkContact(url: URL, contact: string | undefined): void {
  if (contact || isLoopbackHost(url.hostname)) return
  throw new RefusedError(`${url.host}: not asked without a contact for its operator; set ZHIXUN_CONTACT or contact in the platform file`)
}
