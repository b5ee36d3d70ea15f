import type { Page } from './document.ts'
import { rawText, tagged } from './document.ts'
import type { Data } from './object-literal.ts'
import { isObject, readData, readLiteral } from './object-literal.ts'

/** A value that a script of the page holds, under the name that it is given there. */
export interface State {
  name: string
  value: Data
}

/** `x = {`, `a.b["c"] = [`, `Name.call({` and `self.push([1,`: places where data begins. */
const BEGIN =
  /(?<![\w$.])(?:([A-Za-z_$][\w$.]*(?:\[["'][\w$.]+["']\])?)\s*=(?!=)\s*|([A-Za-z_$][\w$]*(?:\.[\w$]+)+)\(\s*)(?=[{[]\s*(?:["'{[\d]|[A-Za-z_$][\w$]*\s*:))/g
const QUOTED = /(?<![\w$.])([A-Za-z_$][\w$.]*)\s*=\s*JSON\.parse\(\s*(?=["'])/g
/** `x=(function(a,b){return {…}}(1,"y"))`: a literal whose repeated values stand in the arguments, as Nuxt writes it. */
const WRAPPED = /(?<![\w$.])([A-Za-z_$][\w$.]*)\s*=\s*\(?function\(([\w$,\s]*)\)\s*\{\s*(?:[\w$.]+=[^;{]{0,80};){0,20}\s*return\s*(?=\{)/g
const MAX_STATES = 80
/** Literals below this length hold settings and no goods. */
const SHORTEST = 40

function* wrapped(text: string): Generator<State & { end: number }> {
  for (const match of text.matchAll(WRAPPED)) {
    const from = match.index + match[0].length
    const body = readLiteral(text, from)
    const call = body && /^\s*;?\s*\}\)?\s*(?=\()/.exec(text.slice(body.end, body.end + 40))
    if (!body || !call) continue
    const open = body.end + call[0].length
    const args = readLiteral(`[${text.slice(open + 1)}`)
    const values = Array.isArray(args?.value) ? args.value : []
    const names = new Map((match[2] ?? '').split(',').map((name, at) => [name.trim(), values[at]]))
    yield { name: (match[1] ?? '').replace(/^window\./, ''), value: readLiteral(text, from, { names })?.value, end: body.end }
  }
}

function* inScript(text: string): Generator<State> {
  let done = 0
  for (const { name, value, end } of wrapped(text)) {
    done = end
    yield { name, value }
  }
  for (const match of text.matchAll(BEGIN)) {
    const from = match.index + match[0].length
    if (from < done) continue
    const read = readLiteral(text, from)
    if (!read) continue
    if (read.end - from < SHORTEST) continue
    done = read.end
    const name = (match[1] ?? match[2] ?? '').replace(/^(?:window|self|globalThis|top|w)\./, '')
    yield { name, value: read.value }
  }
  for (const match of text.matchAll(QUOTED)) {
    const read = readLiteral(`[${text.slice(match.index + match[0].length - 'JSON.parse('.length).replace(/^[^"']*/, '')}`)
    const first = Array.isArray(read?.value) ? read.value[0] : undefined
    if (typeof first === 'string') yield { name: match[1] ?? '', value: readData(first) }
  }
}

/** Some pages write their JSON percent-encoded. */
function decoded(text: string): string {
  if (!/^\s*%(?:7B|5B)/i.test(text)) return text
  try {
    return decodeURIComponent(text.trim())
  } catch {
    return text
  }
}

/** Data in the scripts of a page: JSON scripts such as `__NEXT_DATA__`, and what inline code assigns or hands over. Nothing is run. */
export function* readStates(page: Page): Generator<State> {
  let count = 0
  for (const script of tagged(page, 'script')) {
    if (count >= MAX_STATES) return
    const type = script.attribs['type']?.toLowerCase() ?? ''
    const text = rawText(script)
    if (text.length < SHORTEST || type.includes('ld+json') || /template|tpl|x-handlebars|html/.test(type)) continue
    if (type.includes('json')) {
      const value = readData(
        decoded(text)
          .replace(/^\s*<!--/, '')
          .replace(/-->\s*$/, ''),
      )
      if (isObject(value) || Array.isArray(value)) {
        count++
        yield { name: script.attribs['id'] ?? script.attribs['data-name'] ?? 'json', value }
      }
    } else if (type === '' || /javascript|module|ecmascript/.test(type)) {
      for (const state of inScript(text)) {
        if (++count > MAX_STATES) return
        yield state
      }
    }
  }
}

/** The value at a path such as `__NEXT_DATA__.props.items[0].title`; the first part is the name of the state. */
export function stateAt(states: readonly State[], path: string): Data {
  const state = states.find(({ name }) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`))
  let value = state?.value
  for (const [, index, key] of path.slice(state?.name.length ?? path.length).matchAll(/\[(\d+)\]|([^.[\]]+)/g)) {
    if (Array.isArray(value)) value = value[Number(index ?? key)]
    else if (isObject(value)) value = value[key ?? index ?? '']
    else return undefined
  }
  return value
}
