import type { PairScore } from '../../domain/index.ts'
import { evidenceOf } from './explain.ts'
import { logOdds, probability } from './model.ts'
import { wellKnown } from './other-names.ts'
import { waysOfPair } from './pair.ts'
import { protect } from './protected-name.ts'
import type { ProtectedName } from './protected-name.ts'
import type { Way } from './ways/index.ts'

/** What a text gets that can be read as the name in no way at all. */
const NO_WAY = -7

const prepared = new Map<string, ProtectedName>()
const PREPARED_LIMIT = 20_000

function protectedName(name: string): ProtectedName {
  const known = prepared.get(name)
  if (known !== undefined) return known
  if (prepared.size > PREPARED_LIMIT) prepared.clear()
  const made = protect(name)
  prepared.set(name, made)
  return made
}

const UNALIGNED = { mechanisms: [], alignment: [], evidence: [] }

/** The likelihood that a text imitates a name, with the best way to read it so; 0 where it is the name. */
export function similarity(text: string, name: string): PairScore {
  const wanted = protectedName(name)
  const { text: folded, exact, ways } = waysOfPair(text, wanted, wellKnown())
  if (exact && folded.length === wanted.length) return { score: 0, ...UNALIGNED }
  let best: Way | undefined
  let odds = -Infinity
  for (const way of ways) {
    const value = logOdds(way.values)
    if (value > odds) [best, odds] = [way, value]
  }
  if (best === undefined) {
    // Texts that share characters with the name come before those that share none.
    const shared = Array.from(name).filter((c) => text.includes(c)).length / Math.max(1, name.length)
    return { score: probability(NO_WAY + shared + 1 / (10 + text.length)), ...UNALIGNED }
  }
  const alignment = best.align()
  return { score: probability(odds), mechanisms: best.mechanisms, alignment, evidence: evidenceOf(best, alignment) }
}
