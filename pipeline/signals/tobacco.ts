import type { Listing, Signal } from '../../domain/index.ts'
import { brandMentions } from '../brand/mentions.ts'
import { registrationOf } from '../brand/standing.ts'
import { goodsOf } from '../context/goods.ts'
import { scopeOf } from '../context/scopes.ts'
import { wordsOf } from '../context/words.ts'
import type { FieldText } from '../normalise/fields.ts'
import type { SignalContext } from '../port.ts'

/** Without one of these words nothing below can be found. */
const TRIGGER = /烟|雾化|换弹|雪茄|vape|iqos|relx|e-?cig|口数|\d口|上头|尼古丁|加热不燃烧|冰/i

const PLAIN =
  /电子(?:雾化)?烟(?!花)|电子(?:香烟|水烟|烟杆|烟弹)|雾化烟|烟弹(?!烟花)|烟杆(?!菌)|雾化[杆弹棒]|换弹(?!夹|匣)|一次性(?:电子)?(?:小|雾化)?烟(?!囱|花|灰|嘴|斗|雾报)|加热不燃烧|加热卷烟|(?<![a-z])(?:e-?cig(?:arette)?s?|vapes?|iqos|relx)(?![a-z])|尼古丁盐|烟油(?!机)/gi
const SMOKE =
  /雪茄(?!盒|剪|刀|保湿|柜|烟缸|灰缸|打火|钻孔|座|套|管架|色|绒|裤|外套|风格|猫)|卷烟(?!器|机|纸|盒|管|工具|料)|香烟(?!型|盒|打火|收纳|灰|夹|模型|烟灰)|烟丝(?!盒|袋|机|包|卷)|(?:整条|条装|软包|硬包|细支|中支)(?:香)?烟|手卷烟/g
/** Each says little; two together say e-cigarette. */
const HINTS =
  /(?<![\u4e00-\u9fff])小烟(?!囱|台|花)|口数\s*\d{3,}|大?口数\s?\d{3,}|\d{4,5}口(?!罩|径)|上头|(?:通配|通用)[^，,。]{0,4}(?:杆|弹)|果味[^，,。]{0,4}烟|雾化味|冰感|可乐冰|西瓜冰|葡萄冰|绿豆冰|烟瘾/g
/** What is sold is not for smoking, or not the thing itself. */
const OTHER_GOODS =
  /医用|医疗|压缩式?雾化器|雾化器(?=[^，,。]{0,6}(?:儿童|家用|医|婴))|加湿|香薰|精油|打火机|烟灰缸|收纳|保护套|保护壳|外壳|空壳|挂绳|贴纸|贴膜|清洁|棉签|充电线|支架|模型|玩具|海报|禁烟|戒烟|科普|讲座|课程|危害|检测|图书|烟感|报警|烟雾弹|烟囱|烟花|茶(?=烟)|烟嘴过滤|过滤嘴|烟斗架|油烟|艾灸|熏香|蚊香|补水|直播补光|服装|卫衣|t恤|咖啡机|奶泡/i
/** 非售, 仅展示: nothing is offered. */
const NOT_FOR_SALE = /非售|不出售|仅展示|仅供展示|不卖|收藏展示|空盒|不含(?:烟具|烟弹|烟油|电子烟)/
const DRINKS = ['liquor', 'beer', 'drink', 'tea']
/** Parts of a device, read only beside a brand of e-cigarettes. */
const DEVICE = /主机|雾化器|套装|换芯|[一二三四五六七\d]代|(?:几|多)颗装|弹/g
const FLAVOUR =
  /(?:水蜜桃|西瓜|葡萄|芒果|草莓|荔枝|菠萝|柠檬|蓝莓|薄荷|可乐|奶茶|绿豆|香草|咖啡|哈密瓜|青提|白桃|柚子|冰淇淋|果|酸奶)(?:味|冰|口味)/
const MINORS = /学生(?!证|优惠)|校园|高中|初中|未成年|宿舍/
const NEAR_SCHOOL =
  /(?:中学|小学|幼儿园|学校|校门|校园)[^。；;]{0,12}(?:\d+\s*米|门口|旁边?|附近|对面|周边|门前)|(?:距|离|紧邻|毗邻|位于)[^。；;]{0,12}(?:中学|小学|幼儿园|学校|校门|校园)/
const VENDING = /自动[售贩][货卖]|自助[售贩][货卖]|无人售[货卖]|售[货卖]机|扫码即取|自助机|扫码取货|柜机/
const SIGN_LACKING = /(?:无|没有|未见|未设|未张贴|未设置|缺|不见)[^。；;]{0,8}(?:禁止|禁售|不得)?[^。；;]{0,6}未成年人/

/**
 * `tobacco.offer`: e-cigarettes or cigarettes are offered. Value `e-cigarette` or `tobacco`; facts `online`, `flavour`, `minors`, `registration` of the brand in class 34.
 * `tobacco.place`: sold near a school, from a machine, or without the sign (law.md TB-03).
 */
