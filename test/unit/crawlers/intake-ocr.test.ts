import { existsSync } from 'node:fs'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { openOcr } from '../../../crawlers/intake/ocr.ts'
import { projectRoot, UnavailableError } from '../../../domain/index.ts'

const isInstalled = existsSync(new URL('.cache/ocr/node_modules/@gutenye/ocr-node/', projectRoot))

/** Latin letters only, so that any machine can draw them. */
const label = (width: number, height: number): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>` +
      `<text x="100" y="150" font-family="sans-serif" font-size="60">ZL201919900001.1</text></svg>`,
  )

test.skipIf(isInstalled)('where OCR is not installed the one command that installs it is told', async () => {
  const error = await openOcr().catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(UnavailableError)
  expect((error as Error).message).toContain('node scripts/install-ocr.mjs')
})

test.skipIf(!isInstalled)(
  'boxes are in pixels of the upright picture, however the camera lay and whatever size it has',
  { timeout: 60_000 },
  async () => {
    const ocr = await openOcr()
    const upright = await sharp(label(2400, 700)).jpeg().toBuffer()
    // Orientation 3: the camera lay upside down (Exif 2.3, tag 274).
    const turned = await sharp(await sharp(upright).rotate(180).toBuffer())
      .withMetadata({ orientation: 3 })
      .jpeg()
      .toBuffer()
    for (const picture of [upright, turned]) {
      const [line] = await ocr.read(picture)
      expect(line?.text).toBe('ZL201919900001.1')
      expect(line?.confidence).toBeGreaterThan(0.8)
      // Letters of 60 pixels that stand on 150 lie between 100 and 155.
      const [left, top] = line?.box[0] ?? [0, 0]
      expect([Math.abs(left - 100) < 25, Math.abs(top - 103) < 25]).toEqual([true, true])
      expect(Math.abs((line?.box[2]?.[1] ?? 0) - 155)).toBeLessThan(25)
    }
  },
)

test.skipIf(!isInstalled)('nothing is read where nothing is written', { timeout: 60_000 }, async () => {
  const ocr = await openOcr()
  const blank = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#d8cbb0' } })
    .jpeg()
    .toBuffer()
  expect(await ocr.read(blank)).toEqual([])
})
