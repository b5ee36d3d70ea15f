// Fits model/names.json on training/pairs.tsv: node dist/pipeline/names/fit.js [--check MORE.tsv]
import { readFileSync, writeFileSync } from 'node:fs'
import { projectRoot } from '../../domain/index.ts'
import { FEATURES, FEATURE_NAMES } from './features.ts'
import type { FeatureName } from './features.ts'
import { fitLogistic } from './logistic.ts'
import type { LabelledRow } from './logistic.ts'
import { waysOfPair } from './pair.ts'
import { wellKnown } from './other-names.ts'
import { protect } from './protected-name.ts'

interface Case {
  /** Values of every way that the text may be read. */
  ways: Float64Array[]
  label: 0 | 1
  weight: number
}

const ROUNDS = 4
/** Made-up rows count less: they teach the substitution alone. */
const WEIGHTS: Readonly<Record<string, number>> = { 'made-up': 0.35, 'made-up-glyph': 0.35, 'made-up-sound': 0.35 }

function readCases(path: URL): Case[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('text\t'))
    .map((line) => {
      const [text = '', name = '', label = '', mechanism = ''] = line.split('\t')
      const { ways } = waysOfPair(text, protect(name), wellKnown())
      return { ways: ways.map((way) => way.values), label: label === '1' ? 1 : 0, weight: WEIGHTS[mechanism] ?? 1 }
    })
}

const odds = (values: Float64Array, bias: number, weights: readonly number[]) =>
  values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), bias)

const cases = readCases(new URL('pipeline/names/training/pairs.tsv', projectRoot)).filter((row) => row.ways.length > 0)
// A first idea of which way is the best one; the fit replaces it.
const guess: Partial<Record<FeatureName, number>> = {
  low: 4,
  middle: 4,
  high: 2,
  information: 1,
  share: 2,
  cut: -4,
  inside: -3,
  outer: -2,
  ratio: -4,
  same: 4,
  split: 3,
  double: 3,
  swap: 2,
}
let bias = -3
let weights: number[] = FEATURE_NAMES.map((name) => guess[name] ?? 0)
for (let round = 0; round < ROUNDS; round++) {
  const rows: LabelledRow[] = cases.map(({ ways, label, weight }) => {
    const best = ways.reduce((a, b) => (odds(b, bias, weights) > odds(a, bias, weights) ? b : a))
    return { inputs: [...best], label, weight }
  })
  ;({ bias, weights } = fitLogistic(rows, { signs: FEATURE_NAMES.map((name) => FEATURES[name].sign), ridge: 3e-4, rounds: 1200, rate: 2 }))
  const loss = rows.reduce((sum, row) => {
    const p = 1 / (1 + Math.exp(-odds(Float64Array.from(row.inputs), bias, weights)))
    return sum - row.weight * Math.log(row.label === 1 ? p : 1 - p)
  }, 0)
  process.stderr.write(`round ${round + 1}: ${rows.length} rows, log-loss ${(loss / rows.length).toFixed(4)}\n`)
}
const rounded = {
  bias: Number(bias.toFixed(4)),
  weights: Object.fromEntries(FEATURE_NAMES.map((name, i) => [name, Number((weights[i] ?? 0).toFixed(4))])),
}
writeFileSync(new URL('pipeline/names/model/names.json', projectRoot), `${JSON.stringify(rounded, null, 1)}\n`)
