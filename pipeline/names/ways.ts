import type { AlignedCharacters } from '../../domain/index.ts'
import { FEATURE_AT, FEATURE_NAMES } from './features.ts'
import type { FeatureName } from './features.ts'
import { DONE, GAP, foldedText, isHan, isLatin, lacksTraditional } from './fold.ts'
import type { Folded } from './fold.ts'
import { COST_SCALE, characterCost, spanWords } from './lexicon.ts'
import { beginsWithGoods } from './goods.ts'
import type { Reading } from './lexicon.ts'
import type { ProtectedName } from './protected-name.ts'
import { isSplitOf } from './split.ts'
import { substitution } from './substitution.ts'
import { goesBefore, goesBehind } from './weak.ts'

/** A text that names are looked for in. */
export interface Context {
  text: Folded
  reading: Reading
  /** Whether the text is running text that was searched, and not one that somebody put beside the name. */
  running: boolean
}

/** One way to read a piece of a text as a name. */
export interface Way {
  from: number
  to: number
  values: Float64Array
  mechanisms: string[]
  steps: AlignedCharacters[]
}

const [LOW, MIDDLE, HIGH] = [2, 6, 12]
const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

class Draft {
  readonly values = new Float64Array(FEATURE_NAMES.length)
  readonly mechanisms = new Set<string>()
  readonly steps: AlignedCharacters[] = []
  /** Positions of the text that differ from the name, as bits from `from`. */
  changed = 0
  set(name: FeatureName, value: number): void {
    this.values[FEATURE_AT[name]] = value
  }
}

const character = (code: number | undefined) => (code === undefined ? '' : String.fromCodePoint(code))
const given = (text: Folded, from: number, to: number) => text.source.slice(text.starts[from] ?? 0, text.ends[to - 1] ?? 0)

/** Marks what folding did inside the span, and what was put between its characters. */
function noteFolding(draft: Draft, { text }: Context, from: number, to: number, name: ProtectedName): void {
  let bits = 0
  let unchanged = false
  let traditional = false
  for (let i = from; i < to; i++) {
    const done = text.done[i] ?? 0
    bits |= done
    if ((done & DONE.traditional) !== 0) traditional = true
    else if (lacksTraditional(text.codes[i] ?? 0)) unchanged = true
  }
  // A name that is itself registered with such characters is not changed by them.
  for (let i = 0; i < name.length; i++) bits &= ~(name.folded.done[i] ?? 0)
  if (traditional && (bits & DONE.traditional) !== 0) {
    draft.set(unchanged || (bits & DONE.variant) !== 0 ? 'traditional' : 'wholly', 1)
    draft.mechanisms.add('traditional')
  }
  for (const what of ['variant', 'confusable', 'fullwidth', 'emoji'] as const)
    if ((bits & DONE[what]) !== 0) {
      draft.set(what, 1)
      draft.mechanisms.add(what)
    }
  if ((bits & DONE.accent) !== 0) {
    draft.set('confusable', 1)
    draft.mechanisms.add('confusable')
  }
  for (let i = from + 1; i < to; i++) {
    const gap = text.gaps[i] ?? 0
    const own = to - from === name.length ? (name.folded.gaps[i - from] ?? 0) : 0
    if (gap === GAP.none || gap === own) continue
    const what = gap === GAP.invisible ? 'invisible' : gap === GAP.separator ? 'separator' : 'space'
    draft.set(what, 1)
    draft.mechanisms.add(what)
  }
}

function borderInside({ text }: Context, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (text.gaps[i] === GAP.border) return true
  return false
}

