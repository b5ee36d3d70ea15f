import { holder, zl } from '../registry/patents.ts'
import { pair } from './pair.ts'
import type { Pair } from './pair.ts'

/** Unlawful patent advertising (广告法 12). */
export const PATENT_ADVERTISING: Pair[] = [
  pair(
    'P-06',
    'P_AD',
    'kitchen',
    '标题只称专利产品，未标专利号和种类',
    { shop: '厨事半饱百货', town: '永康', title: '专利产品 免打孔刀架 厨房多功能收纳', price: [39, '个'] },
    {
      shop: '台岭家居经营部',
      town: '台州',
      title: '防风衣夹 强力大号 12只',
      price: [9.8, '包'],
      maker: [holder('clothesPeg'), '台州'],
      text: `本品为实用新型专利产品，专利号：${zl('clothesPeg')}，专利权人台岭家居用品有限公司。`,
    },
  ),
  pair(
    'P-06',
    'P_AD',
    'lamps',
    '标题宣称国家专利，未标专利号和种类',
    { shop: '暖冬小家电行', town: '慈溪', title: '国家专利 石墨烯取暖器 速热省电', price: [159, '台'] },
    {
      shop: '知桥代理服务部',
      town: '北京',
      title: '专利代办 实用新型外观申请 代写材料',
      price: [680, '次'],
      text: '提供专利申请代理服务，不出售商品。',
    },
  ),
  pair(
    'P-06',
    'P_AD',
    'kitchen',
    '详情页以已期满的外观设计专利作广告',
    {
      shop: '家务能手日用',
      town: '永康',
      title: '平板拖把 免手洗 客厅一拖净',
      price: [45, '把'],
      maker: [holder('mop'), '永康'],
      text: `本品荣获外观设计专利，专利号：${zl('mop')}，仿冒必究。`,
    },
    {
      shop: '光栈照明经营部',
      town: '中山',
      title: '折叠台灯 白色简约 送收纳袋',
      price: [89, '台'],
      maker: [holder('deskLamp'), '中山'],
      text: `本品取得外观设计专利，专利号：${zl('deskLamp')}。`,
    },
  ),
  pair(
    'P-06',
    'P_AD',
    'farm',
    '标题宣称发明专利技术，未标专利号',
    { shop: '壮根农资批发', town: '寿光', title: '发明专利技术 生根壮苗育苗基质 50升', price: [32, '袋'] },
    { shop: '学苑图书专营店', kind: 'multi-brand', badge: true, town: '北京', title: '专利法教程 图书 法学专业教材', price: [49, '本'] },
  ),
]
