import { performance } from 'node:perf_hooks'
import { readListing } from '../../../crawlers/intake/listing-line.ts'
import type { Listing } from '../../../domain/index.ts'
import { createAssessor, matcherSource } from '../../../pipeline/assess.ts'
import { buildMatcher } from '../../../pipeline/names/index.ts'
import { SIGNALS } from '../../../pipeline/signals/index.ts'
import { loadRules } from '../../../rules/load.ts'
import { loadRegistry } from '../../../rules/registry/index.ts'
import { benignListings } from '../../fixtures/benign.ts'
import { listing } from './input.ts'

/** Where the time of one thread goes, in milliseconds; `signals` is without the matcher that they ask, `rest` is rules, score and output. */
export interface StageReport {
  listings: number
  read: number
  names: number
  signals: number
  rest: number
  total: number
}

const [folder = '.', count = '10000'] = process.argv.slice(2)
const registry = loadRegistry(folder)
const spent = { names: 0, signals: 0 }
const clocked = <A extends unknown[], R>(stage: keyof typeof spent, work: (...args: A) => R) => {
  return (...args: A): R => {
    const from = performance.now()
    try {
      return work(...args)
    } finally {
      spent[stage] += performance.now() - from
    }
  }
}
const matcher = buildMatcher(matcherSource(registry))
const assessor = createAssessor({
  registry,
  rules: loadRules(),
  matcher: { match: clocked('names', (text, options) => matcher.match(text, options)) },
  signals: SIGNALS.map((signal) => clocked('signals', signal)),
  today: () => '2026-11-20',
})

const made = benignListings(6000)
const lines = Array.from({ length: Number(count) }, (_, n) => JSON.stringify(listing(n, made)))
const warm = (some: readonly string[]): void => {
  for (const line of some) assessor.assess(read(line))
}
function read(line: string): Listing {
  const result = readListing(line)
  if ('error' in result) throw new Error(result.error.message)
  return result.listing
}
warm(lines.slice(0, 500))
spent.names = 0
spent.signals = 0
let reading = 0
const begun = performance.now()
for (const line of lines) {
  const from = performance.now()
  const value = read(line)
  reading += performance.now() - from
  JSON.stringify(assessor.assess(value))
}
const total = performance.now() - begun
const signals = spent.signals - spent.names
const report: StageReport = {
  listings: lines.length,
  read: reading,
  names: spent.names,
  signals,
  rest: total - reading - spent.signals,
  total,
}
process.stdout.write(`${JSON.stringify(report)}\n`)
