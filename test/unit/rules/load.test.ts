import { describe, expect, it } from 'vitest'
import { InputError } from '../../../domain/index.ts'
import { loadRules } from '../../../rules/load.ts'
import { LAW, accusing, draftRules } from './draft.ts'

function refusal(text: string): string {
  try {
    loadRules({ law: LAW, sources: [{ family: 'gi', name: 'rules/gi/draft.yaml', text }] })
  } catch (error) {
    expect(error).toBeInstanceOf(InputError)
    return (error as InputError).message
  }
  return 'loaded'
}

const WHOLE = `${accusing('GI-01', 'when: {gi.name: true}')}
examples:
  fires: [{listing: {title: a}}, {listing: {title: b}}]
  quiet: [{listing: {title: c}}, {listing: {title: d}}]
  twin: [{listing: {title: e}}]
`

describe('a rule file', () => {
  it('loads when it is whole', () => expect(refusal(WHOLE)).toBe('loaded'))

  it.each([
    ['without a second example that fires', WHOLE.replace(', {listing: {title: b}}', ''), /at least two examples that fire/],
    ['without a second quiet one', WHOLE.replace(', {listing: {title: d}}', ''), /at least two examples that stay quiet/],
    ['without the innocent twin', WHOLE.replace('twin: [{listing: {title: e}}]', 'twin: []'), /innocent twin/],
    ['without examples', accusing('GI-01', 'when: {gi.name: true}'), /examples/],
    ['without a basis', WHOLE.replace('basis: [{law: 产品质量法, article: 五}]', ''), /needs `basis`/],
    ['with an article that no table has', WHOLE.replace('article: 五', 'article: 五百'), /五百/],
    ['with a law that no table has', WHOLE.replace('law: 产品质量法', 'law: 民法典'), /民法典/],
    ['with a key that nobody knows', `${WHOLE}whatever: 1\n`, /whatever/],
    ['with a condition that is none', WHOLE.replace('{gi.name: true}', '{gi: true}'), /no signal name/],
    ['with an unknown verdict', WHOLE.replace('GI_NAME', 'GI_NAMES'), /verdict/],
    ['with an exculpation by a rule that is not there', `${WHOLE}unless: [{rule: GI-10}]\n`, /no rule GI-10/],
    ['that is not YAML', 'id: [GI-01', /rules\/gi\/draft\.yaml:\d+/],
  ])('%s does not load', (_name, text, message) => expect(refusal(text)).toMatch(message))

  it('is refused with file, line and key', () => {
    expect(refusal(WHOLE.replace('article: 五', 'article: 五百'))).toMatch(/^rules\/gi\/draft\.yaml:4: basis\.0: /)
  })

  it('needs the edition where an article number means different things in two of them', () => {
    const tm = (basis: string) => WHOLE.replace('{law: 产品质量法, article: 五}', basis)
    expect(refusal(tm('{law: 商标法, article: 五十四, edition: 2026修订}'))).toBe('loaded')
    const both = LAW.articles.filter((a) => a.law === '商标法' && a.article === '五十七(1)')
    expect(both).toHaveLength(1)
  })

  it('has a version that changes with any change of the file', () => {
    const version = (text: string) => loadRules({ law: LAW, sources: [{ family: 'gi', name: 'a', text }] }).rules[0]?.version
    expect(version(WHOLE)).toBe(version(WHOLE))
    expect(version(WHOLE)).not.toBe(version(WHOLE.replace('base: 40', 'base: 41')))
  })
})

describe('a set of rules', () => {
  it('has each id once', () => {
    expect(() => draftRules(accusing('GI-01', 'when: {gi.name: true}'), accusing('GI-01', 'when: {gi.name: true}'))).toThrow(/already in/)
  })
})

describe('the table of laws', () => {
  const { articles } = LAW

  it('never lets two editions of a law stand on the same day', () => {
    for (const article of articles)
      for (const other of articles) {
        if (article.law !== other.law || article.edition === other.edition || article.article !== other.article) continue
        const apart = (article.to ?? '9999') < other.from || (other.to ?? '9999') < article.from
        expect([article.law, article.article, apart]).toEqual([article.law, article.article, true])
      }
  })

  it('changes the trademark law between 2026-12-31 and 2027-01-01', () => {
    const on = (day: string) => articles.filter((a) => a.law === '商标法' && a.from <= day && (a.to === undefined || day <= a.to))
    expect(new Set(on('2026-12-31').map((a) => a.edition))).toEqual(new Set(['2019修正']))
    expect(new Set(on('2027-01-01').map((a) => a.edition))).toEqual(new Set(['2026修订']))
  })
})