/** What the words around say; `changed` positions may be part of ordinary words. */
function noteWords(draft: Draft, { text, reading, running }: Context, from: number, to: number, name: ProtectedName): void {
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
  const on = (feature: FeatureName) => draft.values[FEATURE_AT[feature]] === 1
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
  draft.set('runningWord', Math.max(draft.values[FEATURE_AT.word] ?? 0, Math.min(1, (draft.values[FEATURE_AT.inside] ?? 0) * 2)))
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
/** Rare characters beside a span that belong to no word: it may be a piece of a longer name. 0..2. */
function strayCharacters(text: Folded, { before, after }: Reading, from: number, to: number): number {
  const stray = (at: number, alone: boolean) => {
    const code = text.codes[at] ?? 0
    return alone && isHan(code) ? clamp((characterCost(code) / COST_SCALE - STRAY_FROM) / 4, 0, 1) : 0
  }
  let sum = 0
  if (from > 0 && (text.gaps[from] ?? 0) === GAP.none)
    sum += stray(from - 1, (before[from] ?? 0) - (before[from - 1] ?? 0) === characterCost(text.codes[from - 1] ?? 0))
  if (to < text.length && (text.gaps[to] ?? 0) === GAP.none)
    sum += stray(to, (after[to] ?? 0) - (after[to + 1] ?? 0) === characterCost(text.codes[to] ?? 0))
  return sum
}

const gain = new Float64Array(64)
/** The most nats by which words that hold a changed character read better than its characters one by one. */
function gainOfWords({ arcs, arcCount }: Reading, from: number, to: number, changed: number): number {
  gain.fill(0, 0, to - from + 1)
  let best = 0
  const singles = new Float64Array(to - from + 1)
  for (let a = 0; a < arcCount; a++) {
    const [start, end, cost] = [arcs[a * 3] ?? 0, arcs[a * 3 + 1] ?? 0, arcs[a * 3 + 2] ?? 0]
    if (start < from) continue
    if (start >= to) break
    if (end === start + 1) {
      singles[start - from] = cost
      continue
    }
  }
  for (let at = from; at < to; at++) {
    gain[at - from + 1] = Math.max(gain[at - from + 1] ?? 0, gain[at - from] ?? 0)
    for (let a = 0; a < arcCount; a++) {
      const [start, end, cost] = [arcs[a * 3] ?? 0, arcs[a * 3 + 1] ?? 0, arcs[a * 3 + 2] ?? 0]
      if (start !== at || end > to || end < start + 2) continue
      let holds = false
      let alone = 0
      for (let i = start; i < end; i++) {
        if ((changed & (1 << (i - from))) !== 0) holds = true
        alone += singles[i - from] ?? 0
      }
      if (holds) gain[end - from] = Math.max(gain[end - from] ?? 0, (gain[at - from] ?? 0) + (alone - cost) / COST_SCALE)
    }
    best = Math.max(best, gain[at - from + 1] ?? 0)
  }
  return Math.max(best, gain[to - from] ?? 0)
}

function step(draft: Draft, text: string, name: string, channel: string, likeness: number): void {
  draft.steps.push({ text, name, channel, likeness })
}

function finish(draft: Draft, from: number, to: number): Way {
  return { from, to, values: draft.values, mechanisms: [...draft.mechanisms], steps: draft.steps }
}

/** Compares position by position. `undefined` where nothing differs at all, or where hardly anything is the same. */
export function substituteWay(context: Context, from: number, name: ProtectedName): Way | undefined {
  const { text } = context
  const n = name.length
  const to = from + n
  if (to > text.length || borderInside(context, from, to)) return undefined
  const draft = new Draft()
  let [equal, told, all, least, sum, kinds] = [0, 0, 0, Infinity, 0, 0]
  const seen: number[] = []
  for (let i = 0; i < n; i++) {
    const [a, b] = [text.codes[from + i] ?? 0, name.codes[i] ?? 0]
    const information = name.information[i] ?? 0
    all += information
    if (a === b) {
      equal++
      told += information
      step(draft, given(text, from + i, from + i + 1), character(b), 'equal', 1)
      continue
    }
    draft.changed |= 1 << i
    const { logOdds, channel } = substitution(a, b)
    step(draft, given(text, from + i, from + i + 1), character(b), channel, 1 / (1 + Math.exp(-0.7 * (logOdds - 3))))
    least = Math.min(least, logOdds)
    // The same character changed the same way twice is one change: 娃恰恰.
    if (seen.includes(a * 0x20_0000 + b)) continue
    seen.push(a * 0x20_0000 + b)
    kinds++
    sum += logOdds
    draft.mechanisms.add(channel === 'none' ? 'substitute' : channel)
    if (channel === 'number') draft.set('number', 1)
    if (channel === 'meaning') draft.set('meaning', 1)
  }
  if (equal === 0 && least < LOW) return undefined
  noteFolding(draft, context, from, to, name)
  if (equal === n) {
    if (draft.mechanisms.size === 0) return undefined
    draft.set('same', 1)
  } else {
    if (equal === 0) draft.set('subsAll', 1)
    else if (kinds === 1) draft.set('sub', 1)
    else draft.set(n === 3 ? 'subs3' : 'subs4', 1)
    draft.set('low', clamp(least, -5, LOW) / 5)
    draft.set('middle', clamp(least - LOW, 0, MIDDLE - LOW) / 5)
    draft.set('high', clamp(least - MIDDLE, 0, HIGH - MIDDLE) / 5)
    draft.set('mean', clamp(sum / kinds - least, 0, 8) / 5)
    if (context.running) draft.set(n === 2 ? 'runningTwoUnlike' : 'runningUnlike', clamp(7 - least, 0, 7) / 7)
  }
  // How much is left of the name says little where one character was replaced: a made-up name of two is judged as one of four.
  if (kinds !== 1) {
    draft.set('information', Math.min(told, 30) / 10)
    draft.set('share', told / (all || 1))
  }
  noteWords(draft, context, from, to, name)
  return finish(draft, from, to)
}

function loose(draft: Draft, context: Context, name: ProtectedName, from: number, to: number, told: number): Way {
  let all = 0
  for (const information of name.information) all += information
  draft.set('information', Math.min(told, 30) / 10)
  draft.set('share', told / (all || 1))
  noteFolding(draft, context, from, to, name)
  noteWords(draft, context, from, to, name)
  return finish(draft, from, to)
}

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)

