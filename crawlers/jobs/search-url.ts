import iconv from 'iconv-lite'
import type { Platform } from '../platforms/schema.ts'

/** Percent-encodes a query as the platform's form would. */
export function encodeQuery(text: string, encoding: 'utf-8' | 'gbk'): string {
  if (encoding === 'utf-8') return encodeURIComponent(text)
  let encoded = ''
  for (const octet of iconv.encode(text, 'gb18030')) {
    const character = String.fromCharCode(octet)
    encoded += /[A-Za-z0-9\-._~]/.test(character) ? character : `%${octet.toString(16).padStart(2, '0').toUpperCase()}`
  }
  return encoded
}

/**
 * Address of one result page.
 * @param page 1-based, counted in result pages; the platform's own counting is in its file
 * @returns undefined where the platform has no search address, or has no further page by its address
 */
export function searchUrl({ search }: Platform, text: string, page: number): string | undefined {
  if (search.url === undefined || (page > 1 && !search.url.includes('{page}'))) return undefined
  const number = search.firstPage + (page - 1) * search.pageStep
  return search.url.replaceAll('{query}', encodeQuery(text, search.encoding)).replaceAll('{page}', String(number))
}

/** Whether pages of that host belong to the platform: those that its file names, or, where it names none, those it was found on. */
export function isOwnHost(platform: Platform, url: string, foundOn: string): boolean {
  const { host, hostname } = new URL(url)
  if (host === new URL(foundOn).host) return true
  return platform.hosts.some((name) => (name.startsWith('*.') ? hostname.endsWith(name.slice(1)) : name === host || name === hostname))
}
