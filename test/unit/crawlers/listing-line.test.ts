import { expect, test } from 'vitest'
import { readListing } from '../../../crawlers/intake/listing-line.ts'

test('a listing needs a title or a label', () => {
  expect(readListing('{"title":"晋南小米 5斤"}')).toEqual({ listing: { title: '晋南小米 5斤' } })
  expect(readListing('{"labels":[{"where":"package","text":"净含量 500g"}]}')).toHaveProperty('listing')
  expect(readListing('{"id":"7"}')).toEqual({ error: { field: 'title', message: 'title: expected a title or a label' } })
})

test('what is not known is kept among the attributes and never dropped', () => {
  expect(readListing('{"title":"a","attributes":{"品牌":"b"},"生产批号":20260101,"规格":{"净重":"5kg"}}')).toEqual({
    listing: { title: 'a', attributes: { 品牌: 'b', 生产批号: '20260101', 规格: '{"净重":"5kg"}' } },
  })
})

test('null counts as absent', () => {
  expect(readListing('{"title":"a","price":null,"seller":{"name":"b","kind":null}}')).toEqual({
    listing: { title: 'a', seller: { name: 'b' } },
  })
})

test.each([
  ['{"title":', undefined],
  ['[1]', undefined],
  ['{"title":5}', 'title'],
  ['{"title":"a","price":{"amount":"ten"}}', 'price.amount'],
  ['{"title":"a","labels":[{"where":"box","text":"b"}]}', 'labels[0].where'],
  ['{"title":"a","seenAt":"yesterday"}', 'seenAt'],
])('%s is refused and the field is named', (line, field) => {
  const result = readListing(line)
  if (!('error' in result)) throw new Error('it was read')
  expect(result.error.field).toBe(field)
})
