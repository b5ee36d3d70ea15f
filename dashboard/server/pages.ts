import { Hono } from 'hono'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}
const NOT_BUILT = '<!doctype html><meta charset="utf-8"><title>知巡</title><p>界面尚未构建，请运行：<code>npm run build</code></p>'

interface Asset {
  bytes: Uint8Array<ArrayBuffer>
  type: string
}

/** The built pages below `folder`. Every address that is no file is the application: it reads the address itself. */
export function pageRoutes(folder: URL): Hono {
  const routes = new Hono()
  const read = new Map<string, Promise<Asset | undefined>>()

  const load = (path: string): Promise<Asset | undefined> => {
    const known = read.get(path)
    if (known) return known
    const asset = readFile(new URL(path, folder)).then(
      (bytes) => ({ bytes: new Uint8Array(bytes), type: TYPES[extname(path)] ?? 'application/octet-stream' }),
      () => undefined,
    )
    // A file that is not there yet may come with the next build.
    read.set(path, asset)
    void asset.then((found) => found ?? read.delete(path))
    return asset
  }

  routes.get('/assets/:file{[\\w.-]+}', async (c) => {
    const asset = await load(`assets/${c.req.param('file')}`)
    if (!asset) return c.text('not found', 404)
    return c.body(asset.bytes, 200, { 'Content-Type': asset.type, 'Cache-Control': 'public, max-age=31536000, immutable' })
  })

  routes.get('/favicon.ico', (c) => c.body(null, 204))

  routes.get('*', async (c) => {
    const index = await readFile(new URL('index.html', folder), 'utf8').catch(() => undefined)
    return index === undefined ? c.html(NOT_BUILT, 503) : c.html(index, 200, { 'Cache-Control': 'no-cache' })
  })

  return routes
}
