import { describe, expect, it } from 'vitest'
import type { Listing, Outcome } from '../../../domain/index.ts'
import { createAssessor } from '../../../pipeline/assess.ts'
import { loadRules } from '../../../rules/load.ts'
import { namedIn } from '../../../rules/test-examples.ts'
import { mockRegister } from './patent-register.ts'

/** What each label or listing is by law.md 3.A, 4 and 14, read by hand; wording is our own. */
const assessor = createAssessor({
  registry: mockRegister(),
  rules: loadRules({ families: ['patent'] }),
  matcher: { match: () => [] },
  today: () => '2026-11-15',
})

interface LabelCase {
  text: string
  maker?: string
  product?: string
  made?: string
  where?: 'package' | 'nameplate' | 'manual' | 'detail-page' | 'main-image'
}

function labelled({ text, maker, product, made, where = 'package' }: LabelCase): Listing {
  return { title: product, producer: maker === undefined ? undefined : { name: maker }, labels: [{ where, text, productionDate: made }] }
}

function expectJudged(listing: Listing, outcome: Outcome, rules: string): void {
  const got = assessor.assess(listing, { asOf: '2026-11-15' })
  expect(got.outcome).toBe(outcome)
  expect(namedIn(got)).toEqual(expect.arrayContaining(rules.split(' ').filter(Boolean)))
}

