import { DONE, GAP, fold, foldedText } from './fold.ts'
import type { Folded } from './fold.ts'
import { readWords, wordHash } from './lexicon.ts'
import { belongsToAnother } from './other-names.ts'
import type { OtherNames } from './other-names.ts'
import type { ProtectedName } from './protected-name.ts'
import { affixWays, deleteWay, insertWay, latinTokens, latinWays, spelledWays, splitWay, substituteWay, swapWay } from './ways/index.ts'
import type { Context, Way } from './ways/index.ts'

/** Every way to read a piece of a text as one name, for a text that somebody put beside the name. */
export function waysOfPair(source: string, name: ProtectedName, others: OtherNames): { text: Folded; exact: boolean; ways: Way[] } {
  const text = fold(source)
  const reading = readWords(text, new Set([wordHash(name.name)]))
  const context: Context = { text, reading, running: false }
  const taken = new Uint8Array(text.length)
  const ways: (Way | undefined)[] = []
  let exact = false
  const tokens = latinTokens(text)
  if (name.latin) {
    const found = latinWays(context, tokens, name)
    exact = found.some((way) => way.exact)
    for (const { way, exact } of found) if (!exact && !isOtherMark(text, way, name, others)) ways.push(way)
    return { text, exact, ways: ways.filter((way) => way !== undefined) }
  }
  for (let from = 0; from + name.length <= text.length; from++)
    if (isExact(text, from, name)) {
      exact = true
      taken.fill(1, from, from + name.length)
      ways.push(...affixWays(context, from, name), insertWay(context, from, name))
    }
  const places = others.places(text, name)
  const free = (way: Way | undefined) => {
    if (way === undefined || belongsToAnother(places, way.from, way.to)) return
    for (let i = way.from; i < way.to; i++) if (taken[i] === 1) return
    ways.push(way)
  }
  for (let from = 0; from < text.length; from++) {
    free(substituteWay(context, from, name))
    free(swapWay(context, from, name))
    free(insertWay(context, from, name))
    free(deleteWay(context, from, name))
    free(splitWay(context, from, name, false))
    free(splitWay(context, from, name, true))
  }
  spelledWays(context, tokens, name).forEach(free)
  return { text, exact, ways: ways.filter((way) => way !== undefined) }
}

/** Whether the name stands here as it is; upper or lower case does not matter. */
export function isExact(text: Folded, from: number, name: ProtectedName): boolean {
  for (let i = 0; i < name.length; i++) {
    if (text.codes[from + i] !== name.codes[i]) return false
    if (((text.done[from + i] ?? 0) & ~DONE.case) !== ((name.folded.done[i] ?? 0) & ~DONE.case)) return false
    if (i > 0 && (text.gaps[from + i] ?? 0) !== (name.folded.gaps[i] ?? 0) && text.gaps[from + i] !== GAP.none) return false
  }
  return true
}

/** Whether Latin letters, as they stand there, are another mark. */
export function isOtherMark(text: Folded, way: Way, name: ProtectedName, others: OtherNames): boolean {
  for (let i = way.from; i < way.to; i++) if (((text.done[i] ?? 0) & ~DONE.case) !== 0) return false
  const letters = foldedText(text, way.from, way.to)
  return letters !== name.letters && others.has(letters)
}
