import { Agent, request } from 'undici'
import type { Clock, FetchedPage } from '../../domain/index.ts'
import { RefusedError, toInstant } from '../../domain/index.ts'
import { AddressGuard } from './guard.ts'
import { checkContact, userAgent } from './identity.ts'
import type { FetchLimits } from './limits.ts'
import { ACCEPT_ENCODING, DEFAULT_LIMITS, decompress } from './limits.ts'

export interface GuestOptions {
  /** Whom operators may write to. */
  contact?: string
  /** `host:port` that may be asked although it is not public. */
  allowAddresses?: readonly string[]
  limits?: Partial<FetchLimits>
  /** Connections to one host. @default 16 */
  connections?: number
  clock: Clock
  guard?: AddressGuard
}

export interface Ask {
  /** What the last answer said of itself, so that an unchanged page need not be sent again. */
  validators?: { etag?: string; lastModified?: string }
  /** Called before each address of a chain of redirects but the first; throws where it may not be asked. */
  onRedirect?: (url: URL) => Promise<void>
  accept?: string
}

/** An answer with what it cost to carry. */
export interface Answer extends FetchedPage {
  wireBytes: number
}

const ACCEPT = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.5'
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

function flatHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value
  return flat
}

/** One polite, guarded way to ask for a page: who we are in every request, within limits, redirects one by one under the same guard. */
export class Guest {
  readonly guard: AddressGuard
  readonly agentName: string
  readonly limits: FetchLimits
  readonly #contact: string | undefined
  readonly #clock: Clock
  readonly #agent: Agent

  constructor({ contact, allowAddresses, limits, connections = 16, clock, guard }: GuestOptions) {
    this.guard = guard ?? new AddressGuard(allowAddresses)
    this.limits = { ...DEFAULT_LIMITS, ...limits }
    this.agentName = userAgent(contact)
    this.#contact = contact
    this.#clock = clock
    this.#agent = new Agent({
      connections,
      pipelining: 1,
      connect: this.guard.connector(this.limits.connectMs),
      maxResponseSize: this.limits.wireBytes,
      headersTimeout: this.limits.totalMs,
      bodyTimeout: this.limits.totalMs,
    })
  }

  /**
   * What can be said of an address before it is asked.
   * @throws RefusedError
   */
  check(url: URL): void {
    this.guard.check(url)
    checkContact(url, this.#contact)
  }

  /**
   * Asks for one page, following redirects.
   * @throws RefusedError where the guard, a limit or the missing contact forbids it; other errors are of the network
   */
  async get(address: string, { validators, onRedirect, accept = ACCEPT }: Ask = {}): Promise<Answer> {
    const headers: Record<string, string> = { 'user-agent': this.agentName, accept, 'accept-encoding': ACCEPT_ENCODING }
    headers['accept-language'] = 'zh-CN,zh;q=0.9,en;q=0.5'
    if (validators?.etag) headers['if-none-match'] = validators.etag
    if (validators?.lastModified) headers['if-modified-since'] = validators.lastModified
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(new Error(`no whole answer within ${this.limits.totalMs} ms`)), this.limits.totalMs)
    try {
      let url = new URL(address)
      for (let hops = 0; ; hops++) {
        this.check(url)
        if (hops > 0) await onRedirect?.(url)
        const response = await request(url, { dispatcher: this.#agent, headers, signal: abort.signal })
        const location = response.headers.location
        if (REDIRECTS.has(response.statusCode) && typeof location === 'string' && URL.canParse(location, url)) {
          await response.body.dump({ limit: 64 * 1024 })
          if (hops >= this.limits.redirects) throw new RefusedError(`${address}: more than ${this.limits.redirects} redirects`)
          url = new URL(location, url)
          continue
        }
        const sent = new Uint8Array(await response.body.arrayBuffer())
        const flat = flatHeaders(response.headers)
        return {
          url: address,
          finalUrl: url.href,
          status: response.statusCode,
          headers: flat,
          body: await decompress(sent, flat['content-encoding'], this.limits.bodyBytes),
          fetchedAt: toInstant(this.#clock.now()),
          rendered: false,
          wireBytes: sent.byteLength,
        }
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE')
        throw new RefusedError(`${address}: more than ${this.limits.wireBytes} bytes`, { cause: error })
      // undici wraps what the guard says while connecting.
      if (error instanceof Error && error.cause instanceof RefusedError) throw error.cause
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  async close(): Promise<void> {
    await this.#agent.close()
  }
}
