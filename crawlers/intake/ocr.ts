import { access } from 'node:fs/promises'
import sharp from 'sharp'
import { projectRoot, UnavailableError } from '../../domain/index.ts'

export interface OcrLine {
  text: string
  /** 0..1. */
  confidence: number
  /** Corners `[x, y]` in pixels of the upright picture, clockwise from the upper left. */
  box: [number, number][]
}

export interface Ocr {
  /**
   * Reads a picture in any form that sharp opens, from top to bottom.
   * @throws Error where it is no picture
   */
  read(picture: Uint8Array): Promise<OcrLine[]>
}

/** What we use of `@gutenye/ocr-node`, which is not in the default install and so has no types here. */
interface Engine {
  detect(picture: Buffer): Promise<{ text: string; mean: number; box?: number[][] }[]>
}

const ENGINE = '@gutenye/ocr-node'
const INSTALLED = new URL(`.cache/ocr/node_modules/${ENGINE}/build/index.js`, projectRoot)

/** The longest side that a picture is read at, in pixels: the time grows with the area, and labels are legible at this. */
const LONGEST = 1600
/** Sides that the model takes are multiples of this. */
const STEP = 32

/** Loads engine and model, which takes about 0.3 s. @throws UnavailableError where they are not installed, with the command that does it */
export async function openOcr(): Promise<Ocr> {
  const engine = await loadEngine()
  return {
    async read(picture) {
      const { data, scale } = await prepared(picture)
      const lines = await engine.detect(data)
      return lines.map(({ text, mean, box = [] }) => ({
        text,
        confidence: Math.round(mean * 1000) / 1000,
        box: box.map(([x = 0, y = 0]) => [Math.round(x / scale), Math.round(y / scale)]),
      }))
    },
  }
}

async function loadEngine(): Promise<Engine> {
  for (const place of [ENGINE, INSTALLED.href]) {
    if (place === INSTALLED.href && !(await exists(INSTALLED))) break
    try {
      const loaded = (await import(place)) as { default: { create(): Promise<Engine> } }
      return await loaded.default.create()
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND' && place === ENGINE
      if (!isMissing) throw new UnavailableError(`OCR cannot be started: ${(error as Error).message}`, { cause: error })
    }
  }
  throw new UnavailableError('OCR is not installed; this installs it: node scripts/install-ocr.mjs')
}

async function exists(url: URL): Promise<boolean> {
  return access(url).then(
    () => true,
    () => false,
  )
}

/** Upright, on white, not too large, and filled up to whole steps, so that the engine resizes nothing and its boxes are ours. */
async function prepared(picture: Uint8Array): Promise<{ data: Buffer; scale: number }> {
  const upright = sharp(picture).autoOrient().flatten({ background: '#fff' }).toColourspace('srgb')
  const { data, info } = await upright
    .resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true })
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true })
  const { autoOrient } = await sharp(picture).metadata()
  const filled = await sharp(data)
    .extend({ right: -info.width & (STEP - 1), bottom: -info.height & (STEP - 1), background: '#fff' })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return { data: filled, scale: info.width / autoOrient.width }
}
