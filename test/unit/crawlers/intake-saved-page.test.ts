import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPageFile, type PageReport } from '../../../crawlers/intake/saved-page.ts'
import type { Listing } from '../../../domain/index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saved-pages-'))
})
afterAll(() => rm(folder, { recursive: true }))

const product = (name: string, charset = 'utf-8'): string =>
  `<!doctype html><html><head><meta charset="${charset}"><title>${name}</title>` +
  `<script type="application/ld+json">{"@type":"Product","name":"${name}","offers":{"@type":"Offer","price":"39.90","priceCurrency":"CNY"}}</script>` +
  `</head><body><h1>${name}</h1><span class="price">¥39.90</span><button>加入购物车</button></body></html>`
const login =
  '<!doctype html><html><head><meta charset="utf-8"><title>登录</title></head><body><form action="/login"><h1>请登录</h1><input name="user"><input type="password" name="password"><button>登录</button></form></body></html>'

async function read(name: string, bytes: Uint8Array | string) {
  const file = join(folder, name)
  await writeFile(file, bytes)
  const pages: PageReport[] = []
  const listings: Listing[] = []
  const errors: string[] = []
  for await (const item of readPageFile(file, [])) {
    if ('listing' in item) listings.push(item.listing)
    else if ('page' in item) pages.push(item)
    else errors.push(item.error.message.replace(`${folder}/`, ''))
  }
  return { pages, listings, errors }
}

function record(type: string, url: string, http: string | Uint8Array, body: Uint8Array | string = ''): Buffer {
  const content = Buffer.concat([Buffer.from(http), Buffer.from(body)])
  const head =
    `WARC/1.1\r\nWARC-Type: ${type}\r\nWARC-Target-URI: ${url}\r\nWARC-Date: 2026-03-05T06:30:00Z\r\n` +
    `WARC-Record-ID: <urn:uuid:6f1a9c4e-1111-4222-8333-${content.length.toString().padStart(12, '0')}>\r\n` +
    `Content-Type: application/http; msgtype=${type}\r\nContent-Length: ${content.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n\r\n')])
}

test('a page that a browser saved is known by the address in its comment', async () => {
  const { listings, errors } = await read('a.html', `<!-- saved from url=(0030)https://shop.test/item/7?a=1 -->\n${product('汾河陈醋')}`)
  expect(errors).toEqual([])
  expect(listings).toMatchObject([
    {
      title: '汾河陈醋',
      price: { amount: 39.9, currency: 'CNY' },
      url: 'https://shop.test/item/7?a=1',
      channel: 'online',
      attributes: { 来源文件: 'a.html' },
    },
  ])
})

test('where a page tells no address none is made up', async () => {
  const { listings } = await read('b.html', product('汾河陈醋'))
  expect(listings).toHaveLength(1)
  expect(listings[0]).not.toHaveProperty('url')
  expect(JSON.stringify(listings[0])).not.toContain('saved.invalid')
})

test('MHTML gives its root page in the charset of that page, with address and time, and not its frames', async () => {
  const gbk = iconv.encode(product('汾河陈醋', 'gb2312'), 'gb18030').toString('base64').replace(/.{76}/g, '$&\r\n')
  const bytes =
    'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://shop.test/item/8\r\nSubject: =?utf-8?Q?a?=\r\n' +
    'Date: Thu, 5 Mar 2026 06:30:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Multipart--a(1)"\r\n\r\n\r\n' +
    `------Multipart--a(1)\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://shop.test/item/8\r\n\r\n${gbk}\r\n` +
    `------Multipart--a(1)\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://ads.test/\r\n\r\n<h1>Advertise=\r\nment</h1>\r\n` +
    '------Multipart--a(1)--\r\n'
  const { listings, pages, errors } = await read('c.mhtml', bytes)
  expect(errors).toEqual([])
  expect(pages.map(({ page }) => page)).toEqual(['product'])
  expect(listings).toMatchObject([{ title: '汾河陈醋', url: 'https://shop.test/item/8', seenAt: '2026-03-05T14:30:00.000+08:00' }])
})

test('quoted-printable UTF-8, as browsers write it, is read to the letter', async () => {
  const page = product('晋南小米')
  const quoted = [...Buffer.from(page)]
    .map((byte) => (byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte)))
    .join('')
    .replace(/(?:=[0-9A-F]{2}|[^=]){60}/g, '$&=\r\n')
  const { listings } = await read(
    'd.mht',
    `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://shop.test/9\r\n\r\n${quoted}\r\n--x--\r\n`,
  )
  expect(listings).toMatchObject([{ title: '晋南小米', url: 'https://shop.test/9' }])
})

test('a WARC gives its HTML answers out of chunks and compression; requests and pictures are passed over', async () => {
  const chunked = (body: string): string => `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`
  const records = [
    record('request', 'https://shop.test/1', 'GET /1 HTTP/1.1\r\nHost: shop.test\r\n\r\n'),
    record(
      'response',
      'https://shop.test/1',
      'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n',
      chunked(product('汾河陈醋')),
    ),
    record(
      'response',
      'https://shop.test/2',
      'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n',
      gzipSync(product('晋南小米')),
    ),
    record('response', 'https://shop.test/3.png', 'HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n', 'PNG'),
    record('response', 'https://shop.test/4', 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n', login),
  ]
  const plain = await read('e.warc', Buffer.concat(records))
  const zipped = await read('e.warc.gz', Buffer.concat(records.map((one) => gzipSync(one))))
  for (const { listings, pages, errors } of [plain, zipped]) {
    expect(errors).toEqual([])
    expect(listings.map(({ title, url, seenAt }) => [title, url, seenAt])).toEqual([
      ['汾河陈醋', 'https://shop.test/1', '2026-03-05T14:30:00.000+08:00'],
      ['晋南小米', 'https://shop.test/2', '2026-03-05T14:30:00.000+08:00'],
    ])
    // The wall is told, and is no listing.
    expect(pages.map(({ page }) => page)).toEqual(['product', 'product', 'login'])
  }
})

test('a file that holds no page is told and ends nothing else', async () => {
  expect((await read('f.mhtml', 'MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nhello\r\n')).errors).toEqual([
    'f.mhtml: expected a text/html part',
  ])
  expect((await read('g.warc.gz', gzipSync('nothing'))).errors).toHaveLength(1)
})
