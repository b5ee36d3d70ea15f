import { steadyLife } from './life.ts'
import type { Seller } from './market.ts'
import type { Draft } from './ordinary.ts'
import { place } from './places.ts'
import { shopPrice } from './prices.ts'
import { randomOf } from './random.ts'
import { ornament } from './titles.ts'

/** Well-known goods that ordinary shops resell at ordinary prices: department | brand | goods | spec | per | usual price | place of origin. */
const GOODS = `
condiment|海天|海天金标生抽酿造酱油|1.9L|瓶|19.9|佛山
condiment|李锦记|李锦记旧庄蚝油|510g|瓶|13.8|新会
condiment|老干妈|老干妈风味豆豉油制辣椒|280g*2|瓶|19.5|
drinks|农夫山泉|农夫山泉饮用天然水|550ml*24|箱|32.9|
drinks|王老吉|王老吉凉茶植物饮料|310ml*12|箱|42.9|
drinks|红牛|红牛维生素功能饮料|250ml*24|箱|118|
drinks|雪碧|雪碧柠檬味汽水|330ml*24|箱|46.9|
snacks|大白兔|大白兔原味奶糖|500g|袋|29.9|上海
snacks|康师傅|康师傅红烧牛肉面|5连包*4|箱|49.9|
snacks|洽洽|洽洽香瓜子|308g*3|袋|33.9|
care|蓝月亮|蓝月亮深层洁净洗衣液|3kg|瓶|39.9|广州
care|舒肤佳|舒肤佳纯白香皂|115g*4|组|17.9|
care|维达|维达超韧抽纸|130抽*24包|箱|49.9|
care|清风|清风原木纯品抽纸|110抽*30包|箱|46.9|
phone|小米|小米有线耳机3.5mm|白色|副|45|
phone|绿联|绿联Type-C数据线|1米|条|19.9|深圳
kitchen|苏泊尔|苏泊尔真不锈炒锅|32cm|口|269|
kitchen|富光|富光双层玻璃杯|320ml|个|35.9|
tools|得力|得力家用卷尺|5米|把|12.9|
shoes|回力|回力经典帆布鞋|35-44码|双|59|
shoes|安踏|安踏男跑步鞋网面|39-45码|双|189|晋江
clothing|南极人|南极人男士保暖内衣套装|170-185|套|79|
lamps|公牛|公牛三位插座1.8米|GN系列|个|36.9|慈溪
books|晨光|晨光按动中性笔0.5|12支|盒|18.8|上海
baby|好孩子|好孩子轻便折叠婴儿车|灰色|台|399|
`

/** Ordinary resale of goods under well-known marks, by shops that are neither the owner's nor badged for it: no lead (law.md 14.11). */
export function resaleOffers(seed: number, sellers: readonly Seller[]): Draft[] {
  return GOODS.trim()
    .split('\n')
    .flatMap((line) => {
      const [department = '', brand = '', name = '', spec = '', per = '', usual = '', town = ''] = line.split('|')
      const random = randomOf(seed, 'resale', name)
      const shops = sellers.filter(
        (seller) =>
          seller.departments.includes(department) &&
          seller.kind !== 'flagship' &&
          seller.kind !== 'brand-store' &&
          seller.kind !== 'brand-owner',
      )
      return random.sample(shops, 3).map((seller, number): Draft => {
        const amount = shopPrice(random, Number(usual) * (0.9 + random.next() * 0.15))
        const life = steadyLife(random, amount)
        return {
          ref: `resale/${name}/${number}`,
          platform: seller.platform,
          seller,
          department,
          facts: {
            title: ornament(random, seller.platform, `${name} ${spec}`),
            brand,
            price: { amount, currency: 'CNY', per },
            description: `${name}，${spec}，全新未拆封，可开发票，支持七天无理由。`,
            attributes: { 规格: spec, 品牌: brand },
            ...(town ? { origin: place(town).name } : {}),
            shipFrom: seller.region,
            sales: random.int(20, 4000),
            reviews: random.int(3, 400),
            condition: 'new',
            channel: 'online',
          },
          from: life.from,
          to: life.to,
          changes: life.changes,
        }
      })
    })
}
