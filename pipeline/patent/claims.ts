/** Words that claim a patent without giving its number. */
export interface BareClaim {
  at: number
  endAt: number
  /** `claim`: this product; `company`: the firm holds patents; `application`: applied for; `foreign`: an international or foreign one. */
  form: 'claim' | 'company' | 'application' | 'foreign'
}

/** What follows 专利 where nothing is claimed: institutions, services, disputes, headings. */
const NO_CLAIM_AFTER =
  /^(?:商标局|局(?!认证|授权|颁发|登记|备案|批准|认可)|法(?!保护|律保护)|事务所|工程师|人员|链接|问题|情况|方面|资料|许可|合作|相关|与|和(?!实用|外观|发明)|及(?!实用|外观|发明)|代理|代办|申请(?:代|服务|咨询|指南|流程|费|书|文件)|检索|查询|转让|交易|买卖|评估|年费|纠纷|诉讼|侵权(?!必究)|律师|咨询|说明|文献|文件|制度|审查|撰写|写作|导航|分析|挖掘|布局|池|战|教程|培训|考试|奖励|补贴|权属|不明|无效|风险|投诉|维权|数据|信息|知识|(?:号|情况|信息|类型|证书)?[\s:：]*(?:无|暂无|没有|否|\/|待定)(?![一-龥]{2})|号\s*(?:查询|详?见)|证书?(?:相?框|夹|册|套|收纳|装裱|翻译)|药|已?(?:过期|到期|失效)|过了保护期)/
/** What stands before 专利 where it is denied, asked about or somebody else's. */
const NO_CLAIM_BEFORE =
  /(?:非|无|没有|没|未(?:取得|获得|获|申请)?(?:过)?(?:任何)?|并无|暂无|不(?:是|属|属于|涉及|含|侵犯)|不存在|无需|不需要?|申请|代办|代理|办理|侵犯(?:他人|您的|贵方)?|他人(?:的)?|您的|贵司(?:的)?|原厂|过期|失效的?|到期|有关|关于|如有|涉及|争议|与)$/
const COUNTRY =
  /(?:美国|欧洲|欧盟|日本|韩国|德国|英国|法国|澳大利亚|加拿大|国际|世界|全球|多国|海外|国外|PCT)(?:发明|实用新型|外观(?:设计)?)?$/
const FIRM = /公司|我司|本司|企业|集团|工厂|本厂|厂家|品牌方|团队|我们/
const COMPANY =
  /(?:(?:持有|拥有|具有|享有|积累|已获|获得?|取得|手握|申请了?)[^。；;，,\n]{0,6})?(?:多项|数项|若干项?|多个|[一二三四五六七八九十百两\d]{1,4}(?:余|多)?(?:项|个|件))(?:国家|国内|发明|实用新型|外观设计|核心|自主|授权|技术|[和及与、])*$/
const APPLIED_BEFORE =
  /(?:已(?:经)?|正在|均已|现已)?(?:申请|申报|受理|递交)(?:了|中的?|过)?(?:国家|中国|发明|实用新型|外观(?:设计)?|多项|[和及与、\d项])*$/
const APPLIED_AFTER =
  /^(?:号?[\s:：]*(?:正在)?申请中|申请阶段|正在申请|已受理|受理中|审查中|待批|申请已(?:提交|受理)|申请公[布开]|申请号|已申请|申请$|申请[,，。;；!！\s])/

const CLAIM_BEFORE =
  /(?:国家级?|国内|我国|中国|独家|独有|独创|特有|自主|自有|自研|原创|核心|首创|获|得|荣获|斩获|喜获|取得|拥有|持有|享有|具有|具备|通过|采用|应用|运用|使用|搭载|内置|创新|全新|正品|发明|实用新型|外观(?:设计)?|官方|授权|双|多重)$/
const CLAIM_AFTER =
  /^(?:局(?:认证|授权|颁发|登记|备案|批准|认可)|法(?:律)?保护|产品|商品|新品|单品|技术|科技|保护|配方|秘方|秘制|工艺|设计|结构|外观|造型|款|认证|成分|材质|材料|面料|正品|证书|加持|授权|在身|在手|认可|品质|防伪|好货|爆款|级|型|版|制造|研发|发明|护航|背书|侵权必究|标识|标志|号|[】\]」』》）)]|[。！!,，;；\s]|$)/

/** 专利 before the name of a thing: 专利双驱动结构, 专利杯盖. */
const NAMED_AFTER =
  /^(?:(?:防|抗|增|减|降|免|速|快|双|三|可|磁吸|旋转|折叠|伸缩|升降|静音|恒温)[一-龥]{2,6}|[一-龥A-Za-z0-9]{0,7}?(?:技术|科技|结构|设计|工艺|配方|系统|材料|材质|面料|成分|造型|外观|功能|[纹盖扣轴头芯层杯锅刷灯垫枕鞋衣裤服机器贴膜架箱包袋瓶桶盆碗筷刀剪钳锁链带圈环板管泵阀嘴网罩套壳壶帽伞帘毛丝布棉绒胶液粉霜膏油]))/

const BARE = /专利/g
const INNOCENT_GOODS =
  /专利(?:代理|代办|申请(?!中|阶段|号|人|[,，])|转让|法|检索|撰写|评估|年费|审查)|(?:商标|专利|知识产权|版权)[^，。,]{0,10}(?:代理(?!加盟|商)|代办|注册|登记|转让|咨询|服务)|代办|教材|图书|书籍|教程|课程|考试|真题|论文|职称/

