import type { Element, Page } from './document.ts'
import { ancestors, isElement, names, squeeze, textOf } from './document.ts'
import type { CurrencyHint } from './currency.ts'
import { currencyIn } from './currency.ts'
import type { ReadPrice } from './price.ts'
import { readPrices } from './price.ts'

/** An amount of money that can be seen on the page, and what its surroundings say of it. */
export interface PriceSpot {
  price: ReadPrice
  element: Element
  /** Struck through, or named as a former, a list or a market price. */
  was: boolean
  /** Named the regular price: the price itself where nothing is on sale, a former one where something is. */
  regular: boolean
  /** Money that is not the price of the goods: shipping, savings, coupons, instalments, totals. */
  aside: boolean
  /** Named as the price that is paid now. */
  now: boolean
  /** Class, id or property of the element or of one close above speak of a price. */
  marked: boolean
  /** Whether the text shows a currency. */
  signed: boolean
}

const WAS_NAME =
  /(?:^|[\s_-])(?:old|was|del|strike\w*|original|origin|orig|msrp|rrp|srp|compare\w*|before|previous|prev|retail|suggested|crossed|through|reference|ref|market|list|rrp|past)[_-]?price|(?:price|amount)[_-]{0,2}(?:old|was|del|strike\w*|original|orig|msrp|rrp|srp|compare\w*|before|previous|retail|crossed|list|market|rrp)(?![a-z])|oldprice|listprice|marketprice|originalprice|wasprice|basisprice|strikethrough|line-through|text-strike|price--compare|price--old|a-text-price|yuanjia|shichangjia/i
const ASIDE_NAME =
  /shipping|postage|freight|deliver|saving|saved?(?![a-z])|discount-amount|coupon|installment|instalment|monthly|deposit|cashback|rebate|subtotal|cart-total|carttotal|mini-?cart|minicart|basket-total|gift-?card|loyalty|points|unit-price|unitprice|price-per-unit|priceperunit|per-unit/i
const NOW_NAME =
  /(?:^|[\s_-])(?:now|current|sale|sales|final|our|special|selling|sell|promo|promotion|actual|real|your|discounted|offer|deal|today)[_-]?price|price[_-]{0,2}(?:now|current|sale|sales|final|our|special|selling|sell|promo|actual|real|new|discounted|main|today)|ourprice|saleprice|finalprice|currentprice|dealprice|price-item--sale|price-new|pricetopay/i
const PRICE_NAME = /price|jiage|prix|preis|precio|prezzo|preco|cena|pris(?![a-z])|(?:^|[\s_-])amount/i
const WAS_WORD =
  /原价|市场价|吊牌价|专柜价|划线价|门市价|参考价|厂商指导价|建议零售价|定\s*价|媒体价|旧价|原售价|日常价|[电店]铺价|(?:^|\W)(?:was|list(?: price)?|msrp|rrp|srp|retail(?: price)?|compare at|original(?: price)?|previously|before|old price|statt|uvp|prix conseillé|avant|antes)\s*:?\s*$|定価|通常価格|メーカー希望小売価格|参考価格/i
const ASIDE_WORD =
  /运费|邮费|快递|配送费|立减|立省|节省|已省|省|返现|优惠券|满|减|券|赠|定金|订金|首付|月供|分期|每月|积分|抵|押金|保证金|合计|总计|小计|共计|余额|充值|打赏|(?:^|\W)(?:shipping|delivery|postage|freight|save|saving|you save|savings|off|coupon|deposit|installments?|instalments?|per month|monthly|over|orders? (?:over|of)|minimum|free|total|subtotal|cart|gift|tax|fee|credit|rebate|cash ?back|bid|spend|up to|under|below|above|from \$?\d+ to|as low as|starting|payments? of|affirm|klarna|afterpay|points?)\b[^\d]*$|送料|ポイント|以上で/i
