import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import iconv from 'iconv-lite'
import { DEFAULT_DAY } from './days.ts'
import { faultOf } from './faults.ts'
import type { Fault, FaultLevel } from './faults.ts'
import { createWorld } from './generate.ts'
import { PLATFORMS } from './market.ts'
import type { PlatformId } from './market.ts'
import { ROUTES } from './routes.ts'
import { Site } from './site.ts'
import type { Answer } from './site.ts'

export interface MarketOptions {
  /** Port of the first platform; the others take the next two. 0 lets the system choose all three. @default 0 */
  port?: number
  /** @default 1 */
  seed?: number
  /** Simulated day, from 0 to 59. @default 50 (2026-11-20) */
  day?: number
  /** @default 'normal' */
  faults?: FaultLevel
}

/** One request as the market saw it. */
export interface RequestEntry {
  platform: PlatformId
  path: string
  status: number
  /** Which time this address was asked for, from 1. */
  attempt: number
  userAgent: string
  /** Whether robots.txt forbids the address. */
  forbidden: boolean
  fault?: Fault['kind']
  /** Milliseconds since the epoch. */
  at: number
}

export interface RunningMarket {
  /** Address of each platform, without a slash at the end. */
  origins: Record<PlatformId, string>
  /** The latest requests, oldest first; at most `REQUESTS_KEPT`. */
  requestLog: readonly RequestEntry[]
  day: number
  setDay(day: number): void
  /** Resolves when the ports are free again. */
  close(): Promise<void>
}

export const REQUESTS_KEPT = 100_000

/** Starts the sample market: three platforms on loopback, each on a port of its own. The caller closes it. */
export async function startMarket(options: MarketOptions = {}): Promise<RunningMarket> {
  const { port = 0, seed = 1, faults = 'normal' } = options
  const world = createWorld(seed)
  const log: RequestEntry[] = []
  const servers: Server[] = []
  const sites: Site[] = []
  const origins = {} as Record<PlatformId, string>
  try {
    for (const [index, platform] of PLATFORMS.entries()) {
      const site = new Site(world, platform, ROUTES[platform], options.day ?? DEFAULT_DAY, faults)
      const server = serve(site, seed, faults, log)
      await listen(server, port === 0 ? 0 : port + index)
      servers.push(server)
      sites.push(site)
      origins[platform] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    }
  } catch (error) {
    await Promise.all(servers.map(stop))
    throw error
  }
  const market: RunningMarket = {
    origins,
    requestLog: log,
    day: options.day ?? DEFAULT_DAY,
    setDay: (day) => {
      market.day = day
      for (const site of sites) site.setDay(day)
    },
    close: async () => void (await Promise.all(servers.map(stop))),
  }
  return market
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function serve(site: Site, seed: number, faults: FaultLevel, log: RequestEntry[]): Server {
  const attempts = new Map<string, number>()
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path = '/', search = ''] = (request.url ?? '/').split('?', 2)
    const attempt = (attempts.get(request.url ?? '') ?? 0) + 1
    attempts.set(request.url ?? '', attempt)
    const answer = await site.answer(path, queryReader(search))
    const document = String(answer.headers['content-type']).startsWith('text/html') && answer.status === 200 && path !== '/'
    const fault = document ? faultOf(seed, faults, request.url ?? '', attempt, site.offerAt(path)) : undefined
    const status = fault?.kind === 'retry-after' ? 429 : answer.status
    log.push({
      platform: site.platform,
      path: request.url ?? '',
      status,
      attempt,
      userAgent: request.headers['user-agent'] ?? '',
      forbidden: /^\/(private|cart|login|member)\b/.test(path),
      ...(fault ? { fault: fault.kind } : {}),
      at: Date.now(),
    })
    if (log.length > REQUESTS_KEPT) log.splice(0, REQUESTS_KEPT / 10)
    send(request, response, answer, fault)
  }
  return createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(String(error))
    })
  })
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer, fault: Fault | undefined): void {
  if (fault?.kind === 'retry-after') {
    response.writeHead(429, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': String(fault.seconds) })
    response.end('请求过于频繁，请稍后再试')
    return
  }
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
  const head = request.method === 'HEAD'
  const start = (): void => {
    response.writeHead(answer.status, { ...answer.headers, 'content-length': String(body.length) })
  }
  if (fault?.kind === 'cut') {
    start()
    // The connection breaks in the middle of the body, once that half is on its way.
    response.write(body.subarray(0, body.length >> 1), () => response.destroy())
  } else if (fault?.kind === 'slow') {
    const timer = setTimeout(() => {
      start()
      response.end(head ? undefined : body)
    }, fault.ms)
    response.on('close', () => clearTimeout(timer))
  } else {
    start()
    response.end(head ? undefined : body)
  }
}

/** Parameters of a query string, whose bytes may be UTF-8 or, on old sites, GBK. */
function queryReader(search: string): (name: string) => string | undefined {
  if (search === '') return () => undefined
  return (name) => {
    for (const part of search.split('&')) {
      const equals = part.indexOf('=')
      if (part.slice(0, equals < 0 ? part.length : equals) !== name) continue
      return decodeBytes(equals < 0 ? '' : part.slice(equals + 1))
    }
    return undefined
  }
}

function decodeBytes(encoded: string): string {
  const bytes = Buffer.from(
    encoded.replaceAll('+', ' ').replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return iconv.decode(bytes, 'gbk')
  }
}
