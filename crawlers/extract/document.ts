import { Parser } from 'htmlparser2'

/** A run of text. The shape is that of domhandler, so that cheerio can query the same tree. */
export interface TextNode {
  readonly type: 'text'
  data: string
  parent: Element | Root
  prev: Node | null
  next: Node | null
}

export interface Element {
  readonly type: 'tag' | 'script' | 'style'
  readonly name: string
  readonly attribs: Record<string, string>
  readonly children: Node[]
  parent: Element | Root
  prev: Node | null
  next: Node | null
  /** Position in document order. */
  readonly index: number
  /** Position of the last element inside it. */
  end: number
  /** Taken out of sight by an attribute or an inline style, on itself or above. */
  readonly hidden: boolean
  /** Filled when somebody asks. */
  text?: string
}

export interface Root {
  readonly type: 'root'
  readonly name: 'root'
  readonly children: Node[]
  readonly parent: null
  readonly prev: null
  readonly next: null
}

export type Node = TextNode | Element

/** One parse of a page, with what every reader asks for laid out in document order. */
export interface Page {
  /** What relative addresses are relative to. */
  base: string
  url: string
  html: string
  root: Root
  elements: Element[]
  /** Elements of the kinds that readers ask for again and again. */
  byTag: ReadonlyMap<string, Element[]>
  hasMicrodata: boolean
  hasRdfa: boolean
  lang: string
}

/** Tags whose elements are indexed by name. */
const INDEXED = new Set(
  'title meta link base script h1 h2 a img form input button table dl ul ol iframe textarea noscript html body del s strike main select'.split(
    ' ',
  ),
)

/** Elements that stand on lines of their own; text on both sides of their edges does not run together. */
const BLOCK = new Set(
  (
    'address article aside blockquote body br dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li ' +
    'main nav ol option p pre section select table tbody td tfoot th thead tr ul button'
  ).split(' '),
)
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'svg', 'head', 'iframe', 'object'])

export const isElement = (node: Node | Root | null | undefined): node is Element =>
  node !== null && node !== undefined && node.type !== 'text' && node.type !== 'root'

function isHidden(name: string, attribs: Record<string, string>): boolean {
  if (name === 'body' || name === 'html') return false
  if ('hidden' in attribs) return true
  const style = attribs['style']
  return style !== undefined && style.includes('none') && /display\s*:\s*none/i.test(style)
}

/** Pages with tags that nobody closed nest thousands deep; readers that recurse must not. */
const MAX_DEPTH = 400
/** What comes behind so many unclosed or so many elements is no page that anyone reads; the parser's time grows with their square. */
const MAX_UNCLOSED = 10_000
const MAX_ELEMENTS = 600_000
/** Characters between two looks at these limits. */
const CHUNK = 1 << 16

/** Parses a page in one pass. Never throws: whatever the markup, there is a tree. */
export function parsePage(html: string, url: string): Page {
  const root: Root = { type: 'root', name: 'root', children: [], parent: null, prev: null, next: null }
  const elements: Element[] = []
  const byTag = new Map<string, Element[]>()
  let open: Element | Root = root
  let hasMicrodata = false
  let hasRdfa = false
  const append = (node: Node): void => {
    const last = open.children.at(-1)
    if (last) {
      last.next = node
      node.prev = last
    }
    open.children.push(node)
  }
  let depth = 0
  /** Open elements beyond the deepest level that is kept as a level. */
  let beyond = 0
  const parser = new Parser({
    onopentag(name, attribs) {
      const type = name === 'script' ? 'script' : name === 'style' ? 'style' : 'tag'
      const hidden = (open.type !== 'root' && open.hidden) || isHidden(name, attribs)
      const element: Element = {
        type,
        name,
        attribs,
        children: [],
        parent: open,
        prev: null,
        next: null,
        index: elements.length,
        end: elements.length,
        hidden,
      }
      if ('itemscope' in attribs) hasMicrodata = true
      if ('typeof' in attribs || 'vocab' in attribs) hasRdfa = true
      if (INDEXED.has(name)) {
        const same = byTag.get(name)
        if (same) same.push(element)
        else byTag.set(name, [element])
      }
      append(element)
      elements.push(element)
      if (depth >= MAX_DEPTH) {
        beyond++
        return
      }
      depth++
      open = element
    },
    onclosetag() {
      if (beyond > 0) {
        beyond--
        return
      }
      if (open.type === 'root') return
      depth--
      open.end = elements.length - 1
      open = open.parent
    },
    ontext(data) {
      const last = open.children.at(-1)
      if (last?.type === 'text') last.data += data
      else append({ type: 'text', data, parent: open, prev: null, next: null })
    },
  })
  const isBounded = (): boolean => beyond < MAX_UNCLOSED && elements.length < MAX_ELEMENTS
  for (let at = 0; at < html.length && isBounded(); at += CHUNK) parser.write(html.slice(at, at + CHUNK))
  parser.end()
  const baseHref = byTag.get('base')?.[0]?.attribs['href']
  const base = baseHref !== undefined && URL.canParse(baseHref, url) ? new URL(baseHref, url).href : url
  const lang = (byTag.get('html')?.[0]?.attribs['lang'] ?? '').toLowerCase()
  return { base, url, html, root, elements, byTag, hasMicrodata, hasRdfa, lang }
}

