import type { Element, Page } from './document.ts'
import { descendants, isElement, names, squeeze, tagged, textOf } from './document.ts'
import { readCount } from './price.ts'
import type { TextField } from './reading.ts'
import { ReadingList } from './reading.ts'

/** One row of a key/value table, list or paragraph. */
export interface Row {
  key: string
  value: string
  /** The element that holds the value. */
  element: Element
}

const MAX_KEY = 24
const MAX_VALUE = 600
const COLON = /^([^:：]{1,24}?)\s*[:：]\s*(\S[\s\S]{0,600})$/

const keyOf = (text: string): string =>
  text
    .replace(/\s*[:：]\s*$/, '')
    .replace(/(?<=[\p{Script=Han}])\s+(?=[\p{Script=Han}])/gu, '')
    .trim()
const isKey = (key: string): boolean =>
  key.length > 0 && key.length <= MAX_KEY && !/^[\d\s.,¥￥$%-]+$/.test(key) && !/[。!！?？]$/.test(key)

function* tableRows(page: Page): Generator<Row> {
  for (const table of tagged(page, 'table')) {
    for (const row of descendants(page, table)) {
      if (row.name !== 'tr' || row.hidden) continue
      const cells = row.children.filter((child): child is Element => isElement(child) && (child.name === 'td' || child.name === 'th'))
      if (cells.length < 2 || cells.length > 8 || cells.length % 2 !== 0) continue
      // A header row of a wide table is no key with a value.
      if (
        cells.length > 2 &&
        (cells.every((cell) => cell.name === 'th') ||
          cells.some(
            (cell, at) =>
              at % 2 === 0 &&
              cell.name === 'td' &&
              !/[:：]\s*$/.test(textOf(cell)) &&
              !/th|label|key|name|tit|head|bg/.test(names(cell)) &&
              cells.length !== 4,
          ))
      )
        continue
      for (let at = 0; at < cells.length; at += 2) {
        const [key, value] = [cells[at], cells[at + 1]]
        if (key && value && isKey(keyOf(textOf(key)))) yield { key: keyOf(textOf(key)), value: textOf(value), element: value }
      }
    }
  }
}

function* definitionRows(page: Page): Generator<Row> {
  for (const list of tagged(page, 'dl')) {
    let key = ''
    for (const child of descendants(page, list)) {
      if (child.name === 'dt') key = keyOf(textOf(child))
      else if (child.name === 'dd' && isKey(key)) {
        yield { key, value: textOf(child), element: child }
        key = ''
      }
    }
  }
}

const LINE = new Set(['li', 'p', 'div', 'span', 'td', 'dd', 'label', 'h5', 'h6'])

function* lines(page: Page): Generator<Row> {
  let done = -1
  for (const element of page.elements) {
    if (element.index <= done || element.hidden || !LINE.has(element.name) || element.end - element.index > 12) continue
    const text = textOf(element)
    if (text.length > MAX_KEY + MAX_VALUE) continue
    const match = COLON.exec(text)
    if (match?.[1] !== undefined && match[2] !== undefined && isKey(match[1]) && !/^(?:https?|javascript)$/i.test(match[1])) {
      // `产地：黑龙江 品牌：x` in one line is several rows; its parts come by their own elements or are left alone.
      if ((match[2].match(/[:：]/g)?.length ?? 0) > 1) continue
      done = element.end
      yield { key: keyOf(match[1]), value: match[2].trim(), element }
      continue
    }
    // Two elements side by side, the first of them a heading by its name: `<span class="label">产地</span><span>…</span>`.
    const kids = element.children.filter(isElement)
    const [first, second] = kids
    if (kids.length !== 2 || !first || !second || element.name === 'td') continue
    const key = textOf(first)
    if (
      /(?:^|[\s_-])(?:label|key|name|title|tit|dt|th|attr|term|prop|metatit)(?:$|[\s_-])|key|label/.test(names(first)) &&
      isKey(keyOf(key)) &&
      textOf(second) &&
      !/^(?:a|img|input|button|h\d)$/.test(first.name)
    ) {
      done = element.end
      yield { key: keyOf(key), value: textOf(second), element: second }
    }
  }
}

/** Lines that are set apart by `<br>` alone, as on old sites: `产地：山西<br>` and `<b>产地：</b>山西<br>`. */
function* brokenLines(page: Page): Generator<Row> {
  const done = new Set<unknown>()
  for (const br of page.elements) {
    if (br.name !== 'br' || br.hidden || br.parent.type === 'root' || done.has(br.parent)) continue
    done.add(br.parent)
    let line = ''
    let at: Element = br.parent
    for (const child of [...br.parent.children, br]) {
      if (child.type === 'text') line += child.data
      else if (child.name !== 'br') {
        line += ` ${textOf(child)} `
        at = child
      } else {
        const match = COLON.exec(squeeze(line))
        if (match?.[1] !== undefined && match[2] !== undefined && isKey(match[1]) && !/[:：]/.test(match[2])) {
          yield { key: keyOf(match[1]), value: match[2].trim(), element: at === br.parent ? br : at }
        }
        line = ''
        at = child
      }
    }
  }
}

/** Key/value rows of a page: two-column tables, definition lists, lines with a colon. */
export function readRows(page: Page): Row[] {
  const rows: Row[] = []
  const seen = new Set<Element>()
  for (const row of [...tableRows(page), ...definitionRows(page), ...lines(page), ...brokenLines(page)]) {
    if (seen.has(row.element) || row.value === '' || row.value.length > MAX_VALUE) continue
    seen.add(row.element)
    rows.push(row)
  }
  return rows
}

