import { describe, expect, it } from 'vitest'
import { isAllowed, parseRobots } from '../../../crawlers/fetch/robots.ts'

const may = (text: string, token: string, path: string): boolean =>
  isAllowed(parseRobots(text, token), new URL(path, 'https://shop.example'))

/** RFC 9309, section 5.1. */
const SIMPLE = `User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot
`

describe('robots.txt as RFC 9309 has it', () => {
  it.each([
    ['foobot', '/example/page.html', true],
    ['foobot', '/example/allowed.gif', true],
    ['foobot', '/anything/else', false],
    ['barbot', '/example/page.html', false],
    ['bazbot', '/example/page.html', false],
    ['bazbot', '/example/other.html', true],
    ['quxbot', '/example/page.html', true],
    ['otherbot', '/publications/', true],
    ['otherbot', '/example/', false],
    ['otherbot', '/pictures/one.gif', false],
    ['otherbot', '/pictures/one.gif?size=2', true],
  ])('gives %s at %s the answer of section 5.1', (token, path, allowed) => {
    expect(may(SIMPLE, token, path)).toBe(allowed)
  })

  it('lets the longest match decide, as in section 5.2', () => {
    const text = 'User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n'
    expect(may(text, 'foobot', '/example/page/disallowed.gif')).toBe(false)
    expect(may(text, 'foobot', '/example/page/allowed.gif')).toBe(true)
  })

  it('allows where an allow and a disallow rule are equally long', () => {
    expect(may('User-agent: *\nDisallow: /page\nAllow: /page\n', 'zhixun', '/page')).toBe(true)
    expect(may('User-agent: *\nAllow: /page\nDisallow: /page\n', 'zhixun', '/page')).toBe(true)
  })

  /** The table of section 2.2.2: rule, address. */
  it.each([
    ['/foo/bar?baz=quz', '/foo/bar?baz=quz'],
    ['/foo/bar?baz=https://foo.bar', '/foo/bar?baz=https%3A%2F%2Ffoo.bar'],
    ['/foo/bar?baz=https%3A%2F%2Ffoo.bar', '/foo/bar?baz=https://foo.bar'],
    ['/foo/bar/ツ', '/foo/bar/%E3%83%84'],
    ['/foo/bar/%E3%83%84', '/foo/bar/ツ'],
    ['/foo/bar/%e3%83%84', '/foo/bar/ツ'],
    ['/foo/bar/%62%61%7A', '/foo/bar/baz'],
    ['/foo/bar/baz', '/foo/bar/%62%61%7A'],
  ])('matches the rule %s with the address %s whichever way they are encoded', (rule, path) => {
    expect(may(`User-agent: *\nDisallow: ${rule}\n`, 'zhixun', path)).toBe(false)
  })

  it('takes * for anything and $ for the end, and both literally where they are encoded (section 2.2.3)', () => {
    expect(may('User-agent: *\nDisallow: /*/print$\n', 'zhixun', '/item/5/print')).toBe(false)
    expect(may('User-agent: *\nDisallow: /*/print$\n', 'zhixun', '/item/5/printer')).toBe(true)
    expect(may('User-agent: *\nDisallow: /path/file-with-a-%2A.html\n', 'zhixun', '/path/file-with-a-*.html')).toBe(false)
    expect(may('User-agent: *\nDisallow: /path/file-with-a-%2A.html\n', 'zhixun', '/path/file-with-a-b.html')).toBe(true)
    expect(may('User-agent: *\nDisallow: /path/foo-%24\n', 'zhixun', '/path/foo-$')).toBe(false)
  })

  it('is not slowed down by many wildcards', () => {
    expect(may(`User-agent: *\nDisallow: /${'*a'.repeat(40)}b$\n`, 'zhixun', `/${'a'.repeat(4000)}`)).toBe(true)
  })

  it('joins groups of the same name and compares names without regard to case', () => {
    const text = 'User-agent: ZhiXun/2.0\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\nuser-agent: zhixun\ndisallow: /b\n'
    expect(may(text, 'zhixun', '/a')).toBe(false)
    expect(may(text, 'zhixun', '/b')).toBe(false)
    expect(may(text, 'zhixun', '/c')).toBe(true)
  })

  it('keeps other records, comments, odd line ends and a byte order mark out of the way', () => {
    const text =
      '\uFEFFUser-agent: zhixun\rSitemap: https://shop.example/map.xml\r\nCrawl-delay: 2 # seconds\nDisallow: /x # not here\rfoo\n'
    expect(may(text, 'zhixun', '/x/1')).toBe(false)
    expect(parseRobots(text, 'zhixun').crawlDelay).toBe(2)
  })

  it('gives rules that stand before any group to nobody, and an empty rule no meaning', () => {
    expect(may('Disallow: /\nUser-agent: *\nDisallow:\n', 'zhixun', '/a')).toBe(true)
  })

  it('always allows robots.txt itself', () => {
    expect(may('User-agent: *\nDisallow: /\n', 'zhixun', '/robots.txt')).toBe(true)
  })
})
