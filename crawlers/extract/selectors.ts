import { load } from 'cheerio/slim'
import type { Label } from '../../domain/index.ts'
import { LABEL_PLACES } from '../../domain/index.ts'
import type { Platform } from '../platforms/schema.ts'
import type { SelectableField, SelectorStep } from '../platforms/schema.ts'
import { SELECTABLE_FIELDS } from '../platforms/schema.ts'
import { currencyCode } from './currency.ts'
import type { Matcher } from './css.ts'
import { compileCss } from './css.ts'
import type { Element, Page } from './document.ts'
import { absolute, contains, rawText, squeeze, textOf } from './document.ts'
import type { Row } from './labelled.ts'
import { productionDate, productionDateAfter } from './labelled.ts'
import { readCount, readPrice } from './price.ts'
import type { Item, ReadContext } from './reading.ts'
import { ReadingList } from './reading.ts'
import type { State } from './script-state.ts'
import { stateAt } from './script-state.ts'
import { perOf } from './units.ts'

/** What selectors may look at. States and rows are read only when a step asks for them. */
export interface SelectorContext extends ReadContext {
  query(css: string, scope?: Element): Element[]
  rows(): readonly Row[]
  states(): readonly State[]
}

/** Selectors come from platform files, so there are few of them; each is compiled once in the life of a process. */
const compiled = new Map<string, Matcher | undefined>()
const MAX_COMPILED = 2000

function matcherOf(css: string): Matcher | undefined {
  if (compiled.has(css)) return compiled.get(css)
  if (compiled.size >= MAX_COMPILED) compiled.clear()
  const matcher = compileCss(css)
  compiled.set(css, matcher)
  return matcher
}

/** Queries over the tree that was parsed already: plain selectors by our own matcher, all others by cheerio. */
export function makeQuery(page: Page): SelectorContext['query'] {
  let $: ReturnType<typeof load> | undefined
  return (css, scope) => {
    if (css === ':scope') return scope ? [scope] : []
    const matches = matcherOf(css)
    if (matches) {
      const found: Element[] = []
      const last = scope ? scope.end : page.elements.length - 1
      for (let at = scope ? scope.index + 1 : 0; at <= last; at++) {
        const element = page.elements[at]
        if (element && matches(element)) found.push(element)
      }
      return found
    }
    $ ??= load(page.root as unknown as Parameters<typeof load>[0])
    const found = scope ? $(scope as never).find(css) : $(css)
    return found.toArray() as unknown as Element[]
  }
}

interface Found {
  text: string
  element?: Element
  step?: SelectorStep
}

function matched(text: string, pattern: string | undefined): string | undefined {
  if (pattern === undefined) return text
  const match = new RegExp(pattern, 'u').exec(text)
  return match ? (match[1] ?? match[0]) : undefined
}

function readStep(step: SelectorStep, context: SelectorContext, scope: Element | undefined, url: string): Found[] {
  const keep = (text: string, element?: Element): Found[] => {
    const value = matched(text, step.match)
    return value === undefined || value === '' ? [] : [{ text: squeeze(value), element, step }]
  }
  if (step.value !== undefined) return [{ text: step.value }]
  if (step.url !== undefined) {
    const match = new RegExp(step.url, 'u').exec(url)
    return match ? [{ text: match[1] ?? match[0] }] : []
  }
  if (step.state !== undefined) {
    const value = stateAt(context.states(), step.state)
    const values = Array.isArray(value) ? value : [value]
    return values.flatMap((one) => (typeof one === 'string' || typeof one === 'number' ? keep(String(one)) : []))
  }
  if (step.label !== undefined) {
    const { label } = step
    return context
      .rows()
      .filter((row) => row.key === label && (!scope || contains(scope, row.element)))
      .flatMap((row) => keep(row.value, row.element))
  }
  const elements = context.query(step.css ?? '', scope)
  const { attr } = step
  return elements.flatMap((element) =>
    keep(attr === undefined ? textOf(element) || squeeze(rawText(element)) : (element.attribs[attr] ?? ''), element),
  )
}

/** The values of the first step that gives any. */
function readAll(steps: readonly SelectorStep[] | undefined, context: SelectorContext, scope: Element | undefined, url: string): Found[] {
  for (const step of steps ?? []) {
    const found = readStep(step, context, scope, url)
    if (found.length > 0) return found
  }
  return []
}

const CONFIDENCE = 0.97
type Steps = Partial<Record<SelectableField, SelectorStep[]>>

