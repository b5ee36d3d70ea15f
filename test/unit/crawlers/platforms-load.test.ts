import { describe, expect, it } from 'vitest'
import { InputError } from '../../../domain/index.ts'
import { parsePlatform, platformFor } from '../../../crawlers/platforms/load.ts'

const MINIMAL = 'id: shop\ntitle: A shop\nstatus: stable\nhosts: [shop.example]\n'

function complaint(text: string): InputError {
  try {
    parsePlatform(text, 'shop.yaml')
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error('the file was taken')
}

describe('a platform file', () => {
  it('is read with its defaults: one request a second, one at a time, robots.txt respected, never rendered', () => {
    const platform = parsePlatform(MINIMAL, 'shop.yaml')
    expect(platform.pace).toEqual({ perSecond: 1, concurrency: 1, dailyCap: 20_000 })
    expect(platform.robots).toBe('respect')
    expect(platform.render).toEqual({ mode: 'never', scroll: 0 })
    expect(platform.search).toEqual({ encoding: 'utf-8', firstPage: 1, pageStep: 1, maxPages: 20, start: [] })
    expect(platform.login.policy).toBe('none')
  })

  it('takes a selector as css, css@attribute, step or list', () => {
    const { product } = parsePlatform(
      `${MINIMAL}product:\n  title: h1\n  images: .pic img@data-src\n  origin: {label: 产地}\n  id: [{url: 'item/(\\d+)'}, '#sku']\n`,
      'shop.yaml',
    )
    expect(product.title).toEqual([{ css: 'h1' }])
    expect(product.images).toEqual([{ css: '.pic img', attr: 'data-src' }])
    expect(product.origin).toEqual([{ label: '产地' }])
    expect(product.id).toEqual([{ url: 'item/(\\d+)' }, { css: '#sku' }])
  })

  it('names file, line and field of a misspelt key', () => {
    const error = complaint(`${MINIMAL}product:\n  title: h1\n  prize: .p\n`)
    expect(error.place).toEqual({ file: 'shop.yaml', line: 7, field: 'product' })
    expect(error.message).toBe('shop.yaml:7: product: unknown key prize')
  })

  it('names line and field of a wrong value deep inside', () => {
    const error = complaint(`${MINIMAL}pace:\n  perSecond: 2\n  concurrency: none\n`)
    expect(error.place.line).toBe(7)
    expect(error.place.field).toBe('pace.concurrency')
  })

  it('says where the YAML itself breaks', () => {
    expect(complaint('id: shop\ntitle: [a\nstatus: stable\n').place.line).toBeGreaterThan(1)
  })

  it('refuses robots: ignore, a badge that is only a word, and a pattern that can hang', () => {
    expect(complaint(`${MINIMAL}robots: ignore\n`).place).toMatchObject({ line: 5, field: 'robots' })
    expect(complaint(`${MINIMAL}badges:\n  - {text: 旗舰店, kind: flagship}\n`).place.field).toBe('badges[0]')
    expect(complaint(`${MINIMAL}walls:\n  - {kind: captcha, text: '(a+)+$'}\n`).place).toMatchObject({ line: 6, field: 'walls[0].text' })
  })

  it('is found by the host of an address, with a star for subdomains', () => {
    const one = parsePlatform(MINIMAL, 'shop.yaml')
    const many = parsePlatform(MINIMAL.replace('shop.example', '"*.mall.example"'), 'mall.yaml')
    expect(platformFor('https://shop.example/item/1', [many, one])).toBe(one)
    expect(platformFor('https://a.mall.example/', [one, many])).toBe(many)
    expect(platformFor('https://mall.example.org/', [one, many])).toBeUndefined()
  })
})