/** The characters of the name in another order. */
export function swapWay(context: Context, from: number, name: ProtectedName): Way | undefined {
  const { text } = context
  const to = from + name.length
  if (name.latin || to > text.length || borderInside(context, from, to)) return undefined
  const left = Array.from(name.codes)
  let moved = 0
  for (let i = from; i < to; i++) {
    const at = left.indexOf(text.codes[i] ?? 0)
    if (at < 0) return undefined
    left.splice(at, 1)
    if (text.codes[i] !== name.codes[i - from]) moved++
  }
  if (moved === 0) return undefined
  const draft = new Draft()
  draft.set(name.length === 2 ? 'swap2' : 'swap', 1)
  draft.mechanisms.add('reorder')
  draft.changed = 2 ** name.length - 1
  for (let i = from; i < to; i++) {
    const same = text.codes[i] === name.codes[i - from]
    step(draft, given(text, i, i + 1), character(name.codes[i - from]), same ? 'equal' : 'swap', 1)
  }
  return loose(draft, context, name, from, to, total(name.information))
}

/** One character more than the name, inside it or, where it only doubles a character, at its end too. */
export function insertWay(context: Context, from: number, name: ProtectedName): Way | undefined {
  const { text } = context
  const to = from + name.length + 1
  if (name.latin || name.length < 2 || to > text.length || borderInside(context, from, to)) return undefined
  let at = 0
  while (at < name.length && text.codes[from + at] === name.codes[at]) at++
  for (let i = at; i < name.length; i++) if (text.codes[from + i + 1] !== name.codes[i]) return undefined
  const extra = text.codes[from + at] ?? 0
  // Written at the end, 娃哈哈哈 is 娃哈哈 and one more; found at the last place where the character may stand.
  const doubled = at > 0 && extra === name.codes[at - 1]
  if ((at === name.length || at === 0) && !doubled) return undefined
  // Doubled at its end the name may stand before a word that begins so: 坚果|果粒.
  if (at === name.length && context.running && adjoins(text, to) && !beginsWithGoods(text, to)) return undefined
  const draft = new Draft()
  draft.set(doubled ? 'double' : name.length === 2 ? 'insert2' : 'insert', 1)
  draft.mechanisms.add(doubled ? 'duplicate' : 'insert')
  draft.changed = doubled ? 1 << at : (1 << at) | (1 << (at - 1)) | (1 << (at + 1))
  if (!doubled && '大小新老好真金'.includes(character(extra))) draft.set('weakInsert', 1)
  for (let i = 0; i <= name.length; i++) {
    const shown = given(text, from + i, from + i + 1)
    if (i === at) step(draft, shown, '', doubled ? 'double' : 'insert', 1)
    else step(draft, shown, character(name.codes[i < at ? i : i - 1]), 'equal', 1)
  }
  return loose(draft, context, name, from, to, total(name.information))
}

/** Whether Han characters stand on both sides of a place with nothing between them. */
function adjoins(text: Folded, at: number): boolean {
  return at > 0 && at < text.length && (text.gaps[at] ?? 0) === GAP.none && isHan(text.codes[at] ?? 0) && isHan(text.codes[at - 1] ?? 0)
}