const LABELS: [LabelCase, Outcome, rules: string][] = [
  [{ text: '专利号：ZL 2019 1 9900001.1（发明专利）', maker: '甲公司', product: '核桃开口机' }, 'OK', 'P-00'],
  [{ text: '发明专利号:ZL201919900001.1 出品:甲公司 生产:临江五金厂', maker: '临江五金厂', product: '核桃开口机' }, 'OK', 'P-00'],
  [{ text: '受甲公司委托生产 中国发明专利 ZL201919900001.1', maker: '临江五金厂', product: '核桃开口机' }, 'OK', 'P-00'],
  [{ text: '甲公司委托临江五金厂生产 发明专利ZL201919900001.1', maker: '临江五金厂', product: '核桃开口机' }, 'OK', 'P-00'],
  [{ text: '品牌方：甲公司 中国发明专利 专利号ZL201919900001.1', maker: '临江五金厂', product: '家用核桃开口机' }, 'OK', 'P-00'],
  [{ text: '中國發明專利 專利號：ZL201919900001.1 甲公司', maker: '甲公司', product: '核桃开口机' }, 'OK', 'P-00'],
  [{ text: '中国发明专利 ZL２０１９ １ ９９００００１．１', maker: '甲公司', product: '核桃开口机' }, 'OK', 'P-00'],
  [{ text: '发明专利 Z L 2019 1 9900001.1', maker: '甲公司', product: '核桃开口机' }, 'OK', 'P-00'],
  [{ text: '发明专利 zl201919900001.1', maker: '甲公司', product: '核桃开口机' }, 'OK', 'P-00'],
  [{ text: '发明专利ZL201919900001·1', maker: '甲公司', product: '核桃开口机' }, 'OK', 'P-00'],
  [{ text: '发明专利ZL2019199000011', maker: '甲公司', product: '核桃开口机' }, 'OK', 'P-00'],
  [{ text: '实用新型专利 ZL2022299O0003.8', maker: '乙公司', product: '折叠晾衣架' }, 'OK', 'P-00'],
  [{ text: '实用新型专利 ZL2O22 2 99oooo3.8', maker: '乙公司', product: '折叠晾衣架' }, 'OK', 'P-00'],
  [{ text: '外观设计专利 ZL20203990 0004.9', maker: '丁公司', product: '台灯' }, 'OK', 'P-00'],
  [{ text: '本产品已获得中国实用新型专利授权，专利号ZL202229900003.8', maker: '乙公司', product: '折叠晾衣架' }, 'OK', 'P-00'],
  [{ text: '中国发明专利申请 申请号 202419900007.X（专利申请，尚未授权）', maker: '甲公司', product: '连翘叶茶加工装置' }, 'OK', 'P-00'],
  [{ text: '发明专利申请，申请号：CN202419900007.X，专利申请 尚未授权', maker: '甲公司', product: '连翘叶茶加工装置' }, 'OK', 'P-00'],
  [{ text: '采用专利方法生产 中国发明专利 ZL201719900011.6', maker: '庚公司', product: '党参饮片' }, 'OK', 'P-00'],
  [{ text: '本饮片系按照专利方法获得的产品，发明专利ZL201719900011.6', maker: '庚公司', product: '党参饮片' }, 'OK', 'P-00'],
  [{ text: '中国发明专利 ZL201919900016.8 癸公司 外观设计新颖', maker: '癸公司', product: '扫地机刷头' }, 'OK', 'P-00'],
  [{ text: '实用新型专利 ZL201429900002.9 生产日期：2024.03.18', maker: '乙公司', product: '保温杯盖' }, 'OK', 'P-00'],
  [{ text: '实用新型专利 ZL201429900002.9 生产日期20240318', maker: '乙公司', product: '保温杯盖' }, 'OK', 'P-00'],
  [{ text: '实用新型专利 ZL201429900002.9', maker: '乙公司', product: '保温杯盖', made: '2024-05-19' }, 'OK', 'P-00'],
  [{ text: '实用新型 ZL202329900023.X 寅公司制造', maker: '寅公司', product: '可折叠蒸笼' }, 'OK', 'P-00'],
  [{ text: '专利号：ZL202119900018.4', maker: '南泽护具', product: '护膝' }, 'P_FAKE', 'P-01'],
  [{ text: '荣获国家发明专利 ZL202119900018.4', maker: '南泽护具', product: '护膝', where: 'nameplate' }, 'P_FAKE', 'P-01'],
  [{ text: '专利号：软著登字第1234567号', product: '台秤' }, 'P_FAKE', 'P-01'],
  [{ text: '国家专利 专利号：京作登字2022-F-00123', product: '抱枕' }, 'P_FAKE', 'P-01'],
  [{ text: '版权登记号：国作登字-2024-A-00099 (专利号)', product: '抱枕' }, 'P_FAKE', 'P-01'],
  [{ text: '专利编号：商标注册证第12345678号', product: '抱枕' }, 'P_FAKE', 'P-01'],
  [{ text: '专利号 检测报告编号 WT2023-118', product: '足贴' }, 'P_FAKE', 'P-01'],
  [{ text: '专利证书号：ISO9001认证', product: '足贴' }, 'P_FAKE', 'P-01'],
  [{ text: '专利产品（注：本厂未申请专利）', maker: '江阳小厂', product: '塑料盆' }, 'P_FAKE', 'P-01'],
  [{ text: '实用新型专利 ZL201829900009.9 生产日期：2023年6月1日', maker: '戊公司', product: '护眼台灯支架' }, 'P_FAKE', 'P-02'],
  [{ text: '发明专利 ZL 01 1 99012.0', maker: '辛公司', product: '节水阀', made: '2022-01' }, 'P_FAKE', 'P-02'],
  [{ text: '发明专利ZL01199012.0', maker: '辛公司', product: '节水阀', made: '2022-01' }, 'P_FAKE', 'P-02'],
  [{ text: '外观设计专利 ZL201539900006.7', maker: '丁公司', product: '水杯', made: '2025-03' }, 'P_FAKE', 'P-02'],
  [{ text: '外观设计专利 ZL201539900006.7', maker: '丁公司', product: '水杯', made: '2025-02' }, 'REVIEW', 'P-02'],
  [{ text: '外观设计专利 ZL201539900006.7', maker: '丁公司', product: '水杯', made: '2025' }, 'REVIEW', 'P-02'],
  [{ text: '实用新型专利 ZL201429900002.9', maker: '乙公司', product: '保温杯盖', made: '2024-05-20' }, 'P_FAKE', 'P-02'],
  [{ text: '国家发明专利 专利号:202419900007.X', maker: '甲公司', product: '连翘叶茶加工装置' }, 'P_FAKE', 'P-03'],
  [{ text: 'ZL202119900008.0', maker: '戊公司', product: '护眼贴' }, 'P_FAKE', 'P-03'],
  [{ text: '已获发明专利，公布号 CN119900007A', maker: '甲公司', product: '连翘叶茶加工装置' }, 'P_FAKE', 'P-03'],
  [{ text: '中国专利：CN 119900007 A', maker: '甲公司', product: '连翘叶茶加工装置' }, 'P_FAKE', 'P-03'],
  [{ text: '中国发明专利 ZL201919900001.1 制造商:北邙机械', product: '核桃开口机' }, 'P_FAKE', 'P-04'],
  [{ text: '发明专利 专利号：ZL201919900001.1', maker: '北邙机械厂', product: '核桃夹' }, 'P_FAKE', 'P-04'],
  [{ text: '发明专利 ZL201919900001.1 获甲公司专利授权生产', maker: '北邙机械厂', product: '核桃夹' }, 'REVIEW', 'P-04'],
  [{ text: '发明专利 ZL201919900001.1 专利权人：甲公司', maker: '北邙机械厂', product: '核桃夹' }, 'REVIEW', 'P-04'],
  [{ text: '发明专利 ZL201919900001.1 甲公司独占许可', maker: '北邙机械厂', product: '核桃夹' }, 'REVIEW', 'P-04'],
  [{ text: '中国发明专利 ZL201389900013.5', maker: '壬公司', product: '电热毛巾架' }, 'REVIEW', 'P-04'],
  [{ text: '国家发明专利ZL202229900003.8', maker: '乙公司', product: '折叠晾衣架' }, 'REVIEW', 'P-05'],
  [{ text: '外观设计专利 ZL202229900003.8', maker: '乙公司', product: '折叠晾衣架' }, 'P_MARK', 'P-05'],
  [{ text: '实用新型专利 ZL202139900005.8', maker: '丁公司', product: '台灯' }, 'P_MARK', 'P-05'],
  [{ text: '专利防蓝光技术 外观设计专利 ZL202039900004.9', maker: '丁公司', product: '台灯' }, 'REVIEW', 'P-05'],
  [{ text: '专利配方 外观设计 ZL202239900017.5', maker: '丙公司', product: '儿童水壶' }, 'REVIEW', 'P-05'],
  [{ text: '国家专利产品，品质保证', maker: '乙公司', product: '折叠晾衣架', where: 'main-image' }, 'P_AD', 'P-06'],
  [{ text: '荣获多项国家专利', maker: '乙公司', product: '折叠晾衣架', where: 'detail-page' }, 'P_AD', 'P-06'],
  [{ text: '独家专利技术，一擦就净', maker: '某厂', product: '拖把', where: 'detail-page' }, 'P_AD', 'P-06'],
  [{ text: '专利号：ZL202229900003.8', maker: '乙公司', product: '折叠晾衣架', where: 'detail-page' }, 'P_AD', 'P-06'],
  [{ text: '本品已申请国家专利，仿冒必究', maker: '某厂', product: '拖把', where: 'detail-page' }, 'P_AD', 'P-06'],
  [{ text: '实用新型专利 ZL201929900015.9 助力清洁', maker: '癸公司', product: '扫地机刷头', where: 'detail-page' }, 'P_AD', 'P-06'],
  [{ text: '拥有发明专利加持', maker: '某厂', product: '拖把', where: 'main-image' }, 'P_AD', 'P-06'],
  [{ text: '世界专利 PCT/CN2022/123456', maker: '小雾', product: '加湿器' }, 'P_FAKE', 'P-07'],
  [{ text: '专利号：PCT/CN2021/088888', maker: '小雾', product: '加湿器' }, 'P_FAKE', 'P-07'],
  [{ text: 'PCT国际专利申请号 PCT/CN2022/123456', maker: '小雾', product: '加湿器' }, 'REVIEW', 'P-07'],
  [{ text: 'PCT/CN2022/123456', maker: '小雾', product: '加湿器' }, 'REVIEW', 'P-07'],
  [{ text: '国际专利', maker: '小雾', product: '加湿器' }, 'REVIEW', 'P-07'],
  [{ text: '全球专利 独一无二', maker: '小雾', product: '加湿器' }, 'REVIEW', 'P-07'],
  [{ text: 'European Patent EP3456789B1', maker: '小雾', product: '加湿器' }, 'REVIEW', 'P-07'],
  [{ text: '美国发明专利 US11,234,567B2', maker: '小雾', product: '加湿器' }, 'REVIEW', 'P-07'],
  [{ text: '特許第6543210号', maker: '小雾', product: '加湿器' }, 'REVIEW', 'P-07'],
  [{ text: '国际专利 WO2023/123456', maker: '小雾', product: '加湿器' }, 'P_FAKE', 'P-07'],
  [
    {
      text: '实用新型专利证书 实用新型名称：多功能拖把 专利号 ZL202229900003.8 专利权人：洁帮日用',
      maker: '洁帮日用',
      product: '拖把',
      where: 'detail-page',
    },
    'P_FAKE',
    'P-09 P-04',
  ],
  [{ text: 'Patent No.: ZL202239900017.5', maker: '丙公司', product: '儿童水壶' }, 'P_MARK', 'P-11'],
  [{ text: '专利号ZL202239900017.5', maker: '丙公司', product: '儿童水壶' }, 'P_MARK', 'P-11'],
  [{ text: 'Utility Model Patent ZL202229900003.8', maker: '乙公司', product: '折叠晾衣架' }, 'P_MARK', 'P-11'],
  [{ text: '实用新型专利号 2022 2 9900003.8', maker: '乙公司', product: '折叠晾衣架' }, 'P_MARK', 'P-12'],
  [{ text: '中国外观设计专利 CN202239900017.5', maker: '丙公司', product: '儿童水壶' }, 'P_MARK', 'P-12'],
  [{ text: '国家专利 仿冒必究', maker: '丙公司', product: '儿童水壶' }, 'P_MARK', 'P-13'],
  [{ text: '专利技术', maker: '江阳小厂', product: '塑料盆' }, 'REVIEW', 'P-13'],
  [{ text: '本品受专利保护', maker: '江阳小厂', product: '塑料盆' }, 'REVIEW', 'P-13'],
  [{ text: '专利设计 翻版必究', maker: '江阳小厂', product: '塑料盆', where: 'nameplate' }, 'REVIEW', 'P-13'],
  [{ text: '申请号:202419900007.X 专利申请，尚未授权', maker: '甲公司', product: '连翘叶茶加工装置' }, 'P_MARK', 'P-14'],
  [{ text: '发明专利申请中 申请号 202419900007.X', maker: '甲公司', product: '连翘叶茶加工装置' }, 'P_MARK', 'P-14'],
  [{ text: '专利申请中', maker: '甲公司', product: '连翘叶茶加工装置' }, 'P_MARK', 'P-14'],
  [{ text: '授权公告号：CN219900003U 实用新型专利', maker: '乙公司', product: '折叠晾衣架' }, 'P_MARK', 'P-15'],
  [{ text: '外观设计专利号：CN309900017S', maker: '丙公司', product: '儿童水壶' }, 'P_MARK', 'P-15'],
  [{ text: '中国实用新型专利 ZL202229900030.8', maker: '乙公司', product: '折叠晾衣架' }, 'P_MARK', 'P-16'],
  [{ text: '发明专利 ZL201991900001.1', maker: '甲公司', product: '核桃开口机' }, 'P_MARK', 'P-16'],
  [{ text: '发明专利 ZL201919900001.2', maker: '甲公司', product: '核桃开口机' }, 'P_MARK', 'P-16'],
  [{ text: '发明专利 ZL201919900001', maker: '甲公司', product: '核桃开口机' }, 'P_MARK', 'P-16'],
  [{ text: '发明专利 ZL201919900001.2', maker: '北邙机械', product: '核桃开口机' }, 'REVIEW', 'P-16'],
  [{ text: '专利号:ZL20231012345', maker: '某厂', product: '拖把' }, 'REVIEW', 'P-16'],
  [{ text: '发明专利 ZL2023101***56.7', maker: '某厂', product: '拖把' }, 'REVIEW', 'P-16'],
  [{ text: '发明专利 ZL202310123456.7', maker: '某厂', product: '拖把' }, 'REVIEW', 'P-16'],
  [{ text: '发明专利 ZL201719900011.6', maker: '庚公司', product: '党参饮片' }, 'P_MARK', 'P-17'],
  [{ text: '实用新型专利 ZL201929900015.9', maker: '癸公司', product: '扫地机刷头' }, 'REVIEW', 'P-18'],
  [
    { text: '实用新型专利 ZL201929900015.9', maker: '癸公司', product: '扫地机刷头', made: '2023-01', where: 'nameplate' },
    'P_FAKE',
    'P-18',
  ],
  [{ text: '发明专利申请 申请号202119900008.0 专利申请,尚未授权', maker: '戊公司', product: '护眼贴' }, 'REVIEW', 'P-18'],
  [{ text: '客服电话 020-19990001 订单编号 2019199000011' }, 'OK', ''],
  [{ text: '本店专业代办专利申请、商标注册' }, 'OK', ''],
  [{ text: '如有侵犯您的专利请联系客服处理', product: '拖把', where: 'detail-page' }, 'OK', ''],
  [{ text: '本品不涉及任何专利', product: '拖把' }, 'OK', ''],
  [{ text: '专利侵权纠纷与平台无关', product: '拖把', where: 'detail-page' }, 'OK', ''],
  [{ text: '国家知识产权局专利局 地址:北京', product: '图书' }, 'OK', ''],
  [{ text: '专利法详解 第三版', product: '专利法详解 图书' }, 'OK', ''],
  [{ text: '执行标准 GB/T 29490-2013 生产许可证 XK16-001-00123' }, 'OK', ''],
  [{ text: 'Apple iPhone 15 A3092 Model 2023' }, 'OK', ''],
  [{ text: '微信 zl20190105 加我' }, 'OK', ''],
  [{ text: '货号ZL2019 尺码L', product: '短袖' }, 'OK', ''],
  [{ text: '统一社会信用代码 91330000123456789X' }, 'OK', ''],
  [{ text: '快递单号 SF2019199000011' }, 'OK', ''],
  [{ text: '发明于1998年的老味道', product: '辣酱' }, 'OK', ''],
  [{ text: '外观时尚 设计新颖', product: '台灯', where: 'detail-page' }, 'OK', ''],
  [{ text: '专利药品说明', product: '图书' }, 'OK', ''],
]

