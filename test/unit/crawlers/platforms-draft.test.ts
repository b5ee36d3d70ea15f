import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../domain/index.ts'
import type { Listing } from '../../../domain/index.ts'
import { extractPage } from '../../../crawlers/extract/index.ts'
import { draftPlatform } from '../../../crawlers/platforms/draft.ts'
import { countFields, findDrift } from '../../../crawlers/platforms/drift.ts'
import { listPlatforms, parsePlatform } from '../../../crawlers/platforms/load.ts'
import { testPlatform } from '../../../crawlers/platforms/test-file.ts'

const saved = (name: string): Buffer => readFileSync(new URL(`test/fixtures/pages/${name}.html`, projectRoot))

/** A shop without structured data, in the make of its own. */
const ROWS = ['竹编果篮', '竹制茶盘', '竹筒酒杯', '竹纤毛巾', '竹叶青茶']
const list = Buffer.from(`<html><head><title>全部商品 - 竹里馆</title></head><body>
<form action="/find"><input type="hidden" name="type" value="goods"><input type="text" name="kw"></form>
<div class="shelf">${ROWS.map((title, at) => `<div class="piece"><a class="shot" href="/thing/${1001 + at}.html"><img src="/${at}.jpg"></a><a class="what" href="/thing/${1001 + at}.html">${title}</a><span class="cost">￥${at + 10}.50</span></div>`).join('')}</div>
<div class="turn"><a href="/all?pn=2">下一页</a></div></body></html>`)
const item = (at: number): Buffer =>
  Buffer.from(`<html><head><title>${ROWS[at]} - 竹里馆</title></head><body><form action="/find"><input name="kw"></form>
<h1 class="thing-name">${ROWS[at]}</h1><p class="cost-line">现价 <b class="cost">￥${at + 10}.50</b></p><button>加入购物车</button>
<table><tr><td>产地</td><td>浙江安吉</td></tr><tr><td>品牌</td><td>竹里</td></tr></table><a class="store-name" href="/store/9">安吉竹里商行</a></body></html>`)
const pages = [
  { url: 'http://bamboo.example/all', body: list },
  { url: 'http://bamboo.example/thing/1001.html', body: item(0) },
]

describe('a drafted platform file', () => {
  const draft = draftPlatform('bamboo', pages)
  const platform = parsePlatform(draft.yaml, 'bamboo.yaml')

  it('names the items of a list, their link, title, price and the next page', () => {
    expect(platform.result).toMatchObject({
      item: '.piece',
      title: [{ css: '.what' }],
      price: [{ css: '.cost' }],
      next: [{ attr: 'href' }],
    })
  })

  it('fills the search form with a query and the page parameter of the next link', () => {
    expect(platform.search.url).toBe('http://bamboo.example/find?type=goods&kw={query}&pn={page}')
    expect(platform.search.start).toEqual(['http://bamboo.example/all'])
  })

  it('is unverified and slow until a person has looked it over', () => {
    expect(platform.status).toBe('unverified')
    expect(platform.pace.perSecond).toBeLessThanOrEqual(1)
  })

  it('reads pages that it was not drafted from', () => {
    const result = extractPage({ url: 'http://bamboo.example/thing/1004.html', body: item(3), platform })
    expect(result).toMatchObject({
      kind: 'product',
      why: 'address and selectors of bamboo',
      listings: [
        {
          id: '1004',
          title: '竹纤毛巾',
          price: { amount: 13.5, currency: 'CNY' },
          origin: '浙江安吉',
          brand: '竹里',
          seller: { name: '安吉竹里商行' },
        },
      ],
    })
  })

  it('passes its own test on saved pages, and a wrong selector is named', () => {
    const named = pages.map((page, at) => ({ name: `page ${at}`, ...page }))
    expect(testPlatform(platform, named).complaints).toEqual([])
    const wrong = parsePlatform(draft.yaml.replace('.what', '.nowhere'), 'bamboo.yaml')
    expect(testPlatform(wrong, named).complaints.join('\n')).toContain('result.title')
  })
})

