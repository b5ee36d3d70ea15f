import type { Element } from './document.ts'

/** Tells whether an element is what a selector means. */
export type Matcher = (element: Element) => boolean

const COMPOUND = /^([a-z][\w-]*|\*)?((?:[.#][\w-]+|\[[\w-]+(?:[~^$*]?=(?:"[^"]*"|'[^']*'|[^\]"'\s]+))?\])*)$/i
const PART = /([.#])([\w-]+)|\[([\w-]+)(?:([~^$*]?)=(?:"([^"]*)"|'([^']*)'|([^\]"'\s]+)))?\]/g

const isBlank = (code: number): boolean => Number.isNaN(code) || code <= 32

/** Whether a list of words, as `class` is one, holds a word. Asked for every element of a page, so nothing is copied. */
function hasWord(list: string | undefined, word: string): boolean {
  if (list === undefined) return false
  for (let at = list.indexOf(word); at >= 0; at = list.indexOf(word, at + 1)) {
    if (isBlank(list.charCodeAt(at - 1)) && isBlank(list.charCodeAt(at + word.length))) return true
  }
  return false
}

const COMPARE: Readonly<Record<string, (given: string, wanted: string) => boolean>> = {
  '': (given, wanted) => given === wanted,
  '~': (given, wanted) => hasWord(given, wanted),
  '^': (given, wanted) => wanted !== '' && given.startsWith(wanted),
  $: (given, wanted) => wanted !== '' && given.endsWith(wanted),
  '*': (given, wanted) => wanted !== '' && given.includes(wanted),
}

function compound(source: string): Matcher | undefined {
  const match = COMPOUND.exec(source)
  if (!match || source === '') return undefined
  const tag = match[1]?.toLowerCase()
  const tests: Matcher[] = tag === undefined || tag === '*' ? [] : [({ name }) => name === tag]
  for (const [, kind, word = '', attribute, operator = '', ...values] of (match[2] ?? '').matchAll(PART)) {
    if (kind === '.') tests.push(({ attribs }) => hasWord(attribs['class'], word))
    else if (kind === '#') tests.push(({ attribs }) => attribs['id'] === word)
    else if (attribute !== undefined) {
      const name = attribute.toLowerCase()
      const wanted = values.find((value) => value !== undefined)
      const compare = COMPARE[operator]
      tests.push(({ attribs }) => {
        const given = attribs[name]
        return given !== undefined && (wanted === undefined || (compare?.(given, wanted) ?? false))
      })
    }
  }
  return (element) => tests.every((test) => test(element))
}

/** One selector without commas: compounds joined by spaces and `>`. */
function complex(source: string): Matcher | undefined {
  const steps: { matches: Matcher; child: boolean }[] = []
  let child = false
  for (const word of source
    .replace(/\s*>\s*/g, ' > ')
    .trim()
    .split(/\s+/)) {
    if (word === '>') {
      child = true
      continue
    }
    const matches = compound(word)
    if (!matches) return undefined
    steps.push({ matches, child })
    child = false
  }
  if (steps.length === 0 || child) return undefined
  const up = (element: Element, at: number): boolean => {
    const step = steps[at]
    if (!step || !step.matches(element)) return false
    if (at === 0) return true
    for (let above = element.parent; above.type !== 'root'; above = above.parent) {
      if (up(above, at - 1)) return true
      if (step.child) return false
    }
    return false
  }
  return (element) => up(element, steps.length - 1)
}

/**
 * Compiles the plain part of CSS that nearly all platform files are written in: tags, classes, ids, attributes, descendants, children, lists.
 * @returns undefined for everything else, such as pseudo-classes, which a full engine must read
 */
export function compileCss(css: string): Matcher | undefined {
  if (/[:()+~\\]/.test(css.replace(/\[[^\]]*\]/g, ''))) return undefined
  // A comma or a space inside of quotation marks is none of the selector's own.
  if (/\[[^\]]*[,\s>][^\]]*\]/.test(css)) return undefined
  const matchers = css.split(',').map((one) => complex(one.trim()))
  if (matchers.some((matcher) => matcher === undefined)) return undefined
  return (element) => matchers.some((matcher) => matcher?.(element))
}
