import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isWall, projectRoot } from '../../../domain/index.ts'
import { extractPage } from '../../../crawlers/extract/index.ts'

/** Pages of our own, written after the markup of many kinds of shop, each with what a person reads on it. */
const folder = new URL('test/fixtures/pages/', projectRoot)
const [head = '', ...lines] = readFileSync(new URL('expected.tsv', folder), 'utf8').trimEnd().split('\n')
const columns = head.split('\t')
const pages = lines.map((line) => Object.fromEntries(line.split('\t').map((value, at) => [columns[at], value])) as Record<string, string>)

const squash = (text: string | undefined): string => (text ?? '').normalize('NFKC').replace(/\s+/g, '').toLowerCase()

function expectPrice(amount: number | undefined, spec: string): void {
  if (spec === '') return expect(amount).toBeUndefined()
  const [low, high] = spec.split('..')
  if (high !== undefined) {
    expect(amount).toBeGreaterThanOrEqual(Number(low))
    expect(amount).toBeLessThanOrEqual(Number(high))
  } else expect(spec.split('|').map(Number)).toContain(amount)
}

describe('a saved page', () => {
  it.each(pages.map((page) => [page['file'] ?? '', page] as const))('%s is read as a person reads it', (file, page) => {
    const result = extractPage({ body: readFileSync(new URL(file, folder)), url: page['url'] ?? '' })
    const kind = page['kind'] ?? ''
    if (kind === 'blocked') {
      expect(isWall(result.kind), `${result.kind}: ${result.why}`).toBe(true)
      expect(result.listings).toEqual([])
      return
    }
    if (kind === 'not-a-product') {
      expect(['product', 'captcha']).not.toContain(result.kind)
      return
    }
    expect(result.kind, result.why).toBe(kind)
    expect(result.why).not.toBe('')
    if (kind === 'seller') return
    const item =
      kind === 'product' ? result.listings[0] : result.listings.find(({ title }) => squash(title).includes(squash(page['title'])))
    expect(squash(item?.title)).toContain(squash(page['title']))
    expectPrice(item?.price?.amount, page['price'] ?? '')
    if (page['currency']) expect(item?.price?.currency).toBe(page['currency'])
    if (page['seller']) expect(squash(item?.seller?.name)).toContain(squash(page['seller']))
    for (const listing of result.listings) if (listing.url !== undefined) expect(listing.url).toMatch(/^https?:\/\//)
  })
})
