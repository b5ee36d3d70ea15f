import { describe, expect, it } from 'vitest'
import { scopeOf } from '../../../../pipeline/context/scopes.ts'

/** The name stands where the asterisks are. */
function scopeIn(sentence: string): string {
  const start = sentence.indexOf('*')
  const end = sentence.indexOf('*', start + 1) - 1
  return scopeOf(sentence.replaceAll('*', ''), start, end)?.kind ?? 'none'
}

const CASES: [sentence: string, scope: string][] = [
  // The same words inside and outside of a scope.
  ['*平阴玫瑰* 花冠茶 50g', 'none'],
  ['非*平阴玫瑰* 云南产花冠茶', 'negation'],
  ['这不是什么*平阴玫瑰*，就是普通玫瑰', 'negation'],
  ['本品与*平阴玫瑰*无关', 'negation'],
  ['不是*平阴玫瑰*包退款', 'none'],
  ['不是别家的货。*平阴玫瑰* 花冠茶', 'none'],
  ['非常好的*平阴玫瑰*花茶', 'none'],
  ['拒绝*仿货*，只卖真品', 'negation'],
  ['口感不输*平阴玫瑰*', 'likeness'],
  ['*平阴玫瑰*同款花冠茶', 'likeness'],
  ['*平阴玫瑰*平替 云南花冠', 'likeness'],
  ['与*平阴玫瑰*产地不同', 'contrast'],
  ['*平阴玫瑰*与大马士革玫瑰对比评测', 'contrast'],
  ['配料:红糖、*平阴玫瑰*、水', 'ingredient'],
  ['用*平阴玫瑰*熬制的酱', 'ingredient'],
  ['专用*平阴玫瑰*包装', 'none'],
  ['*平阴玫瑰*种苗 带土发货', 'cultivar'],
  ['品种:*平阴玫瑰*', 'cultivar'],
  ['*平阴玫瑰*栽培图书', 'publication'],
  ['《*平阴玫瑰*志》 精装', 'publication'],
  ['适用于*海康*摄像头的支架', 'accessory'],
  ['for *Hikon* 3 pro case', 'accessory'],
  ['*海康*摄像头 支架 充电线', 'none'],
  ['*海康*X5保护壳 软', 'accessory'],
  ['*海康*摄像头维修 上门', 'service'],
  ['专修*海康*、大华', 'service'],
  ['买家说:和*平阴玫瑰*一样香', 'quotation'],
  ['产地*平阴*，当天发', 'place'],
  ['*平阴*镇 农家院', 'place'],
  ['据县志记载，*平阴玫瑰*始于汉代', 'history'],
  ['*平阴玫瑰*的历史故事', 'history'],
]

describe('the scope of a name in its sentence', () => {
  it.each(CASES)('%s → %s', (sentence, scope) => {
    expect(scopeIn(sentence)).toBe(scope)
  })

  it('points at the words that make the scope', () => {
    const text = '本店不卖平阴玫瑰'
    const scope = scopeOf(text, 4, 8)
    expect(text.slice(scope?.start, scope?.end)).toBe(scope?.text)
    expect(scope?.reason).toContain('不卖')
  })
})