/** Headings under which a field stands, in the languages of the shops that are watched. */
const FIELDS: readonly [TextField, RegExp][] = [
  ['origin', /^(?:商品|产品|宝贝)?(?:原)?产地(?:[/／].*|区|名称)?$|^(?:原産国|原産地|country of origin|place of origin|made in|origin)$/i],
  ['shipFrom', /^(?:发货地(?:址|点|区)?|宝贝所在地|货源地(?:区)?|商品所在地|發貨地|ships? from|item location|dispatch(?:ed)? from)$/i],
  [
    'producer.name',
    /^(?:生产(?:企业|厂家|商|者|单位)(?:名称)?|制造(?:商|企业|厂家)|厂名|厂家(?:名称)?|委托方|生产者名称|manufacturer|producer|製造元|メーカー)$/i,
  ],
  ['producer.address', /^(?:厂址|生产(?:企业)?(?:厂家)?地址|生产厂址|厂家地址|生产者地址|制造商地址|manufacturer address)$/i],
  ['producer.licence', /^(?:(?:食品)?(?:生产)?许可证(?:编号|号)?|生产许可(?:证)?(?:编号)?|SC(?:编号|证号|码)?|QS(?:编号)?)$/i],
  ['brand', /^(?:品牌(?:名称|名)?|商品品牌|brand(?: name)?|ブランド)$/i],
  [
    'seller.name',
    /^(?:店铺(?:名称|名)?|店家|卖家|掌柜(?:名)?|商家(?:名称)?|供应商(?:名称)?|供货商|公司(?:名称)?|企业(?:名称)?|经营者(?:名称)?|销售商|商户名称|sold by|seller|store|shop|vendor|merchant|販売元|店舗)$/i,
  ],
  ['seller.creditCode', /^(?:统一社会信用代码(?:[/／]注册号)?|社会信用代码|信用代码|营业执照(?:注册)?号(?:码)?|注册号|执照号)$/],
  ['seller.registeredAddress', /^(?:注册地址|住所|企业(?:注册)?地址|公司(?:注册)?地址|经营场所|经营地址|住所地)$/],
  ['seller.region', /^(?:(?:店铺|公司|企业|商家)?所在地区?|地区)$/],
  ['id', /^(?:商品编[号码]|商品ID|宝贝ID|产品编[号码]|item (?:number|id|no\.?)|sku|article number|asin)$/i],
]
const SALES = /^(?:(?:月|总|累计)?销量|累计销售|已售(?:出)?|(?:累计)?成交(?:量|笔数|记录)?|月成交|sold)$/i
const REVIEWS = /^(?:(?:累计|商品|用户)?评[价论](?:数)?|累计评论|reviews?)$/i
/** Rows of a page that are no attribute of the goods. */
const NO_ATTRIBUTE =
  /价格?$|^price|^运费|^配送|^送至|^数量$|^库存|^服务$|^支付|^承诺|^电话|^邮箱|^客服|^联系|(?:发货|下单|营业|服务|更新|发布|上架|配送|截止|剩余)时间$|^登录|^注册$|^搜索$|备案|版权|copyright|ICP|^(?:qty|quantity|tel|phone|e-?mail|fax|shipping|delivery|total|subtotal)|^(?:账号|密码|用户名|合计|小计|共计)$/i

const REJECTED_VALUE = /^(?:登录|注册|请选择|查看|更多|--?|暂无|无|\/|n\/?a)$/i

/** Fields and attributes that stand in key/value rows. */
export function readLabelled(rows: readonly Row[]): ReadingList {
  const list = new ReadingList('text')
  const attributes: Record<string, string> = {}
  for (const { key, value } of rows) {
    if (REJECTED_VALUE.test(value)) continue
    const field = FIELDS.find(([, heading]) => heading.test(key))?.[0]
    if (field !== undefined && value.length <= 120) {
      const code = field === 'seller.creditCode' ? /[0-9A-HJ-NP-RT-UW-Y]{18}/.exec(value.toUpperCase())?.[0] : value
      list.add(field, code, 0.7)
    }
    if (SALES.test(key)) list.add('sales', readCount(value), 0.6)
    else if (REVIEWS.test(key)) list.add('reviews', readCount(value), 0.6)
    else if (!NO_ATTRIBUTE.test(key) && value.length <= 300 && attributes[key] === undefined) attributes[key] = value
  }
  if (Object.keys(attributes).length > 0) list.add('attributes', attributes, 0.7)
  return list
}

/** Day, month or year of production as a label gives it: `2026年3月` is `2026-03`. */
export function productionDate(text: string | undefined): string | undefined {
  const match = /(?<!\d)((?:19|20)\d{2})(?:\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2}))?)?|(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)/.exec(
    text ?? '',
  )
  if (!match) return undefined
  const [year, month, day] = match[4] === undefined ? [match[1], match[2], match[3]] : [match[4], match[5], match[6]]
  return [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined).join('-')
}

/** The date that stands in the row right behind a label's text. */
export function productionDateAfter(element: Element, rows: readonly Row[]): string | undefined {
  const at = rows.findIndex((row) => row.element === element)
  const next = at < 0 ? undefined : rows[at + 1]
  return next !== undefined && /^(?:生产|制造|出厂)日期$/.test(next.key) ? productionDate(next.value) : undefined
}
