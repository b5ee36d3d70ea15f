// Fits model/names.json on the files of training/: node dist/pipeline/names/fit.js
// First what speaks for an imitation, on pairs; then, on top, what running text adds, on titles.
import { readFileSync, writeFileSync } from 'node:fs'
import type { NameRow } from '../../domain/index.ts'
import { projectRoot } from '../../domain/index.ts'
import { FEATURES, FEATURE_AT, FEATURE_NAMES, RUNNING_FEATURES } from './features.ts'
import type { FeatureName } from './features.ts'
import { fold } from './fold.ts'
import { fitLogistic } from './logistic.ts'
import type { LabelledRow } from './logistic.ts'
import { Matcher } from './matcher.ts'
import { OtherNames, wellKnown } from './other-names.ts'
import { waysOfPair } from './pair.ts'
import { protect } from './protected-name.ts'
import { readRows } from './tables.ts'

const ROUNDS = 4
/** Made-up rows count less: they teach the substitution alone. */
const MADE_UP: Readonly<Record<string, number>> = { 'made-up': 0.35, 'made-up-glyph': 0.35, 'made-up-sound': 0.35 }
/** In how many titles a title with an imitation is one; decides how much a find in running text must show. */
const BENIGN_WEIGHT = 3
/** Every n-th well-known name is searched for in the innocent titles. */
const NAME_STEP = 3

const NO_OTHERS = new OtherNames([])

interface Weights {
  bias: number
  weights: number[]
}
interface Case {
  ways: number[][]
  label: 0 | 1
  weight: number
}

const lines = (file: string) =>
  readFileSync(new URL(`pipeline/names/training/${file}`, projectRoot), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('text\t'))
const odds = (values: readonly number[], { bias, weights }: Weights) =>
  values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), bias)
const best = (ways: readonly number[][], by: Weights) => ways.reduce((a, b) => (odds(b, by) > odds(a, by) ? b : a))

function pairCases(): Case[] {
  return lines('pairs.tsv')
    .map((line): Case => {
      const [text = '', name = '', label = '', mechanism = ''] = line.split('\t')
      // Other marks are told from imitations without the list of marks too, as no list holds them all.
      const { ways } = waysOfPair(text, protect(name), mechanism === 'coexisting' ? NO_OTHERS : wellKnown())
      return { ways: ways.map((way) => way.values), label: label === '1' ? 1 : 0, weight: MADE_UP[mechanism] ?? 1 }
    })
    .filter((row) => row.ways.length > 0)
}

function fitPairs(): Weights {
  const cases = pairCases()
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
  let fitted: Weights = { bias: -3, weights: FEATURE_NAMES.map((name) => guess[name] ?? 0) }
  for (let round = 0; round < ROUNDS; round++) {
    const rows: LabelledRow[] = cases.map(({ ways, label, weight }) => ({ inputs: best(ways, fitted), label, weight }))
    fitted = fitLogistic(rows, { signs: FEATURE_NAMES.map((name) => FEATURES[name].sign), ridge: 3e-4, rounds: 1200, rate: 2 })
    process.stderr.write(`pairs, round ${round + 1}: ${rows.length} rows, log-loss ${loss(rows, fitted).toFixed(4)}\n`)
  }
  return fitted
}

function loss(rows: readonly LabelledRow[], fitted: Weights): number {
  let [sum, weight] = [0, 0]
  for (const row of rows) {
    const p = 1 / (1 + Math.exp(-odds(row.inputs, fitted) - (row.offset ?? 0)))
    sum -= row.weight * Math.log(row.label === 1 ? p : 1 - p)
    weight += row.weight
  }
  return sum / weight
}

const asRow = (name: string, classes: string): NameRow => ({
  name,
  kind: 'brand',
  niceClass: classes.split(';').filter(Boolean).map(Number),
  goods: [],
  aliases: [],
})

/** Titles with imitations, and all that innocent titles offer, most likely first, for many names at once. */
function titleCases(pairs: Weights): Case[] {
  const positives = lines('running.tsv').map((line) => line.split('\t'))
  const known = new Map<string, NameRow>()
  for (const [, , name = '', classes = ''] of positives) known.set(name, asRow(name, classes))
  const out: Case[] = []
  const matcher = new Matcher({ names: [...known.values()] }, { everything: true })
  for (const [title = '', text = '', name = ''] of positives) {
    const at = title.indexOf(text)
    const folded = fold(title)
    const ways = matcher
      .candidates(folded)
      .filter(({ form, exact }) => form.row.name === name && !exact)
      .filter(({ way }) => (folded.starts[way.from] ?? 0) < at + text.length && (folded.ends[way.to - 1] ?? 0) > at)
      .map(({ way }) => way.values)
    if (ways.length > 0) out.push({ ways: [best(ways, pairs)], label: 1, weight: 1 })
  }
  process.stderr.write(`${positives.length} imitations in titles, ${out.length} of them found\n`)
  readRows('reference-names.tsv').forEach(([, classes = '', names = '']) =>
    names.split(' ').forEach((name, i) => {
      const text = name.replaceAll('_', ' ')
      if (i % NAME_STEP === 0 && !known.has(text)) known.set(text, asRow(text, classes))
    }),
  )
  const many = new Matcher({ names: [...known.values()] }, { everything: true })
  for (const title of lines('titles.txt'))
    for (const { way, exact } of many.candidates(fold(title))) if (!exact) out.push({ ways: [way.values], label: 0, weight: BENIGN_WEIGHT })
  return out
}

/** Fits the features of running text, with what the pairs taught as a given. */
function fitRunning(pairs: Weights): Weights {
  const cases = titleCases(pairs)
  const rows: LabelledRow[] = cases.map(({ ways, label, weight }) => {
    const values = ways[0] ?? []
    return { inputs: RUNNING_FEATURES.map((name) => values[FEATURE_AT[name]] ?? 0), label, weight, offset: odds(values, pairs) }
  })
  const fitted = fitLogistic(rows, {
    signs: RUNNING_FEATURES.map((name) => FEATURES[name].sign),
    ridge: 1e-4,
    rounds: 1500,
    rate: 2,
    fixedBias: true,
  })
  process.stderr.write(
    `titles: ${rows.length} rows, ${rows.filter((row) => row.label === 1).length} imitations, log-loss ${loss(rows, fitted).toFixed(4)}\n`,
  )
  return fitted
}

const pairs = fitPairs()
const running = fitRunning(pairs)
const weights = Object.fromEntries(
  FEATURE_NAMES.map((name, i) => {
    const at = RUNNING_FEATURES.indexOf(name)
    return [name, Number(((at < 0 ? pairs.weights[i] : running.weights[at]) ?? 0).toFixed(4))]
  }),
)
writeFileSync(
  new URL('pipeline/names/model/names.json', projectRoot),
  `${JSON.stringify({ bias: Number(pairs.bias.toFixed(4)), weights }, null, 1)}\n`,
)
