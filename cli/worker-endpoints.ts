import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Registry } from 'prom-client'
import { UnavailableError } from '../domain/index.ts'

export interface EndpointsOptions {
  host: string
  /** 0 takes a free one. */
  port: number
  metrics: Registry
  /** Throws where a server is away. */
  check: () => Promise<unknown>
  /** True while no new work is taken. */
  isStopping: () => boolean
}

/** A check that takes longer than this has failed, in milliseconds. */
const PATIENCE_MS = 2_000

/**
 * `/healthz`: the process answers. `/readyz`: it takes work and both servers answer. `/metrics`: for Prometheus.
 * @throws UnavailableError when the port is taken
 */
export async function openEndpoints(options: EndpointsOptions): Promise<{ url: string; close: () => Promise<void> }> {
  const { host, port, metrics, check, isStopping } = options
  const app = new Hono()
  app.get('/healthz', (context) => context.text('ok\n'))
  app.get('/readyz', async (context) => {
    if (isStopping()) return context.text('stopping\n', 503)
    try {
      await within(check(), PATIENCE_MS)
      return context.text('ready\n')
    } catch (error) {
      return context.text(`${error instanceof Error ? error.message : String(error)}\n`, 503)
    }
  })
  app.get('/metrics', async (context) => {
    try {
      return context.text(await within(metrics.metrics(), PATIENCE_MS), 200, { 'content-type': metrics.contentType })
    } catch (error) {
      return context.text(`${error instanceof Error ? error.message : String(error)}\n`, 503)
    }
  })
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, ({ port: taken }) =>
      resolve({
        url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
        close: () => new Promise((closed) => server.close(() => closed())),
      }),
    )
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(new UnavailableError(`--metrics-port ${port}: ${error.code === 'EADDRINUSE' ? 'the port is taken' : error.message}`)),
    )
  })
}

function within<T>(call: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new UnavailableError(`no answer within ${ms / 1000} s`)), ms)
    call.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
