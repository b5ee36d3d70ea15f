import type { FetchedPage, Listing, Seller } from '../../domain/index.ts'
import { isWall } from '../../domain/index.ts'
import type { Job } from '../../queue/port.ts'
import type { WriteBatch } from '../../store/port.ts'
import type { Platform } from '../platforms/schema.ts'
import { mayVisit, withoutPage } from './bars.ts'
import { kindOfStatus, pageWith } from './outcome.ts'
import { canonicalUrl, pageJob, pageKey } from './payload.ts'
import { isOwnHost } from './search-url.ts'
import type { Ask, SellerAnswer, SellerSource, VisitContext } from './visit.ts'

const WAIT_MS = 1_000

/** The listing with what only the seller's own page says; what its own page says of the seller stands. */
export function withSeller(listing: Listing, seller: Seller | undefined): Listing {
  return seller ? { ...listing, seller: { ...seller, ...listing.seller } } : listing
}

export function joined(writes: WriteBatch | undefined, more: WriteBatch | undefined): WriteBatch {
  return {
    ...writes,
    pages: [...(writes?.pages ?? []), ...(more?.pages ?? [])],
    bodies: [...(writes?.bodies ?? []), ...(more?.bodies ?? [])],
  }
}

/**
 * Asks once a sweep for the page of each seller that products link to, and tells all of its products. The page is stored with the
 * first product that led to it, so that a run which is killed in between asks for it again with that product.
 */
export class SellerDesk implements SellerSource {
  readonly #known = new Map<string, Promise<SellerAnswer>>()
  readonly #context: () => VisitContext

  constructor(context: () => VisitContext) {
    this.#context = context
  }

  /** @param product the page that links to the seller's */
  async about(job: Job, platform: Platform, product: FetchedPage, address: string, ask: Ask): Promise<SellerAnswer> {
    const url = canonicalUrl(address, product.finalUrl)
    if (url === undefined || !isOwnHost(platform, url, product.finalUrl)) return {}
    const name = `${job.sweep}\n${url}`
    let asked = this.#known.get(name)
    if (asked) {
      const { seller, retry } = await asked
      return { seller, retry }
    }
    const { sweep, platform: id, attempt, lease } = job
    asked = this.#ask({ ...pageJob({ sweep, platform: id }, { url }), attempt, lease }, platform, ask)
    this.#known.set(name, asked)
    const answer = await asked
    if (answer.retry !== undefined) this.#known.delete(name)
    return answer
  }

  async #ask(job: Job, platform: Platform, ask: Ask): Promise<SellerAnswer> {
    const context = this.#context()
    const stored = await context.store.getPage(pageKey(job.sweep, job.key))
    const body = stored?.sha256 === undefined ? undefined : await context.store.getBody(stored.sha256)
    if (stored && body) return { seller: (await this.#read(job, platform, { ...stored, body: body.bytes, rendered: false })).seller }
    if (!context.spend()) return {}
    const url = new URL(String(job.payload['url']))
    const barred = await mayVisit(job, platform, url, context)
    let page: FetchedPage
    try {
      if (barred) return this.#settled(barred)
      await this.#turn(job.host ?? '')
      page = await ask(job)
    } catch (error) {
      return this.#settled(withoutPage(job, error, context))
    }
    const byStatus = kindOfStatus(page.status)
    if (byStatus?.retry) return { retry: `page of the seller: status ${page.status}` }
    return this.#read(job, platform, page)
  }

  /** A page that did not come: what is written of it, or that another try may help. */
  #settled(visit: Awaited<ReturnType<typeof mayVisit>>): SellerAnswer {
    if (visit?.does === 'retry') return { retry: `page of the seller: ${visit.reason}` }
    if (visit?.does === 'give-up') return { writes: visit.writes }
    return visit?.does === 'end' ? { writes: visit.outcome.writes } : {}
  }

  async #read(job: Job, platform: Platform, page: FetchedPage): Promise<SellerAnswer> {
    const { extract } = this.#context()
    try {
      const read = await extract({ body: page.body, headers: page.headers, url: page.finalUrl, platform, status: page.status })
      const kind = kindOfStatus(page.status)?.kind ?? read.kind
      const seller = kind !== 'failed' && isWall(kind) ? undefined : read.seller
      return { seller, writes: pageWith(job, page, { kind, why: read.why }, 0) }
    } catch (error) {
      const why = `cannot be read: ${error instanceof Error ? error.message : String(error)}`
      return { writes: pageWith(job, page, { kind: 'failed', why }, 0) }
    }
  }

  /** Waits until the host may be asked once more, and takes that turn. */
  async #turn(host: string): Promise<void> {
    const { pace, clock } = this.#context()
    for (;;) {
      const now = clock.now().getTime()
      const due = pace.dueAt(host)
      if (due <= now) return pace.start(host, now)
      await new Promise((resolve) => setTimeout(resolve, Math.min(WAIT_MS, Math.max(5, Number.isFinite(due) ? due - now : 20))))
    }
  }
}