const NOW_WORD =
  /现价|促销价|售\s*价|价\s*格|[京当]\s*[东当]\s*价|抢购价|秒杀价|活动价|优惠价|会员价|本店价|商城价|易购价|一口价|批发价|单\s*价|拼团价|团购价|特\s*价|到手价|折后价|券后价|折扣价|零售价|实价|网购价|今日价|独享价|销售价|交易价|(?:^|\W)(?:our price|sale(?: price)?|price|now(?: only)?|special price|current price|final price|your price|today|deal(?: price)?|selling price|only)\s*:?\s*$|販売価格|価格|特価|税込|prix|preis|precio|prezzo|preço|cena/i
const PLAIN_NUMBER = /^\s*\d[\d.,'\s]*(?:\s?[-~–]\s?\d[\d.,'\s]*)?\s*$/

/** A price whose currency is left out: `售价：39.9`. */
const LABELLED_NUMBER =
  /^(?<label>\p{Script=Han}{0,6}(?:价格?|售价)|price|our price|sale price)\s*[:：]\s*(?<number>\d+(?:[.,]\d{1,3})*)$/iu

/** Words right before the amount: in its own text, or in what stands before its element. */
function wordsBefore(element: Element, before: string): string {
  let words = before
  let node: Element = element
  for (let level = 0; words.trim().length < 2 && level < 3; level++) {
    for (let sibling = node.prev; sibling; sibling = sibling.prev) {
      const text = sibling.type === 'text' ? squeeze(sibling.data) : textOf(sibling)
      // A price before this one is none of its words.
      if (/\d/.test(text)) return words
      words = `${text} ${words}`
      if (words.trim().length >= 2) break
    }
    if (node.parent.type === 'root') break
    node = node.parent
  }
  return words.trim().slice(-40)
}

function nameAround(element: Element): string {
  const all = [element, ...[...ancestors(element)].slice(0, 3)]
  return all
    .map((one) =>
      textOf(one).length <= 160
        ? `${names(one)} ${one.attribs['itemprop'] ?? ''} ${one.attribs['data-testid'] ?? ''} ${one.attribs['data-role'] ?? ''}`
        : '',
    )
    .join(' ')
}

function struck(element: Element): boolean {
  if (isStruck(element)) return true
  let level = 0
  for (const above of ancestors(element)) {
    if (isStruck(above)) return true
    if (++level >= 4) break
  }
  return false
}

const isStruck = ({ name, attribs }: Element): boolean =>
  name === 'del' || name === 's' || name === 'strike' || (attribs['style']?.includes('line-through') ?? false)

/** Decimals that a shop sets smaller, in an element of their own: `98<sup>99</sup>`. */
function withDecimals(price: ReadPrice, element: Element, from: PriceSpot['element']['next']): ReadPrice {
  if (!Number.isInteger(price.amount) || price.high !== undefined) return price
  for (const next of [from, element.next]) {
    if (!next) continue
    const text = next.type === 'text' ? next.data : textOf(next)
    const match = /^\s*([.,]?)(\d{2})(?!\d)\s*$/.exec(text) ?? /^\s*([.,])(\d{1,2})(?!\d)/.exec(text)
    if (!match) continue
    const small =
      isElement(next) && (next.name === 'sup' || next.name === 'small' || /cent|fraction|decimal|frac|penny|small/.test(names(next)))
    if (match[1] !== '' || small)
      return { ...price, amount: Math.round((price.amount + Number(match[2]) / 10 ** (match[2] ?? '').length) * 100) / 100 }
  }
  return price
}

/** Two digits in a small element of their own, right behind a number. */
function smallCents(next: PriceSpot['element']['next']): string | undefined {
  if (!isElement(next) || !(next.name === 'sup' || next.name === 'small' || /cent|fraction|decimal|penny/.test(names(next))))
    return undefined
  return /^[.,]?(\d{2})$/.exec(textOf(next))?.[1]
}

function currencyAbove(element: Element, hint: CurrencyHint): string | undefined {
  for (const above of [element, ...[...ancestors(element)].slice(0, 3)]) {
    const text = textOf(above)
    if (text.length > 48) return undefined
    const currency = currencyIn(text, hint)
    if (currency !== undefined) return currency
  }
  return undefined
}

