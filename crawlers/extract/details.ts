import type { Page } from './document.ts'
import { descendants, isElement, names, textOf } from './document.ts'
import { ReadingList } from './reading.ts'

const DESCRIPTION =
  /(?:^|[\s_-])(?:product-?desc(?:ription)?|description|desc|intro|introduction|detail-?(?:content|desc|text|info)|goods-?desc|item-?desc|summary|short-description)(?:[\s_-]|$)/i
const PATH = /(?:^|[\s_-])(?:bread-?crumbs?|crumbs?|crumb-?wrap|path|location|position|dangqian|nav-?path)(?:[\s_-]|$)/i
const NO_STEP = /^(?:首页|主页|home|您(?:现在|当前)?的?位置|当前位置|所有分类|全部|back|>|›|»|\/|产品信息|商品详情|正文)[:：]?$/i

const HEADING =
  /^(?:详细(?:说明|描述|介绍|信息)|(?:商品|产品|宝贝)(?:详情|描述|介绍|说明)|product description|description|details)\s*[:：]?\s*/i

/** Description and category path by the names of their elements, for pages whose data does not give them. */
export function readDetails(page: Page): ReadingList {
  const list = new ReadingList('markup')
  let description = false
  let path = false
  for (const element of page.elements) {
    if (
      element.type !== 'tag' ||
      element.hidden ||
      !('class' in element.attribs || 'id' in element.attribs || 'aria-label' in element.attribs)
    )
      continue
    const name = `${names(element)} ${element.attribs['aria-label'] ?? ''}`
    if (!path && PATH.test(name)) {
      const links = descendants(page, element).filter((one) => one.name === 'a' && !one.hidden)
      const steps = links.map(textOf).filter((step) => step.length >= 2 && step.length <= 30 && !NO_STEP.test(step))
      if (links.length >= 2 && links.length <= 10) {
        list.add('category', steps, 0.5)
        path = true
      }
    } else if (!description && DESCRIPTION.test(name) && !/^(?:input|a|img|form|nav)$/.test(element.name)) {
      const text = textOf(element)
      const heads = isElement(element.parent) && /^(?:ul|nav|header)$/.test(element.parent.name)
      if (text.length >= 20 && text.length <= 4000 && !heads) {
        list.add('description', text.replace(HEADING, ''), 0.45)
        description = true
      }
    }
    if (path && description) break
  }
  return list
}
