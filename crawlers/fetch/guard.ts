import { lookup as resolve } from 'node:dns'
import type { LookupAddress, LookupOptions } from 'node:dns'
import { BlockList, isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { RefusedError } from '../../domain/index.ts'

/** What a crawler has no business to ask: the special-purpose registries of IANA (RFC 6890) with cloud metadata addresses inside. */
const SPECIAL_V4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** 64:ff9b::/96 and 2002::/16 carry IPv4 addresses inside; nobody needs them to reach a shop. */
const SPECIAL_V6: readonly [string, number][] = [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const special = new BlockList()
for (const [net, prefix] of SPECIAL_V4) special.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of SPECIAL_V6) special.addSubnet(net, prefix, 'ipv6')

/** Whether an IP address is public. IPv4 addresses mapped into IPv6 are judged as the IPv4 addresses that they are. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  const version = isIP(bare)
  if (version === 0) return false
  return !special.check(bare, version === 4 ? 'ipv4' : 'ipv6')
}

const bareHost = (hostname: string): string => hostname.replace(/^\[|\]$/g, '')

/** Whether a host is this machine, by its name or address. */
export function isLoopbackHost(hostname: string): boolean {
  const bare = bareHost(hostname).toLowerCase()
  return bare === 'localhost' || bare.endsWith('.localhost') || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'))
}

/** The port of an address, also where it is the scheme's own. */
function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80')
}

/** Where names are looked up; tests give an own one. */
export type Resolver = (hostname: string, options: LookupOptions, done: (error: Error | null, addresses: LookupAddress[]) => void) => void

const systemResolver: Resolver = (hostname, options, done) => resolve(hostname, { ...options, all: true }, done)

/**
 * Keeps the crawler from being sent to addresses inside the office's network (SSRF). Names are judged by what they resolve to at the
 * moment of connecting, on the very answer that is connected to, so a name that changes its answer in between gains nothing.
 */
export class AddressGuard {
  readonly #allowed: ReadonlySet<string>
  readonly #resolve: Resolver

  /** @param allowed `host:port` that may be asked although it is not public, as a platform file names it */
  constructor(allowed: readonly string[] = [], resolver: Resolver = systemResolver) {
    this.#allowed = new Set(allowed.map((entry) => entry.toLowerCase()))
    this.#resolve = resolver
  }

  isAllowedByName(hostname: string, port: string | number): boolean {
    return this.#allowed.has(`${hostname.toLowerCase()}:${port}`) || this.#allowed.has(`${bareHost(hostname).toLowerCase()}:${port}`)
  }

  /**
   * What can be said of an address before its name is looked up.
   * @throws RefusedError
   */
  check(url: URL): void {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new RefusedError(`${url.href}: only http and https are asked`)
    if (url.username || url.password) throw new RefusedError(`${url.origin}: addresses with a password are not asked`)
    if (this.isAllowedByName(url.hostname, portOf(url))) return
    const bare = bareHost(url.hostname)
    if ((isIP(bare) !== 0 && !isPublicAddress(bare)) || isLoopbackHost(bare))
      throw new RefusedError(`${url.host}: a private or loopback address that no platform file allows by name (allowAddresses)`)
  }

  /** Looks a name up and passes on only an answer that is public in every part. */
  readonly lookup: LookupFunction = (hostname, options, done) => {
    this.#resolve(hostname, options, (error, addresses) => {
      if (error) return done(error, '', 0)
      const inside = addresses.find(({ address }) => !isPublicAddress(address))
      const first = addresses[0]
      if (inside || !first)
        return done(new RefusedError(`${hostname}: resolves to ${inside?.address ?? 'nothing'}, which is not a public address`), '', 0)
      return options.all ? done(null, addresses) : done(null, first.address, first.family)
    })
  }

  /** How undici opens connections under this guard. */
  connector(timeoutMs: number): buildConnector.connector {
    const free = buildConnector({ timeout: timeoutMs })
    const guarded = buildConnector({ timeout: timeoutMs, lookup: this.lookup })
    return (options, callback) => {
      const port = options.port || (options.protocol === 'https:' ? '443' : '80')
      if (this.isAllowedByName(options.hostname, port)) return free(options, callback)
      const bare = bareHost(options.hostname)
      // A literal address is connected to without any look-up.
      if (isIP(bare) !== 0 && !isPublicAddress(bare)) return callback(new RefusedError(`${bare}: not a public address`), null)
      return guarded(options, callback)
    }
  }
}
