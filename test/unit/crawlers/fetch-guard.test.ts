import { describe, expect, it } from 'vitest'
import { AddressGuard, isLoopbackHost, isPublicAddress } from '../../../crawlers/fetch/guard.ts'
import type { Resolver } from '../../../crawlers/fetch/guard.ts'
import { RefusedError } from '../../../domain/index.ts'

describe('public addresses', () => {
  it.each(['8.8.8.8', '114.114.114.114', '172.15.0.1', '172.32.0.1', '100.63.255.255', '100.128.0.1', '2400:3200::1'])(
    '%s is one',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '100.100.100.200',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    'no address',
  ])('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('the guard', () => {
  const guard = new AddressGuard(['127.0.0.1:8080', 'market.test:80'])

  it.each([
    'ftp://shop.example/',
    'file:///etc/passwd',
    'http://user:word@shop.example/',
    'http://127.0.0.1/',
    'http://127.0.0.1:8081/',
    'http://127.1:9000/',
    'http://0x7f000001:9000/',
    'http://2130706433:9000/',
    'http://[::1]:8080/',
    'http://[::ffff:127.0.0.1]:8080/',
    'http://localhost:8080/',
    'http://shop.localhost/',
    'http://169.254.169.254/latest/meta-data/',
  ])('refuses %s before anything is sent', (address) => {
    expect(() => guard.check(new URL(address))).toThrow(RefusedError)
  })

  it.each(['http://127.0.0.1:8080/list', 'http://market.test/', 'https://shop.example/'])('lets %s pass', (address) => {
    expect(() => guard.check(new URL(address))).not.toThrow()
  })

  const answer =
    (...addresses: string[]): Resolver =>
    (_name, _options, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
  const lookUp = (resolver: Resolver): Promise<unknown> =>
    new Promise((resolve, reject) => {
      new AddressGuard([], resolver).lookup('shop.example', { all: true }, (error, found) => (error ? reject(error) : resolve(found)))
    })

  it('hands on exactly the answer that it judged, so that no second look-up can differ', async () => {
    await expect(lookUp(answer('8.8.8.8', '2400:3200::1'))).resolves.toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2400:3200::1', family: 6 },
    ])
  })

  it('refuses a name when any of its addresses lies inside', async () => {
    await expect(lookUp(answer('8.8.8.8', '192.168.0.1'))).rejects.toThrow(RefusedError)
    await expect(lookUp(answer('::ffff:127.0.0.1'))).rejects.toThrow(RefusedError)
    await expect(lookUp(answer())).rejects.toThrow(RefusedError)
  })

  it('judges each look-up anew, so that a name that changes its answer gains nothing', async () => {
    let asked = 0
    const rebinding: Resolver = (name, options, done) => (asked++ === 0 ? answer('8.8.8.8') : answer('127.0.0.1'))(name, options, done)
    const guarded = new AddressGuard([], rebinding)
    const connectTo = (): Promise<unknown> =>
      new Promise((resolve, reject) =>
        guarded.lookup('shop.example', { all: true }, (error, found) => (error ? reject(error) : resolve(found))),
      )
    await expect(connectTo()).resolves.toEqual([{ address: '8.8.8.8', family: 4 }])
    await expect(connectTo()).rejects.toThrow('127.0.0.1')
  })
})

describe('this machine', () => {
  it.each(['localhost', 'LOCALHOST', 'x.localhost', '127.0.0.1', '127.9.9.9', '[::1]', '::1'])('goes by %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true)
  })

  it.each(['127.example', 'localhost.example', '10.0.0.1'])('does not go by %s', (host) => {
    expect(isLoopbackHost(host)).toBe(false)
  })
})
