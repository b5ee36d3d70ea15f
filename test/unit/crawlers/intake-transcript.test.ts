import { expect, test } from 'vitest'
import { readTranscript } from '../../../crawlers/intake/transcript.ts'
import type { Listing } from '../../../domain/index.ts'

function read(text: string, file: string) {
  const listings: Listing[] = []
  const errors: string[] = []
  for (const item of readTranscript(Buffer.from(text), file)) {
    if ('listing' in item) listings.push(item.listing)
    else errors.push(item.error.message)
  }
  return { listings, errors }
}

test('a stream with stamps and speakers keeps both, and a viewer’s question is not the seller’s advertisement', () => {
  const { listings, errors } = read(
    '[00:00:01] 主播：家人们晚上好\n[00:00:09] 主播：这款陈醋酿了三年\n还是老工艺\n[00:00:15] 小李：是汾河牌的吗？\n',
    '周三直播.txt',
  )
  expect(errors).toEqual([])
  expect(listings).toEqual([
    {
      platform: 'transcripts',
      id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      title: '周三直播',
      description: '[00:00:01] 主播：家人们晚上好\n[00:00:09] 主播：这款陈醋酿了三年\n还是老工艺',
      channel: 'online',
      attributes: { 其他人发言: '[00:00:15] 小李：是汾河牌的吗？', 时段: '00:00:01 – 00:00:15', 来源文件: '周三直播.txt', 行号: '1' },
    },
  ])
})

test('each announced link is a listing of its own; the same number again is not', () => {
  const { listings } = read(
    '[00:01] 主播：大家好\n[00:10] 主播：一号链接，晋南小米\n[01:20] 主播：一号链接还有五十单\n[02:00] 主播：来看二号链接，陈醋\n[03:00] 主播：接下来给大家上大枣\n',
    'a.txt',
  )
  expect(listings.map(({ description }) => description?.split('\n').length)).toEqual([3, 1, 1])
  expect(listings.map(({ attributes }) => attributes?.['行号'])).toEqual(['1', '4', '5'])
  expect(listings.map(({ title }) => title)).toEqual(['a 一号链接', 'a 二号链接', 'a 第3段'])
  expect(new Set(listings.map(({ id }) => id)).size).toBe(3)
})

test('SubRip and WebVTT give what was said with its time, without marks of layout', () => {
  const srt = read(
    '1\r\n00:00:01,000 --> 00:00:03,500\r\n<i>汾河陈醋</i>\r\n三年陈酿\r\n\r\n2\r\n00:00:04,000 --> 00:00:06,000\r\n只要39块9\r\n',
    'b.srt',
  )
  expect(srt.listings[0]?.description).toBe('[00:00:01] 汾河陈醋 三年陈酿\n[00:00:04] 只要39块9')
  const vtt = read(
    'WEBVTT\n\nNOTE 无\n\n00:01.000 --> 00:03.000 align:start\n<v 主播>汾河陈醋\n\n00:05.000 --> 00:06.000\n<v 观众>贵吗\n',
    'c.vtt',
  )
  expect(vtt.listings[0]?.description).toBe('[00:01] 主播：汾河陈醋')
  expect(vtt.listings[0]?.attributes?.['其他人发言']).toBe('[00:05] 观众：贵吗')
})

test('a chat as programs export it: name and time in one line, words below', () => {
  const { listings } = read(
    '某某酒业客服 2026-03-05 20:11:02\n有的，正宗老白汾\n可以包邮\n\n买家 2026-03-05 20:11:30\n多少钱\n',
    '聊天.txt',
  )
  expect(listings[0]).toMatchObject({
    description: '[2026-03-05 20:11:02] 某某酒业客服：有的，正宗老白汾\n可以包邮',
    seenAt: '2026-03-05T20:11:02+08:00',
    attributes: { 其他人发言: '[2026-03-05 20:11:30] 买家：多少钱' },
  })
})

test('JSON Lines may begin with what the stream is; a line that is none is told and kept', () => {
  const { listings, errors } = read(
    '{"title":"晚场","platform":"某播","id":"room7","url":"https://live.test/7","seller":{"name":"王记"},"场次":"3"}\n' +
      '{"start":63.2,"speaker":"主播","text":"汾河陈醋"}\n{bad\n{"start":70,"speaker":"主播","text":"三年陈","在线":120}\n',
    'd.jsonl',
  )
  expect(errors).toEqual(['d.jsonl:3: expected JSON'])
  expect(listings).toMatchObject([
    {
      title: '晚场',
      platform: '某播',
      id: 'room7',
      url: 'https://live.test/7',
      seller: { name: '王记' },
      description: '[00:01:03] 主播：汾河陈醋\n[00:01:10] 主播：三年陈',
      attributes: { 场次: '3', 在线: '120' },
    },
  ])
})

test('words before a colon that name no one stay words', () => {
  const { listings } = read('主播：看这里\n专利号：ZL201919900001.1\n时间不早了\n', 'e.txt')
  expect(listings[0]?.description).toBe('主播：看这里\n专利号：ZL201919900001.1\n时间不早了')
})

test('an empty file is told', () => {
  expect(read('\n\n', 'f.txt').errors).toEqual(['f.txt: expected something said'])
})