/** Every 专利 in `text` that claims something, apart from places that numbers take up. */
export function bareClaims(text: string, taken: readonly { at: number; endAt: number }[]): BareClaim[] {
  const claims: BareClaim[] = []
  for (const match of text.matchAll(BARE)) {
    const at = match.index
    const endAt = at + 2
    const before = text.slice(Math.max(0, at - 24), at)
    const after = text.slice(endAt, endAt + 12)
    // A heading or category of a number, not a claim of its own.
    if (
      taken.some((span) => at < span.endAt && span.at - endAt <= 8 && /^[^。；;，\n]*$/.test(text.slice(endAt, Math.max(endAt, span.at))))
    )
      continue
    if (
      taken.some(
        (span) =>
          at >= span.endAt &&
          at - span.endAt <= 8 &&
          /^[\s(（,，的为]*(?:中国|国家)?(?:发明|实用新型|外观(?:设计)?)$/.test(text.slice(span.endAt, at)),
      )
    )
      continue
    const form = formOf(before, after)
    if (form) claims.push({ at: claimStart(text, at), endAt, form })
  }
  return claims
}

function formOf(before: string, after: string): BareClaim['form'] | undefined {
  if (/申请(?:国家|发明|实用新型|外观(?:设计)?)?$/.test(before) && /^(?:中|阶段)/.test(after)) return 'application'
  if (APPLIED_AFTER.test(after)) return /尚未授权|未授权/.test(after) ? undefined : 'application'
  if (NO_CLAIM_AFTER.test(after)) return undefined
  const company = COMPANY.test(before) && FIRM.test(before.split(/[。；;！!\n]/).at(-1) ?? '')
  if (APPLIED_BEFORE.test(before) && !/(?:已|了|正在|中的?|多项|国家)/.test(before.slice(-8))) return undefined
  if (APPLIED_BEFORE.test(before)) return 'application'
  if (NO_CLAIM_BEFORE.test(before.replace(/(?:发明|实用新型|外观(?:设计)?|国家|中国|任何|相关|其他)+$/, ''))) return undefined
  if (COUNTRY.test(before)) return 'foreign'
  if (company) return 'company'
  if (CLAIM_BEFORE.test(before) || CLAIM_AFTER.test(after)) return 'claim'
  return NAMED_AFTER.test(after) ? 'claim' : undefined
}

/** Takes the words in front that belong to the claim, so that an officer sees 国家发明专利 and not 专利. */
function claimStart(text: string, at: number): number {
  const head =
    /(?:荣获|获得?|取得|拥有|持有|国家级?|国际|世界|全球|多国|独家|多项|中国|发明|实用新型|外观(?:设计)?|[一二三四五六七八九十两\d]+项)+$/.exec(
      text.slice(Math.max(0, at - 16), at),
    )
  return at - (head?.[0].length ?? 0)
}

/** Listings that offer patents as a service or as reading matter claim none. */
export function offersPatentServices(text: string): boolean {
  return INNOCENT_GOODS.test(text)
}

/** The party says itself that it has none. */
const NONE =
  /(?:没有|无|未|暂无|并无|从未|尚未|未曾|还没有?|没)(?:申请|取得|获得|获|拥有|办理|授予|得到)?(?:过|到)?(?:任何|相关|国家|该|此项|对应的?)?(?:发明|实用新型|外观设计)?专利(?!权?人|纠纷|侵权|风险|争议|问题|申请号)/g
const NOT_SAID = /专利申请[,，、\s]*(?:尚未|未)|未经|无效|擅自/

export function saysNone(text: string): { at: number; endAt: number } | undefined {
  for (const match of text.matchAll(NONE)) {
    const around = text.slice(Math.max(0, match.index - 6), match.index + match[0].length + 2)
    if (!NOT_SAID.test(around)) return { at: match.index, endAt: match.index + match[0].length }
  }
  return undefined
}

/** Numbers of other registers called a patent number: works, software, trademarks, reports, licences. */
const OTHER_REGISTERS =
  '国作登字|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]作登字|作登字|软著登字|软著|著作权|版权|作品登记|计算机软件|商标注册|注册商标|商标第|检测报告|检验报告|质检报告|报告编号|ISO\\s?\\d|CMA|国药准字|卫妆准字|械注准|械备|食品生产许可|SC\\d{6}|生产许可|备案号|备案编号|GB\\/?T?\\s?\\d|科技成果登记'
const SPACE = '[^\\S\\n]*'
const MISNAMED = new RegExp(
  // 专利号：国作登字…, 专利（软著登字…）; then the other way round, unless the bracket is the heading of a number that follows.
  `专利${SPACE}(?:权|登记|证书?)?编?号码?${SPACE}(?:[:：#(（[【]|为|是|即|No\\.?)?${SPACE}(?:${OTHER_REGISTERS})[^\\s,，;；。)）]{0,24}` +
    `|专利(?:证书|登记)?${SPACE}(?:[:：(（[【]|为|是|即)${SPACE}(?:${OTHER_REGISTERS})[^\\s,，;；。)）]{0,24}` +
    `|(?:${OTHER_REGISTERS})[^\\s,，;；。、]{0,24}${SPACE}(?:[(（]${SPACE}(?:国家|发明)?专利号?${SPACE}[)）](?!\\s*(?:ZL|CN|\\d))|(?:即|就是|等同|相当于|属于?)(?:国家|发明)?专利)`,
  'gi',
)

export function misnamedNumbers(text: string): { at: number; endAt: number; text: string }[] {
  return [...text.matchAll(MISNAMED)]
    .filter((match) => !/专利(?:权)?(?:和|与|及|、|或)/.test(match[0]))
    .map((match) => ({ at: match.index, endAt: match.index + match[0].length, text: match[0] }))
}
