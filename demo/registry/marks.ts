import { DEPARTMENTS } from '../goods/index.ts'

export interface MarketName {
  name: string
  latin: string
  kind: 'brand' | 'laozihao'
  niceClass: string
  goods: string
  owner: string
  aliases: string
}

/** Well-known names as protected: name | Latin | kind | Nice classes | goods | owner | aliases. */
const NAME_TABLE = `
耐克|Nike|brand|25;18|运动鞋;运动服|耐克创新有限合伙公司|
阿迪达斯|adidas|brand|25;18|运动鞋;运动服|阿迪达斯有限公司|
安踏|ANTA|brand|25|运动鞋;运动服|安踏（中国）有限公司|
李宁|LI-NING|brand|25|运动鞋;运动服|李宁体育（上海）有限公司|
回力|Warrior|brand|25|帆布鞋;运动鞋|上海回力鞋业有限公司|
南极人||brand|25|内衣;保暖内衣|南极人（上海）股份有限公司|
路易威登|LOUIS VUITTON|brand|18;25|箱包|路易威登马利蒂|LV;驴牌
康师傅|Master Kong|brand|30;32|方便面;饮料|顶益（开曼岛）控股有限公司|
老干妈||brand|30|辣椒酱;豆豉|贵阳南明老干妈风味食品有限责任公司|
大白兔|White Rabbit|brand|30|奶糖|上海冠生园食品有限公司|
奥利奥|OREO|brand|30|饼干|洲际大品牌有限责任公司|
旺旺|Want Want|brand|30;29|米果;乳饮料|宜兰食品工业股份有限公司|
洽洽|ChaCha|brand|29|瓜子;坚果|洽洽食品股份有限公司|
海天||brand|30|酱油;蚝油|佛山市海天调味食品股份有限公司|
李锦记|LEE KUM KEE|brand|30|蚝油;酱油|李锦记有限公司|
王老吉||brand|32;30|凉茶|广州医药集团有限公司|
农夫山泉|NONGFU SPRING|brand|32|饮用水;饮料|农夫山泉股份有限公司|
红牛|Red Bull|brand|32|功能饮料|天丝医药保健有限公司|
雪碧|Sprite|brand|32|汽水|可口可乐公司|
贵州茅台|MOUTAI|brand|33|白酒|中国贵州茅台酒厂（集团）有限责任公司|茅台;飞天茅台
五粮液|WULIANGYE|brand|33|白酒|四川省宜宾五粮液集团有限公司|
蓝月亮|Blue Moon|brand|3|洗衣液;洗手液|广州蓝月亮实业有限公司|
舒肤佳|Safeguard|brand|3|香皂;沐浴露|宝洁公司|
云南白药||brand|3;5|牙膏;药品|云南白药集团股份有限公司|
清风|Breeze|brand|16|纸巾|金红叶纸业集团有限公司|
维达|Vinda|brand|16|纸巾|维达纸业（中国）有限公司|
小米|Xiaomi|brand|9;11|手机;耳机;充电器|小米科技有限责任公司|小米之家
华为|HUAWEI|brand|9;37|手机;耳机;充电器|华为技术有限公司|
苹果|Apple|brand|9|手机;耳机;充电器|苹果公司|iPhone;AirPods
绿联|UGREEN|brand|9|数据线;充电器|深圳市绿联科技股份有限公司|
戴森|Dyson|brand|7;11|吸尘器;吹风机|戴森技术有限公司|
九阳|Joyoung|brand|7;11|豆浆机;小家电|九阳股份有限公司|
苏泊尔|SUPOR|brand|21;11|炒锅;压力锅;小家电|浙江苏泊尔股份有限公司|
公牛|BULL|brand|9|插座;开关|公牛集团股份有限公司|
富光||brand|21|水杯|安徽省富光实业股份有限公司|
得力|deli|brand|16;8|文具;卷尺|得力集团有限公司|
晨光|M&G|brand|16|文具;笔|上海晨光文具股份有限公司|
好孩子|Goodbaby|brand|12;28|婴儿车;玩具|好孩子儿童用品有限公司|
同仁堂||laozihao|5;30|中药;滋补品|中国北京同仁堂（集团）有限责任公司|
全聚德||laozihao|29;43|烤鸭|中国全聚德（集团）股份有限公司|
悦刻|RELX|brand|34|电子烟|深圳雾芯科技有限公司|
`

