import type { Day, PatentStatus, PatentType } from '../../domain/index.ts'
import { withCheck } from '../codes.ts'

/** One entry of the invented patent register. Serials 990xxxx lie outside what was ever given out. */
export interface MarketPatent {
  /** With check digit, without ZL. */
  number: string
  type: PatentType
  status: PatentStatus
  filed: Day
  ended?: Day
  holder: string
  licensees: string[]
  title: string
  method: boolean
}

const TYPES: Record<string, PatentType> = { '1': 'invention', '2': 'utility-model', '3': 'design' }

/** name | 12 digits | status | filed | ended | holder | licensees | title | method */
const TABLE = `
walnutPeeler|202019901131|granted|2020-04-17||沐溪机电有限公司||青核桃脱皮机|
clothesPeg|202329901132|granted|2023-03-08||台岭家居用品有限公司|临澜塑业有限公司|防风衣夹|
cupLid|201429901133|expired|2014-06-12|2024-06-12|铂川杯业有限公司||保温杯密封盖|
deskLamp|202139901134|granted|2021-08-20||光栈照明有限公司||折叠台灯|
kettle|201939901135|granted|2019-05-06||沸泉电器有限公司||电水壶|
teaRoller|202419901136|pending|2024-02-19||云台茶机有限公司||连翘叶茶揉捻机|
eyePatch|202219901137|rejected|2022-03-14|2024-09-30|清瞳康护用品有限公司||热敷眼贴|
neckPillow|201829901138|lapsed|2018-07-25|2022-07-25|眠云家纺有限公司||颈椎枕|
waterFilter|201619901139|invalidated|2016-10-11|2024-04-02|泉隐净水科技有限公司||净水滤芯|
codonopsis|201819901140|granted|2018-03-22||太行参源药业有限公司||党参饮片的炮制方法|method
brushGivenUp|202029901141|abandoned|2020-09-15|2023-02-10|扫月智能科技有限公司||扫地机滚刷|
brush|202019901142|granted|2020-09-15||扫月智能科技有限公司||扫地机滚刷|
childCup|202239901143|granted|2022-05-30||稚湾母婴用品有限公司||儿童吸管杯|
sprayer|202129901144|granted|2021-04-27||雾田农械有限公司||电动喷雾器|
drillChuck|201729901145|granted|2017-05-18||锐砺工具有限公司||电钻夹头|
steamer|202329901146|granted|2023-09-05||笼边厨具有限公司||折叠蒸格|
vinegar|201919901147|granted|2019-11-08||酝秋酿造有限公司||食醋熏醅方法|method
mop|201539901148|expired|2015-03-09|2025-03-09|净拓家居有限公司||平板拖把|
schoolbag|202319901149|withdrawn|2023-06-01|2025-01-15|肩行箱包有限公司||护脊书包|
phoneStand|202429901150|granted|2024-05-13||立擎数码有限公司||手机支架|
sieve|201219901151|granted|2012-09-03||粒选机械有限公司||粮食筛选机|
pepperPicker|202229901152|granted|2022-10-19||椒娘农具有限公司|椒岭五金厂|花椒采摘器|
footBath|201329901153|expired|2013-08-01|2023-08-01|暖足电器有限公司||足浴盆|
lunchBox|202339901154|granted|2023-01-11||格子厨居有限公司||分格饭盒|
seedTray|202419901155|pending|2024-07-02||绿穴农业科技有限公司||蔬菜育苗盘|
heatPad|202019901156|granted|2020-12-03||艾宿堂保健用品有限公司||艾草热敷包|
`

export const PATENTS: ReadonlyMap<string, MarketPatent> = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [key = '', digits = '', status = '', filed = '', ended = '', holder = '', licensees = '', title = '', method] = line.split('|')
      const patent: MarketPatent = {
        number: withCheck(digits),
        type: TYPES[digits[4] ?? ''] ?? 'invention',
        status: status as PatentStatus,
        filed,
        ...(ended ? { ended } : {}),
        holder,
        licensees: licensees ? [licensees] : [],
        title,
        method: method === 'method',
      }
      return [key, patent]
    }),
)

export function patent(key: string): MarketPatent {
  const found = PATENTS.get(key)
  if (!found) throw new RangeError(`no such patent in the market: ${key}`)
  return found
}

/** The number as it stands on a label. */
export function zl(key: string): string {
  return `ZL${patent(key).number}`
}

export function holder(key: string): string {
  return patent(key).holder
}