describe('a label', () => {
  it.each(LABELS)('%j is $1 ($2)', (label, outcome, rules) => expectJudged(labelled(label), outcome, rules))
})

const LISTINGS: [Listing, Outcome, rules: string][] = [
  [
    { title: '折叠晾衣架 家用', attributes: { 专利号: 'ZL202229900003.8', 专利类型: '实用新型专利' }, producer: { name: '乙公司' } },
    'OK',
    'P-00',
  ],
  [
    { title: '折叠晾衣架 家用', attributes: { 专利号: '202229900003.8', 专利类型: '实用新型' }, producer: { name: '乙公司' } },
    'OK',
    'P-00',
  ],
  [{ title: '折叠晾衣架 家用', attributes: { 是否专利货源: '否', 品牌: '乙' } }, 'OK', ''],
  [{ title: '专利折叠晾衣架 家用', description: '中国实用新型专利 ZL202229900003.8', producer: { name: '乙公司' } }, 'OK', 'P-00'],
  [{ title: '实用新型专利 折叠晾衣架', producer: { name: '乙公司' } }, 'P_AD', 'P-06'],
  [{ title: '【国家专利】防滑拖鞋 浴室' }, 'P_AD', 'P-06'],
  [{ title: '防滑拖鞋 专利防滑纹 浴室' }, 'P_AD', 'P-06'],
  [{ title: '防滑拖鞋 专利款' }, 'P_AD', 'P-06'],
  [{ title: '防滑拖鞋 获国家专利认证' }, 'P_AD', 'P-06'],
  [{ title: '✨专利新品✨ 拖把' }, 'P_AD', 'P-06'],
  [{ title: '拖把', description: '采用专利双驱动结构，旋转更轻松。' }, 'P_AD', 'P-06'],
  [{ title: '拖把', description: '本产品拥有3项实用新型专利、1项发明专利。' }, 'P_AD', 'P-06'],
  [{ title: '拖把', description: '厂家自主研发，专利在手，抄袭必究' }, 'P_AD', 'P-06'],
  [{ title: '专利代理 专利申请 加急受理' }, 'OK', ''],
  [{ title: '专利转让 实用新型专利购买 评职称' }, 'OK', ''],
  [{ title: '专利审查指南 2023 知识产权出版社' }, 'OK', ''],
  [{ title: '专利撰写实务 图书 正版', category: ['图书'] }, 'OK', ''],
  [{ title: '拖把', description: '公模产品，无专利纠纷，可跨境' }, 'OK', ''],
  [{ title: '拖把', description: '外观无专利侵权风险，放心售卖' }, 'OK', ''],
  [{ title: '拖把', description: '非专利款，普通款' }, 'OK', ''],
  [{ title: '拖把', description: '本店尊重他人专利权，如有问题请联系我们' }, 'OK', ''],
  [{ title: '二手 专利文献资料 合订本' }, 'OK', ''],
  [{ title: '拖把', description: '专利已过期的经典款式' }, 'OK', ''],
  [
    { title: '扳手', labels: [{ where: 'package', text: '国家发明专利 ZL202029900031.0' }], producer: { name: '申港五金' } },
    'P_FAKE',
    'P-01 P-05',
  ],
  [{ title: '护膝', description: '国家发明专利，专利号 ZL202119900018.4', producer: { name: '南泽护具' } }, 'P_FAKE', 'P-01'],
  [
    {
      labels: [{ where: 'package', text: '中国发明专利 ZL201919900001.1、实用新型专利 ZL202119900018.4' }],
      title: '核桃开口机',
      producer: { name: '甲公司' },
    },
    'P_FAKE',
    'P-01',
  ],
  [
    {
      labels: [{ where: 'package', text: '实用新型专利 ZL202229900003.8ZL202139900005.8' }],
      title: '折叠晾衣架',
      producer: { name: '乙公司' },
    },
    'P_FAKE',
    'P-04',
  ],
  [
    { labels: [{ where: 'package', text: '专利号:ZL-2022-2-9900003-8 实用新型' }], title: '折叠晾衣架', producer: { name: '乙公司' } },
    'OK',
    'P-00',
  ],
  [
    { labels: [{ where: 'package', text: '专利号:ZL.2022.2.9900003.8 实用新型' }], title: '折叠晾衣架', producer: { name: '乙公司' } },
    'OK',
    'P-00',
  ],
  [
    { labels: [{ where: 'package', text: 'ZI202229900003.8 实用新型专利' }], title: '折叠晾衣架', producer: { name: '乙公司' } },
    'OK',
    'P-00',
  ],
  [
    { labels: [{ where: 'package', text: '2L202229900003.8 实用新型专利' }], title: '折叠晾衣架', producer: { name: '乙公司' } },
    'OK',
    'P-00',
  ],
  [
    {
      labels: [{ where: 'package', text: '实用新型专利（ZL202229900003.8）' }],
      title: '折叠晾衣架',
      seller: { name: '乙公司旗舰店', kind: 'flagship', badgeVerified: true },
    },
    'OK',
    'P-00',
  ],
  [
    {
      labels: [{ where: 'package', text: '中国发明专利 ZL201919900001.1' }],
      title: '核桃开口机',
      producer: { name: '代工厂' },
      seller: { name: '甲公司旗舰店', kind: 'flagship', badgeVerified: true },
    },
    'OK',
    'P-00',
  ],
  [
    {
      labels: [{ where: 'package', text: '中国发明专利 ZL201919900001.1' }],
      title: '核桃开口机',
      producer: { name: '代工厂' },
      seller: { name: '甲公司官方旗舰店', kind: 'business', badgeVerified: false },
    },
    'P_FAKE',
    'P-04',
  ],
  [
    {
      labels: [{ where: 'package', text: '实用新型专利 ZL201429900002.9' }],
      title: '保温杯盖',
      producer: { name: '乙公司' },
      attributes: { 生产日期: '2024-01-05' },
    },
    'OK',
    'P-00',
  ],
  [
    {
      labels: [{ where: 'package', text: '实用新型专利 ZL201429900002.9' }],
      title: '保温杯盖',
      producer: { name: '乙公司' },
      attributes: { 生产日期: '2025年3月' },
    },
    'P_FAKE',
    'P-02',
  ],
  [
    {
      labels: [{ where: 'package', text: '实用新型专利 ZL201429900002.9 制造日期 2025/03/01' }],
      title: '保温杯盖',
      producer: { name: '乙公司' },
    },
    'P_FAKE',
    'P-02',
  ],
  [{ title: '保温杯盖 实用新型专利ZL201429900002.9', producer: { name: '乙公司' } }, 'P_AD', 'P-06'],
  [
    {
      title: '保温杯盖',
      seller: { name: '乙公司店' },
      labels: [{ where: 'main-image', text: '国家实用新型专利 专利号ZL 2014 2 9900002.9' }],
      producer: { name: '乙公司' },
    },
    'P_AD',
    'P-06',
  ],
  [{ title: '连翘叶茶加工机 国家发明专利申请中', producer: { name: '甲公司' } }, 'P_AD', 'P-06'],
  [{ title: '眼罩', description: '专利号: 粤作登字-2023-F-00001234' }, 'P_FAKE', 'P-01'],
  [{ title: '眼罩', description: '已通过国家专利（软著登字第1234567号）' }, 'P_FAKE', 'P-01'],
  [{ title: '加湿器', description: '已取得国际专利，畅销全球' }, 'REVIEW', 'P-07'],
  [{ title: '加湿器 欧盟专利设计' }, 'REVIEW', 'P-07'],
  [{ title: '鼠标 罗技 G502 正品', seller: { name: '数码店' } }, 'OK', ''],
  [
    {
      labels: [{ where: 'package', text: '专利号 ZL202229900003.8 实用新型 专利产品 仿冒必究' }],
      title: '折叠晾衣架',
      producer: { name: '乙公司' },
    },
    'OK',
    'P-00',
  ],
  [
    { labels: [{ where: 'package', text: 'Patent No.202229900003.8' }], title: '折叠晾衣架', producer: { name: '乙公司' } },
    'P_MARK',
    'P-11 P-12',
  ],
  [
    { labels: [{ where: 'package', text: '发明专利 ZL201389900013.5' }], title: '净水器滤芯 PP棉', producer: { name: '壬公司' } },
    'OK',
    'P-00',
  ],
  [
    { labels: [{ where: 'package', text: '外观设计专利 ZL202039900004.9' }], title: 'LED护眼灯 书桌', producer: { name: '丁公司' } },
    'OK',
    'P-00',
  ],
  [
    {
      labels: [{ where: 'detail-page', text: '实用新型专利证书 专利号:ZL202229900003.8 专利权人:乙公司 实用新型名称:折叠晾衣架' }],
      title: '折叠晾衣架',
      producer: { name: '乙公司' },
    },
    'OK',
    'P-00',
  ],
  [
    {
      labels: [{ where: 'detail-page', text: '外观设计专利证书 证书号第77号 专利号 ZL202039900004.9 专利权人 丁公司' }],
      title: '台灯',
      producer: { name: '丁公司' },
    },
    'OK',
    'P-00',
  ],
  [{ title: '茶具 景德镇 手工', description: '非物质文化遗产传承人作品' }, 'OK', ''],
  [{ title: '手机壳 适用苹果15', attributes: { 专利: '无' } }, 'OK', ''],
  [
    {
      labels: [{ where: 'package', text: '品名:核桃开口机 型号:HT-01 专利号:ZL201919900001.1(发明) 制造商:甲公司 执行标准:GB/T 1234' }],
      title: '核桃开口机',
    },
    'OK',
    'P-00',
  ],
  [
    {
      labels: [{ where: 'package', text: '专利类型：发明 专利号：ZL 201919900001.1 专利名称：核桃开口机' }],
      title: '核桃开口机',
      producer: { name: '甲公司' },
    },
    'OK',
    'P-00',
  ],
  [
    { labels: [{ where: 'package', text: 'ZL号：201919900001.1 发明专利' }], title: '核桃开口机', producer: { name: '甲公司' } },
    'OK',
    'P-00',
  ],
  [
    {
      labels: [{ where: 'package', text: '实用新型、发明双专利：ZL202229900003.8、ZL201919900016.8' }],
      title: '折叠晾衣架 扫地机刷头 套装',
      producer: { name: '乙公司' },
    },
    'P_FAKE',
    'P-04',
  ],
  [
    {
      labels: [{ where: 'package', text: 'ZL201919900016.8（发明）、ZL201929900015.9（实用新型）', productionDate: '2021-01' }],
      title: '扫地机刷头',
      producer: { name: '癸公司' },
    },
    'OK',
    'P-00',
  ],
  [{ labels: [{ where: 'package', text: '专利产品 专利号见盒底' }], title: '塑料盆', producer: { name: '某厂' } }, 'REVIEW', 'P-13'],
  [{ labels: [{ where: 'package', text: '专利号：无' }], title: '塑料盆', producer: { name: '某厂' } }, 'OK', ''],
  [{ labels: [{ where: 'package', text: '专利号：申请中' }], title: '塑料盆', producer: { name: '某厂' } }, 'REVIEW', 'P-14'],
  [{ labels: [{ where: 'package', text: '本产品受中国专利法保护' }], title: '塑料盆', producer: { name: '某厂' } }, 'REVIEW', 'P-13'],
  [{ labels: [{ where: 'main-image', text: '经国家专利局认证产品' }], title: '塑料盆', producer: { name: '某厂' } }, 'P_AD', 'P-06'],
  [
    {
      labels: [{ where: 'package', text: '受理号：202419900007.X 发明专利已受理' }],
      title: '连翘叶茶加工装置',
      producer: { name: '甲公司' },
    },
    'P_MARK',
    'P-14',
  ],
  [
    { labels: [{ where: 'package', text: '发明专利申请号 ZL202419900007.X' }], title: '连翘叶茶加工装置', producer: { name: '甲公司' } },
    'P_FAKE',
    'P-03',
  ],
  [
    {
      labels: [{ where: 'package', text: 'ZL202419900007.X 专利申请，尚未授权' }],
      title: '连翘叶茶加工装置',
      producer: { name: '甲公司' },
    },
    'P_MARK',
    'P-14',
  ],
  [
    { labels: [{ where: 'package', text: '中国发明专利 ZL2019199000011.1' }], title: '核桃开口机', producer: { name: '甲公司' } },
    'P_MARK',
    'P-16',
  ],
  [
    { labels: [{ where: 'package', text: 'ZL 2022 2\n9900003.8 实用新型专利' }], title: '折叠晾衣架', producer: { name: '乙公司' } },
    'OK',
    'P-00',
  ],
  [{ title: '专利事务所 商标专利一站式' }, 'OK', ''],
  [{ title: '拖把', description: '专利相关问题请联系客服' }, 'OK', ''],
  [{ title: '拖把', description: '专利情况：暂无' }, 'OK', ''],
  [{ title: '手工皂 专利配方 祛痘' }, 'P_AD', 'P-06'],
  [{ title: '儿童牙刷 专利软毛', description: '实用新型专利号：ZL202229900003.8', producer: { name: '乙公司' } }, 'REVIEW', 'P-04'],
  [{ title: '保温杯', description: '我司拥有50多项专利，是高新技术企业' }, 'REVIEW', 'P-06'],
  [{ title: '商标 专利 版权 登记 高新认定 一站式' }, 'OK', ''],
  [{ title: '儿童读物 专利的故事 精装' }, 'OK', ''],
  [{ title: '拖把', description: '公版产品，无需专利授权，放心售卖' }, 'OK', ''],
  [{ title: '折叠凳 专利 便携' }, 'P_AD', 'P-06'],
  [{ title: '折叠凳 [专利] 便携' }, 'P_AD', 'P-06'],
  [{ title: '折叠凳 专利产品 诚招代理加盟' }, 'P_AD', 'P-06'],
  [{ title: '折叠凳', description: '全网首发·专利侵权必究' }, 'P_AD', 'P-06'],
  [{ title: '专利代理师资格考试 辅导课程' }, 'OK', ''],
  [{ title: '评职称 专利 著作 论文 协助' }, 'OK', ''],
  [
    { title: '核桃开口机', attributes: { 生产厂家: '甲公司' }, labels: [{ where: 'package', text: '发明专利 ZL201919900001.1' }] },
    'OK',
    'P-00',
  ],
  [
    {
      title: '核桃开口机',
      brand: '甲公司',
      producer: { name: '代工厂' },
      labels: [{ where: 'package', text: '发明专利 ZL201919900001.1' }],
    },
    'OK',
    'P-00',
  ],
  [
    { title: '核桃开口机', attributes: { 生产企业: '北邙机械' }, labels: [{ where: 'package', text: '发明专利 ZL201919900001.1' }] },
    'P_FAKE',
    'P-04',
  ],
  [
    {
      labels: [{ where: 'package', text: '发明专利 ZL201919900001.1（申请公布号 CN110000001A）' }],
      title: '核桃开口机',
      producer: { name: '甲公司' },
    },
    'OK',
    'P-00',
  ],
  [
    {
      title: '核桃开口机',
      producer: { name: '甲公司' },
      labels: [
        { where: 'package', text: '中国发明专利 ZL201919900001.1' },
        { where: 'package', text: '授权公告号 CN110000001B' },
      ],
    },
    'OK',
    'P-00',
  ],
  [
    { labels: [{ where: 'package', text: '发明专利申请公布号：CN119900007A' }], title: '连翘叶茶加工装置', producer: { name: '甲公司' } },
    'P_MARK',
    'P-14',
  ],
  [{ title: '按摩仪 已申请PCT国际专利' }, 'REVIEW', 'P-07'],
  [{ labels: [{ where: 'package', text: '发明专利 ZL201919900001.1 甲公司', productionDate: '2026-03' }] }, 'OK', 'P-00'],
  [{ labels: [{ where: 'package', text: '实用新型专利 ZL201429900002.9 乙公司', productionDate: '2026-03' }] }, 'P_FAKE', 'P-02'],
]

