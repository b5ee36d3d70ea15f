import type { Listing, Signal } from '../../domain/index.ts'
import { registrationOf } from '../brand/standing.ts'
import { goodsOf } from '../context/goods.ts'
import { scopeOf } from '../context/scopes.ts'
import { wordsOf } from '../context/words.ts'
import type { FieldText } from '../normalise/fields.ts'
import { partiesOf } from '../party/lawful.ts'
import { isSameParty } from '../party/names.ts'
import type { SignalContext } from '../port.ts'

/** Without one of these words nothing below can be found. */
const TRIGGER = /特供|专供|内供|特制|特酿|特贡|专用|专享|内部|用酒|招待|接待|定制酒|指定|用瓷|用茶|国徽|国旗|军徽|军旗|党政军/

/** Organs of state, the army and their places (law.md SP-01; 商标法 十(1)(一)). */
const ORGAN =
  '中央(?:国家)?机关|国家机关|党政机关|政府机关|省(?:委|政府)|市(?:委|政府)|[县区](?:委(?!托|员会主任)|政府)|政府(?=机关|接待|招待|指定|特供|专供|内供)|机关(?!枪|食堂|单位食堂|学校)(?:大院|内部|事务)?|国务院|全国人大|人大会议|全国政协|政协|两会|中央军委|军委|中央办公厅|中办|国管局|外交部|公安部|国防部|发改委|财政部|人民大会堂|大会堂|中南海|钓鱼台|国宾馆?|国宴|国礼|天安门|新华门|警卫局|军区|部队|军队|军人|军官|军供|解放军|武警|武装警察|空军(?!一号)|海军(?!蓝|风|领)|陆军|火箭军|总参|总政|总后|总装|联勤|战区'
const SUPPLY =
  '特供|专供|内供|特制|特酿|特贡|专用|专享|内部(?:接待|招待|用酒|专用|供应|特)?|接待(?:专?用)?|用酒|(?:宴会)?用(?:瓷|茶|烟)|招待酒|定制酒|指定用?'
const PAIR = new RegExp(
  `(?:${ORGAN})[\\u4e00-\\u9fff·\\s\\-]{0,6}?(?:${SUPPLY})|(?:${SUPPLY})[\\u4e00-\\u9fff·\\s\\-]{0,4}?(?:${ORGAN})`,
  'g',
)
/** 特供酒 without an organ is a question on liquor and tobacco only. */
const BARE = /(?:内部)?(?:特供|内供|特贡)(?:酒|烟|茅|白酒|酱香|款)?/g
const EMBLEM = /(?:国徽|国旗|军徽|军旗|八一军徽|党政军)(?:[\u4e00-\u9fff]{0,2})(?:图案|图形|标志|标识|logo|印花|烫金|浮雕)/gi
/** Channels and customers for whom any seller may make goods. */
const CHANNEL =
  /(?:电商|网络|网店|直播|618|双11|双十一|双12|线上|线下|酒店|宾馆|饭店|餐饮|餐厅|婚宴|婚礼|喜宴|宴会|出口|外贸|儿童|婴儿|宝宝|孕妇|老年|学生|学校|校园|会员|vip|商超|超市|便利店|药店|门店|渠道|团购|企业|公司|工厂|工地|医院|银行|航空|高铁|影院|网吧|ktv|酒吧|夜场|奶茶店|烘焙|养殖|宠物|汽车|厨房|家庭|浴室|户外|女士|男士|情侣|节日|年会|自媒体|达人|粉丝)[\u4e00-\u9fff]{0,3}$/i
const RETIRED = /退伍|退役|老兵|战友|军训|军迷|军事|军绿|军旅|军大衣|军用|军工|军品|仿军|迷彩|将军|冠军|亚军|军校/

/** Organs that buy nothing on a market: 专用 is no customer there. */
const PRESTIGE = /警卫局|中南海|大会堂|国务院|军委|全国人大|人大会议|全国政协|国宾|新华门/
/** 钓鱼台 is also a platform to fish from. */
const FISHING = /鱼竿|钓箱|钓椅|渔具|钓具|鱼护|竿架|炮台|野钓|鱼饵|渔轮/

