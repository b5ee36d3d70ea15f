import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodePage } from '../../../crawlers/extract/charset.ts'

const html = (words: string, charset = ''): string =>
  `<html><head>${charset && `<meta charset="${charset}">`}<title>${words}</title></head></html>`
const CHINESE = '正宗五常大米，东北新米包邮，家用十斤装。店铺在黑龙江省哈尔滨市，欢迎购买我们的产品'
const JAPANESE = 'こちらの商品は送料無料です。カートに入れるボタンを押してください。抹茶羊羹'

describe('bytes of a page', () => {
  it.each([
    ['gbk', 'gb18030', CHINESE],
    ['big5', 'big5', '凍頂烏龍茶，產地直送，歡迎選購。會員登入後加入購物車'],
    ['shift_jis', 'shift_jis', JAPANESE],
    ['euc-jp', 'euc-jp', JAPANESE],
    ['euc-kr', 'euc-kr', '포기김치 5kg 구매하기 장바구니 배송비는 삼천원입니다'],
  ])('in %s are read by what the page declares', (encoding, charset, words) => {
    expect(decodePage(iconv.encode(html(words, encoding), encoding))).toMatchObject({ charset, by: 'meta', text: html(words, encoding) })
  })

  it('in GBK are recognised without any declaration', () => {
    expect(decodePage(iconv.encode(html(CHINESE), 'gbk'))).toMatchObject({ charset: 'gb18030', by: 'guess', text: html(CHINESE) })
  })

  it('in GBK are recognised under the name of UTF-8 or Latin-1', () => {
    for (const claim of ['utf-8', 'iso-8859-1']) {
      const body = iconv.encode(html(CHINESE, claim), 'gbk')
      expect(decodePage(body, `text/html; charset=${claim}`).text).toBe(html(CHINESE, claim))
    }
  })

  it('in UTF-8 are UTF-8 whatever header and meta say', () => {
    const body = Buffer.from(html(CHINESE, 'gb2312'))
    expect(decodePage(body, 'text/html; charset=gbk')).toMatchObject({ charset: 'utf-8', by: 'bytes', text: html(CHINESE, 'gb2312') })
  })

  it('in UTF-16 are read with and without a byte order mark', () => {
    const plain = iconv.encode(html('abc 大米'), 'utf-16le', { addBOM: false })
    expect(decodePage(plain).text).toBe(html('abc 大米'))
    expect(decodePage(iconv.encode(html(CHINESE), 'utf-16be', { addBOM: true }))).toMatchObject({
      charset: 'utf-16be',
      by: 'bom',
      text: html(CHINESE),
    })
  })

  it('that are western stay western', () => {
    const text = html('Gießkanne für Gärten, größer als üblich', 'iso-8859-1')
    expect(decodePage(iconv.encode(text, 'win1252')).text).toBe(text)
  })

  it('of a short western page keep their euro and their accents', () => {
    const text = html("L'Étranger 7€50")
    for (const claim of [undefined, 'text/html; charset=utf-8', 'text/html; charset=iso-8859-1'])
      expect(decodePage(iconv.encode(text, 'win1252'), claim).text).toBe(text)
  })

  it('whose text was read wrongly before it was sent are put right', () => {
    const latin = iconv.decode(Buffer.from(CHINESE), 'latin1')
    expect(decodePage(Buffer.from(html(latin)))).toMatchObject({ repaired: true, text: html(CHINESE) })
    // An even number of characters, so that no byte was lost on the way.
    const words = '你好世界商品价格'
    const gbk = iconv.decode(Buffer.from(words), 'gb18030')
    expect(decodePage(Buffer.from(html(gbk))).text).toBe(html(words))
  })

  it('of ordinary text are not repaired', () => {
    for (const words of [CHINESE, 'Café Größe naïve', '浠水县涓流鎏金鐢具'])
      expect(decodePage(Buffer.from(html(words)))).toMatchObject({ repaired: false })
  })
})
