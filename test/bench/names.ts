import { distance } from 'fastest-levenshtein'
import Fuse from 'fuse.js'
import { compareTwoStrings, findBestMatch } from 'string-similarity'
import type { NameRow } from '../../domain/index.ts'
import { CHANNELS } from '../../pipeline/names/channels.ts'
import { buildMatcher, similarity } from '../../pipeline/names/index.ts'
import type { BenchLine } from './bench.ts'
import { benchLine, machine } from './bench.ts'
import { auc, calibration, recallAtFalsePositives } from './names/measures.ts'
import type { Scored } from './names/measures.ts'
import { heldOutPairs, madeUpNames, madeUpPairs, titlesOfForty } from './names/inputs.ts'
import type { LabelledPair } from './names/inputs.ts'

type Score = (text: string, name: string) => number

const PEERS: Readonly<Record<string, Score>> = {
  'string-similarity': (text, name) => compareTwoStrings(text, name),
  'fastest-levenshtein': (text, name) => 1 - distance(text, name) / Math.max(text.length, name.length, 1),
  'fuse.js': (text, name) => {
    const [found] = new Fuse([text], { includeScore: true, threshold: 1, ignoreLocation: true }).search(name)
    return found === undefined ? 0 : 1 - (found.score ?? 1)
  },
}
const ours: Score = (text, name) => similarity(text, name).score

const scored = (pairs: readonly LabelledPair[], score: Score): Scored[] =>
  pairs.map(({ text, name, label }) => ({ score: score(text, name), label }))
const round = (value: number, places = 4) => Number(value.toFixed(places))
const peersBy = (pairs: readonly LabelledPair[], measure: (rows: Scored[]) => number) =>
  Object.fromEntries(Object.entries(PEERS).map(([name, score]) => [name, round(measure(scored(pairs, score)))]))

/** Titles a second, by CPU time of this process, so that other work on the machine does not count. */
function rate(titles: readonly string[], work: (title: string) => void): number {
  const start = process.cpuUsage()
  for (const title of titles) work(title)
  const { user, system } = process.cpuUsage(start)
  return titles.length / ((user + system) / 1e6)
}

function* quality(): Iterable<BenchLine> {
  const pairs = heldOutPairs()
  const rows = scored(pairs, ours)
  const conditions = {
    pairs: pairs.length,
    imitations: pairs.filter(({ label }) => label === 1).length,
    names: 'not in the training pairs',
  }
  yield benchLine({
    bench: 'names: pairs, area under the curve',
    unit: 'AUC',
    ours: round(auc(rows)),
    peers: peersBy(pairs, auc),
    conditions,
  })
  yield benchLine({
    bench: 'names: pairs, recall at 1 % false positives',
    unit: 'share',
    ours: round(recallAtFalsePositives(rows, 0.01)),
    peers: peersBy(pairs, (r) => recallAtFalsePositives(r, 0.01)),
    conditions,
  })
  const { error, bins } = calibration(rows)
  yield benchLine(
    {
      bench: 'names: pairs, expected calibration error',
      unit: 'share',
      ours: round(error),
      peers: {},
      conditions: { ...conditions, reliability: bins },
    },
    'less',
  )
  for (const kind of ['glyph', 'sound'] as const) {
    const made = madeUpPairs(kind)
    const channel: Score = (text, name) => CHANNELS[kind](text, name).score
    yield benchLine({
      bench: `names: made-up names, one character replaced by ${kind === 'glyph' ? 'shape' : 'sound'} or at random`,
      unit: 'AUC',
      ours: round(auc(scored(made, ours))),
      peers: peersBy(made, auc),
      conditions: { pairs: made.length, channelAlone: round(auc(scored(made, channel))) },
    })
  }
}

const SIZES = [1_000, 10_000, 100_000] as const
const WARM_UP = 500

function* speed(): Iterable<BenchLine> {
  const titles = titlesOfForty(8_000)
  const rates = new Map<number, number>()
  for (const size of SIZES) {
    const names = madeUpNames(size)
    const before = process.memoryUsage().rss
    const start = performance.now()
    const matcher = buildMatcher({ names })
    const build = performance.now() - start
    const memory = (process.memoryUsage().rss - before) / 1e6
    for (const title of titles.slice(0, WARM_UP)) matcher.match(title)
    const reached = rate(titles, (title) => void matcher.match(title))
    rates.set(size, reached)
    const conditions = {
      names: size,
      titles: titles.length,
      characters: 40,
      buildMs: Math.round(build),
      memoryMb: Math.round(memory),
      cpuTime: true,
      ...machine(),
    }
    const peers = size === 10_000 ? peerRates(names, titles) : {}
    yield benchLine({ bench: `names: search of ${size} names`, unit: 'titles/s', ours: Math.round(reached), peers, conditions })
  }
  const [few = 0, , many = 1] = SIZES.map((size) => rates.get(size))
  yield benchLine(
    {
      bench: 'names: cost of 100,000 names against 1,000',
      unit: 'times',
      ours: round(few / many, 2),
      peers: { 'every name looked at': 100 },
      conditions: machine(),
    },
    'less',
  )
}

/** The peers look at every name for every title; a few titles are enough to know their rate. */
function peerRates(names: readonly NameRow[], titles: readonly string[]): Record<string, number> {
  const texts = names.map(({ name }) => name)
  const fuse = new Fuse(texts, { includeScore: true, threshold: 0.4, ignoreLocation: true })
  return {
    'fuse.js': round(
      rate(titles.slice(0, 20), (title) => void fuse.search(title)),
      1,
    ),
    'string-similarity': round(
      rate(titles.slice(0, 40), (title) => void findBestMatch(title, texts)),
      1,
    ),
    'fastest-levenshtein': round(
      rate(titles.slice(0, 40), (title) => {
        for (const name of texts)
          for (let from = 0; from + name.length <= title.length; from++) distance(title.slice(from, from + name.length), name)
      }),
      1,
    ),
  }
}

/** Quality and speed of the imitation matcher beside general fuzzy search, on the same pairs and titles. */
export async function* bench(): AsyncIterable<BenchLine> {
  await Promise.resolve()
  yield* quality()
  yield* speed()
}
