import type { FeatureName } from '../features.ts'
import { GAP, isHan } from '../fold.ts'
import type { Folded } from '../fold.ts'
import { COST_SCALE, characterCost, firstArc, spanWords } from '../lexicon.ts'
import type { Reading } from '../lexicon.ts'
import type { ProtectedName } from '../protected-name.ts'
import type { Context, Draft } from './way.ts'

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** What the words around say; `changed` positions may be part of ordinary words. */
export function noteWords(draft: Draft, { text, reading, running }: Context, from: number, to: number, name: ProtectedName): void {
  const { cut, whole } = spanWords(reading, from, to)
  draft.set('cut', Math.min(cut, 10) / 10)
  draft.set('cutAtAll', cut > 0.5 ? 1 : 0)
  const inside = draft.changed === 0 ? 0 : gainOfWords(reading, from, to, draft.changed)
  draft.set('inside', Math.min(inside, 10) / 10)
  draft.set('word', draft.changed !== 0 && whole > 0 ? clamp((18 - whole) / 8, 0.2, 1) : 0)
  const outside = text.length - (to - from)
  draft.set('outer', Math.min(Math.log1p(outside), 4) / 4)
  draft.set('ordinaryName', name.ordinary > 0 ? clamp((16 - name.ordinary) / 6, 0, 1) : 0)
  if (running) noteRunning(draft, text, reading, from, to, name)
}

/** How likely a piece of running text is there by chance. */
function noteRunning(draft: Draft, text: Folded, reading: Reading, from: number, to: number, name: ProtectedName): void {
  const on = (feature: FeatureName) => draft.get(feature) === 1
  draft.set('running', 1)
  draft.set('runningSingles', strayCharacters(text, reading, from, to) / 2)
  if (name.length >= 4) draft.set('runningFour', 1)
  if (on('space')) draft.set('runningSpace', 1)
  if (on('wholly')) draft.set('runningWholly', 1)
  if (on('swap') || on('swap2')) draft.set('runningSwap', 1)
  if (on('insert') || on('insert2') || on('split') || on('merge')) draft.set('runningInsert', 1)
  if (on('delete')) draft.set('runningDelete', 1)
  if (on('subs3') || on('subs4') || on('subsAll')) draft.set('runningSeveral', 1)
  if (on('behind') || on('before')) draft.set('runningAffix', 1)
  if (to - from > 2 || on('same')) return
  draft.set('runningTwo', 1)
  if (on('cutAtAll')) draft.set('runningCut', 1)
  draft.set('runningWord', Math.max(draft.get('word'), Math.min(1, draft.get('inside') * 2)))
  let [told, common] = [0, 0]
  for (let i = from; i < to; i++) {
    const nats = characterCost(text.codes[i] ?? 0) / COST_SCALE
    if ((draft.changed & (1 << (i - from))) === 0) told += nats
    else common = Math.max(common, clamp((9 - nats) / 4, 0, 1))
  }
  draft.set('runningTwoTold', clamp((told - 5) / 6, 0, 1))
  draft.set('runningCommon', common)
}

const STRAY_FROM = 6
/** Characters that stand alone beside names without being part of them: 薄荷味, 男款, 纸质版. */
const ATTACHED: ReadonlySet<number> = new Set(
  Array.from('味款装型版色号牌男女用新老正真送买的之和与及或式系', (c) => c.codePointAt(0) ?? 0),
)
/** Rare characters beside a span that belong to no word: it may be a piece of a longer name. 0..2. */
function strayCharacters(text: Folded, { before, after }: Reading, from: number, to: number): number {
  const stray = (at: number, alone: boolean) => {
    const code = text.codes[at] ?? 0
    return alone && isHan(code) && !ATTACHED.has(code) ? clamp((characterCost(code) / COST_SCALE - STRAY_FROM) / 4, 0, 1) : 0
  }
  let sum = 0
  if (from > 0 && (text.gaps[from] ?? 0) === GAP.none)
    sum += stray(from - 1, (before[from] ?? 0) - (before[from - 1] ?? 0) === characterCost(text.codes[from - 1] ?? 0))
  if (to < text.length && (text.gaps[to] ?? 0) === GAP.none)
    sum += stray(to, (after[to] ?? 0) - (after[to + 1] ?? 0) === characterCost(text.codes[to] ?? 0))
  return sum
}

const gain = new Float64Array(64)
const singles = new Float64Array(64)
/** The most nats by which words that hold a changed character read better than its characters one by one. */
function gainOfWords(reading: Reading, from: number, to: number, changed: number): number {
  const { arcs, arcCount } = reading
  const first = firstArc(reading, from)
  const width = to - from
  gain.fill(0, 0, width + 1)
  for (let a = first; a < arcCount && (arcs[a * 3] ?? 0) < to; a++)
    if ((arcs[a * 3 + 1] ?? 0) === (arcs[a * 3] ?? 0) + 1) singles[(arcs[a * 3] ?? 0) - from] = arcs[a * 3 + 2] ?? 0
  let at = 0
  for (let a = first; a < arcCount; a++) {
    const [start, end, cost] = [(arcs[a * 3] ?? 0) - from, (arcs[a * 3 + 1] ?? 0) - from, arcs[a * 3 + 2] ?? 0]
    if (start >= width) break
    // Arcs stand in order of their start: what is gained before a place is known when its arcs come.
    for (; at < start; at++) gain[at + 1] = Math.max(gain[at + 1] ?? 0, gain[at] ?? 0)
    if (end > width || end < start + 2) continue
    let alone = 0
    for (let i = start; i < end; i++) alone += singles[i] ?? 0
    const holds = (changed & ((1 << end) - (1 << start))) !== 0
    if (holds) gain[end] = Math.max(gain[end] ?? 0, (gain[start] ?? 0) + (alone - cost) / COST_SCALE)
  }
  for (; at < width; at++) gain[at + 1] = Math.max(gain[at + 1] ?? 0, gain[at] ?? 0)
  return gain[width] ?? 0
}