export const NAMES: readonly MarketName[] = NAME_TABLE.trim()
  .split('\n')
  .map((line) => {
    const [name = '', latin = '', kind = '', niceClass = '', goods = '', owner = '', aliases = ''] = line.split('|')
    return { name, latin, kind: kind as MarketName['kind'], niceClass, goods, owner, aliases }
  })

export interface MarketMark {
  registrationNo: string
  mark: string
  niceClass: string
  status: string
  owner: string
  licensees?: string
  registeredOn?: string
  expiresOn?: string
}

const OWN_MARKS: Omit<MarketMark, 'registrationNo'>[] = [
  {
    mark: '蓝田月亮',
    niceClass: '3',
    status: 'registered',
    owner: '蓝田月亮日化有限公司',
    registeredOn: '2019-06-14',
    expiresOn: '2029-06-13',
  },
  { mark: '露华禾', niceClass: '3', status: 'expired', owner: '露华禾日化有限公司', registeredOn: '2013-04-07', expiresOn: '2023-04-06' },
  { mark: '山缘记', niceClass: '21', status: 'pending', owner: '山缘记陶瓷有限公司' },
  {
    mark: '栗香坊',
    niceClass: '30',
    status: 'registered',
    owner: '栗香坊面业有限公司',
    registeredOn: '2016-08-21',
    expiresOn: '2026-08-20',
  },
  {
    mark: '垄间香',
    niceClass: '30',
    status: 'registered',
    owner: '垄间香食品有限公司',
    licensees: '麦乡食品厂',
    registeredOn: '2020-11-14',
    expiresOn: '2030-11-13',
  },
  {
    mark: '南坡辣坊',
    niceClass: '30',
    status: 'registered',
    owner: '南坡辣酱坊食品有限公司',
    licensees: '南坡辣坊旗舰店',
    registeredOn: '2015-03-21',
    expiresOn: '2035-03-20',
  },
  { mark: '朔风行', niceClass: '25', status: 'registered', owner: '朔风服饰厂', registeredOn: '2018-07-07', expiresOn: '2028-07-06' },
  {
    mark: '北岭泉',
    niceClass: '30',
    status: 'registered',
    owner: '北岭泉酿造有限公司',
    licensees: '河东商贸有限公司',
    registeredOn: '2017-01-28',
    expiresOn: '2027-01-27',
  },
  {
    mark: '公孙牛',
    niceClass: '9',
    status: 'registered',
    owner: '公孙牛电器有限公司',
    registeredOn: '2018-04-21',
    expiresOn: '2028-04-20',
  },
  { mark: '酝秋', niceClass: '30', status: 'registered', owner: '酝秋酿造有限公司', registeredOn: '2018-09-14', expiresOn: '2028-09-13' },
  {
    mark: '稚湾',
    niceClass: '21',
    status: 'registered',
    owner: '稚湾母婴用品有限公司',
    registeredOn: '2021-02-07',
    expiresOn: '2031-02-06',
  },
  { mark: '光栈', niceClass: '11', status: 'registered', owner: '光栈照明有限公司', registeredOn: '2020-05-21', expiresOn: '2030-05-20' },
]

/** The register of marks: the well-known names, the invented marks of the market's own sellers, and those that the cases turn on. */
export const MARKS: readonly MarketMark[] = [
  ...OWN_MARKS,
  ...NAMES.map((row, index) => ({
    mark: row.name,
    niceClass: row.niceClass,
    status: 'registered',
    owner: row.owner,
    registeredOn: `${1996 + (index % 20)}-03-07`,
    expiresOn: `${2027 + (index % 9)}-03-06`,
  })),
  ...DEPARTMENTS.flatMap((department) =>
    department.brands.map((brand, index) => ({
      mark: brand,
      niceClass: department.niceClass.join(';'),
      status: 'registered',
      owner: `${brand}${department.showsOrigin ? '食品' : '用品'}有限公司`,
      registeredOn: `${2015 + (index % 8)}-05-14`,
      expiresOn: `${2027 + (index % 8)}-05-13`,
    })),
  ),
].map((mark, index) => ({ registrationNo: `DM${String(70_000_001 + index)}`, ...mark }))

