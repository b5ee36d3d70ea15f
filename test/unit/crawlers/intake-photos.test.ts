import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ocr } from '../../../crawlers/intake/ocr.ts'
import { labelOf, placeOf, readPhoto } from '../../../crawlers/intake/photos.ts'
import type { Listing } from '../../../domain/index.ts'

let root: string
let picture: Buffer
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'photos-'))
  picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#c33' } })
    .withExif({
      IFD0: { Make: 'Camera', Model: 'One' },
      IFD2: { DateTimeOriginal: '2026:03:05 14:30:00', OffsetTimeOriginal: '+08:00' },
      // 36°03′00″ N and 111°30′36″ E are 36.05 and 111.51 degrees.
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 3/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '111/1 30/1 36/1' },
    })
    .jpeg()
    .toBuffer()
})
afterAll(() => rm(root, { recursive: true }))

async function read(path: string, bytes: Uint8Array, ocr?: Ocr) {
  const file = join(root, path)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, bytes)
  const listings: Listing[] = []
  const errors: string[] = []
  for await (const item of readPhoto(file, { root, ...(ocr ? { ocr } : {}) })) {
    if ('listing' in item) listings.push(item.listing)
    else errors.push(item.error.message.replace(`${root}/`, ''))
  }
  return { listings, errors }
}

test('a photo keeps time, place and camera of its Exif, its hash, and the folder that it lay in', async () => {
  const { listings, errors } = await read('东关市场/IMG_1.jpg', picture)
  expect(errors).toEqual([])
  const sha256 = createHash('sha256').update(picture).digest('hex')
  expect(listings).toEqual([
    {
      platform: 'photos',
      id: sha256.slice(0, 16),
      channel: 'stall',
      title: '未识别文字的照片',
      seenAt: '2026-03-05T14:30:00+08:00',
      images: [{ role: 'package', sha256 }],
      attributes: {
        拍摄设备: 'Camera One',
        拍摄地点: '36.050000,111.510000（WGS-84）',
        拍摄时间: '2026-03-05T14:30:00+08:00',
        文件夹: '东关市场',
        来源文件: 'IMG_1.jpg',
      },
    },
  ])
})

test('a text beside the photo says what is written on it, and the name of the file never is a title', async () => {
  await writeFile(join(root, '假货铭牌.txt'), 'ZL201919900001.1\n')
  const { listings } = await read('假货铭牌.png', await sharp(picture).png().toBuffer())
  expect(listings[0]).toMatchObject({ channel: 'photo', labels: [{ where: 'nameplate', text: 'ZL201919900001.1' }] })
  expect(listings[0]).not.toHaveProperty('title')
})

test('fields beside the photo go into the listing; a bad one is told and the photo is kept', async () => {
  await writeFile(
    join(root, 'a.json'),
    JSON.stringify({ title: '陈醋', seller: { name: '王记' }, text: '地理标志', where: 'package', 摊位: 'A12' }),
  )
  expect((await read('a.jpg', picture)).listings[0]).toMatchObject({
    title: '陈醋',
    seller: { name: '王记' },
    labels: [{ where: 'package', text: '地理标志' }],
    attributes: { 摊位: 'A12' },
  })
  await writeFile(join(root, 'b.json'), '{"price":{"amount":"ten"}}')
  const wrong = await read('b.jpg', picture)
  expect(wrong.errors).toEqual([expect.stringContaining('b.json: price.amount') as string])
  expect(wrong.listings).toHaveLength(1)
})

test('what OCR reads is one label whose lines keep box and confidence at their place in the text', () => {
  const box: [number, number][] = [[1, 2], [9, 2], [9, 6], [1, 6]] // prettier-ignore
  const label = labelOf(
    [
      { text: '汾河陈醋', confidence: 0.99, box },
      { text: ' ', confidence: 0.6, box },
      { text: '净含量500ml', confidence: 0.91, box },
    ],
    'package',
  )
  expect(label?.text).toBe('汾河陈醋\n净含量500ml')
  expect(label?.lines?.map(({ start, end, confidence }) => [label.text.slice(start, end), confidence])).toEqual([
    ['汾河陈醋', 0.99],
    ['净含量500ml', 0.91],
  ])
  expect(labelOf([], 'package')).toBeUndefined()
})

test('a file that is no picture is told, and ends nothing', async () => {
  const ocr: Ocr = { read: () => Promise.reject(new Error('unsupported image format')) }
  const { errors, listings } = await read('c.jpg', Buffer.from('no picture'), ocr)
  expect(errors).toEqual(['c.jpg: expected a picture: unsupported image format'])
  expect(listings).toHaveLength(1)
})

test.each([
  ['门头/IMG_1.jpg', 'shop-sign'],
  ['a/铭牌2.jpg', 'nameplate'],
  ['门头/铭牌.jpg', 'nameplate'],
  ['说明书.png', 'manual'],
  ['IMG_2.jpg', 'package'],
  ['design/IMG_2.jpg', 'package'],
])('%s shows a %s', (path, place) => {
  expect(placeOf(path)).toBe(place)
})
