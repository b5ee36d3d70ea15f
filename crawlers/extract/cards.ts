import type { Element } from './document.ts'
import { ancestors } from './document.ts'

/** Elements of one make that repeat, such as the items of a result list. */
export interface CardGroup {
  cards: Element[]
  /** Of the marks that led to the group, how many lie in its cards. */
  marks: number
}

const POSITION = /^(?:first|last|odd|even|active|current|selected|hover|item-?\d*|alpha|omega|clearfix|cf|row|on|cur|no-?\w{0,6}margin)$/i

/** Tag and telling class of an element: what siblings of one make share. */
export function signature(element: Element): string {
  const telling = (element.attribs['class'] ?? '').split(/\s+/).find((name) => name !== '' && !/\d/.test(name) && !POSITION.test(name))
  return telling === undefined ? element.name : `${element.name}.${telling}`
}

const MAX_LEVELS = 9

/**
 * Groups of repeated elements that each hold one or few of the marks (prices, or linked pictures).
 * A group is taken at the highest level at which its elements still stand for one item each.
 */
export function findCards(marks: readonly Element[], fits: (card: Element) => boolean, least = 3): CardGroup[] {
  const levels = new Map<string, { cards: Map<Element, number>; depth: number; height: number }>()
  for (const mark of marks) {
    let height = 0
    let child = mark
    for (const above of ancestors(mark)) {
      if (above.name === 'body' || ++height > MAX_LEVELS) break
      const key = `${signature(above)}>${signature(child)}`
      let level = levels.get(key)
      if (!level) {
        level = { cards: new Map(), depth: 0, height }
        levels.set(key, level)
      }
      level.cards.set(child, (level.cards.get(child) ?? 0) + 1)
      level.height = Math.max(level.height, height)
      child = above
    }
    // The level right below the body.
    if (child.parent.type !== 'root') {
      const key = `body>${signature(child)}`
      const level = levels.get(key) ?? { cards: new Map<Element, number>(), depth: 0, height: height + 1 }
      level.cards.set(child, (level.cards.get(child) ?? 0) + 1)
      levels.set(key, level)
    }
  }
  const groups = [...levels.values()]
    .map(({ cards, height }) => {
      const list = [...cards.keys()].sort((a, b) => a.index - b.index)
      const held = [...cards.values()].reduce((sum, count) => sum + count, 0)
      return { cards: list, marks: held, perCard: held / list.length, height }
    })
    .filter(({ cards, perCard }) => cards.length >= least && perCard <= 6 && hasSiblings(cards) && mostly(cards, fits))
  // Most cards first; among those of about the same number the outermost.
  groups.sort((a, b) =>
    Math.abs(a.cards.length - b.cards.length) <= Math.max(a.cards.length, b.cards.length) * 0.1
      ? b.height - a.height
      : b.cards.length - a.cards.length,
  )
  const chosen: CardGroup[] = []
  const covered = new Set<number>()
  for (const group of groups) {
    if (group.cards.some((card) => overlaps(card, covered))) continue
    for (const card of group.cards) for (let at = card.index; at <= card.end; at++) covered.add(at)
    chosen.push({ cards: group.cards, marks: group.marks })
  }
  return chosen.sort((a, b) => b.cards.length - a.cards.length)
}

function mostly(cards: readonly Element[], fits: (card: Element) => boolean): boolean {
  const sample = cards.slice(0, 40)
  return sample.filter(fits).length >= sample.length * 0.6
}

const overlaps = (card: Element, covered: ReadonlySet<number>): boolean => covered.has(card.index) || covered.has(card.end)

/** Items of a list stand beside each other somewhere; look-alikes scattered over a page do not. */
function hasSiblings(cards: readonly Element[]): boolean {
  const parents = new Map<unknown, number>()
  for (const { parent } of cards) parents.set(parent, (parents.get(parent) ?? 0) + 1)
  return Math.max(...parents.values()) >= 2
}
