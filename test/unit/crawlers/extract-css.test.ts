import { load } from 'cheerio/slim'
import { describe, expect, it } from 'vitest'
import { compileCss } from '../../../crawlers/extract/css.ts'
import { parsePage } from '../../../crawlers/extract/document.ts'

const HTML = `<div id="main" class="box  wide"><ul class="cards"><li class="card first"><a class="title" href="/item/1.html" rel="nofollow next">one</a><b>1</b></li>
<li class="card"><p><a href="/shop/2">two</a></p></li></ul></div><div class="cards"><span class="card-x" data-id="7"></span><A CLASS=Title>x</A></div>`

describe('a plain selector', () => {
  const page = parsePage(HTML, 'https://shop.example/')
  const $ = load(HTML)
  it.each([
    'a',
    '.card',
    'li.card',
    '#main',
    '.box.wide',
    'ul.cards > li.card',
    '.cards a',
    '.cards > a',
    '.card > a',
    'div .card p a',
    'a[href]',
    '[data-id=7]',
    'a[href^="/item"]',
    "a[href$='.html']",
    'a[href*=shop]',
    'a[rel~=next]',
    'b, .card-x, #main',
    '*',
    '.none',
  ])('%s finds what cheerio finds', (css) => {
    const matches = compileCss(css)
    expect(matches).toBeDefined()
    const ours = page.elements.filter((element) => matches?.(element)).map(({ name, attribs }) => [name, { ...attribs }])
    const theirs = $(css)
      .toArray()
      .map((node) => ('attribs' in node ? [node.name, { ...node.attribs }] : []))
    expect(ours).toEqual(theirs)
  })

  it.each(['a:contains("x")', 'li:nth-child(2)', 'a + b', 'a ~ b', '.mall:has(.cert) a', 'a[title="x, y"]', '', '>', 'a >'])(
    '%s is left to a full engine',
    (css) => expect(compileCss(css)).toBeUndefined(),
  )
})
