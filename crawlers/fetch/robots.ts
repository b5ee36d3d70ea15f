/** Rules of robots.txt, as RFC 9309 has them. */
export interface RobotsRules {
  /** Of the group that holds for us, in the order of the file. */
  rules: readonly RobotsRule[]
  /** Seconds between requests that the site asks for; not in the RFC, honoured all the same. */
  crawlDelay?: number
}

interface RobotsRule {
  allow: boolean
  /** Normalised; `*` stands for anything. */
  pieces: readonly string[]
  /** Whether the pattern ends with `$`. */
  anchored: boolean
  /** Octets of the pattern: the longest match wins. */
  length: number
}

export const ALLOW_ALL: RobotsRules = { rules: [] }
export const DISALLOW_ALL: RobotsRules = { rules: [{ allow: false, pieces: ['/'], anchored: false, length: 1 }] }

/** What of a file is read, in bytes; RFC 9309 2.5 asks for at least 500 KiB. */
export const ROBOTS_BYTES = 512 * 1024

const utf8 = new TextEncoder()
const UNRESERVED = /[A-Za-z0-9\-._~]/

/** Octets outside ASCII are percent-encoded, encoded unreserved ones decoded (RFC 9309 2.2.2). */
function normalise(path: string): string {
  const encoded = path.replace(/[^\u0020-\u007e]+/gu, (text) =>
    Array.from(utf8.encode(text), (octet) => `%${octet.toString(16).padStart(2, '0').toUpperCase()}`).join(''),
  )
  const decoded = encoded.replace(/%([0-9a-f]{2})/gi, (whole, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16))
    return UNRESERVED.test(character) ? character : whole.toUpperCase()
  })
  // In a query `:` and `/` mean the same encoded or not (the table of 2.2.2 has an address as a value).
  const query = decoded.indexOf('?')
  return query < 0 ? decoded : decoded.slice(0, query) + decoded.slice(query).replaceAll('%3A', ':').replaceAll('%2F', '/')
}

function ruleOf(allow: boolean, value: string): RobotsRule | undefined {
  const pattern = normalise(value)
  // An empty pattern says nothing; one that begins otherwise can match no path.
  if (!/^[/*$]/.test(pattern)) return undefined
  const anchored = pattern.endsWith('$')
  const pieces = (anchored ? pattern.slice(0, -1) : pattern).split('*')
  return { allow, pieces, anchored, length: pattern.length }
}

/** The product token that a `User-agent` line names, in lower case; `*` for all. */
function tokenOf(value: string): string {
  if (/^\*(?:\s|$)/.test(value)) return '*'
  return (/^[A-Za-z_-]+/.exec(value)?.[0] ?? '').toLowerCase()
}

/**
 * Reads a robots.txt file for one crawler. Lines that cannot be read are passed over, as the RFC asks.
 * @param token the crawler's product token, such as `zhixun`
 */
export function parseRobots(text: string, token: string): RobotsRules {
  const own = { rules: [] as RobotsRule[], delay: undefined as number | undefined, named: false }
  const others = { rules: [] as RobotsRule[], delay: undefined as number | undefined, named: false }
  let groups: (typeof own)[] = []
  let inRules = true
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const match = /^\s*([A-Za-z-]+)\s*:\s*(.*?)\s*(?:#.*)?$/.exec(line)
    if (!match) continue
    const [, key = '', value = ''] = match
    switch (key.toLowerCase()) {
      case 'user-agent': {
        if (inRules) groups = []
        inRules = false
        const named = tokenOf(value)
        const group = named === token.toLowerCase() ? own : named === '*' ? others : undefined
        if (group) {
          group.named = true
          groups.push(group)
        }
        break
      }
      case 'allow':
      case 'disallow': {
        inRules = true
        const rule = ruleOf(key.toLowerCase() === 'allow', value)
        if (rule) for (const group of groups) group.rules.push(rule)
        break
      }
      case 'crawl-delay': {
        const delay = Number(value)
        if (value !== '' && Number.isFinite(delay) && delay >= 0) for (const group of groups) group.delay ??= delay
        break
      }
    }
  }
  const group = own.named ? own : others
  return { rules: group.rules, crawlDelay: group.delay }
}

/** Wildcards match from left to right; each piece at its first place, an anchored last piece at the end. Linear in the path. */
function matches(rule: RobotsRule, path: string): boolean {
  const [first = '', ...rest] = rule.pieces
  if (!path.startsWith(first)) return false
  let at = first.length
  for (const [index, piece] of rest.entries()) {
    if (rule.anchored && index === rest.length - 1) return path.length - piece.length >= at && path.endsWith(piece)
    const found = path.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return !rule.anchored || at === path.length
}

/** Whether an address may be asked: the longest matching pattern decides, `Allow` where two are equal; robots.txt itself always may. */
export function isAllowed(robots: RobotsRules, url: URL): boolean {
  if (url.pathname === '/robots.txt') return true
  // A literal `*` or `$` in a path is written %2A or %24 in a rule.
  const path = normalise(url.pathname + url.search).replace(/[*$]/g, (character) => (character === '*' ? '%2A' : '%24'))
  let best: RobotsRule | undefined
  for (const rule of robots.rules) {
    if (best && (rule.length < best.length || (rule.length === best.length && !rule.allow))) continue
    if (matches(rule, path)) best = rule
  }
  return best?.allow ?? true
}
