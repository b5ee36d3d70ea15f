import type { Element, Page } from './document.ts'
import { absolute, isElement, textOf } from './document.ts'
import type { Data, DataObject } from './object-literal.ts'

/** Value of a property by the rules of HTML microdata; `content` is honoured on any element, as every reader does. */
function valueOf(element: Element, base: string): string {
  const { attribs } = element
  if (attribs['content'] !== undefined) return attribs['content']
  const address = attribs['href'] ?? attribs['src'] ?? attribs['data']
  if (/^(?:a|area|link|img|audio|embed|iframe|source|track|video|object)$/.test(element.name) && address !== undefined)
    return absolute(address, base) ?? address.trim()
  if (element.name === 'time' && attribs['datetime'] !== undefined) return attribs['datetime']
  if (/^(?:data|meter|input)$/.test(element.name) && attribs['value'] !== undefined) return attribs['value']
  return textOf(element)
}

function put(node: DataObject, name: string, value: Data): void {
  const before = node[name]
  if (before === undefined) node[name] = value
  else if (Array.isArray(before)) before.push(value)
  else node[name] = [before, value]
}

function fill(node: DataObject, element: Element, page: Page, depth: number): void {
  for (const child of element.children) {
    if (!isElement(child)) continue
    const properties = child.attribs['itemprop']
    const isItem = 'itemscope' in child.attribs
    if (properties !== undefined) {
      const value: Data = isItem ? itemOf(child, page, depth + 1) : valueOf(child, page.base)
      for (const name of properties.split(/\s+/)) if (name) put(node, name.slice(name.lastIndexOf('/') + 1), value)
    }
    if (!isItem && depth < 40) fill(node, child, page, depth)
  }
}

function itemOf(element: Element, page: Page, depth: number): DataObject {
  const node: DataObject = {}
  const type = element.attribs['itemtype']?.trim().split(/\s+/)[0]
  if (type) node['@type'] = type
  if (element.attribs['itemid']) node['@id'] = element.attribs['itemid']
  for (const id of element.attribs['itemref']?.trim().split(/\s+/) ?? []) {
    const referred = page.elements.find((other) => other.attribs['id'] === id)
    if (referred) fill(node, { ...referred, children: [referred] }, page, depth)
  }
  fill(node, element, page, depth)
  return node
}

/** Items of microdata that are no property of another, as nodes of schema.org, each with where it stands. */
export function readMicrodata(page: Page): { node: DataObject; element: Element }[] {
  if (!page.hasMicrodata) return []
  return page.elements
    .filter((element) => 'itemscope' in element.attribs && !('itemprop' in element.attribs && hasScopeAbove(element)))
    .map((element) => ({ node: itemOf(element, page, 0), element }))
}

function hasScopeAbove(element: Element): boolean {
  for (let above = element.parent; above.type !== 'root'; above = above.parent) if ('itemscope' in above.attribs) return true
  return false
}
