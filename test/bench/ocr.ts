import { spawnSync } from 'node:child_process'
import { distance } from 'fastest-levenshtein'
import sharp from 'sharp'
import { openOcr, type Ocr } from '../../crawlers/intake/ocr.ts'
import { UnavailableError } from '../../domain/index.ts'
import { benchLine, machine } from './bench.ts'
import type { BenchLine } from './bench.ts'

/** Three that differ in their digits and strokes; the first that is installed of each row. */
const FONTS = [
  ['Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei'],
  ['Noto Serif CJK SC', 'Source Han Serif SC', 'AR PL UMing CN'],
  ['WenQuanYi Zen Hei', 'Noto Sans Mono CJK SC'],
] as const
/** Height of the letters in pixels. */
const SIZES = [22, 34] as const
const TILT = 5
const JPEG_QUALITY = 60
const LABELS_EACH = Number(process.env['ZHIXUN_BENCH_LABELS'] ?? 6)

/** A label as it is drawn, and the patent number on it. */
interface Drawn {
  lines: string[]
  number: string
}

/** Park and Miller's generator, so that every run draws the same labels. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

const pick = <T>(from: readonly T[], draw: (below: number) => number): T => from[draw(from.length)] as T

function makeLabel(draw: (below: number) => number): Drawn {
  const digits = (count: number): string => Array.from({ length: count }, () => draw(10)).join('')
  const year = 2004 + draw(21)
  const kind = pick([1, 2, 3], draw)
  const serial = digits(7)
  const number = `ZL${year}${kind}${serial}.${pick([...'0123456789X'], draw)}`
  const spaced = `ZL ${year} ${kind} ${number.slice(7)}`
  const type = ['发明', '实用新型', '外观设计'][kind - 1]
  const goods = pick(['手工挂面', '黑豆陈醋', '高山小米', '压榨核桃油', '红枣夹心酥', '老汤卤料包'], draw)
  return {
    number,
    lines: [
      `产品名称：${goods}`,
      pick([`本产品已获国家${type}专利 ${number}`, `${type}专利号：${spaced}`, `专利产品 仿冒必究 ${number}`], draw),
      `净含量：${1 + draw(9)}.${draw(10)}kg 保质期：${6 + draw(12)}个月`,
      `生产日期：20${20 + draw(7)}年${1 + draw(12)}月${1 + draw(28)}日`,
      `食品生产许可证编号：SC1${digits(13)}`,
      `配料：${pick(['小麦粉、饮用水、食用盐', '水、高粱、麸皮、黑豆', '小米', '核桃仁', '红枣、小麦粉、白砂糖'], draw)}`,
    ],
  }
}

async function drawLabel({ lines }: Drawn, font: string, size: number, tilt: number): Promise<Buffer> {
  const pitch = Math.round(size * 1.8)
  const width = size * 30
  const height = pitch * lines.length + width / 8
  const rows = lines
    .map((line, i) => `<text x="${size * 2}" y="${height / 2 + (i + 1 - lines.length / 2) * pitch}">${line}</text>`)
    .join('')
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#f4efe2"/>` +
    `<g transform="rotate(${tilt} ${width / 2} ${height / 2})" font-family="${font}" font-size="${size}" fill="#2a1c10" xml:space="preserve">${rows}</g></svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: JPEG_QUALITY }).toBuffer()
}

function installedFonts(): string[] {
  const { stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }) as { stdout: string | null }
  return FONTS.map((row) => row.find((font) => stdout?.includes(font))).filter((font) => font !== undefined)
}

const plain = (text: string): string => text.replaceAll(/\s/g, '')

/** How well and how fast labels of known text are read: drawn in three fonts and two sizes, tilted by 5°, JPEG at 60. */
export async function* bench(): AsyncGenerator<BenchLine> {
  let ocr: Ocr
  try {
    ocr = await openOcr()
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error
    process.stderr.write(`ocr: left out: ${error.message}\n`)
    return
  }
  const fonts = installedFonts()
  const draw = random(20_261_124)
  let pictures = 0
  let numbers = 0
  let wrong = 0
  let characters = 0
  const times: number[] = []
  for (const font of fonts)
    for (const size of SIZES)
      for (let nth = 0; nth < LABELS_EACH; nth++) {
        const label = makeLabel(draw)
        const picture = await drawLabel(label, font, size, nth % 2 === 0 ? TILT : -TILT)
        const started = performance.now()
        const lines = await ocr.read(picture)
        times.push(performance.now() - started)
        const read = plain(lines.map(({ text }) => text).join(''))
        const truth = plain(label.lines.join(''))
        pictures++
        if (read.includes(label.number)) numbers++
        wrong += distance(read, truth)
        characters += truth.length
      }
  times.sort((a, b) => a - b)
  const conditions = { ...machine(), pictures, characters, fonts, sizes: SIZES, tilt: TILT, jpeg: JPEG_QUALITY, engine: 'PP-OCRv4' }
  const share = (value: number): number => Math.round(value * 10_000) / 10_000
  yield benchLine({ bench: 'ocr-patent-numbers', unit: 'share without error', ours: share(numbers / pictures), peers: {}, conditions })
  yield benchLine({ bench: 'ocr-characters', unit: 'share right', ours: share(1 - wrong / characters), peers: {}, conditions })
  yield benchLine(
    { bench: 'ocr-time', unit: 'ms/picture (median)', ours: Math.round(times[times.length >> 1] ?? 0), peers: {}, conditions },
    'less',
  )
}
