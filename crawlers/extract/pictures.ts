import type { Label, LabelPlace } from '../../domain/index.ts'
import type { Element, Page } from './document.ts'
import { absolute, ancestors, isElement, names, squeeze, tagged, textOf } from './document.ts'
import type { Row } from './labelled.ts'
import { productionDate, productionDateAfter } from './labelled.ts'
import { isFrame } from './headline.ts'
import { ReadingList } from './reading.ts'

const SOURCES = [
  'data-zoom-image',
  'data-large_image',
  'data-large-image',
  'data-original',
  'data-src',
  'data-lazy-img',
  'data-lazyload',
  'data-ks-lazyload',
  'data-origin',
  'src',
] as const
const GALLERY =
  /gallery|product-?(?:image|img|photo|media|pic)|main-?(?:image|img|pic)|booth|preview|zoom|carousel|spec-?(?:img|n1)|detail|big-?(?:img|pic)|goods-?(?:img|pic)|picbox|thumb/i
const DECORATION = /icon|logo|avatar|sprite|blank|loading|placeholder|pixel|spacer|qrcode|erweima|badge|flag|star|btn|button|arrow|1x1/i
const MAX_IMAGES = 20

const sourceOf = (image: Element, base: string): string | undefined =>
  SOURCES.map((name) => absolute(image.attribs[name], base)).find((url) => url !== undefined)

/** What a caption or a row calls text that stands on the goods. */
const PLACES: readonly [RegExp, LabelPlace][] = [
  [/铭牌|nameplate|rating plate/i, 'nameplate'],
  [/说明书|合格证|manual/i, 'manual'],
  [/店招|门头|招牌|shop sign/i, 'shop-sign'],
  [/包装|标签|标贴|瓶身|盒身|吊牌|package|packaging|label/i, 'package'],
  [/主图|main image/i, 'main-image'],
  [/详情图|detail/i, 'detail-page'],
]
const CAPTION =
  /^(?<what>[^:：]{0,6}(?:铭牌|说明书|合格证|店招|门头|招牌|包装|标签|标贴|瓶身|盒身|吊牌|主图|详情图)[^:：]{0,6})[:：]\s*(?<text>\S[\s\S]*)$/

const squash = (text: string): string => text.replace(/\s+/g, '')

function placeOf(words: string): LabelPlace | undefined {
  return PLACES.find(([pattern]) => pattern.test(words))?.[1]
}

function captioned(text: string): Label | undefined {
  const { what, text: said } = CAPTION.exec(text)?.groups ?? {}
  const where = what === undefined ? undefined : placeOf(what)
  return where === undefined || said === undefined ? undefined : { where, text: said }
}

/** The date of production that stands in the same figure as the label. */
function dateBeside(element: Element): string | undefined {
  for (const above of [element, ...ancestors(element)]) {
    if (above.name !== 'figure') continue
    return productionDate(/(?:生产|制造|出厂)日期\s*[:：]?\s*(\S{4,12})/.exec(textOf(above))?.[1])
  }
  return undefined
}

/** Pictures of the goods, and text of labels and packages that the page itself gives in alternative texts, captions and rows. */
export function readPictures(page: Page, rows: readonly Row[]): ReadingList {
  const list = new ReadingList('markup')
  const urls: string[] = []
  const labels = new Map<string, Label>()
  const keep = (label: Label | undefined, element?: Element): void => {
    if (!label || label.text.length > 2000) return
    const plain = squash(label.text)
    // The same words come as alternative text, as caption and with their heading.
    for (const known of labels.keys()) if (known.includes(plain) || plain.includes(known)) return
    const date = label.productionDate ?? (element && dateBeside(element))
    labels.set(plain, date === undefined ? label : { ...label, productionDate: date })
  }
  for (const image of tagged(page, 'img')) {
    const alt = squeeze(image.attribs['alt'] ?? '')
    keep(captioned(alt), image)
    if (urls.length >= MAX_IMAGES) continue
    const around = `${names(image)} ${isElement(image.parent) ? names(image.parent) : ''}`
    const url = sourceOf(image, page.base)
    if (url === undefined || DECORATION.test(around) || DECORATION.test(url.slice(url.lastIndexOf('/')))) continue
    const parents = isElement(image.parent) && isElement(image.parent.parent) ? `${around} ${names(image.parent.parent)}` : around
    if ((GALLERY.test(parents) || captioned(alt) !== undefined) && !isFrame(image) && !urls.includes(url)) urls.push(url)
  }
  for (const caption of page.elements) {
    if (caption.name !== 'figcaption') continue
    keep(captioned(textOf(caption)), caption)
  }
  for (const { key, value, element } of rows) {
    const where =
      /(?:包装|标签|铭牌|说明书|瓶身|盒身|吊牌|店招|门头|招牌|主图|详情图).{0,4}(?:文字|内容|标注|标识|信息|上写|文案)$|^(?:包装|标签|铭牌|说明书|吊牌|店招)$/.test(
        key,
      )
        ? placeOf(key)
        : undefined
    if (where === undefined) continue
    const date = productionDateAfter(element, rows)
    keep({ where, text: value, ...(date === undefined ? {} : { productionDate: date }) })
  }
  for (const element of page.elements) {
    const where = element.attribs['data-label'] ?? element.attribs['data-where']
    const known = where === undefined ? undefined : placeOf(where)
    const text = known === undefined ? '' : textOf(element)
    if (known !== undefined && text !== '' && text.length <= 2000) keep({ where: known, text }, element)
  }
  list.add('images', urls, 0.5)
  list.add('labels', [...labels.values()], 0.7)
  return list
}