/** Goods on which the name of an organ can only be a boast. */
const EATEN = ['liquor', 'tobacco']

/** `state.supply` (organ; customer: 专用 on goods that offices buy), `state.supply` (bare) on liquor or tobacco, and `state.emblem`. */
export function stateSupply(listing: Listing, context: SignalContext): Signal[] {
  if (!TRIGGER.test(wordsOf(context))) return []
  const goods = goodsOf(listing, context)
  if (goods.frame?.id === 'publication' || goods.frame?.id === 'lodging' || goods.frame?.id === 'service') return []
  const signals: Signal[] = []
  for (const field of context.fields) {
    if (!['title', 'brand', 'description', 'label', 'seller', 'attribute'].includes(field.kind)) continue
    const { text } = field.folded
    const pairs = [...text.matchAll(PAIR)].filter((match) => isClaim(text, match))
    for (const match of pairs) {
      if (match[0].includes('钓鱼台') && FISHING.test(wordsOf(context))) continue
      if (RETIRED.test(match[0]) || isOwnMark(match[0], listing, context)) continue
      const strong =
        /特供|专供|内供|特制|特酿|特贡|内部|国宴|国礼|招待|用酒|用瓷|用茶/.test(match[0]) ||
        PRESTIGE.test(match[0]) ||
        EATEN.some((group) => goods.groups.has(group))
      signals.push(
        signal(
          'state.supply',
          strong ? 'organ' : 'customer',
          field,
          match,
          goods.groups.has('liquor'),
          `“${match[0].trim()}”以国家机关、军队或其场所的名义作商品宣传`,
        ),
      )
    }
    if (pairs.length === 0 && (goods.groups.has('liquor') || goods.groups.has('tobacco')) && field.kind !== 'seller')
      for (const match of text.matchAll(BARE)) {
        if (!isClaim(text, match) || CHANNEL.test(text.slice(Math.max(0, match.index - 8), match.index))) continue
        signals.push(signal('state.supply', 'bare', field, match, true, `酒类标称“${match[0]}”，未写明供给谁`))
      }
    if (field.kind === 'label' || field.kind === 'brand')
      for (const match of text.matchAll(EMBLEM))
        if (isClaim(text, match))
          signals.push(signal('state.emblem', 'emblem', field, match, goods.groups.has('liquor'), `商品或包装上使用“${match[0]}”`))
  }
  return signals
}

const INNOCENT_SCOPES = new Set(['negation', 'publication', 'quotation', 'history', 'contrast', 'place', 'cultivar'])

function isClaim(text: string, match: RegExpMatchArray): boolean {
  const start = match.index ?? 0
  const end = start + match[0].length
  const scope = scopeOf(text, start, end)
  if (scope && INNOCENT_SCOPES.has(scope.kind)) return false
  // 严禁/打击 … 特供酒: news and warnings.
  return (
    !/(?:禁止|严禁|查处|打击|清理|假冒|举报|整治|辟谣)[^，,。]{0,8}$/.test(text.slice(Math.max(0, start - 12), start)) &&
    !/^[\u4e00-\u9fff]{0,2}(?:菜谱|食谱|图书|同款菜)/.test(text.slice(end, end + 6))
  )
}

/** A registered name, of the seller's own or shown as the brand of the goods, such as a guest house's liquor. */
function isOwnMark(words: string, listing: Listing, context: SignalContext): boolean {
  const brand = listing.brand?.trim()
  if (brand && words.includes(brand) && registrationOf(brand, listing.niceClass, context).state === 'valid') return true
  const parties = partiesOf(listing)
  return (context.registry.marks?.rows ?? []).some(
    (row) => row.mark.length >= 2 && words.includes(row.mark) && parties.some(({ name }) => isSameParty(row.owner, name)),
  )
}

function signal(name: string, value: string, field: FieldText, match: RegExpMatchArray, liquor: boolean, reason: string): Signal {
  const start = match.index ?? 0
  const span = field.folded.original(start, start + match[0].trimEnd().length)
  return {
    name,
    field: field.path,
    ...span,
    text: field.text.slice(span.start, span.end),
    value,
    facts: { liquor, where: field.where ?? field.kind },
    reason,
  }
}
