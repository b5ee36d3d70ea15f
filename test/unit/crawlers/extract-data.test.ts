import { describe, expect, it } from 'vitest'
import { extractPage } from '../../../crawlers/extract/index.ts'
import { parsePage } from '../../../crawlers/extract/document.ts'
import { readData, readLiteral } from '../../../crawlers/extract/object-literal.ts'
import { readStates, stateAt } from '../../../crawlers/extract/script-state.ts'

const extract = (html: string, url = 'https://shop.example/item/12345'): ReturnType<typeof extractPage> =>
  extractPage({ body: Buffer.from(html), url })

describe('broken JSON', () => {
  it('is read with trailing commas, comments, raw line ends and control characters', () => {
    const text = '{ /* c */ "a": "x\ny\t\u0001z", // d\n "b": [1, 2,], }'
    expect(readData(text)).toEqual({ a: 'x\ny\t\u0001z', b: [1, 2] })
  })

  it('is read with quotation marks that nobody escaped', () => {
    expect(readData('{"name": "15" monitor", "price": "99",}')).toEqual({ name: '15" monitor', price: '99' })
  })
})

describe('an object literal', () => {
  it('is read as data, and what is no literal is passed over', () => {
    const source = `{a: 1, 'b': "two", c: [!0, !1, null,], d: +new Date(), e: foo(1, {x: "}"}) || "z", f: -1.5e3, g: {h: undefined}}`
    expect(readLiteral(source)?.value).toEqual({
      a: 1,
      b: 'two',
      c: [true, false, null],
      d: undefined,
      e: undefined,
      f: -1500,
      g: { h: undefined },
    })
  })

  it('decodes escapes and JSON inside a string', () => {
    expect(readLiteral(String.raw`{t: "\u4e94\x41\n", j: JSON.parse("{\"k\": 1}")}`)?.value).toEqual({ t: '五A\n', j: { k: 1 } })
  })

  it('never sets a prototype', () => {
    const value = readLiteral('{"__proto__": {"polluted": 1}, "a": 1}')?.value
    expect(value).toEqual({ a: 1 })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('that never ends does not hang', () => {
    expect(readLiteral('{"a": [1, {"b": "c')?.value).toEqual({ a: [1, { b: 'c' }] })
  })
})

describe('states of scripts', () => {
  it('are found in assignments, calls and JSON scripts, and asked by path', () => {
    const page = parsePage(
      `<script>window.__INITIAL_STATE__ = {"goods": {"items": [{"title": "one"}, {"title": "two"}], "padding": "long enough to count"}};</script>
       <script>TShop.Setup({"detail": {"defaultItemPrice": "5.00 - 6.00"}, "itemDO": {"title": "a table"}})</script>
       <script id="__NEXT_DATA__" type="application/json">{"props": {"pageProps": {"price": 12.5}}, "more": "padding padding"}</script>`,
      'https://shop.example/',
    )
    const states = [...readStates(page)]
    expect(states.map(({ name }) => name)).toEqual(['__INITIAL_STATE__', 'TShop.Setup', '__NEXT_DATA__'])
    expect(stateAt(states, '__INITIAL_STATE__.goods.items[1].title')).toBe('two')
    expect(stateAt(states, 'TShop.Setup.detail.defaultItemPrice')).toBe('5.00 - 6.00')
    expect(stateAt(states, '__NEXT_DATA__.props.pageProps.price')).toBe(12.5)
    expect(stateAt(states, 'missing.path')).toBeUndefined()
  })
})

describe('sources that disagree', () => {
  it('are outvoted: the price that meta tag and page agree on beats stale structured data', () => {
    const { listings, sources } = extract(
      `<title>Kettle</title><meta property="og:type" content="product"><meta property="product:price:amount" content="80"><meta property="product:price:currency" content="USD">
       <script type="application/ld+json">{"@type": "Product", "name": "Kettle", "offers": {"price": "100", "priceCurrency": "USD"}}</script>
       <h1>Kettle</h1><p class="sale-price">$80.00</p><button>Add to cart</button>`,
    )
    expect(listings[0]?.price).toEqual({ amount: 80, currency: 'USD' })
    expect(sources?.['price.amount']).toBe('open-graph')
  })

  it('raise the confidence where they agree', () => {
    const one = extract(
      '<script type="application/ld+json">{"@type": "Product", "name": "Kettle", "offers": {"price": "80", "priceCurrency": "USD"}}</script>',
    )
    const two = extract(
      '<meta property="og:type" content="product"><meta property="product:price:amount" content="80"><meta property="product:price:currency" content="USD"><script type="application/ld+json">{"@type": "Product", "name": "Kettle", "offers": {"price": "80", "priceCurrency": "USD"}}</script>',
    )
    expect(two.confidence['price.amount']).toBeGreaterThan(one.confidence['price.amount'] ?? 1)
    expect(two.confidence['price.amount']).toBeLessThan(1)
  })
})

describe('what a product page says beside its data', () => {
  const page = extract(
    `<title>陵川党参 500g</title><script type="application/ld+json">{"@type":"Product","name":"陵川党参 500g","offers":{"price":"118","priceCurrency":"CNY"}}</script>
     <h1>陵川党参 500g</h1><ul><li>产地：山西陵川</li><li>发货地：山西晋城</li><li>生产企业：陵川县春晖药材有限公司</li><li>生产许可证编号：SC12345678901234</li></ul>
     <div class="shop-name"><a href="/shop/66">春晖药材专营店</a></div>
     <figure><img src="/label.png" alt="包装标签：潞党参 中华人民共和国地理标志"><figcaption>生产日期：2026年3月</figcaption></figure>`,
  )
  const listing = page.listings[0]

  it('gives origin, place of dispatch, producer and licence', () => {
    expect(listing).toMatchObject({
      origin: '山西陵川',
      shipFrom: '山西晋城',
      producer: { name: '陵川县春晖药材有限公司', licence: 'SC12345678901234' },
    })
  })

  it('gives the seller and the address of the shop', () => {
    expect(listing?.seller).toEqual({ name: '春晖药材专营店' })
    expect(page.sellerUrl).toBe('https://shop.example/shop/66')
  })

  it('gives the words of the label with their date, and the picture', () => {
    expect(listing?.labels).toEqual([{ where: 'package', text: '潞党参 中华人民共和国地理标志', productionDate: '2026-03' }])
    expect(listing?.images?.map(({ url }) => url)).toContain('https://shop.example/label.png')
  })

  it('takes no kind of seller from the words of its name', () => {
    expect(listing?.seller?.kind).toBeUndefined()
    expect(listing?.seller?.badgeVerified).toBeUndefined()
  })
})

describe('hostile markup', () => {
  it.each([
    ['tags that nobody closes', '<div class=a>'.repeat(100_000)],
    ['a word without end before a brace', `<script>${'Ab1'.repeat(300_000)}={"a":1}</script>`],
    ['braces without end', `<script>var q=${'{"a":'.repeat(50_000)}</script>`],
    ['thousands of prices', '<div class=price>$5.00</div>'.repeat(5000)],
    ['bytes of no text', '\u0000\u0001\u0002'.repeat(10_000)],
    ['nothing', ''],
  ])('of %s is read to an end and sells nothing', (_, html) => {
    expect(extract(html).listings).toEqual([])
  })
})

describe('Nuxt state', () => {
  it('is read with the values of its arguments, and nothing in it is run', () => {
    const page = parsePage(
      '<script>window.__NUXT__=(function(a,b){return {data:[{name:a,price:b,boom:alert(1)}],padding:"padding padding"}}("grapes",12.5));</script>',
      'https://shop.example/',
    )
    expect(stateAt([...readStates(page)], '__NUXT__.data[0]')).toEqual({ name: 'grapes', price: 12.5, boom: undefined })
  })
})
