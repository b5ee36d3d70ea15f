import { Hono } from 'hono'
import type { Env, RouteContext } from '../context.ts'
import { refuse } from '../security.ts'

/** Kinds of picture that hold no script. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])

/** Pictures of listings as they were stored; the browser never asks the shop itself. */
export function bodyRoutes({ services }: RouteContext): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/:sha256{[0-9a-f]{64}}', async (c) => {
    const body = await services.store.getBody(c.req.param('sha256'))
    const type = body?.mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
    if (!body || !PICTURES.has(type)) return refuse(c, 404, 'not-found', 'no such picture')
    return c.body(new Uint8Array(body.bytes), 200, {
      'Content-Type': type,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, max-age=31536000, immutable',
    })
  })

  return routes
}