describe('a listing', () => {
  it.each(LISTINGS)('%j is $1 ($2)', (listing, outcome, rules) => expectJudged(listing, outcome, rules))
})

describe('the date of conduct', () => {
  const page = (asOf: string): string =>
    assessor.assess(
      { title: '水杯', producer: { name: '丁公司' }, labels: [{ where: 'detail-page', text: '外观设计专利 专利号 ZL201539900006.7' }] },
      { asOf },
    ).outcome

  it('makes the same page lawful the day before the right ends and an unlawful advertisement from that day on', () => {
    expect(page('2025-01-31')).toBe('OK')
    expect(page('2025-02-01')).toBe('P_AD')
  })

  it('leaves a register snapshot of more than 90 days with questions and no accusations', () => {
    const rules = loadRules({ families: ['patent'] })
    const old = createAssessor({ registry: mockRegister('2026-08-01'), rules, matcher: { match: () => [] }, today: () => '2026-11-15' })
    for (const [label] of LABELS) {
      const { findings } = old.assess(labelled(label), { asOf: '2026-11-15' })
      // What a label says of itself (no category, a wrong one) needs no register.
      const resting = findings.filter(
        (finding) => finding.evidence[0]?.signal === 'patent.mark' && !['P-05', 'P-06'].includes(finding.rule),
      )
      expect(resting.filter((finding) => finding.verdict !== 'REVIEW').map((finding) => [finding.rule, label.text])).toEqual([])
    }
  })
})

describe('a register that is partial or not there', () => {
  const absent = labelled({ text: '中国发明专利 ZL202119900018.4', maker: '南泽护具', product: '护膝' })
  it('turns "not found" into a question', () => {
    const partial = createAssessor({
      registry: mockRegister('2026-11-01', false),
      rules: loadRules({ families: ['patent'] }),
      matcher: { match: () => [] },
      today: () => '2026-11-15',
    })
    const none = createAssessor({
      registry: {},
      rules: loadRules({ families: ['patent'] }),
      matcher: { match: () => [] },
      today: () => '2026-11-15',
    })
    expect(partial.assess(absent, { asOf: '2026-11-15' }).outcome).toBe('REVIEW')
    const got = none.assess(absent, { asOf: '2026-11-15' })
    expect(got.outcome).toBe('REVIEW')
    expect(got.findings[0]?.missing.map((fact) => fact.lookup)).toContain('专利登记簿（patents.csv）')
  })
})
