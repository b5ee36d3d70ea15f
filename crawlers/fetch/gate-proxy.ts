import { createServer, request as ask } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { AddressGuard } from './guard.ts'

export interface GateProxy {
  /** What the browser is told to use as its proxy. */
  server: string
  close(): Promise<void>
}

const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']

/**
 * The only way out for a browser that draws pages: a proxy on this machine that connects under the same guard as plain requests, so that
 * no script, redirect or changed DNS answer leads the browser into the office's network.
 * @param onBytes told of what came in from each host
 */
export async function openGateProxy(guard: AddressGuard, onBytes: (host: string, bytes: number) => void): Promise<GateProxy> {
  const sockets = new Set<Socket>()
  const lookupFor = (url: URL): typeof guard.lookup | undefined =>
    guard.isAllowedByName(url.hostname, url.port || (url.protocol === 'https:' ? '443' : '80')) ? undefined : guard.lookup
  const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

  function forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const refuse = (status: number): void => {
      if (!outgoing.headersSent) outgoing.writeHead(status)
      outgoing.end()
    }
    let url: URL
    try {
      url = new URL(incoming.url ?? '')
      guard.check(url)
    } catch {
      return refuse(403)
    }
    const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !HOP_BY_HOP.includes(name)))
    const out = ask({
      host: hostOf(url),
      port: url.port || 80,
      method: incoming.method,
      path: url.pathname + url.search,
      headers,
      lookup: lookupFor(url),
      agent: false,
    })
    out.on('response', (response) => {
      response.on('data', (chunk: Buffer) => onBytes(url.host, chunk.length))
      const back = Object.fromEntries(Object.entries(response.headers).filter(([name]) => !HOP_BY_HOP.includes(name)))
      outgoing.writeHead(response.statusCode ?? 502, back)
      response.on('error', () => outgoing.destroy())
      response.pipe(outgoing)
    })
    out.on('error', () => refuse(502))
    incoming.on('error', () => out.destroy())
    outgoing.on('close', () => out.destroy())
    incoming.pipe(out)
  }

  function tunnel(incoming: IncomingMessage, client: Duplex, head: Buffer): void {
    client.on('error', () => client.destroy())
    let url: URL
    try {
      url = new URL(`https://${incoming.url ?? ''}`)
      guard.check(url)
    } catch {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    const server = connect({ host: hostOf(url), port: Number(url.port || 443), lookup: lookupFor(url) }, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      if (head.length > 0) server.write(head)
      server.pipe(client)
      client.pipe(server)
    })
    server.on('data', (chunk: Buffer) => onBytes(url.host, chunk.length))
    server.on('error', () => client.destroy())
    client.on('close', () => server.destroy())
  }

  const proxy = createServer(forward)
  proxy.on('connect', tunnel)
  proxy.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    proxy.once('error', reject)
    proxy.listen(0, '127.0.0.1', resolve)
  })
  return {
    server: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => proxy.close(resolve))
    },
  }
}
