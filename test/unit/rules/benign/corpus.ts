import type { Listing, SellerKind } from '../../../../domain/index.ts'
import { GOODS } from './goods.ts'
import type { Goods } from './goods.ts'
import { randomFrom } from './random.ts'
import type { Random } from './random.ts'

/** Ordinary listings as shops write them: nothing in them is an offence. `kind` says what sort of innocence it is. */
export interface Benign {
  kind: string
  listing: Listing
}

const TAILS = [
  '包邮',
  '现货速发',
  '顺丰包邮',
  '厂家直销',
  '多规格可选',
  '送运费险',
  '七天无理由',
  '48小时内发货',
  '券后更优惠',
  '买二送一',
  '新品',
  '',
]
const SERVICE = [
  '本店所有商品支持七天无理由退换，签收时请当面验货。',
  '因拍摄光线和显示器不同，颜色以实物为准。',
  '有任何问题请先联系在线客服，我们会第一时间为您处理。',
  '偏远地区需补运费，详情咨询客服。',
  '我们是源头工厂，支持一件代发，可开发票。',
  '收藏加购优先发货，老客回购有惊喜。',
  '产品执行国家标准，质检报告可联系客服索取。',
  '本品为初级农产品，大小不一属正常现象。',
  '家里老人孩子都爱用，回头客很多。',
]
const SHOPS = ['小铺', '优选', '生活馆', '百货', '企业店', '家居日用', '工厂店', '严选', '便利店', '商行', '批发部', '食品店']
const SURNAMES = ['阿珍', '老周', '林记', '小满', '大刘', '青禾', '福顺', '悦来', '同心', '明月']

export function benignCorpus(count: number, seed: number): Benign[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, (_, i) => {
    const { kind, make } = random.pick(KINDS)
    const goods = random.pick(GOODS)
    return { kind, listing: { ...frame(random, goods, i), ...make(random, goods) } }
  })
}

function frame(random: Random, goods: Goods, i: number): Listing {
  const kind: SellerKind = random.pick(['business', 'individual', 'multi-brand', 'stall'])
  const place = random.pick(goods.places)
  return {
    platform: 'market',
    id: `B${i}`,
    price: { amount: random.int(...goods.price), currency: 'CNY', per: random.pick(['件', '个', '袋', '套']) },
    seller: { id: `s${i}`, name: `${random.pick(SURNAMES)}${random.pick(SHOPS)}`, kind, badgeVerified: false, region: place },
    shipFrom: place,
    category: [goods.category],
    niceClass: [goods.niceClass],
    sales: random.int(0, 4000),
    reviews: random.int(0, 500),
    condition: 'new',
    channel: 'online',
    description: random.some(SERVICE, random.int(0, 3)).join(''),
    seenAt: `2026-${random.pick(['05', '08', '11'])}-${String(random.int(1, 23)).padStart(2, '0')}T10:00:00+08:00`,
  }
}

type Make = (random: Random, goods: Goods) => Listing

const title = (random: Random, goods: Goods, first: string): string =>
  [first, random.pick(goods.nouns), ...random.some(goods.praise, random.int(1, 3)), random.pick(goods.specs), random.pick(TAILS)]
    .filter(Boolean)
    .join(' ')