/** Rows of an element that was pointed at as the attribute table. */
function attributesIn(found: readonly Found[], context: SelectorContext): Record<string, string> | undefined {
  const entries = found
    .flatMap(({ element }) => (element ? context.rows().filter((row) => contains(element, row.element)) : []))
    .map(({ key, value }): [string, string] => [key, value])
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

/** The values of all steps: labels of different places stand beside each other. */
function readEvery(steps: readonly SelectorStep[] | undefined, context: SelectorContext, scope: Element | undefined, url: string): Found[] {
  return (steps ?? []).flatMap((step) => readStep(step, context, scope, url))
}

function labelsIn(found: readonly Found[], context: SelectorContext): Label[] {
  return found.map(({ text, element, step }) => {
    const inside = (css: string | undefined): string | undefined => {
      const first = css === undefined || !element ? undefined : context.query(css, element)[0]
      return first && textOf(first)
    }
    const given = step?.whereAttr === undefined ? undefined : element?.attribs[step.whereAttr]
    const where = LABEL_PLACES.find((place) => place === given) ?? step?.where ?? 'package'
    const date = productionDate(inside(step?.date)) ?? (element && productionDateAfter(element, context.rows()))
    return { where, text: inside(step?.text) ?? text, ...(date === undefined ? {} : { productionDate: date }) }
  })
}

/** Reads the fields of a platform file from a page, or from one item of its result list. */
export function readFields(steps: Steps, context: SelectorContext, scope?: Element, url: string = context.page.url): ReadingList {
  const list = new ReadingList('selector')
  for (const field of SELECTABLE_FIELDS) {
    const found = readAll(steps[field], context, scope, url)
    const first = found[0]
    if (!first) continue
    const { base } = context.page
    switch (field) {
      case 'price': {
        const price = readPrice(first.text, context.hint)
        if (!price || price.amount <= 0) break
        const currency = currencyCode(readAll(steps['price.currency'], context, scope, url)[0]?.text, context.hint) ?? price.currency
        const unit = readAll(steps['price.per'], context, scope, url)[0]?.text
        const per = unit === undefined ? price.per : (perOf(/^[/／每]/.test(unit) ? unit : `/${unit}`) ?? unit)
        list.add('price', { amount: price.amount, high: price.high, currency, per }, CONFIDENCE)
        break
      }
      case 'price.currency':
      case 'price.per':
        break
      case 'images': {
        const urls = found.map(({ text, element }) =>
          absolute(element && text === textOf(element) ? (element.attribs['data-src'] ?? element.attribs['src']) : text, base),
        )
        list.add('images', urls.filter((one) => one !== undefined), CONFIDENCE) // prettier-ignore
        break
      }
      case 'seller.url':
        list.add('seller.url', absolute(first.element?.attribs['href'] ?? first.text, base), CONFIDENCE)
        break
      case 'sales':
      case 'reviews':
        list.add(field, readCount(first.text), CONFIDENCE)
        break
      case 'category':
        list.add('category', found.map(({ text }) => text), CONFIDENCE) // prettier-ignore
        break
      case 'condition':
        list.add('condition', /二手|闲置|used|refurb|中古|旧/i.test(first.text) ? 'used' : 'new', CONFIDENCE)
        break
      case 'attributes':
        list.add('attributes', attributesIn(found, context), CONFIDENCE)
        break
      case 'labels':
        list.add('labels', labelsIn(readEvery(steps.labels, context, scope, url), context), CONFIDENCE)
        break
      default:
        list.add(field, first.text, CONFIDENCE)
    }
  }
  return list
}

/** What the platform's own badge says of the seller (law.md 6.3); words in the shop's name say nothing here. */
export function readBadge(
  platform: Platform,
  context: SelectorContext,
  scope?: Element,
): { kind: Platform['badges'][number]['kind']; verified: boolean } | undefined {
  for (const badge of platform.badges) {
    const { css, attr, text } = badge
    const shown = context.query(css ?? '', scope).some((element) => {
      const words = attr === undefined ? textOf(element) : (element.attribs[attr] ?? '')
      return !element.hidden && (text === undefined || words.includes(text))
    })
    if (shown) return { kind: badge.kind, verified: badge.verified }
  }
  return undefined
}

/** Items and next page of a result list by the platform's selectors; undefined where the file has none for it. */
export function readListBySelectors(
  platform: Platform,
  context: SelectorContext,
): { items: (Item & { element: Element })[]; nextUrl?: string } | undefined {
  const { item, link, next, ...fields } = platform.result
  if (item === undefined) return undefined
  const items = context.query(item).map((element) => {
    const found = readAll(link ?? [{ css: 'a', attr: 'href' }], context, element, context.page.url)[0]
    const url = absolute(found?.element?.attribs['href'] ?? found?.text, context.page.base)
    return { readings: readFields(fields, context, element, url ?? '').readings, url, element }
  })
  const following = readAll(next, context, undefined, context.page.url)[0]
  return { items, nextUrl: absolute(following?.element?.attribs['href'] ?? following?.text, context.page.base) }
}
