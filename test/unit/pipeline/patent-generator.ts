import type { Listing, Outcome } from '../../../domain/index.ts'
import type { Random } from './random.ts'

/** A label made from facts: what it is follows from the facts by law.md 4.6 and 14, and never from the words. */
export interface MadeLabel {
  facts: string
  listing: Listing
  outcome: Outcome
  rule: string
  /** Columns of patents.csv, where the register has the number. */
  row?: Record<string, string>
}

type Type = 'invention' | 'utility-model' | 'design'

const FIRMS = [
  '临川五金制造有限公司',
  '青禾日用品厂',
  '江夏光电科技有限公司',
  '润泽净水设备厂',
  '北辰医疗器械股份有限公司',
  '海棠塑业',
  '乐童玩具厂',
  '宏远工具集团有限公司',
  '佳音电子',
  '四明竹木制品合作社',
]
const PRODUCTS = [
  '折叠凳',
  '防漏水壶',
  '磁吸数据线',
  '净水龙头',
  '电动牙刷',
  '竹制蒸笼',
  '旋转拖把',
  '儿童餐椅',
  '活动扳手',
  '晾晒架',
  '护眼灯',
]
const CATEGORIES: Record<Type, string[]> = {
  invention: ['发明专利', '中国发明专利', '国家发明专利', '發明專利'],
  'utility-model': ['实用新型专利', '中国实用新型专利', '實用新型專利', '实用新型'],
  design: ['外观设计专利', '中国外观设计专利', '外观专利', '外观设计', '外觀設計專利'],
}
const TYPE_DIGITS: Record<Type, string[]> = { invention: ['1', '8'], 'utility-model': ['2', '9'], design: ['3'] }
const HEADINGS = ['专利号:', '专利号：', '专利号 ', '', '专利编号：', '（专利号）', '专利号为', '專利號：']
/** Whatever else stands on packages. */
const NOISE = [
  '条码 6901234567892',
  '净含量：500g',
  '执行标准：GB/T 29490-2013',
  '生产许可证：XK16-001-00123',
  '服务热线:400-820-1234',
  '型号：HT-2019A',
  '批号20260115',
  '订单号 2019199000011',
  'SC10114052400123',
  'Made in China',
  '货号 ZL-2019',
  '电压220V 功率1500W',
  '商标注册证第12345678号',
]
const PRAISE = ['包邮', '家用', '加厚', '【现货】', '厂家直销', '高颜值', '✨限时特惠']

/** Σ digit × (2…9, 2…5) mod 11, X for 10; written down again here, so that the code under test is not its own judge. */
function checkDigit(digits: string): string {
  const rest = Array.from(digits).reduce((sum, digit, i) => sum + Number(digit) * ((i % 8) + 2), 0) % 11
  return rest === 10 ? 'X' : `${rest}`
}

/** A number as people print it and as OCR returns it. */
function printed(random: Random, number: string): string {
  const [digits = '', check = ''] = number.split('.')
  const wide = Array.from(digits, (digit) => String.fromCharCode(0xff10 + Number(digit))).join('')
  return random.pick([
    `ZL${digits}.${check}`,
    `ZL ${digits.slice(0, 4)} ${digits[4]} ${digits.slice(5)}.${check}`,
    `ＺＬ${wide}．${check}`,
    `ZL${digits}·${check}`,
    `ZL${digits.replace(/0/g, () => random.pick(['O', '0']))}.${check}`,
    `ZL ${digits}.${check.toLowerCase()}`,
    `ZL${digits}${check}`,
    `ZL ${digits.slice(0, 4)}${digits[4]} ${digits.slice(5)} . ${check}`,
    `ZL\u200b${digits.slice(0, 6)}\u200b${digits.slice(6)}.${check}`,
  ])
}

interface Made {
  type: Type
  number: string
  holder: string
  other: string
  product: string
  category: string
  /** Category, heading and number in one of the usual orders. */
  mark: string
  maker: string
}

interface Variant {
  text: string
  outcome: Outcome
  rule: string
  row?: Record<string, string> | false
  producer?: string | null
  productionDate?: string
  where?: 'package' | 'nameplate' | 'manual' | 'detail-page' | 'main-image'
  title?: string
}