export const tagged = (page: Page, name: string): readonly Element[] => page.byTag.get(name) ?? []

/** Two elements side by side, the one ending and the other beginning with a digit, are two numbers: a price and a count. */
const endsInDigit = (parts: readonly string[]): boolean => /\d$/.test(parts.at(-1) ?? '')

function gather(node: Element, parts: string[]): void {
  for (const child of node.children) {
    if (child.type !== 'text' && child.prev !== null && child.prev.type !== 'text' && endsInDigit(parts)) {
      const before = parts.length
      gatherChild(child, parts)
      if (/^\d/.test(parts[before] ?? '')) parts.splice(before, 0, ' ')
    } else gatherChild(child, parts)
  }
}

function gatherChild(child: Node, parts: string[]): void {
  if (child.type === 'text') parts.push(child.data)
  else if (!SILENT.has(child.name)) {
    const block = BLOCK.has(child.name)
    if (block) parts.push(' ')
    if (child.text === undefined) gather(child, parts)
    else parts.push(child.text)
    if (block) parts.push(' ')
  }
}

export const squeeze = (text: string): string => text.replace(/[\s\u00a0\u3000\u200b\ufeff]+/g, ' ').trim()

/** Visible text with white space collapsed; block elements are set apart by a space. Scripts and templates say nothing. */
export function textOf(element: Element): string {
  if (element.text === undefined) {
    const parts: string[] = []
    gather(element, parts)
    const joined = parts.join('')
    // An inline element's outer spaces are kept, since its text is joined to that of its neighbours.
    element.text = BLOCK.has(element.name) ? squeeze(joined) : joined.replace(/[\s\u00a0\u3000\u200b\ufeff]+/g, ' ')
  }
  return element.text.trim()
}

/** Text of the element's own text nodes, without that of its children. */
export function ownText(element: Element): string {
  return squeeze(element.children.map((child) => (child.type === 'text' ? child.data : ' ')).join(''))
}

/** Content of a script, as it stands. */
export function rawText(element: Element): string {
  const only = element.children[0]
  return only?.type === 'text' ? only.data : ''
}

export function* ancestors(element: Element): Generator<Element> {
  for (let above = element.parent; above.type !== 'root'; above = above.parent) yield above
}

export const contains = (outer: Element, inner: Element): boolean => inner.index >= outer.index && inner.index <= outer.end

/** Elements inside, in document order, without the element itself. */
export function descendants(page: Page, element: Element): Element[] {
  return page.elements.slice(element.index + 1, element.end + 1)
}

/** Class and id in one lower-case line, for patterns over names. */
export const names = (element: Element): string => `${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`.toLowerCase()

/** Absolute http(s) address, or undefined for scripts, fragments, inline data and what is no address. */
export function absolute(href: string | undefined, base: string): string | undefined {
  const text = href?.trim().replace(/[\n\r\t]/g, '')
  if (!text || /^(?:#|javascript:|data:|about:|mailto:|tel:|blob:)/i.test(text)) return undefined
  try {
    const address = new URL(text, base)
    return address.protocol === 'http:' || address.protocol === 'https:' ? address.href : undefined
  } catch {
    return undefined
  }
}