const KINDS: { kind: string; make: Make }[] = [
  { kind: 'no brand', make: (random, goods) => ({ title: title(random, goods, ''), origin: random.pick(goods.places) }) },
  {
    kind: 'no brand',
    make: (random, goods) => ({ title: title(random, goods, random.pick(['新款', '网红', '爆款', '加大号', '老式', '高颜值'])) }),
  },
  {
    kind: 'own brand',
    make: (random, goods) => {
      const own = random.pick(goods.own)
      return { title: title(random, goods, own), brand: own, attributes: { 品牌: own, 产地: random.pick(goods.places) } }
    },
  },
  {
    kind: 'resale',
    make: (random, goods) => {
      const brand = random.pick(goods.brands)
      return { title: title(random, goods, brand), brand, attributes: { 品牌: brand, 货号: `${random.int(1000, 99999)}` } }
    },
  },
  {
    kind: 'resale',
    make: (random, goods) => {
      const brand = random.pick(goods.brands)
      return {
        title: `${brand}${random.pick(goods.nouns)} 专柜同步 ${random.pick(goods.praise)} ${random.pick(['正品', '国行', '带票', ''])}`,
        brand,
      }
    },
  },
  {
    kind: 'accessory',
    make: (random, goods) => {
      const [thing, brand] = random.pick([
        ['滤芯', '美的'],
        ['手机壳', '华为'],
        ['钢化膜', '小米'],
        ['剃须刀头', '飞利浦'],
        ['锅盖', '苏泊尔'],
        ['表带', '华为'],
        ['遥控器', '格力'],
        ['充电线', '小米'],
      ] as const)
      const way = random.pick(['适用', '适用于', '兼容', '通用', '可替换'])
      return {
        title: `${way}${brand}${random.pick(['', '多款机型'])} ${thing} ${random.pick(goods.praise)} 第三方配件`,
        niceClass: [9],
        category: ['配件'],
      }
    },
  },
  {
    kind: 'second-hand',
    make: (random, goods) => ({
      title: `${random.pick(['闲置', '二手', '自用', '99新'])} ${random.pick(goods.brands)} ${random.pick(goods.nouns)} ${random.pick(['买大了', '换新出', '几乎没用', '搬家清'])}`,
      condition: 'used',
      seller: { name: `${random.pick(SURNAMES)}的闲置`, kind: 'second-hand' },
    }),
  },
  {
    kind: 'produce from its place',
    make: (random) => {
      const [place, name] = random.pick([
        ['黑龙江省哈尔滨市五常市', '稻花香大米'],
        ['山东省烟台市栖霞市', '红富士苹果'],
        ['江西省赣州市', '脐橙'],
        ['山西省晋城市陵川县', '党参'],
        ['浙江省杭州市西湖区', '绿茶'],
        ['江苏省苏州市相城区', '河蟹'],
        ['陕西省延安市洛川县', '苹果'],
      ] as const)
      return {
        title: `${name} 农家自种 当季现发 ${random.pick(['5斤', '10斤', '500g'])}`,
        origin: place,
        producer: { name: `${random.pick(SURNAMES)}合作社`, address: place },
        niceClass: [31],
        category: ['生鲜'],
      }
    },
  },
  {
    kind: 'dish or seasoning',
    make: (random) => ({
      title: random.pick([
        '川味火锅底料 牛油 一料多用',
        '广式腊肠 甜味 煲仔饭 500g',
        '港式奶茶粉 速溶 袋装',
        '日式拉面 半干面 带料包',
        '东北大拉皮 凉拌 家庭装',
        '兰州风味牛肉面 方便速食',
        '糖醋排骨调料 懒人做菜 家用',
        '醉蟹调料包 家庭自制',
        '龙井虾仁 预制菜 加热即食',
        '过桥米线 方便装 带汤料',
      ]),
      niceClass: [30],
      category: ['方便速食'],
    }),
  },
  {
    kind: 'book or course',
    make: (random) => ({
      title: random.pick([
        '茶道入门 中国名茶图鉴 正版图书',
        '中国白酒品鉴 教材 第二版',
        '小学奥数 举一反三 三年级 练习册',
        '专利代理师考试 历年真题',
        '商标法注释本 法律出版社',
        '知识产权管理 教程 高校教材',
        '摄影后期课程 零基础 视频教程',
        '奥林匹克运动史 图书',
        '绘本 蜗牛去旅行 精装 3-6岁',
      ]),
      niceClass: [16],
      category: ['图书'],
    }),
  },
  {
    kind: 'service',
    make: (random) => ({
      title: random.pick([
        '商标注册代理 材料代写 一对一',
        '专利申请代办 实用新型 发明 加急受理',
        '公司注册 代理记账 同城上门',
        '家电清洗 空调维修 上门服务',
        '店铺装修 主图设计 详情页排版',
        '贴牌代工 OEM 洗护用品 来样定制',
        '名片印刷 不干胶标签定制 包装盒设计',
      ]),
      niceClass: [35],
      category: ['服务'],
    }),
  },
  {
    kind: 'label',
    make: (random, goods) => ({
      title: title(random, goods, ''),
      labels: [
        {
          where: 'package',
          text: random.pick([
            `条码 69${random.int(10_000_000_000, 99_999_999_999)} 净含量 500g 保质期12个月`,
            `产品标准号 GB/T 20980 生产许可证编号 SC1${random.int(1000000000000, 9999999999999)}`,
            `生产日期 2026年0${random.int(1, 9)}月1${random.int(0, 9)}日 批号 2026${random.int(1000, 9999)}`,
            `客服热线 400-${random.int(100, 999)}-${random.int(1000, 9999)} 请置于阴凉干燥处`,
            '配料：小麦粉、白砂糖、植物油、食用盐 贮存条件：常温避光',
            '成分：棉100% 执行标准 GB/T 8878 安全类别 B类 合格品',
            '额定电压 220V~50Hz 额定功率 1500W 型号 KF-2019A',
          ]),
        },
      ],
    }),
  },
  {
    kind: 'look-alike goods',
    make: (random) => ({
      title: random.pick([
        '桌面香薰机 静音加湿 卧室助眠',
        '充电打火机 防风 创意 送礼',
        '硅胶收纳盒 便携 防尘 耳机盒',
        '一次性雨衣 加厚 户外 旅行',
        '一次性纸杯 加厚 商用 1000只',
        '换弹夹收纳袋 玩具水弹 儿童',
        '儿童雾化面罩 医用 配件',
        '戒烟糖 薄荷味 无糖清口',
      ]),
    }),
  },
  {
    kind: 'channel',
    make: (random, goods) => ({
      title: title(random, goods, random.pick(['电商专供', '酒店专用', '婚宴用', '出口款', '会员专享', '618特惠', '餐饮专用', '儿童专用'])),
    }),
  },
  {
    kind: 'denial',
    make: (random, goods) => ({
      title: title(random, goods, ''),
      description: random.pick([
        '公模产品，不是大牌，介意勿拍。',
        '本店非品牌授权店，所售均为自有设计。',
        '不是名牌同款，就是普通家用款，性价比高。',
        '本品未申请专利，欢迎同行拿样。',
        '与任何品牌无关，图案为原创设计。',
        '拒绝假货，支持专柜验货，假一赔十。',
      ]),
    }),
  },
]