/** The smallest element around a bare number that shows its currency too. */
function signedAbove(element: Element, digits: string, hint: CurrencyHint): { element: Element; price: ReadPrice } | undefined {
  for (const above of [element, ...[...ancestors(element)].slice(0, 3)]) {
    const text = textOf(above)
    if (text.length > 48) return undefined
    const price = readPrices(text, hint).find(({ start, end }) => text.slice(start, end).includes(digits))
    if (price) return { element: above, price }
  }
  return undefined
}

/** Every amount of money on the page that can be seen, in document order. */
export function findPriceSpots(page: Page, hint: CurrencyHint): PriceSpot[] {
  const spots: PriceSpot[] = []
  const taken = new Set<Element>()
  for (const element of page.elements) {
    if (
      element.hidden ||
      element.type !== 'tag' ||
      element.name === 'option' ||
      element.name === 'noscript' ||
      element.name === 'textarea' ||
      element.name === 'title'
    )
      continue
    for (const child of element.children) {
      if (child.type !== 'text' || child.data.length > 400 || !/\d/.test(child.data)) continue
      const text = squeeze(child.data)
      const direct = readPrices(text, hint)
      if (direct.length > 0) {
        for (const price of direct.slice(0, 4)) {
          const before = text.slice(0, price.start)
          spots.push(
            describe(
              withDecimals(price, element, price.end === text.length ? child.next : null),
              element,
              before,
              text.slice(price.end),
              true,
            ),
          )
        }
        continue
      }
      const labelled = LABELLED_NUMBER.exec(text)
      if (labelled?.groups) {
        const { label = '', number = '' } = labelled.groups
        const price = readPrices(number, hint, true)[0]
        if (price) spots.push(describe(price, element, label, '', false))
        continue
      }
      if (!PLAIN_NUMBER.test(text) || text.length > 24) continue
      const cents = smallCents(child.next) ?? smallCents(element.next)
      if (cents !== undefined && /^[\d,.]+$/.test(text)) {
        const price = readPrices(`${text}.${cents}`, hint, true)[0]
        const currency = currencyAbove(element, hint)
        if (price) spots.push(describe({ ...price, currency }, element, '', '', currency !== undefined))
        continue
      }
      const signed = signedAbove(element, text, hint)
      if (signed) {
        if (taken.has(signed.element)) continue
        taken.add(signed.element)
        const all = textOf(signed.element)
        spots.push(
          describe(
            withDecimals(signed.price, signed.element, null),
            signed.element,
            all.slice(0, signed.price.start),
            all.slice(signed.price.end),
            true,
          ),
        )
      } else if (PRICE_NAME.test(nameAround(element)) || NOW_WORD.test(wordsBefore(element, ''))) {
        const price = readPrices(text, hint, true)[0]
        if (price) spots.push(describe(withDecimals(price, element, child.next), element, '', '', false))
      }
    }
  }
  return spots.filter((spot) => spot.price.amount > 0)
}

function describe(price: ReadPrice, element: Element, before: string, behind: string, signed: boolean): PriceSpot {
  const around = nameAround(element)
  const words = wordsBefore(element, before)
  const title = element.attribs['title'] ?? element.attribs['aria-label'] ?? ''
  const aside =
    ASIDE_NAME.test(around) ||
    ASIDE_WORD.test(words.slice(-24)) ||
    /^\s*(?:off\b|\/\s?mo|per month|优惠券|以上|起送|元?券|减|抵|代金|(?:x|×)\s?\d+\s?期|shipping|delivery|postage|saved)/i.test(behind)
  const now = NOW_NAME.test(around) || NOW_WORD.test(words)
  // A name such as `price-item--regular` is outweighed by the words of the same element.
  const was =
    struck(element) || WAS_WORD.test(words) || /原价|was|original/i.test(title) || (WAS_NAME.test(around) && !NOW_NAME.test(names(element)))
  const regular = /(?:^|\W)reg(?:ular)?\.?(?: price)?\s*:?\s*$/i.test(words)
  return { price, element, was, regular, aside, now: now && !regular, marked: PRICE_NAME.test(around), signed }
}

/** Whether text is nothing but money and its words. */
export const isPriceText = (text: string): boolean =>
  text.length <= 40 &&
  readPrices(text).length > 0 &&
  readPrices(text).reduce((rest, { start, end }) => rest - (end - start), text.length) < 12
