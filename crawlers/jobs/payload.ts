import type { ListingKey } from '../../domain/index.ts'
import type { NewJob } from '../../queue/port.ts'
import { sha256Hex } from '../../store/hash.ts'

/** What a `query` job carries: one result page of one question. */
export interface QueryPayload {
  url: string
  /** Empty for a list that leads through the whole catalogue. */
  text: string
  /** Why it is asked. */
  reason: string
  /** 1-based, counted in result pages. */
  page: number
  /** Of the items on the page before, to notice a platform that repeats its last page for ever. */
  itemsBefore?: string
}

/** What a `page` job carries. */
export interface PagePayload {
  url: string
  /** The question whose answer led here. */
  query?: string
  /** A listing of an earlier sweep that no result page showed this time. */
  revisit?: ListingKey
}

/** What a `listing` job carries: the version of the listing that is to be assessed. */
export interface ListingPayload {
  listingKey: ListingKey
  contentHash: string
  /** Where it was read. */
  pageKey: string
  /** The question whose answer led to it. */
  query?: string
}

const TRACKING = /^(?:utm_\w+|spm|scm|gclid|fbclid)$/i

/** An address as it is asked for: without fragment and without parameters that only follow visitors around. */
export function canonicalUrl(address: string, base?: string): string | undefined {
  if (!URL.canParse(address, base)) return undefined
  const url = new URL(address, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  url.hash = ''
  const names = [...url.searchParams.keys()].filter((name) => TRACKING.test(name))
  for (const name of names) url.searchParams.delete(name)
  return url.href
}

const shortHash = (...parts: string[]): string => sha256Hex(parts.join('\n')).slice(0, 24)

interface JobFrame {
  sweep: string
  platform: string
  priority?: number
}

/** Keys are made of what is asked, so that a crash between two writes never makes a second job of the same thing. */
export function queryJob({ sweep, platform, priority }: JobFrame, payload: QueryPayload): NewJob {
  const key = `q-${shortHash(platform, payload.url)}`
  return { kind: 'query', key, sweep, platform, host: new URL(payload.url).host, priority, payload: { ...payload } }
}

export function pageJob({ sweep, platform, priority }: JobFrame, payload: PagePayload): NewJob {
  const key = `p-${shortHash(platform, payload.url)}`
  return { kind: 'page', key, sweep, platform, host: new URL(payload.url).host, priority, payload: { ...payload } }
}

export function listingJob({ sweep, platform, priority }: JobFrame, payload: ListingPayload): NewJob {
  const key = `l-${shortHash(payload.listingKey, payload.contentHash)}`
  return { kind: 'listing', key, sweep, platform, priority, payload: { ...payload } }
}

/** The question that a job is part of, if any. */
export function queryOf(job: NewJob): string | undefined {
  const { text, query } = job.payload
  return (typeof text === 'string' && text) || (typeof query === 'string' && query) || undefined
}

/** The address that a `query` or `page` job asks. */
export function urlOf(job: NewJob): string {
  const { url } = job.payload
  if (typeof url !== 'string') throw new Error(`job ${job.key}: no address in its payload`)
  return url
}

/** Key of the stored page of a job. */
export const pageKey = (sweep: string, jobKey: string): string => `${sweep}/${jobKey}`
