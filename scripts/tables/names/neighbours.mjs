// The characters that look like each character of GB 2312, so that a search need not compare shapes. Uses the built matcher itself:
// run `npm run build` first, or give the folder of a build in ZHIXUN_BUILD.
import { FIRST, LAST } from './shapes.mjs'
import { LEVEL12 } from './fold.mjs'
import { writeBinary } from './table-file.mjs'

/** Log-odds from which a pair counts; 99 in 100 random pairs lie below 1.7. */
const LEAST = 1.75
const MOST = 120
/** Characters in common use come before rare ones that are a little more alike. */
const COMMON_FIRST = 2
const ODDS_SCALE = 16

export async function buildNeighbours() {
  const build = process.env.ZHIXUN_BUILD ?? new URL('../../../dist/', import.meta.url).pathname
  const { glyphLogOdds, mayLookAlike } = await import(`${build.replace(/\/$/, '')}/pipeline/names/glyph.js`)
  const common = new Set(LEVEL12.map((c) => c.codePointAt(0)))
  const lists = Array.from({ length: LAST - FIRST + 1 }, () => [])
  for (const a of [...common].sort((x, y) => x - y))
    for (let b = FIRST; b <= LAST; b++) {
      if (b === a || (common.has(b) && b < a) || !mayLookAlike(a, b)) continue
      const odds = glyphLogOdds(a, b)
      if (odds < LEAST) continue
      lists[a - FIRST].push([b, odds])
      // A rare character is a neighbour only of those in use, which are what names are written with.
      if (common.has(b)) lists[b - FIRST].push([a, odds])
    }
  const start = new Uint32Array(LAST - FIRST + 2)
  const code = []
  const odds = []
  const rank = ([b, value]) => value + (common.has(b) ? COMMON_FIRST : 0)
  lists.forEach((list, at) => {
    const kept = list
      .sort((x, y) => rank(y) - rank(x) || x[0] - y[0])
      .slice(0, MOST)
      .sort((x, y) => x[0] - y[0])
    code.push(...kept.map(([b]) => b))
    odds.push(...kept.map(([, value]) => Math.min(255, Math.round(value * ODDS_SCALE))))
    start[at + 1] = code.length
  })
  console.error(`neighbours: ${code.length}, ${(code.length / common.size).toFixed(1)} a character`)
  writeBinary(
    'neighbours.bin',
    `characters that look like each character of GB 2312, by code, at most ${MOST}`,
    [{ source: 'shapes.bin and parts.bin of this folder', version: '1', licence: 'as these' }],
    {
      start,
      code: Uint16Array.from(code),
      odds: Uint8Array.from(odds),
    },
  )
}
