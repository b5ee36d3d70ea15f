import type { Element, Page } from '../extract/document.ts'
import { absolute, descendants, tagged } from '../extract/document.ts'

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, (char) => (char === '/' ? '/' : `\\${char}`))

/**
 * A pattern for the addresses of pages of one kind, from one of them: digits and slugs become classes.
 * @param capture whether the item's id is to be its group
 */
export function addressPattern(url: string, capture = false): string | undefined {
  const { pathname, search } = new URL(url)
  const inQuery = /[?&]((?:\w*id|sku|no))=([\w-]+)/i.exec(search)
  if (inQuery) {
    const name = escape(inQuery[1] ?? '')
    return capture ? `[?&]${name}=([\\w-]+)` : `${escape(pathname)}.*[?&]${name}=`
  }
  const parts = pathname.split('/').filter((part) => part !== '')
  const last = parts.at(-1)
  if (last === undefined) return undefined
  const [, stem = last, ending = ''] = /^(.*?)(\.\w{2,5})?$/.exec(last) ?? []
  const before = parts.slice(0, -1).map((part) => (/\d{2,}/.test(part) ? '[^/]+' : escape(part)))
  // Only the nearest fixed part of the path is kept: what stands before it is often a category.
  const stable = before.at(-1)
  const open = capture ? '(' : ''
  const close = capture ? ')' : ''
  const digits = /^(\D*?[-_]?)(\d{2,})$/.exec(stem)
  const body = digits ? `${escape(digits[1] ?? '').replace(/[\p{L}\d-]{6,}/gu, '[\\w-]*')}${open}\\d+${close}` : `${open}[\\w%-]+${close}`
  return `/${stable === undefined ? '' : `${stable}/`}${body}${escape(ending)}`
}

const QUERY_NAME = /^(?:q|k|s|w|kw|wd|key|keys?words?|keyword|query|search|searchterms?|search_?(?:key|query|text|word)|text|term|find)$/i

/** The text field of a form that asks for words to search for. */
function queryField(page: Page, form: Element): Element | undefined {
  const fields = descendants(page, form).filter(
    ({ name, attribs }) => name === 'input' && /^(?:text|search|)$/i.test(attribs['type'] ?? ''),
  )
  return fields.find(({ attribs }) => QUERY_NAME.test(attribs['name'] ?? '')) ?? (fields.length === 1 ? fields[0] : undefined)
}

/** Name of the parameter that counts the pages, from the address of the second one. */
export function pageParameter(nextUrl: string | undefined): string | undefined {
  if (nextUrl === undefined) return undefined
  for (const [name, value] of new URL(nextUrl).searchParams)
    if (/^(?:page|p|pn|pg|pageno|page_?(?:no|num|index)|paged|start|s|offset|currentpage)$/i.test(name) && /^\d+$/.test(value)) return name
  return undefined
}

/** The search address that a form of the page sends to, with `{query}` and, where the next page tells its parameter, `{page}`. */
export function searchTemplate(page: Page, nextUrl?: string): string | undefined {
  for (const form of tagged(page, 'form')) {
    const field = queryField(page, form)
    const action = absolute(form.attribs['action'] ?? page.url, page.base)
    if (
      !field?.attribs['name'] ||
      action === undefined ||
      /^post$/i.test(form.attribs['method'] ?? '') ||
      /login|register|subscribe|newsletter|cart/i.test(action)
    )
      continue
    const fixed = descendants(page, form)
      .filter(({ name, attribs }) => name === 'input' && attribs['type'] === 'hidden' && attribs['name'] && attribs['value'])
      .map(({ attribs }) => `${encodeURIComponent(attribs['name'] ?? '')}=${encodeURIComponent(attribs['value'] ?? '')}`)
    const counter = pageParameter(nextUrl)
    const parts = [
      ...fixed,
      `${encodeURIComponent(field.attribs['name'])}={query}`,
      ...(counter === undefined ? [] : [`${counter}={page}`]),
    ]
    return `${action}${action.includes('?') ? '&' : '?'}${parts.join('&')}`
  }
  return undefined
}
