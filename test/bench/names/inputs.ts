import { readFileSync } from 'node:fs'
import type { NameRow } from '../../../domain/index.ts'
import { projectRoot } from '../../../domain/index.ts'
import { randomFrom } from '../../../pipeline/names/random.ts'
import { readingsOf } from '../../../pipeline/names/sound.ts'

export interface LabelledPair {
  text: string
  name: string
  label: 0 | 1
}

const lines = (path: string) =>
  readFileSync(new URL(path, projectRoot), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

/** Pairs of names that the training pairs do not have. */
export function heldOutPairs(): LabelledPair[] {
  return lines('test/fixtures/names/held-out.txt').flatMap((line) => {
    const [name = '', ...parts] = line.split('\t')
    return parts.flatMap((part) => {
      const label = part.startsWith('+') ? 1 : 0
      return part
        .slice(2)
        .split(' ')
        .map((text): LabelledPair => ({ text: text.replaceAll('_', ' '), name, label }))
    })
  })
}

function levelOne(): string[] {
  const decoder = new TextDecoder('gb2312')
  const out: string[] = []
  for (let row = 0xb0; row <= 0xd7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = decoder.decode(new Uint8Array([row, cell]))
      if (/^\p{Script=Han}$/u.test(character)) out.push(character)
    }
  return out
}

const PAIRS = 2_000

/** Names of two to four random characters, one of them replaced by a confusable one or by any. */
export function madeUpPairs(kind: 'glyph' | 'sound'): LabelledPair[] {
  const { next, below, pick } = randomFrom(kind === 'glyph' ? 31 : 37)
  const common = levelOne()
  const alike = kind === 'glyph' ? shapeGroups() : soundGroups(common)
  const heads = [...alike.keys()]
  const out: LabelledPair[] = []
  while (out.length < PAIRS) {
    const letters = Array.from({ length: 2 + below(3) }, () => pick(common))
    const at = below(letters.length)
    const head = pick(heads)
    letters[at] = head
    const label = next() < 0.5 ? 1 : 0
    const other = label === 1 ? pick(alike.get(head) ?? [head]) : pick(common)
    if (other !== head) out.push({ text: letters.with(at, other).join(''), name: letters.join(''), label })
  }
  return out
}

/** Confusable shapes that the glyph channel was not fitted on. */
function shapeGroups(): Map<string, string[]> {
  const out = new Map<string, string[]>()
  for (const line of lines('test/fixtures/names/held-out-shapes.txt')) {
    const group = Array.from(line)
    for (const member of group) out.set(member, [...(out.get(member) ?? []), ...group.filter((other) => other !== member)])
  }
  return out
}

function soundGroups(common: readonly string[]): Map<string, string[]> {
  const bySound = new Map<number, string[]>()
  for (const character of common) {
    const sound = (readingsOf(character.codePointAt(0) ?? 0)[0] ?? 0) >> 3
    bySound.set(sound, [...(bySound.get(sound) ?? []), character])
  }
  return new Map(
    [...bySound.values()]
      .flatMap((group) => group.map((head): [string, string[]] => [head, group.filter((other) => other !== head)]))
      .filter(([, others]) => others.length > 0),
  )
}

const marks = () =>
  lines('pipeline/names/tables/reference-names.tsv')
    .flatMap((line) => (line.split('\t')[2] ?? '').split(' '))
    .filter((name) => /^\p{Script=Han}{2,}$/u.test(name))

/** Well-known names first, then made-up ones of two to four characters that names are made of. */
export function madeUpNames(size: number): NameRow[] {
  const { below, pick } = randomFrom(53)
  const names = new Set(marks())
  const characters = [...names].flatMap((name) => Array.from(name))
  while (names.size < size) names.add(Array.from({ length: pick([2, 3, 3, 3, 4, 4]) }, () => pick(characters)).join(''))
  return [...names].slice(0, size).map((name) => ({ name, kind: 'brand', niceClass: [1 + below(45)], goods: [], aliases: [] }))
}

const WIDTH = 40

/** Titles of forty characters, cut from the made-up ones. */
export function titlesOfForty(count: number): string[] {
  const text = lines('pipeline/names/training/titles.txt').join(' ')
  return Array.from({ length: Math.min(count, Math.floor(text.length / WIDTH)) }, (_, i) => text.slice(i * WIDTH, (i + 1) * WIDTH))
}
