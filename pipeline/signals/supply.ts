import type { Listing, NameRow, Signal } from '../../domain/index.ts'
import { brandMentions } from '../brand/mentions.ts'
import { standingOf } from '../brand/standing.ts'
import { goodsOf, groupsOf } from '../context/goods.ts'
import type { SignalContext } from '../port.ts'

/** What carries a mark: boxes, caps, labels, tags, security codes. */
const CARRIER =
  /(?:酒|茶|烟|空|包装|彩|外)盒|礼盒(?:定制|印刷|空盒)|手提袋|瓶盖|酒瓶|空瓶|瓶贴|不干胶标|吊牌|领标|水洗标|织唛|防伪[标码贴扣]|飘带|商标(?:标识|贴)|包装(?:袋|箱|盒|印刷)|标签(?=[^，,。]{0,8}(?:印刷|定制|定做))|蟹扣|腰封|激光标|合格证|代贴标|换标|打标服务|贴标|鞋标|绣标|布标|烫画|烫标|包材|酒标|辅料/g
const MAKES = /定制|定做|印刷|制作|加工|打样|来样|开版|批发|供应|起订|起印|厂家直供|量大从优|代印|贴牌|辅料|单买|散卖|做货|全套/
/** What comes with the goods: 送手提袋, 带酒盒, 吊牌齐全. */
const COMES_WITH = /(?:送|赠|附|带|含|配)[^，,。\s]{0,3}$/
const STILL_ON = /^[^，,。\s]{0,6}?(?:齐全|齐|完整|俱全|都在|还在|完好|未[剪拆]|可[验查扫]|在)/
const COPIES_DESIGN =
  /(?:参照|参考|仿照|照着|按照|照(?![片明相顾常])|模仿|套用|套版|改版|同款|高仿|仿)[^，,。]{0,16}|(?:与|和|跟)[^，,。]{2,14}(?:相似|相仿|雷同|一个?样)/
const DESIGN = /设计|版面|套版|改版|代印|印刷|打样|模板|源文件|开模|刀模/
/** The work itself, whatever the goods: 饮料罐设计 names no feature. */
const DESIGN_WORK = /(?:包装|标签|罐|瓶|盒|袋|版面)设计|设计(?:稿|图|师|服务|制作|定制)|版面|套版|改版|代印|印刷|打样|模板|源文件|开模|刀模/
/** A printer who asks for the papers does what the law asks (商标印制管理). */
const ASKS_PAPERS =
  /(?:需|须|请|要求?|必须|凭)[^，,。]{0,8}(?:提供|出示|持)?[^，,。]{0,6}(?:授权书?|注册证|营业执照|商标证|授权证明|版权)|(?:不接|不印|拒接|拒绝|谢绝)[^，,。]{0,8}(?:侵权|他人商标|名牌|仿)/

/** `supply.carrier`: making or selling what carries another's mark (law.md TM-12). `supply.design`: design and printing after another's trade dress (UC-06). */
export function supply(listing: Listing, context: SignalContext): Signal[] {
  const mentions = brandMentions(listing, context).filter(
    ({ field, form }) => (field.kind === 'title' || field.kind === 'description') && form !== 'similar',
  )
  if (mentions.length === 0) return []
  const texts = context.fields.filter((field) => field.kind === 'title' || field.kind === 'description')
  const all = texts.map((field) => field.folded.text).join('\n')
  if (!MAKES.test(all) && !DESIGN.test(all)) return []
  const asks = ASKS_PAPERS.test(all)
  const signals: Signal[] = []
  const seen = new Set<string>()
  for (const { row, field, start, end, text, goods } of mentions) {
    if (seen.has(row.name)) continue
    const { standing } = standingOf(listing, row, context)
    if (standing !== 'none' && standing !== 'expired') continue
    const { text: words } = field.folded
    const around = words.slice(Math.max(0, start - 18), end + 18)
    const base = { subject: row.name, field: field.path, start, end, text, facts: { asks } }
    // Goods of the brand's own kind that are well designed (明星同款…系带设计) are the goods, and no design of them.
    const designs = COPIES_DESIGN.test(around) && (goods === 'same' ? DESIGN_WORK : DESIGN).test(all)
    if (designs)
      signals.push({ ...base, name: 'supply.design', value: 'design', reason: `提供参照“${row.name}”包装装潢的设计、制版或印刷` })
    else if (carries(around) && MAKES.test(all) && !sellsTheGoods(row, listing, context))
      signals.push({ ...base, name: 'supply.carrier', value: 'carrier', reason: `制作、供应带“${row.name}”的包装、标识或防伪物` })
    if (designs || carries(around)) seen.add(row.name)
  }
  return signals
}

function carries(around: string): boolean {
  return [...around.matchAll(CARRIER)].some(
    (match) => !COMES_WITH.test(around.slice(0, match.index)) && !STILL_ON.test(around.slice(match.index + match[0].length)),
  )
}

/** 羽绒服 批发 吊牌齐全 sells coats; 酱油标签 and 羽绒服吊牌 sell labels. */
function sellsTheGoods(row: NameRow, listing: Listing, context: SignalContext): boolean {
  const title = context.fields.find((field) => field.kind === 'title')
  const own = groupsOf(row.goods)
  const carriers = [...(title?.folded.text ?? '').matchAll(CARRIER)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  return goodsOf(listing, context).words.some(
    ({ field, group, start, end }) =>
      field === title?.path && own.has(group.id) && !carriers.some((carrier) => carrier.start <= end + 1 && start < carrier.end),
  )
}
