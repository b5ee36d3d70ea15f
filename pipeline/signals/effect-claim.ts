import type { Listing, Signal } from '../../domain/index.ts'
import { goodsOf } from '../context/goods.ts'
import { scopeOf } from '../context/scopes.ts'
import { wordsOf } from '../context/words.ts'
import type { FieldText } from '../normalise/fields.ts'
import type { SignalContext } from '../port.ts'

/** Without one of these words nothing below can be found. */
const TRIGGER = /治|生发|止脱|根除|除根|断根|逆转|复发|度|见效|摘掉?眼?镜|告别|恢复|药到病除|替代|代替|瘦|减|长高|增高/

const AILMENT =
  '近视|远视|散光|弱视|斜视|老花眼|白内障|青光眼|飞蚊症|假性近视|颈椎病?|腰椎病?|腰突|椎间盘|关节炎|风湿|骨质增生|糖尿病|高血压|高血脂|高血糖|血糖|血压|血脂|尿酸|三高|痛风|癌症?|肿瘤|结节|失眠|脱发|白发|鼻炎|咽炎|哮喘|湿疹|牛皮癣|银屑病|皮炎|痔疮|狐臭|脚气|灰指甲|便秘|胃病|前列腺|早泄|阳痿|宫寒|囊肿|肌瘤|抑郁|自闭|多动症|耳鸣|帕金森|中风|偏瘫|肝病|肾虚'
const CURE = '治愈|根治|根除|除根|断根|治好|包治|包好|永不复发|不复发|逆转|药到病除|摘掉?(?:眼)?镜|恢复(?:正常|视力|健康)'
const SPAN = '(?:[\\d一二三四五六七八九十两半几]{1,3}\\s*个?(?:天|日|周|星期|礼拜|月|小时|分钟|疗程|次|贴|盒))(?:之?内|就|即|可|便)?'

/** 根治颈椎病, 七天逆转近视, 告别眼镜: a cure promised for what people suffer from. */
const CURED = new RegExp(
  `(?:${CURE})[^，,。；;\\s]{0,6}(?:${AILMENT})|(?:${AILMENT})[^，,。；;]{0,8}(?:${CURE})|${SPAN}[^，,。；;]{0,6}(?:${CURE}|见效)[^，,。；;]{0,8}(?:${AILMENT})|(?:${AILMENT})[^，,。；;]{0,10}${SPAN}[^，,。；;\\s]{0,4}见效|告别(?:近视|眼镜)(?![\\u4e00-\\u9fff])|${SPAN}[^，,。；;]{0,4}(?:生发|止脱|摘掉?(?:眼)?镜|逆转)|恢复到?\\s*(?:1\\.[0-5]|5\\.[0-2])(?!\\d)|(?:可|能|直接|完全)(?:替代|代替)(?:药物|吃药|用药|降糖药|降压药|胰岛素)`,
  'g',
)
/** 三个月降100度: said of eyes only. */
const DIOPTRES = /(?:度数)?[^，,。；;\s]{0,3}(?:下降|降低?|减少?)\s*(?:了)?\s*\d{2,3}\s*度(?!电)/g
const EYES = /近视|视力|眼镜|镜片|散光/
/** 一周瘦十斤: pounds and a term. */
const SLIMMED = new RegExp(
  `${SPAN}[^，,。；;]{0,4}(?:狂?瘦|暴瘦|减(?:重|肥|掉)?|掉)\\s*[\\d一二三四五六七八九十两半几]{1,3}\\s*(?:斤|公斤|kg)|${SPAN}[^，,。；;]{0,4}(?:长高|增高)\\s*[\\d一二三四五六七八九十两半]{1,3}\\s*(?:厘米|公分|cm)`,
  'gi',
)
/** What may lawfully say more than others: approved drugs and devices, and medicine itself. */
const APPROVED = /国药准字|械注准|械注进|械备|(?<!不用|无需|不需|不必|免|不)手术|医院|门诊|诊所/
const RECORDS = /打卡|记录[本册表]|计划[本表]|自律表/
const DENIED = /(?:不[能会可是得]|无法|并[不非]|难以|没有|切勿|禁止|辟谣|谣言)[^，,。；;]{0,8}$|不$/

/**
 * `claim.effect`: the promise to cure or to slim by a day (law.md UC-05, 功效). Value `promised`, or `approved` where an approval number
 * or a hospital stands beside it and the claim may be covered.
 */
export function effectClaim(listing: Listing, context: SignalContext): Signal[] {
  const words = wordsOf(context)
  if (!TRIGGER.test(words)) return []
  const frame = goodsOf(listing, context).frame?.id
  if (frame === 'publication' || frame === 'seedling' || frame === 'feed') return []
  // A scale or a diary records what it does not promise.
  if (RECORDS.test(words)) return []
  const value = APPROVED.test(words) ? 'approved' : 'promised'
  return context.fields
    .filter((field) => ['title', 'description', 'label'].includes(field.kind))
    .flatMap((field) => [
      ...claimsIn(CURED, field, value),
      ...claimsIn(SLIMMED, field, value),
      ...(EYES.test(words) ? claimsIn(DIOPTRES, field, value) : []),
    ])
}

const NOT_A_CLAIM = new Set(['negation', 'quotation', 'publication', 'history'])

function claimsIn(pattern: RegExp, field: FieldText, value: string): Signal[] {
  const { text } = field.folded
  return [...text.matchAll(pattern)].flatMap((match) => {
    const end = match.index + match[0].length
    const scope = scopeOf(text, match.index, end)
    const denied = DENIED.test(text.slice(Math.max(0, match.index - 10), match.index)) || /(?:不能|无法|不会|难以|并不)/.test(match[0])
    if (denied || (scope && NOT_A_CLAIM.has(scope.kind))) return []
    const span = field.folded.original(match.index, end)
    return [
      {
        name: 'claim.effect',
        field: field.path,
        ...span,
        text: field.text.slice(span.start, span.end),
        value,
        facts: { where: field.where ?? field.kind },
        reason: `“${match[0]}”承诺功效${value === 'approved' ? '，须核对批准的适用范围' : ''}`,
      },
    ]
  })
}
