import type { Extraction, FetchedPage, Listing, ListingKey, PageKind, StoredPage } from '../../domain/index.ts'
import { isWall, listingKey } from '../../domain/index.ts'
import type { Job, JobOutcome, NewJob } from '../../queue/port.ts'
import { contentHashOf, sha256Hex } from '../../store/hash.ts'
import type { ListingWrite, WriteBatch } from '../../store/port.ts'
import type { Platform } from '../platforms/schema.ts'
import type { PagePayload, QueryPayload } from './payload.ts'
import { canonicalUrl, listingJob, pageJob, pageKey, queryJob, queryOf, urlOf } from './payload.ts'
import { isOwnHost, searchUrl } from './search-url.ts'

type PageState = Pick<StoredPage, 'kind' | 'why'>

/** The record of an address that was asked for, or refused, without an answer that could be read. */
export function pageWithout(job: Job, state: PageState, at: string, status = 0): WriteBatch {
  const url = urlOf(job)
  const page: StoredPage = {
    key: pageKey(job.sweep, job.key),
    sweep: job.sweep,
    platform: job.platform,
    url,
    finalUrl: url,
    status,
    headers: {},
    ...state,
    listings: 0,
    attempts: job.attempt,
    fetchedAt: at,
  }
  return { pages: [page] }
}

/** Page and body as they are kept. */
export function pageWith(job: Job, page: FetchedPage, state: PageState, listings: number): WriteBatch {
  const sha256 = sha256Hex(page.body)
  const mediaType = page.headers['content-type'] ?? 'application/octet-stream'
  return {
    pages: [
      {
        key: pageKey(job.sweep, job.key),
        sweep: job.sweep,
        platform: job.platform,
        url: page.url,
        finalUrl: page.finalUrl,
        status: page.status,
        headers: page.headers,
        sha256,
        ...state,
        listings,
        attempts: job.attempt,
        fetchedAt: page.fetchedAt,
      },
    ],
    bodies: [{ sha256, bytes: page.body, mediaType }],
  }
}

/** The listing as the sweep saw it, with what names it. Rows of a list that carry neither id nor address go by title and seller. */
function seenListing(found: Listing, job: Job, page: FetchedPage, alone: boolean): Listing {
  const url = found.url ? (canonicalUrl(found.url, page.finalUrl) ?? found.url) : alone ? page.finalUrl : undefined
  const listing: Listing = { ...found, url, platform: job.platform, seenAt: page.fetchedAt }
  if (listing.id === undefined && url === undefined) listing.id = `row-${sha256Hex(`${found.title}\n${found.seller?.name}`).slice(0, 16)}`
  return listing
}

function listingWrites(listings: readonly Listing[], job: Job, page: FetchedPage, pageSha256: string | undefined): ListingWrite[] {
  const writes = new Map<ListingKey, ListingWrite>()
  for (const found of listings) {
    const listing = seenListing(found, job, page, listings.length === 1)
    const key = listingKey(listing)
    if (key === undefined) continue
    writes.set(key, { key, listing, contentHash: contentHashOf(listing), pageSha256, sweep: job.sweep, at: page.fetchedAt })
  }
  return [...writes.values()]
}

/** Items of a result page, and the page after it where the budget of the query allows one. */
function listFollowUps(job: Job, platform: Platform, page: FetchedPage, extraction: Extraction): NewJob[] {
  const payload = job.payload as unknown as QueryPayload
  // Items and the next list come before other queries: the best query is asked to its end first.
  const frame = { sweep: job.sweep, platform: job.platform, priority: (job.priority ?? 100) - (payload.page === 1 ? 1 : 0) }
  const items = new Set<string>()
  for (const address of extraction.itemUrls ?? []) {
    const url = canonicalUrl(address, page.finalUrl)
    if (url && isOwnHost(platform, url, page.finalUrl)) items.add(url)
  }
  const jobs = [...items].map((url) => pageJob(frame, { url, query: payload.text || undefined }))
  const shown = [...items, ...extraction.listings.map((listing) => listing.id ?? listing.title)]
  const itemsHash = sha256Hex(shown.join('\n')).slice(0, 16)
  if (shown.length === 0 || itemsHash === payload.itemsBefore || payload.page >= platform.search.maxPages) return jobs
  const given = extraction.nextUrl ? canonicalUrl(extraction.nextUrl, page.finalUrl) : undefined
  const byAddress =
    platform.result.next === undefined && payload.text !== '' ? searchUrl(platform, payload.text, payload.page + 1) : undefined
  const next = given && isOwnHost(platform, given, page.finalUrl) ? given : byAddress
  if (next === undefined || next === payload.url) return jobs
  // Before the items, as it leads to more of them.
  return [
    queryJob(frame, { url: next, text: payload.text, reason: payload.reason, page: payload.page + 1, itemsBefore: itemsHash }),
    ...jobs,
  ]
}

/**
 * What a page that was read means: page and body, its listings, one `listing` job for each, and the pages that it leads to.
 * A wall is stored as what it is and yields no listing, whatever was read on it.
 */
export function pageOutcome(job: Job, platform: Platform, page: FetchedPage, extraction: Extraction): JobOutcome {
  const { kind, why } = extraction
  const isList = job.kind === 'query' && kind !== 'product' && !isWall(kind)
  const followUps = isList ? listFollowUps(job, platform, page, extraction) : []
  // Items that have a page of their own are taken from there: a row shows less than the page, and would undo it at every visit.
  const hasItemPages = followUps.some((next) => next.kind === 'page')
  const found = kind === 'product' || (isList && !hasItemPages) ? extraction.listings : []
  const writes = pageWith(job, page, { kind, why }, found.length)
  writes.listings = listingWrites(found, job, page, writes.pages?.[0]?.sha256)
  const { revisit } = job.payload as Partial<PagePayload>
  if (kind === 'not-found' && revisit !== undefined) writes.gone = [{ listingKey: revisit, sweep: job.sweep, at: page.fetchedAt }]
  const frame = { sweep: job.sweep, platform: job.platform, priority: job.priority }
  const origin = { pageKey: pageKey(job.sweep, job.key), query: queryOf(job) }
  for (const { key, contentHash } of writes.listings) followUps.push(listingJob(frame, { listingKey: key, contentHash, ...origin }))
  return { job, writes, followUps }
}

/** What an answer's status alone says, before the page is read. */
export function kindOfStatus(status: number): { kind: PageKind | 'failed'; retry: boolean } | undefined {
  if (status >= 200 && status < 300) return undefined
  if (status === 404 || status === 410) return { kind: 'not-found', retry: false }
  if (status === 401 || status === 407) return { kind: 'login', retry: false }
  if (status === 429) return { kind: 'blocked', retry: true }
  if (status === 403 || status === 451) return { kind: 'blocked', retry: false }
  if (status === 408 || status === 425 || status >= 500) return { kind: 'failed', retry: true }
  return { kind: 'failed', retry: false }
}
