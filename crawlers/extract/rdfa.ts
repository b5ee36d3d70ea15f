import type { Element, Page } from './document.ts'
import { absolute, isElement, textOf } from './document.ts'
import type { Data, DataObject } from './object-literal.ts'

const local = (name: string): string => name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/'), name.lastIndexOf('#')) + 1)

function valueOf(element: Element, base: string): string {
  const { attribs } = element
  if (attribs['content'] !== undefined) return attribs['content']
  const address = attribs['resource'] ?? attribs['href'] ?? attribs['src']
  return address === undefined ? textOf(element) : (absolute(address, base) ?? address)
}

function fill(node: DataObject, element: Element, page: Page, depth: number): void {
  for (const child of element.children) {
    if (!isElement(child)) continue
    const given = child.attribs['property'] ?? child.attribs['rel']
    const isItem = 'typeof' in child.attribs
    if (given !== undefined) {
      const value: Data = isItem ? itemOf(child, page, depth + 1) : valueOf(child, page.base)
      for (const name of given.split(/\s+/).map(local)) if (name && node[name] === undefined) node[name] = value
    }
    if (!isItem && depth < 40) fill(node, child, page, depth)
  }
}

function itemOf(element: Element, page: Page, depth: number): DataObject {
  const node: DataObject = { '@type': local(element.attribs['typeof'] ?? '') }
  fill(node, element, page, depth)
  return node
}

/** Items of RDFa Lite in the body, as nodes of schema.org. OpenGraph, which borrows its syntax in the head, is read elsewhere. */
export function readRdfa(page: Page): DataObject[] {
  if (!page.hasRdfa) return []
  return page.elements
    .filter((element) => 'typeof' in element.attribs && !('property' in element.attribs))
    .map((element) => itemOf(element, page, 0))
}
