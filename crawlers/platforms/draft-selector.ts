import type { Element } from '../extract/document.ts'
import { isElement } from '../extract/document.ts'

export type Query = (css: string, scope?: Element) => Element[]

/** An element that a selector is to find, and below what. */
export interface Target {
  scope: Element | undefined
  element: Element
}

/** Names that a script or a build makes and that will be others tomorrow. */
const PASSING =
  /\d{2,}|^(?:active|selected|current|first|last|odd|even|hover|show|hide|hidden|col-|row|clearfix|fl|fr|left|right)|[A-Za-z]{0,4}[_-]{0,2}[a-z0-9]*[A-Z0-9][a-z0-9]*[A-Z0-9]\w*$/

const classes = (element: Element): string[] =>
  (element.attribs['class'] ?? '').split(/\s+/).filter((name) => /^[A-Za-z_][\w-]*$/.test(name) && !PASSING.test(name))

/** Short selectors for one element, the most telling first. */
function candidates(element: Element): string[] {
  const { name, attribs } = element
  const own: string[] = []
  const id = attribs['id']
  if (id !== undefined && /^[A-Za-z][\w-]*$/.test(id) && !/\d{3,}/.test(id)) own.push(`#${id}`)
  for (const one of classes(element)) own.push(`.${one}`, `${name}.${one}`)
  if (attribs['itemprop'] !== undefined) own.push(`[itemprop="${attribs['itemprop']}"]`)
  return own
}

/** Own selectors, those below a named parent, and at last the bare tag. */
function* widening(element: Element, scope: Element | undefined): Generator<string> {
  const own = candidates(element)
  yield* own
  const tails = [...own, element.name]
  let above = element.parent
  for (let level = 0; level < 4 && isElement(above) && above !== scope; level++) {
    for (const outer of candidates(above)) for (const tail of tails) yield `${outer} ${tail}`
    above = above.parent
  }
  yield element.name
  // Pages without names: by tags on the way up, and at last by the column of the table.
  let path = element.name
  for (let inner: Element = element; isElement(inner.parent) && inner.parent !== scope; inner = inner.parent) {
    path = `${inner.parent.name} ${path}`
    yield path
    if (inner.parent.name !== 'td') continue
    const row = inner.parent.parent.children.filter(isElement)
    yield `td:nth-child(${row.indexOf(inner.parent) + 1}) ${element.name}`
    return
  }
}

/**
 * The shortest selector whose first find is the target in at least nine of ten scopes.
 * @returns undefined where none of the make of the first targets does
 */
export function nameFor(query: Query, targets: readonly Target[]): string | undefined {
  const tried = new Set<string>()
  for (const { element, scope } of targets.slice(0, 3)) {
    if (scope === element) return ':scope'
    for (const css of widening(element, scope)) {
      if (tried.has(css)) continue
      tried.add(css)
      const right = targets.filter((target) => query(css, target.scope)[0] === target.element).length
      if (right >= targets.length * 0.9) return css
    }
  }
  return undefined
}

/** A selector that finds the items of a list and little else. */
export function itemSelector(query: Query, cards: readonly Element[]): string | undefined {
  const first = cards[0]
  if (!first) return undefined
  const wanted = new Set(cards)
  const own = [...candidates(first).filter((css) => !css.startsWith('#')), first.name]
  const outer = isElement(first.parent) ? candidates(first.parent) : []
  const grand = isElement(first.parent) && isElement(first.parent.parent) ? candidates(first.parent.parent) : []
  const all = [
    ...own,
    ...outer.flatMap((above) => own.map((css) => `${above} > ${css}`)),
    ...grand.flatMap((above) => own.map((css) => `${above} ${css}`)),
    // Cards of a grid framework have no name of their own; what stands right inside often has one.
    ...first.children.filter(isElement).flatMap((inner) => candidates(inner).map((css) => `${first.name}:has(> ${css})`)),
    ...(isElement(first.parent) ? [`${first.parent.name} > ${first.name}`] : []),
  ]
  for (const css of all) {
    const found = query(css)
    if (
      found.length > 0 &&
      found.length <= cards.length * 1.05 + 1 &&
      found.filter((element) => wanted.has(element)).length >= cards.length * 0.95
    )
      return css
  }
  return undefined
}