/** Shops that right holders name as theirs. */
export const SHOPS: readonly { platform: string; shop: string; right: string }[] = [
  { platform: 'demo-mall', shop: '农夫山泉官方旗舰店', right: '农夫山泉' },
  { platform: 'demo-mall', shop: '阿迪达斯官方旗舰店', right: '阿迪达斯' },
  { platform: 'demo-mall', shop: '同仁堂滋补旗舰店', right: '同仁堂' },
  { platform: 'demo-mall', shop: '华为深圳专卖店', right: '华为' },
  { platform: 'demo-mall', shop: '南坡辣坊旗舰店', right: '南坡辣坊' },
  { platform: 'demo-mall', shop: '稚湾旗舰店', right: '稚湾' },
  { platform: 'demo-mall', shop: '光栈旗舰店', right: '光栈' },
]

/** Signs whose use needs a licence; that of the Hangzhou games has run out. */
export const SIGNS = [
  { sign: '奥林匹克五环', kind: 'olympic', holder: '国际奥林匹克委员会', licensees: '', validFrom: '2018-07-31', validTo: '2028-07-30' },
  { sign: '奥运会', kind: 'olympic', holder: '国际奥林匹克委员会', licensees: '', validFrom: '2018-07-31', validTo: '2028-07-30' },
  { sign: 'Olympic', kind: 'olympic', holder: '国际奥林匹克委员会', licensees: '', validFrom: '2018-07-31', validTo: '2028-07-30' },
  { sign: '冰墩墩', kind: 'olympic', holder: '中国奥委会', licensees: '', validFrom: '2019-10-16', validTo: '2029-10-15' },
  { sign: '北京2022', kind: 'olympic', holder: '中国奥委会', licensees: '', validFrom: '2018-12-01', validTo: '2028-11-30' },
  {
    sign: '乐融融',
    kind: 'special',
    holder: '第十五届全国运动会组委会',
    licensees: '岭南特许文创有限公司',
    validFrom: '2024-04-01',
    validTo: '2028-03-31',
  },
  { sign: '进宝', kind: 'special', holder: '中国国际进口博览局', licensees: '', validFrom: '2024-09-01', validTo: '2028-08-31' },
  { sign: '江南忆', kind: 'special', holder: '杭州亚运会组委会', licensees: '', validFrom: '2020-04-03', validTo: '2024-04-02' },
] as const

/** Usual prices in CNY. */
export const PRICES = [
  { name: '五常大米', per: 'kg', median: 16.2, p10: 11.5, n: 58 },
  { name: '沁州黄小米', per: 'kg', median: 25, p10: 17, n: 21 },
  { name: '阳澄湖大闸蟹', per: '只', median: 46, p10: 28, n: 37 },
  { name: '西湖龙井', per: '500g', median: 960, p10: 450, n: 33 },
  { name: '陵川潞党参', per: '500g', median: 122, p10: 88, n: 14 },
  { name: '赣南脐橙', per: 'kg', median: 12, p10: 7.5, n: 44 },
  { name: '耐克', per: '双', median: 579, p10: 349, n: 118 },
  { name: '阿迪达斯', per: '条', median: 339, p10: 199, n: 62 },
  { name: '路易威登', per: '只', median: 13600, p10: 9700, n: 19 },
  { name: '戴森', per: '台', median: 2650, p10: 1980, n: 45 },
  { name: '苹果', per: '个', median: 149, p10: 119, n: 71 },
  { name: '华为', per: '副', median: 699, p10: 499, n: 53 },
  { name: '贵州茅台', per: '瓶', median: 2580, p10: 2360, n: 49 },
  { name: '五粮液', per: '瓶', median: 998, p10: 880, n: 40 },
] as const
