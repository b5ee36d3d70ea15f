// Fits the weights of the glyph channel on training/shape-groups.txt against random pairs: node dist/pipeline/names/fit-glyph.js
import { readFileSync, writeFileSync } from 'node:fs'
import { projectRoot } from '../../domain/index.ts'
import { glyphInputs, glyphMeasures } from './glyph.ts'
import { fitLogistic } from './logistic.ts'
import { randomFrom } from './random.ts'

const LEVEL1_FIRST = 0xb0
const LEVEL1_LAST = 0xd7
const RANDOM_PAIRS = 20_000

function levelOne(): string[] {
  const decoder = new TextDecoder('gb2312')
  const out: string[] = []
  for (let row = LEVEL1_FIRST; row <= LEVEL1_LAST; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = decoder.decode(new Uint8Array([row, cell]))
      if (/^\p{Script=Han}$/u.test(character)) out.push(character)
    }
  return out
}

const groups = readFileSync(new URL('pipeline/names/training/shape-groups.txt', projectRoot), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => [...new Set(line)])
const alike = new Set(groups.flatMap((group) => group.flatMap((a, i) => group.slice(i + 1).map((b) => [a, b].sort().join('')))))
const pool = groups.flat()
const common = levelOne()
const { pick } = randomFrom(7)
const rows: { inputs: number[]; label: 0 | 1; weight: number }[] = []
const add = (pair: string, label: 0 | 1, weight: number) => {
  const [a = 0, b = 0] = Array.from(pair, (c) => c.codePointAt(0) ?? 0)
  const measures = glyphMeasures(a, b)
  if (measures !== undefined) rows.push({ inputs: glyphInputs(measures), label, weight })
}
for (const pair of alike) add(pair, 1, RANDOM_PAIRS / alike.size)
for (let n = 0; n < RANDOM_PAIRS;) {
  const pair = [pick(n % 2 === 0 ? pool : common), pick(common)].sort().join('')
  if (alike.has(pair) || pair.charAt(0) === pair.charAt(1)) continue
  add(pair, 0, 1)
  n++
}
const width = rows[0]?.inputs.length ?? 0
const fitted = fitLogistic(rows, { signs: Array.from({ length: width }, () => 1), ridge: 1e-5, rounds: 3000, rate: 8 })
const rounded = { bias: Number(fitted.bias.toFixed(4)), weights: fitted.weights.map((value) => Number(value.toFixed(4))) }
writeFileSync(new URL('pipeline/names/model/glyph.json', projectRoot), `${JSON.stringify(rounded)}\n`)
console.error(JSON.stringify(rounded))
