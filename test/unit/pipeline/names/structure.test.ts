import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { similarity } from '../../../../pipeline/names/index.ts'

const blocks = new Map<string, { text: string; name: string }[]>()
for (const line of readFileSync(new URL('../../../fixtures/names/structure.tsv', import.meta.url), 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue
  const [block = '', text = '', name = ''] = line.split('\t')
  blocks.set(block, [...(blocks.get(block) ?? []), { text, name }])
}

describe('a score depends on what was changed and not on which name it is', () => {
  it.each([...blocks])('%s: other names of the same structure score within 0.05', (_, pairs) => {
    const scores = pairs.map(({ text, name }) => similarity(text, name).score)
    expect(pairs.length).toBeGreaterThanOrEqual(3)
    expect(Math.max(...scores) - Math.min(...scores)).toBeLessThanOrEqual(0.05)
  })

  it('tells a change that looks or sounds alike from one that does not', () => {
    const mean = (block: string) => {
      const pairs = blocks.get(block) ?? []
      return pairs.reduce((sum, { text, name }) => sum + similarity(text, name).score, 0) / pairs.length
    }
    expect(mean('glyph-3-middle')).toBeGreaterThan(0.9)
    expect(mean('sound-3-first')).toBeGreaterThan(0.9)
    expect(mean('unlike-3')).toBeLessThan(0.5)
  })
})