/** Each kind: its facts in words, and what a label of such facts may look like. */
const KINDS: Record<string, (made: Made, random: Random) => Variant> = {
  'valid, own, complete': (m) => ({ text: `${m.mark} ${m.maker}`, outcome: 'OK', rule: 'P-00' }),
  'made for the holder': (m, r) => ({
    text: r.pick([
      `委托方：${m.holder} 受托方：${m.other} ${m.mark}`,
      `${m.mark} 委托单位:${m.holder}`,
      `${m.holder}委托${m.other}生产 ${m.mark}`,
      `受${m.holder}委托生产，${m.mark}`,
      `品牌方:${m.holder} 生产厂家:${m.other} ${m.mark}`,
    ]),
    producer: m.other,
    outcome: 'OK',
    rule: 'P-00',
  }),
  'licensee of the register': (m) => ({
    text: `${m.mark} ${m.other}`,
    producer: m.other,
    row: { licensees: m.other },
    outcome: 'OK',
    rule: 'P-00',
  }),
  "another's number": (m, r) => ({
    text: `${m.mark} ${r.pick([m.other, `${m.other}制造`, `生产商:${m.other}`, ''])}`,
    producer: m.other,
    outcome: 'P_FAKE',
    rule: 'P-04',
  }),
  'maker unknown': (m) => ({ text: m.mark, producer: null, outcome: 'REVIEW', rule: 'P-04' }),
  'licence claimed': (m, r) => ({
    text: `${m.mark} ${r.pick([`经${m.holder}许可`, `已获${m.holder}授权生产`, `专利权人：${m.holder}`, `${m.holder}许可使用`, '已取得专利权人许可'])}`,
    producer: m.other,
    outcome: 'REVIEW',
    rule: 'P-04',
  }),
  'not in the register': (m) => ({ text: `${m.mark} ${m.maker}`, row: false, outcome: 'P_FAKE', rule: 'P-01' }),
  'ended before it was made': (m, r) => ({
    text: `${m.mark} ${m.maker}`,
    row: { status: r.pick(['lapsed', 'invalidated']), ended: '2025-01-15' },
    productionDate: r.pick(['2025-02', '2026-01', '2025-01-16', '2025-01-15']),
    outcome: 'P_FAKE',
    rule: 'P-02',
  }),
  'ended after it was made': (m, r) => ({
    text: `${m.mark} ${m.maker}`,
    row: { status: r.pick(['lapsed', 'invalidated']), ended: '2025-01-15' },
    productionDate: r.pick(['2024-12', '2023-06', '2025-01-14', '2024']),
    outcome: 'OK',
    rule: 'P-00',
  }),
  'ended, made nobody knows when': (m, r) => ({
    text: m.mark,
    row: { status: 'lapsed', ended: '2025-01-15' },
    productionDate: r.pick([undefined, '2025-01']),
    outcome: 'REVIEW',
    rule: 'P-02',
  }),
  'applied for, called a patent': (m, r) => ({
    text: `${m.mark} ${m.maker}`,
    row: r.pick<Record<string, string>>([
      { status: 'pending' },
      { status: 'rejected', ended: '2025-01-01' },
      { status: 'withdrawn', ended: '2025-01-01' },
    ]),
    outcome: 'P_FAKE',
    rule: 'P-03',
  }),
  'applied for, said in full': (m, r) => ({
    text: r.pick([
      `${applied(m)} 申请号：${m.number} 专利申请，尚未授权`,
      `${applied(m)}（申请号 ${m.number}，专利申请，尚未授权）`,
      `申请号:${m.number} ${applied(m)},尚未授权`,
    ]),
    row: { status: 'pending' },
    outcome: 'OK',
    rule: 'P-00',
  }),
  'applied for, said in part': (m, r) => ({
    text: r.pick([`${applied(m)}号：${m.number}`, `${applied(m)} 申请号 ${m.number}`, `专利申请号:${m.number}`]),
    row: { status: 'pending' },
    outcome: 'P_MARK',
    rule: 'P-14',
  }),
  'no ZL': (m) => ({ text: `${m.category} 专利号：${m.number}`, outcome: 'P_MARK', rule: 'P-12' }),
  'no category': (m, r) => ({
    text: r.pick(['专利号：', 'Patent No. ', 'CHINA PATENT ', '中国专利 ']) + printed(r, m.number),
    outcome: 'P_MARK',
    rule: 'P-11',
  }),
  'one digit misprinted': (m, r) => {
    const digits = Array.from(m.number.replace('.', ''))
    const place = r.int(6, 11)
    digits[place] = `${(Number(digits[place]) + r.int(1, 9)) % 10}`
    return { text: `${m.category} 专利号 ZL${digits.slice(0, 12).join('')}.${digits[12]}`, outcome: 'P_MARK', rule: 'P-16' }
  },
  'digits unreadable': (m, r) => ({
    text: `${m.category} 专利号 ${r.pick([`ZL${m.number.slice(0, 8)}????.${m.number.at(-1)}`, `ZL${m.number.slice(0, 7)}***${m.number.slice(10)}`])}`,
    outcome: 'REVIEW',
    rule: 'P-16',
  }),
  'another category of the same level or below': (m, r) => {
    const wrong: Type = m.type === 'utility-model' ? 'design' : 'utility-model'
    return { text: `${r.pick(CATEGORIES[wrong])} ${printed(r, m.number)}`, outcome: 'P_MARK', rule: 'P-05' }
  },
  'bare claim in an advertisement': (_m, r) => ({
    text: r.pick([
      '国家专利产品',
      '拥有多项专利',
      '专利技术 行业领先',
      '荣获国家专利',
      '专利设计，更省力',
      '采用专利工艺',
      '自主研发 获发明专利',
      '专利款',
      '独家专利结构',
    ]),
    row: false,
    where: r.pick(['detail-page', 'main-image']),
    outcome: 'P_AD',
    rule: 'P-06',
  }),
  'ended, in an advertisement': (m) => ({
    text: m.mark,
    row: { status: 'lapsed', ended: '2025-01-15' },
    where: 'detail-page',
    outcome: 'P_AD',
    rule: 'P-06',
  }),
  'complete advertisement': (m, r) => ({ text: m.mark, where: r.pick(['detail-page', 'main-image']), outcome: 'OK', rule: 'P-00' }),
  'advertisement without category': (m, r) => ({
    text: `专利号：${printed(r, m.number)} 热卖`,
    where: 'detail-page',
    outcome: 'P_AD',
    rule: 'P-06',
  }),
  'bare claim on the goods': (_m, r) => ({
    text: r.pick(['专利产品', '国家专利 仿冒必究', '专利技术产品', '本品已获专利', '获国家专利']),
    row: false,
    producer: '江阳小厂',
    outcome: 'REVIEW',
    rule: 'P-13',
  }),
  'given up, still marked': (m, r) => {
    const where = r.pick(['package', 'nameplate', 'manual'] as const)
    return {
      text: m.mark,
      row: { status: 'abandoned', ended: '2024-06-01' },
      productionDate: '2025-03',
      where,
      outcome: where === 'manual' ? 'P_MARK' : 'P_FAKE',
      rule: 'P-18',
    }
  },
}

