import { createServer, request } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openGateProxy } from '../../crawlers/fetch/gate-proxy.ts'
import { AddressGuard } from '../../crawlers/fetch/guard.ts'
import { Guest } from '../../crawlers/fetch/guest.ts'
import { RefusedError, systemClock } from '../../domain/index.ts'

let server: Server
let inner: Server
let answer: RequestListener
let host: string
let insideHost: string
let reachedInside = 0
const guests: Guest[] = []

const portOf = (one: Server): number => (one.address() as AddressInfo).port

beforeEach(async () => {
  server = createServer((incoming, outgoing) => answer(incoming, outgoing))
  inner = createServer((_incoming, outgoing) => {
    reachedInside++
    outgoing.end('secret')
  })
  for (const one of [server, inner]) await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${portOf(server)}`
  insideHost = `127.0.0.1:${portOf(inner)}`
  reachedInside = 0
})
afterEach(async () => {
  for (const one of [server, inner]) {
    one.closeAllConnections()
    await new Promise((resolve) => one.close(resolve))
  }
  await Promise.all(guests.splice(0).map((guest) => guest.close()))
})

function guest(more: Partial<ConstructorParameters<typeof Guest>[0]> = {}): Guest {
  const one = new Guest({
    allowAddresses: [host],
    clock: systemClock,
    limits: { bodyBytes: 100_000, wireBytes: 50_000, totalMs: 500 },
    ...more,
  })
  guests.push(one)
  return one
}

describe('a guest', () => {
  it('follows redirects one by one, and none into the office network', async () => {
    answer = (_incoming, outgoing) => outgoing.writeHead(302, { location: `http://${insideHost}/` }).end()
    await expect(guest().get(`http://${host}/`)).rejects.toThrow(RefusedError)
    expect(reachedInside).toBe(0)
  })

  it('gives up a chain of redirects that does not end', async () => {
    let asked = 0
    answer = (_incoming, outgoing) => outgoing.writeHead(302, { location: `/${++asked}` }).end()
    await expect(guest().get(`http://${host}/`)).rejects.toThrow('more than 5 redirects')
    expect(asked).toBe(6)
  })

  it('asks whether it may before it follows', async () => {
    answer = (incoming, outgoing) => outgoing.writeHead(incoming.url === '/' ? 302 : 200, { location: '/there' }).end('there')
    const asked: string[] = []
    const page = await guest().get(`http://${host}/`, { onRedirect: async (url) => void asked.push(url.pathname) })
    expect(asked).toEqual(['/there'])
    expect(page.finalUrl).toBe(`http://${host}/there`)
  })

  it.each(['declared', 'undeclared'])('refuses a page that is too long, its length %s', async (how) => {
    answer = (_incoming, outgoing) => {
      if (how === 'declared') outgoing.setHeader('content-length', 60_000)
      outgoing.end(Buffer.alloc(60_000, 'a'))
    }
    await expect(guest().get(`http://${host}/`)).rejects.toThrow(RefusedError)
  })

  it('refuses a small answer that grows large when it is unpacked', async () => {
    answer = (_incoming, outgoing) => outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(10_000_000)))
    await expect(guest().get(`http://${host}/`)).rejects.toThrow(RefusedError)
  })

  it('does not wait for ever, and may come again', async () => {
    answer = (_incoming, outgoing) => outgoing.writeHead(200).write('half')
    const error: unknown = await guest()
      .get(`http://${host}/`)
      .catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(RefusedError)
  })

  it('judges a name by the address that it is about to connect to', async () => {
    const guard = new AddressGuard([], (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]))
    const named = guest({ guard, contact: 'bureau@county.example' })
    await expect(named.get(`http://shop.example:${portOf(inner)}/`)).rejects.toThrow('127.0.0.1')
    expect(reachedInside).toBe(0)
  })

  it('asks nobody but this machine without a contact', async () => {
    await expect(guest().get('http://shop.example/')).rejects.toThrow('ZHIXUN_CONTACT')
  })
})

describe('the way out of the browser', () => {
  const through = (proxy: string, url: string): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(proxy)
      request({ host: hostname, port, path: url, headers: { host: new URL(url).host } }, (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      })
        .on('error', reject)
        .end()
    })
  const tunnel = (proxy: string, target: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(proxy)
      request({ host: hostname, port, method: 'CONNECT', path: target })
        .on('connect', (response, socket) => {
          socket.destroy()
          resolve(response.statusCode ?? 0)
        })
        .on('error', reject)
        .end()
    })

  it('leads where the platform file allows, counts what came, and nowhere inside', async () => {
    answer = (_incoming, outgoing) => outgoing.end('a page')
    const bytes = new Map<string, number>()
    const proxy = await openGateProxy(new AddressGuard([host]), (of, more) => bytes.set(of, (bytes.get(of) ?? 0) + more))
    try {
      expect(await through(proxy.server, `http://${host}/x`)).toEqual({ status: 200, text: 'a page' })
      expect(bytes.get(host)).toBe('a page'.length)
      expect((await through(proxy.server, `http://${insideHost}/`)).status).toBe(403)
      expect(await tunnel(proxy.server, insideHost)).toBe(403)
      expect(await tunnel(proxy.server, host)).toBe(200)
      expect(reachedInside).toBe(0)
    } finally {
      await proxy.close()
    }
  })

  it('judges names by what they resolve to at the moment of connecting', async () => {
    const guard = new AddressGuard([], (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]))
    const proxy = await openGateProxy(guard, () => {})
    try {
      expect((await through(proxy.server, `http://shop.example:${portOf(inner)}/`)).status).toBe(502)
      expect(reachedInside).toBe(0)
    } finally {
      await proxy.close()
    }
  })
})