export function tobacco(listing: Listing, context: SignalContext): Signal[] {
  if (!TRIGGER.test(wordsOf(context))) return []
  const titles = context.fields.filter((field) => field.kind === 'title' || (field.kind === 'label' && field.where !== 'detail-page'))
  const described = context.fields.filter((field) => field.kind === 'description')
  const frame = goodsOf(listing, context).frame?.id
  if (frame === 'publication' || frame === 'souvenir' || frame === 'service') return []
  const title = titles.map((field) => field.folded.text).join('\n')
  if (NOT_FOR_SALE.test(`${title}\n${described.map((field) => field.folded.text).join('\n')}`)) return []
  const signals: Signal[] = []
  const hints = [...titles, ...described].flatMap((field) => named(field, HINTS).map((match) => ({ field, match })))
  const class34 = (listing.niceClass ?? []).includes(34)
  const sold = goodsOf(listing, context).groups
  // 上头, 冰感 are said of drinks as well.
  const isDrink = !class34 && DRINKS.some((group) => sold.has(group))
  for (const field of titles) {
    for (const match of named(field, PLAIN)) signals.push(offer('e-cigarette', field, match, listing, context))
    for (const match of named(field, SMOKE)) signals.push(offer('tobacco', field, match, listing, context))
  }
  if (signals.length === 0 && !isDrink && (hints.length >= 2 || (hints.length === 1 && (class34 || FLAVOUR.test(title)))))
    for (const { field, match } of hints.slice(0, 2)) signals.push(offer('e-cigarette', field, match, listing, context))
  const [branded] = signals.length === 0 && !isDrink ? titles.flatMap((field) => brandedDevice(field, listing, context)) : []
  if (branded) signals.push(offer('e-cigarette', branded.field, branded.match, listing, context))
  // 医用雾化器, 烟杆收纳包: other goods named with the same words, unless the class says tobacco.
  if (!class34 && OTHER_GOODS.test(title)) return []
  if (signals.length === 0) return []
  return [...signals, ...placeOfSale(context)]
}

/** 魔笛主机: a brand that is protected for class 34 alone, with a part of the device. */
function brandedDevice(field: FieldText, listing: Listing, context: SignalContext): { field: FieldText; match: RegExpMatchArray }[] {
  const brands = brandMentions(listing, context).filter(
    ({ row, field: other, form, manner }) =>
      other === field && form !== 'similar' && manner === 'mark' && row.niceClass.length > 0 && row.niceClass.every((nice) => nice === 34),
  )
  return brands.length === 0 ? [] : named(field, DEVICE).map((match) => ({ field, match }))
}

function named(field: FieldText, pattern: RegExp): RegExpMatchArray[] {
  const { text } = field.folded
  return [...text.matchAll(pattern)].filter((match) => {
    const scope = scopeOf(text, match.index, match.index + match[0].length)
    return !scope || ['place', 'likeness', 'ingredient', 'accessory'].includes(scope.kind)
  })
}

function offer(value: string, field: FieldText, match: RegExpMatchArray, listing: Listing, context: SignalContext): Signal {
  const start = match.index ?? 0
  const span = field.folded.original(start, start + match[0].length)
  const brand = listing.brand?.trim()
  const { text } = field.folded
  const registration = brand ? registrationOf(brand, [34], context).state : 'no-brand'
  const online = listing.channel === undefined || listing.channel === 'online'
  return {
    name: 'tobacco.offer',
    field: field.path,
    ...span,
    text: field.text.slice(span.start, span.end),
    value,
    facts: { online, flavour: FLAVOUR.test(text), minors: MINORS.test(text), registration },
    reason: online
      ? `通过互联网销售${value === 'tobacco' ? '烟草制品' : '电子烟'}（“${match[0]}”）`
      : `现场销售${value === 'tobacco' ? '烟草制品' : '电子烟'}（“${match[0]}”）${registration === 'absent' || registration === 'pending' ? `，品牌“${brand}”在第 34 类查无有效注册` : ''}`,
  }
}

function placeOfSale(context: SignalContext): Signal[] {
  for (const field of context.fields) {
    if (!['title', 'description', 'label'].includes(field.kind)) continue
    for (const [value, pattern] of [
      ['school', NEAR_SCHOOL],
      ['vending', VENDING],
      ['no-sign', SIGN_LACKING],
    ] as const) {
      const match = pattern.exec(field.folded.text)
      if (!match) continue
      const span = field.folded.original(match.index, match.index + match[0].length)
      return [
        {
          name: 'tobacco.place',
          field: field.path,
          ...span,
          text: field.text.slice(span.start, span.end),
          value,
          reason: `“${match[0]}”：电子烟销售场所或方式不合未成年人保护的规定`,
        },
      ]
    }
  }
  return []
}
