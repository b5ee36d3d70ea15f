import type { AddressInfo } from 'node:net'
import { type HttpBindings, type ServerType, serve } from '@hono/node-server'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { InputError, projectRoot, UnavailableError } from '../../domain/index.ts'
import { type Env, type RouteContext, signedIn } from './context.ts'
import { ensureFirstUser, type SignIn } from './first-user.ts'
import { pageRoutes } from './pages.ts'
import { bodyRoutes } from './routes/bodies.ts'
import { decisionRoutes } from './routes/decisions.ts'
import { findingRoutes } from './routes/findings.ts'
import { referenceRoutes } from './routes/reference.ts'
import { registryRoutes } from './routes/registry.ts'
import { sessionRoutes } from './routes/session.ts'
import { sweepRoutes } from './routes/sweeps.ts'
import { userRoutes } from './routes/users.ts'
import { refuse, sameOriginOnly, securityHeaders } from './security.ts'
import type { DashboardServices } from './services.ts'
import { Sessions } from './sessions.ts'

export interface ServerOptions {
  /** Where to listen. @default '127.0.0.1' */
  host?: string
  /** Whether a reverse proxy in front sets `X-Forwarded-Proto` and `X-Forwarded-For`. @default false */
  trustProxy?: boolean
  /** Whether the first user must choose a password at the first sign-in. @default true */
  firstUserMustChangePassword?: boolean
  /** Folder of the built pages. @default dist/web */
  pages?: URL
  /** Called with what went wrong inside a request. @default silent */
  onError?: (error: unknown, path: string) => void
}

export interface DashboardServer {
  /**
   * Makes the first user when there is none and listens; port 0 takes a free one.
   * @throws UnavailableError when the port is taken
   */
  listen(port: number): Promise<{ url: string; port: number; firstSignIn?: SignIn }>
  /** Ends open streams and connections. */
  close(): Promise<void>
}

/** The dashboard's HTTP server: API under `/api`, pages everywhere else. */
export function createServer(services: DashboardServices, options: ServerOptions = {}): DashboardServer {
  const closing = new AbortController()
  const app = createApp(services, options, closing.signal)
  const host = options.host ?? '127.0.0.1'
  let server: ServerType | undefined
  return {
    async listen(port) {
      const firstSignIn = await ensureFirstUser(services.store, { mustChangePassword: options.firstUserMustChangePassword })
      const bound = await new Promise<AddressInfo>((resolve, reject) => {
        server = serve({ fetch: app.fetch, port, hostname: host }, resolve)
        server.once('error', (error: NodeJS.ErrnoException) => {
          const taken = error.code === 'EADDRINUSE'
          reject(taken ? new UnavailableError(`port ${port} is taken: end the other program or choose another with --port`) : error)
        })
      })
      const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
      return { url: `http://${name}:${bound.port}`, port: bound.port, firstSignIn }
    },
    async close() {
      closing.abort()
      const open = server
      server = undefined
      if (!open) return
      await new Promise<void>((resolve) => {
        open.close(() => resolve())
        if ('closeIdleConnections' in open) open.closeIdleConnections()
        if ('closeAllConnections' in open) setTimeout(() => open.closeAllConnections(), 500).unref()
      })
    },
  }
}

function createApp(services: DashboardServices, options: ServerOptions, closing: AbortSignal): Hono<Env> {
  const sessions = new Sessions(services.store, services.clock)
  const context: RouteContext = {
    services,
    sessions,
    closing,
    isSecure: (c) =>
      new URL(c.req.url).protocol === 'https:' || (options.trustProxy === true && c.req.header('x-forwarded-proto') === 'https'),
    addressOf: (c) => (options.trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined) ?? peerOf(c),
  }
  const app = new Hono<Env>()
  app.use(securityHeaders)
  app.onError((error, c) => {
    if (error instanceof InputError) return refuse(c, 400, 'bad-request', error.message)
    options.onError?.(error, c.req.path)
    return refuse(c, 500, 'internal', error instanceof UnavailableError ? error.message : 'something went wrong; the log says what')
  })
  app.use('/api/*', limited, sameOriginOnly)
  app.route('/api/session', sessionRoutes(context))
  const api = new Hono<Env>()
  api.use(signedIn(sessions))
  api.route('/findings', findingRoutes(context))
  api.route('/findings', decisionRoutes(context))
  api.route('/sweeps', sweepRoutes(context))
  api.route('/users', userRoutes(context))
  api.route('/bodies', bodyRoutes(context))
  api.route('/registry', registryRoutes(context))
  api.route('/', referenceRoutes(context))
  api.all('*', (c) => refuse(c, 404, 'not-found', 'no such address'))
  app.route('/api', api)
  app.route('/', pageRoutes(options.pages ?? new URL('dist/web/', projectRoot)))
  return app
}

const tooLarge = (size: string) => (c: Context) => refuse(c, 400, 'bad-request', `body: at most ${size}`)
const small = bodyLimit({ maxSize: 256 * 1024, onError: tooLarge('256 kB') })
const large = bodyLimit({ maxSize: 64 * 1024 * 1024, onError: tooLarge('64 MB') })
/** Only registry tables are sent with PUT, and only they are large. */
const limited: MiddlewareHandler = (c, next) => (c.req.method === 'PUT' ? large : small)(c, next)

function peerOf(c: Context): string {
  return (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress ?? 'unknown'
}