describe('the shipped platform files', () => {
  it('all load, and those of large platforms say that nobody has tried them and what must be there first', () => {
    const platforms = listPlatforms()
    expect(platforms.length).toBeGreaterThanOrEqual(14)
    for (const platform of platforms.filter(({ id }) =>
      ['taobao', 'tmall', 'jd', 'pinduoduo', 'alibaba-1688', 'suning', 'douyin'].includes(id),
    )) {
      expect(platform.status).toBe('unverified')
      expect(platform.permission).toContain('同意')
    }
  })

  it.each([
    ['shopify', 'shopify-dawn', 'https://roastery.example/products/ethiopia-guji', 18.5],
    ['woocommerce', 'woocommerce-sale', 'https://garten.example/produkt/giesskanne/', 19.9],
    ['opencart', 'opencart', 'https://store.parts.example/index.php?route=product/product&product_id=43', 74.95],
    ['magento', 'magento1', 'http://www.audio.example/turntable-x1.html', 349],
    ['magento', 'magento2', 'https://www.luggage.example/weekender-bag.html', 59],
  ])('%s reads %s', (id, page, url, amount) => {
    const platform = listPlatforms().find((one) => one.id === id)
    const report = testPlatform(platform!, [{ name: page, url, body: saved(page) }])
    expect(report.fields.filter(({ field }) => field === 'title' || field === 'price').every(({ bySelector }) => bySelector === 1)).toBe(
      true,
    )
    expect(extractPage({ body: saved(page), url, platform: platform! }).listings[0]?.price?.amount).toBe(amount)
  })
})

describe('the drift alarm', () => {
  const listings = (count: number, priced: number): Listing[] =>
    Array.from({ length: count }, (_, at) => ({ title: `t${at}`, ...(at < priced ? { price: { amount: 1, currency: 'CNY' } } : {}) }))

  it('names a field that most listings had and few have now', () => {
    const alarms = findDrift(countFields(listings(200, 195)), countFields(listings(180, 20)))
    expect(alarms.map(({ field }) => field)).toEqual(['price.amount'])
    expect(alarms[0]?.before).toBeCloseTo(0.975, 6)
    expect(alarms[0]?.now).toBeCloseTo(20 / 180, 6)
  })

  it('is quiet for chance and for sweeps that are too small to tell', () => {
    expect(findDrift(countFields(listings(200, 195)), countFields(listings(200, 186)))).toEqual([])
    expect(findDrift(countFields(listings(10, 10)), countFields(listings(10, 0)))).toEqual([])
    expect(findDrift(countFields([]), countFields(listings(50, 50)))).toEqual([])
  })
})

describe('a list whose cards carry only the classes of a grid framework', () => {
  const card = (n: number): string =>
    `<li class="col-xs-6 col-md-3"><article class="ware-pod"><a href="/w/${n}.html"><img src="/i/${n}.jpg" alt="竹篮 ${n} 号"></a><h3><a href="/w/${n}.html">竹篮 ${n} 号</a></h3><p class="cost">¥${20 + n}.50</p></article></li>`
  const body = Buffer.from(
    `<!doctype html><meta charset="utf-8"><title>竹器</title><nav><ul><li><a href="/a">关于我们</a></li><li><a href="/b">联系方式</a></li></ul></nav><ol class="row">${Array.from({ length: 12 }, (_, n) => card(n + 1)).join('')}</ol>`,
  )

  it('is drafted by what stands inside the cards', () => {
    const { yaml } = draftPlatform('grid', [{ body, headers: {}, url: 'https://grid.example/list?page=1' }])
    const platform = parsePlatform(yaml, 'grid.yaml')
    const { kind, listings } = extractPage({ body, headers: {}, url: 'https://grid.example/list?page=1', platform })
    expect(kind).toBe('result-list')
    expect(listings.map(({ title, price }) => [title, price?.amount])).toEqual(
      Array.from({ length: 12 }, (_, n) => [`竹篮 ${n + 1} 号`, 21.5 + n]),
    )
    expect(yaml).toContain('li:has(> .ware-pod)')
  })
})