/** One character less than the name. */
export function deleteWay(context: Context, from: number, name: ProtectedName): Way | undefined {
  const { text } = context
  const to = from + name.length - 1
  if (name.latin || name.length < 3 || to > text.length || borderInside(context, from, to)) return undefined
  let at = 0
  while (at < name.length - 1 && text.codes[from + at] === name.codes[at]) at++
  for (let i = at; i < name.length - 1; i++) if (text.codes[from + i] !== name.codes[i + 1]) return undefined
  // Where another character stands in the place of the one that is gone, it was replaced and not left out.
  if (at === 0 && adjoins(text, from)) return undefined
  if (at === name.length - 1 && adjoins(text, to) && !beginsWithGoods(text, to)) return undefined
  const draft = new Draft()
  draft.set('delete', 1)
  draft.mechanisms.add('delete')
  draft.changed = 2 ** (name.length - 1) - 1
  if (at === 0) draft.set('firstGone', 1)
  for (let i = 0; i < name.length; i++)
    if (i === at) step(draft, '', character(name.codes[i]), 'delete', 1)
    else step(draft, given(text, from + (i < at ? i : i - 1), from + (i < at ? i : i - 1) + 1), character(name.codes[i]), 'equal', 1)
  return loose(draft, context, name, from, to, total(name.information) - (name.information[at] ?? 0))
}

/** One character of the name written as two, or two as one. */
export function splitWay(context: Context, from: number, name: ProtectedName, merged: boolean): Way | undefined {
  const { text } = context
  const n = name.length
  const to = from + n + (merged ? -1 : 1)
  if (name.latin || n < 2 || to > text.length || to <= from || borderInside(context, from, to)) return undefined
  let at = 0
  while (at < n && text.codes[from + at] === name.codes[at]) at++
  if (at >= n) return undefined
  const draft = new Draft()
  const [a, b, c] = merged
    ? [name.codes[at] ?? 0, name.codes[at + 1] ?? 0, text.codes[from + at] ?? 0]
    : [text.codes[from + at] ?? 0, text.codes[from + at + 1] ?? 0, name.codes[at] ?? 0]
  if (!isSplitOf(c, a, b)) return undefined
  const shift = merged ? -1 : 1
  for (let i = at + (merged ? 2 : 1); i < n; i++) if (text.codes[from + i + shift] !== name.codes[i]) return undefined
  draft.set(merged ? 'merge' : 'split', 1)
  draft.mechanisms.add(merged ? 'merge' : 'split')
  draft.changed = merged ? 1 << at : 3 << at
  let told = 0
  for (let i = 0; i < n; i++) {
    if (i === at) {
      if (merged) {
        step(draft, given(text, from + i, from + i + 1), character(a) + character(b), 'merge', 1)
        i++
      } else step(draft, given(text, from + i, from + i + 2), character(c), 'split', 1)
      continue
    }
    told += name.information[i] ?? 0
    step(draft, given(text, from + i + (i > at ? shift : 0), from + i + (i > at ? shift : 0) + 1), character(name.codes[i]), 'equal', 1)
  }
  return loose(draft, context, name, from, to, told)
}

/** The name itself with a word before or behind that makes it look like a line of it: 张小泉王. `from` is where the exact name stands. */
export function affixWays(context: Context, from: number, name: ProtectedName): Way[] {
  const { text, reading } = context
  const to = from + name.length
  const out: Way[] = []
  if (name.latin) return out
  const add = (start: number, end: number, what: 'before' | 'behind') => {
    if (start < 0 || end > text.length || borderInside(context, start, end)) return
    const word = what === 'before' ? foldedText(text, start, from) : foldedText(text, to, end)
    if (!(what === 'before' ? goesBefore(word) : goesBehind(word))) return
    if (isLatin(text.codes[start] ?? 0) || isLatin(text.codes[end - 1] ?? 0)) return
    if ((text.gaps[what === 'before' ? from : to] ?? 0) !== GAP.none) return
    // In running text only directly before the goods: 张小泉王|剪刀.
    if (context.running && !beginsWithGoods(text, Math.max(end, to))) return
    const draft = new Draft()
    draft.set(what, 1)
    draft.mechanisms.add('affix')
    if (what === 'before') step(draft, given(text, start, from), '', 'insert', 1)
    for (let i = from; i < to; i++) step(draft, given(text, i, i + 1), character(name.codes[i - from]), 'equal', 1)
    if (what === 'behind') step(draft, given(text, to, end), '', 'insert', 1)
    // The word must stand by itself: 全新|李宁 and 李宁|家纺 hold other words.
    const own = spanWords(reading, what === 'before' ? start : to, what === 'before' ? from : end)
    const way = loose(draft, context, name, start, end, total(name.information))
    way.values[FEATURE_AT.cut] = Math.min(own.cut, 10) / 10
    way.values[FEATURE_AT.cutAtAll] = own.cut > 0.5 ? 1 : 0
    out.push(way)
  }
  for (const width of [1, 2]) {
    add(from - width, to, 'before')
    add(from, to + width, 'behind')
  }
  return out
}
