/** What the values of a column look like; `text` is anything. */
export type ValueType = 'text' | 'date' | 'month' | 'amount' | 'count' | 'credit-code' | 'url'

/** A place in a Listing that a column can fill. */
export interface TargetField {
  /** Path in the Listing, as in error messages. */
  path: string
  /** Its Chinese name, in previews and for `--columns`. */
  zh: string
  type: ValueType
  /** Headings of inspection forms, complaint exports and shop tables, without blanks. */
  headings: readonly string[]
}

/** In the order in which they win where one column could be two of them. */
export const TARGET_FIELDS: readonly TargetField[] = [
  {
    path: 'title',
    zh: '标题',
    type: 'text',
    headings: [
      '商品名称', '产品名称', '品名', '货品名称', '货物名称', '物品名称', '商品标题', '宝贝标题', '宝贝名称', '标题', '样品名称', '食品名称', '商品',
      '涉诉商品', '被投诉商品', '投诉商品', '涉及商品', '涉及商品名称', '涉诉商品名称', '商品服务名称', '商品或服务名称', '涉案商品', '客体名称', '涉及客体', '涉及客体名称', '消费品名称', '涉案物品名称', 'title', 'name', 'product',
    ],
  },
  { path: 'labels.package', zh: '标签', type: 'text', headings: ['标签内容', '标签', '包装标识', '包装文字', '外包装标注', '外包装标识', '标识标注', '标注内容', '产品标识', '标识内容', '包装标注'] },
  { path: 'labels.nameplate', zh: '铭牌', type: 'text', headings: ['铭牌', '铭牌内容', '铭牌文字', '吊牌内容'] },
  { path: 'labels.shop-sign', zh: '招牌', type: 'text', headings: ['招牌', '店招', '门头', '招牌内容', '店招内容', '门头招牌', '摊位招牌', '招牌文字'] },
  { path: 'labels.productionDate', zh: '生产日期', type: 'month', headings: ['生产日期', '制造日期', '出厂日期', '生产日期批号', '生产日期或批号'] },
  { path: 'brand', zh: '品牌', type: 'text', headings: ['品牌', '商标', '商标名称', '品牌名称', '标称商标', '注册商标', '品牌商标', '品牌名称型号', '商标品牌', 'brand'] },
  { path: 'price', zh: '价格', type: 'amount', headings: ['单价', '价格', '售价', '标价', '零售价', '销售价', '销售价格', '销售单价', '现价', '商品价格', '商品单价', '成交价', '单价元', '价格元', '售价元', 'price'] },
  { path: 'price.per', zh: '单位', type: 'text', headings: ['单位', '计价单位', '计量单位', '销售单位'] },
  {
    path: 'seller.name',
    zh: '经营者',
    type: 'text',
    headings: [
      '经营者', '经营者名称', '经营户', '经营户名称', '商户', '商户名称', '店铺', '店铺名称', '店名', '商家', '商家名称', '摊主', '摊主姓名', '摊位名称', '市场主体', '市场主体名称', '主体名称',
      '单位名称', '企业名称', '被检查单位', '被检查人', '被检查对象', '检查对象', '当事人', '当事人名称', '被投诉人', '被投诉人名称', '被投诉企业', '被投诉企业名称', '被投诉方', '被投诉单位',
      '被投诉主体', '被投诉主体名称', '被举报人', '被举报人名称', '被举报方', '被举报单位', '涉诉主体', '涉及主体名称', '涉及主体', '经营主体', '经营主体名称', '商户字号', '字号名称', '销售者', '卖家', '卖家名称', 'seller', 'shop',
    ],
  },
  { path: 'seller.creditCode', zh: '信用代码', type: 'credit-code', headings: ['统一社会信用代码', '社会信用代码', '信用代码', '统一信用代码', '统一社会信用代码注册号', '营业执照号', '执照号', '被投诉人统一社会信用代码'] },
  { path: 'seller.registeredAddress', zh: '地址', type: 'text', headings: ['地址', '经营地址', '住所', '经营场所', '注册地址', '被投诉人地址', '被投诉企业地址', '被举报人地址', '摊位地址', '店铺地址', '检查地点', '详细地址'] },
  { path: 'seller.region', zh: '地区', type: 'text', headings: ['地区', '区县', '所属区县', '所属地区', '辖区', '行政区划', '所在地区'] },
  { path: 'origin', zh: '产地', type: 'text', headings: ['产地', '原产地', '标称产地', '商品产地', '标示产地', 'origin'] },
  { path: 'shipFrom', zh: '发货地', type: 'text', headings: ['发货地', '发货地址', '发货地点'] },
  { path: 'producer.name', zh: '生产者', type: 'text', headings: ['生产者', '生产商', '生产厂家', '生产企业', '生产单位', '制造商', '生产者名称', '生产企业名称', '标称生产企业', '标称生产企业名称', '厂家', '厂名', '生产厂商', '生产商名称'] },
  { path: 'producer.address', zh: '生产地址', type: 'text', headings: ['生产地址', '厂址', '生产企业地址', '生产者地址', '生产厂址', '标称生产企业地址', '生产商地址'] },
  { path: 'producer.licence', zh: '生产许可证', type: 'text', headings: ['生产许可证', '生产许可证号', '生产许可证编号', '食品生产许可证', '食品生产许可证编号', 'SC编号', 'SC码', 'SC证号'] },
  {
    path: 'seenAt',
    zh: '日期',
    type: 'date',
    headings: [
      '检查日期', '检查时间', '巡查日期', '巡查时间', '抽查日期', '抽样日期', '采样日期', '日期', '时间', '发现日期', '发现时间', '登记日期', '登记时间', '投诉日期', '投诉时间', '举报日期', '举报时间',
      '受理日期', '受理时间', '接收日期', '接收时间', '购买日期', '购买时间', '采集时间', '采集日期', 'date',
    ],
  },
  {
    path: 'id',
    zh: '编号',
    type: 'text',
    headings: ['编号', '检查编号', '记录编号', '登记编号', '投诉编号', '举报编号', '受理编号', '工单号', '工单编号', '诉求编号', '样品编号', '抽样编号', '商品编号', '商品id', '商品ID', '单据编号', '投诉单号', 'id'],
  },
  { path: 'url', zh: '网址', type: 'url', headings: ['网址', '链接', '商品链接', '商品网址', '店铺链接', '网页地址', '涉诉链接', 'url', 'link'] },
  { path: 'platform', zh: '平台', type: 'text', headings: ['平台', '平台名称', '电商平台', '购物平台', '交易平台', '所属平台', '网络平台', '涉及平台', 'platform'] },
  { path: 'channel', zh: '渠道', type: 'text', headings: ['渠道', '销售渠道', '购买渠道', '消费方式', '购买方式', '销售方式', '消费类型', '购物方式'] },
  { path: 'category', zh: '类别', type: 'text', headings: ['类别', '商品类别', '产品类别', '品类', '商品分类', '商品类型', '客体类别', '分类', 'category'] },
  { path: 'sales', zh: '销量', type: 'count', headings: ['销量', '销售数量', '已售', '月销量', '成交量'] },
] // prettier-ignore

export function fieldByName(name: string): TargetField | undefined {
  return TARGET_FIELDS.find(({ path, zh }) => path === name || zh === name)
}
