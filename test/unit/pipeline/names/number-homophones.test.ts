import { expect, test } from 'vitest'
import { similarity } from '../../../../pipeline/names/index.ts'

// Number homophones as they are used in chat and in shop names: 520 我爱你, 51 我要 or 无忧, 1314 一生一世, 18 要发.
test.each([
  ['520蛋糕坊', '我爱你蛋糕坊'],
  ['51旅行', '无忧旅行'],
  ['51修车', '我要修车'],
  ['1314珠宝', '一生一世珠宝'],
  ['18酒家', '要发酒家'],
])('%s is heard as %s', (text, name) => {
  expect(similarity(text, name).score).toBeGreaterThan(0.5)
})

test.each([
  ['37蛋糕坊', '我爱你蛋糕坊'],
  ['64旅行', '无忧旅行'],
])('%s is not heard as %s', (text, name) => {
  expect(similarity(text, name).score).toBeLessThan(0.5)
})