function applied({ type }: Made): string {
  return { invention: '发明专利申请', 'utility-model': '实用新型专利申请', design: '外观设计专利申请' }[type]
}

export function makeLabel(random: Random): MadeLabel {
  const type = random.pick(['invention', 'utility-model', 'design'] as const)
  const year = random.int(2018, 2023)
  const digits = `${year}${random.pick(TYPE_DIGITS[type])}99${String(random.int(0, 99_999)).padStart(5, '0')}`
  const number = `${digits}.${checkDigit(digits)}`
  const [holder = '', other = ''] = random.some(FIRMS, 2)
  const product = random.pick(PRODUCTS)
  const category = random.pick(CATEGORIES[type])
  const heading = random.pick(HEADINGS)
  const shown = printed(random, number)
  const mark = random.pick([`${category} ${heading}${shown}`, `${category}${heading}${shown}`, `${heading}${shown}（${category}）`])
  const maker = random.pick([holder, `${holder}制造`, `生产商：${holder}`, '', `${holder}出品`])
  const facts = random.pick(Object.keys(KINDS))
  const variant = (KINDS[facts] as (typeof KINDS)[string])({ type, number, holder, other, product, category, mark, maker }, random)
  const noise = random.some(NOISE, random.int(0, 3))
  const text = noise.reduce(
    (all, line) => random.pick([`${line} ${all}`, `${all} ${line}`, `${all}\n${line}`, `${all}；${line}`]),
    variant.text,
  )
  const producer = variant.producer === undefined ? holder : variant.producer
  return {
    facts,
    listing: {
      title: random.some([...random.some(PRAISE, 2), product], 3).join(' '),
      producer: producer === null ? undefined : { name: producer },
      labels: [
        { where: variant.where ?? 'package', text, productionDate: 'productionDate' in variant ? variant.productionDate : '2026-03' },
      ],
    },
    outcome: variant.outcome,
    rule: variant.rule,
    ...(variant.row === false
      ? {}
      : { row: { number, type, status: 'granted', filed: `${year}-03-05`, holder, title: product, method: 'false', ...variant.row } }),
  }
}
