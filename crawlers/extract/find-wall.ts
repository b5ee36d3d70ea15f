import type { PageKind } from '../../domain/index.ts'
import type { Platform } from '../platforms/schema.ts'
import type { AddressHints } from './address.ts'
import type { Page } from './document.ts'
import { ancestors, names, squeeze, tagged, textOf } from './document.ts'
import { documentTitle } from './headline.ts'
import type { SelectorContext } from './selectors.ts'
import { LOGIN_DEMAND, LOGIN_WORDS, NEEDS_SCRIPT, WALL_SIGNS } from './walls.ts'

export interface Verdict {
  kind: PageKind
  why: string
}

/** Text of the body as it can be seen. */
export const bodyText = (page: Page): string => {
  const body = tagged(page, 'body')[0]
  if (body) return textOf(body)
  return squeeze(page.root.children.map((node) => (node.type === 'text' ? node.data : textOf(node))).join(' '))
}

interface LoginForm {
  /** It stands in the frame of the page: every page of a site may carry it. */
  inFrame: boolean
  /** Length of the text inside the form. */
  length: number
}

function loginForm(page: Page): LoginForm | undefined {
  const password = tagged(page, 'input').find(
    ({ attribs, hidden }) =>
      !hidden && (attribs['type']?.toLowerCase() === 'password' || /^(?:password|passwd|pwd)$/i.test(attribs['name'] ?? '')),
  )
  if (!password) return undefined
  const inFrame = [...ancestors(password)].some(
    (above) =>
      above.name === 'header' ||
      above.name === 'nav' ||
      /(?:^|[\s_-])(?:header|hd|head|nav|navbar|topbar|top|dropdown|modal|popup|popover|sidebar|dialog|lightbox|toolbar)(?:[\s_-]|$)/.test(
        names(above),
      ),
  )
  const form = [...ancestors(password)].find(({ name }) => name === 'form')
  return { inFrame, length: form ? textOf(form).length : 0 }
}

function firstHeading(page: Page): string {
  const heading = tagged(page, 'h1')[0] ?? tagged(page, 'h2')[0]
  return heading ? textOf(heading) : ''
}

/** The wall that the platform file itself names. */
export function findPlatformWall(platform: Platform, context: SelectorContext): Verdict | undefined {
  const { page } = context
  for (const { kind, text, css, url } of platform.walls) {
    if (css !== undefined && context.query(css).length === 0) continue
    if (url !== undefined && !new RegExp(url, 'u').test(page.url)) continue
    if (text !== undefined && !new RegExp(text, 'u').test(`${documentTitle(page)}\n${bodyText(page)}`)) continue
    return { kind, why: `the platform file names this as ${kind}` }
  }
  return undefined
}

/** The wall that a page is, if it is one. `hasGoods` says that goods with a price were found: such a page is none. */
export function findWall(page: Page, hasGoods: boolean, address: AddressHints, status?: number): Verdict | undefined {
  const title = documentTitle(page)
  const heading = firstHeading(page)
  if (hasGoods) return undefined
  const text = bodyText(page)
  // Puzzles of signs, as challenges carry them, are no words.
  const letters = text.replace(/[^\p{L}]+/gu, '').length
  const small = letters < 2000
  const tiny = letters < 700
  const form = loginForm(page)
  // Forms of all kinds ask for the letters of a picture beside their own fields.
  const hasForm = form !== undefined || tagged(page, 'textarea').length > 0
  for (const { kind, why, markup, bare, title: titled, text: said } of WALL_SIGNS) {
    if (markup && (bare ? letters < 150 : small) && markup.test(page.html)) return { kind, why: `${why}: its script stands in the page` }
    if (titled && (tiny || (small && kind !== 'not-found')) && titled.test(title))
      return { kind, why: `${why}: title «${title.slice(0, 60)}»` }
    if (titled && tiny && heading !== '' && heading.length < 80 && titled.test(heading))
      return { kind, why: `${why}: heading «${heading.slice(0, 60)}»` }
    if (titled && kind === 'not-found' && /\b404\b|not found|不存在|找不到/i.test(title) && text.length < 8000)
      return { kind, why: `${why}: title «${title.slice(0, 60)}»` }
    const match = said && tiny && !(kind === 'captcha' && hasForm) ? said.exec(text) : undefined
    if (match) return { kind, why: `${why}: «${match[0].slice(0, 60)}»` }
  }
  const loginTitle = LOGIN_WORDS.test(title) || LOGIN_WORDS.test(heading)
  if (form && !form.inFrame && (loginTitle || address.login || text.length - form.length < 400))
    return { kind: 'login', why: 'a form that asks for a password is what the page is for' }
  if (form && (loginTitle || address.login) && text.length < 6000)
    return { kind: 'login', why: `a sign-in page: title «${title.slice(0, 60)}»` }
  if ((address.login && loginTitle && small) || (tiny && LOGIN_DEMAND.test(text)))
    return { kind: 'login', why: 'the page asks to sign in first' }
  if (text.length < 200 && /location(?:\.href|\.replace|\.assign)?\s*[=(]\s*["'][^"']*(?:login|passport|signin)/i.test(page.html))
    return { kind: 'login', why: 'a script sends the visitor to a sign-in page' }
  if (status === 401 || status === 403 || status === 429 || status === 503) return { kind: 'blocked', why: `the server answered ${status}` }
  if (status === 404 || status === 410) return { kind: 'not-found', why: `the server answered ${status}` }
  return emptyShell(page, text)
}

/** A page that is drawn by its scripts, or that has nothing in it at all. */
function emptyShell(page: Page, text: string): Verdict | undefined {
  if (text.length === 0 && tagged(page, 'script').length === 0) return { kind: 'empty', why: 'nothing stands in the page' }
  const noscript = tagged(page, 'noscript').map((element) => squeeze(element.children.map((child) => (child.type === 'text' ? child.data : textOf(child))).join(' '))).join(' ') // prettier-ignore
  if (text.length < 300 && (NEEDS_SCRIPT.test(noscript) || NEEDS_SCRIPT.test(text)))
    return { kind: 'empty', why: 'the page says that it needs its scripts' }
  const shell =
    page.elements.find(
      (element) =>
        element.name === 'div' &&
        /^(?:app|root|__next|__nuxt|main-app|react-root|ice-container|container|mount|q-app|svelte|app-root|j_app|page)$/i.test(
          element.attribs['id'] ?? '',
        ) &&
        textOf(element).length < 20,
    ) ?? page.elements.find(({ name }) => name === 'app-root')
  if (shell && text.length < 600 && tagged(page, 'script').length > 0)
    return { kind: 'empty', why: `an empty shell: «${shell.attribs['id'] ?? shell.name}» is filled by script` }
  if (text.length < 60 && tagged(page, 'h1').length === 0) return { kind: 'empty', why: `${text.length} characters of text` }
  return undefined
}
