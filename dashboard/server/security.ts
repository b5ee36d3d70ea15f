import type { Context, MiddlewareHandler } from 'hono'
import type { ApiError } from './api.ts'

/** Pages run only the scripts and styles that ship with them; nothing is asked of any other host. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  const headers = c.res.headers
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('X-Frame-Options', 'DENY')
  headers.set('Referrer-Policy', 'no-referrer')
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
}

export function refuse(c: Context, status: 400 | 401 | 403 | 404 | 409 | 429 | 500, error: ApiError['error'], message: string): Response {
  return c.json({ error, message } satisfies ApiError, status)
}

const hostOf = (address: string) => {
  try {
    return new URL(address).host
  } catch {
    return undefined
  }
}

/**
 * Requests that change something must come from our own pages: a browser says so in `Origin` or `Sec-Fetch-Site`,
 * and a form of another site can send no JSON. Programs that send neither header carry no cookie by accident and are let through.
 */
export const sameOriginOnly: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  const foreign =
    (origin !== undefined && hostOf(origin) !== c.req.header('host')) || (site !== undefined && site !== 'same-origin' && site !== 'none')
  if (foreign) return refuse(c, 403, 'foreign-origin', 'requests must come from the pages of this server')
  // No browser sends PUT to another site without asking it first.
  const type = c.req.header('content-type') ?? ''
  if (c.req.method !== 'PUT' && !/^application\/json\b/i.test(type))
    return refuse(c, 400, 'bad-request', 'Content-Type: expected application/json')
  return next()
}
