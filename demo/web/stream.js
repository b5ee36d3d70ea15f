// Draws 拾味拼 from its JSON API: feeds that grow as one scrolls, goods, shops, and what stands in their way.
const app = document.getElementById('app')

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(name, value)
  node.append(...children.filter((child) => child !== undefined && child !== null))
  return node
}

const yuan = (fen) => (fen / 100).toFixed(2)
const TYPES = {
  flagship: '旗舰店',
  'brand-store': '专卖店',
  'multi-brand': '专营店',
  business: '企业店',
  individual: '个人店',
  'second-hand': '闲置',
  'brand-owner': '厂家店',
}
const PLACES = {
  package: '包装标签',
  nameplate: '铭牌',
  manual: '说明书',
  'detail-page': '详情图',
  'main-image': '主图文字',
  'shop-sign': '门店招牌',
}

function bar() {
  const form = el('form', { action: '/s' }, el('input', { name: 'q', placeholder: '搜索商品' }))
  return el('div', { class: 'bar' }, el('a', { href: '/' }, el('b', {}, '拾味拼')), form)
}

function done(state) {
  app.dataset.state = state
}

function tile(goods) {
  const cost = el('div', { class: 'cost' }, `¥${yuan(goods.minGroupPrice)}`, el('span', { class: 'tip' }, goods.salesTip))
  return el(
    'a',
    { class: 'tile', href: `/goods/${goods.goodsId}`, 'data-goods-id': goods.goodsId },
    el('img', { src: goods.pic, loading: 'lazy', alt: '' }),
    el('div', { class: 'name' }, goods.name),
    cost,
  )
}

async function ask(path) {
  const response = await fetch(path)
  return response.json()
}

async function feed(parameters, title) {
  document.title = `${title} - 拾味拼`
  const channels = el('nav', { class: 'channels' }, ...window.__CHANNELS__.map(({ id, name }) => el('a', { href: `/c/${id}` }, name)))
  const grid = el('div', { class: 'feed' })
  const end = el('div', { class: 'end' }, '正在加载…')
  app.replaceChildren(bar(), channels, grid, end)
  let cursor = '1'
  let busy = false
  const more = async () => {
    if (busy || cursor === null) return
    busy = true
    const answer = await ask(`/api/feed?${new URLSearchParams({ ...parameters, cursor })}`)
    grid.append(...answer.list.map(tile))
    for (const link of answer.club ?? [])
      grid.append(el('a', { class: 'tile club', href: link.href, rel: 'nofollow' }, el('div', { class: 'name' }, link.name)))
    cursor = answer.next
    busy = false
    if (cursor === null) {
      end.textContent = answer.total === 0 ? '没有找到相关商品' : '没有更多了'
      end.dataset.end = 'true'
      done('complete')
    } else if (end.getBoundingClientRect().top < innerHeight * 1.5) await more()
  }
  const watch = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) more().catch(() => done('failed'))
    },
    { rootMargin: '600px' },
  )
  watch.observe(end)
  await more()
  if (app.dataset.state !== 'complete') done('ready')
}

function row(name, value) {
  return value ? el('dl', { class: 'row' }, el('dt', { class: 'k' }, name), el('dd', { class: 'v' }, value)) : undefined
}

function wall(answer) {
  if (answer.wall === 'login') {
    document.title = '登录 - 拾味拼'
    return el(
      'div',
      { class: 'dialog login' },
      el('h2', {}, '手机号登录'),
      el('p', {}, answer.message),
      el('input', { placeholder: '请输入手机号', type: 'tel' }),
      el('input', { placeholder: '请输入密码', type: 'password' }),
      el('button', {}, '登录'),
    )
  }
  if (answer.wall === 'captcha') {
    document.title = '安全验证 - 拾味拼'
    return el(
      'div',
      { class: 'dialog captcha' },
      el('h2', {}, '安全验证'),
      el('p', {}, answer.message),
      el('div', { class: 'puzzle' }),
      el('p', {}, '向右拖动滑块完成拼图'),
    )
  }
  if (answer.wall === 'blocked') {
    document.title = '访问被拒绝'
    return el('div', { class: 'dialog blocked' }, el('h2', {}, '访问被拒绝'), el('p', {}, answer.message))
  }
  document.title = '商品不存在 - 拾味拼'
  return el('div', { class: 'dialog gone' }, el('h2', {}, '商品不存在'), el('p', {}, answer.message ?? '商品已下架'))
}

async function goods(id) {
  const answer = await ask(`/api/goods/${id}`)
  if (answer.code !== 0) {
    app.replaceChildren(wall(answer))
    return done('wall')
  }
  const item = answer.goods
  if (!item) {
    app.replaceChildren()
    return done('empty')
  }
  const { mall } = answer
  document.title = `${item.name} - 拾味拼`
  const params = el(
    'section',
    { class: 'spec params' },
    el('h3', {}, '商品参数'),
    row('品牌', item.brand && !item.params.some(([name]) => name === '品牌') ? item.brand : undefined),
    row('产地', item.origin),
    row('发货地', item.shipFrom),
    row('生产厂家', item.producer?.name),
    row('厂址', item.producer?.address),
    row('成色', item.used ? '二手' : undefined),
    ...item.params.map(([name, value]) => row(name, value)),
  )
  const packs = item.packs.map((pack) =>
    el(
      'figure',
      { class: 'spec pack', 'data-pack': pack.where },
      el('h3', {}, PLACES[pack.where]),
      el('img', { src: pack.pic, loading: 'lazy', alt: '' }),
      el('p', { class: 'pack-text' }, pack.text),
      pack.date ? el('p', { class: 'pack-date' }, `生产日期：${pack.date}`) : undefined,
    ),
  )
  app.replaceChildren(
    bar(),
    el('img', { class: 'hero', src: item.pic, alt: '' }),
    el(
      'div',
      { class: 'cost-now' },
      '¥',
      el('span', { class: 'num' }, yuan(item.price)),
      el('span', { class: 'unit' }, ` / ${item.unit ?? '件'}`),
    ),
    el('h1', { class: 'goods-name', 'data-goods-id': item.goodsId }, item.name),
    el(
      'div',
      { class: 'meta' },
      '已拼',
      el('span', { class: 'sold' }, String(item.sold ?? 0)),
      '件 · 评价',
      el('span', { class: 'comments' }, String(item.comments ?? 0)),
    ),
    el(
      'div',
      { class: 'mall' },
      el('a', { class: 'mall-name', href: `/shop/${mall.mallId}`, 'data-type': mall.mallType }, mall.mallName),
      el(
        'span',
        {},
        el('span', { class: 'kind' }, TYPES[mall.mallType] ?? '店铺'),
        mall.certified ? el('span', { class: 'cert' }, '平台认证') : undefined,
        el('span', { class: 'region' }, ` ${mall.region}`),
      ),
    ),
    params,
    ...packs,
    el('section', { class: 'spec detail' }, el('h3', {}, '商品详情'), el('p', { class: 'desc' }, item.desc ?? '')),
  )
  done('complete')
}

async function shop(id) {
  const { mall, list } = await ask(`/api/shop/${id}`)
  document.title = `${mall.mallName} - 拾味拼`
  app.replaceChildren(
    bar(),
    el('h1', { class: 'goods-name mall-name' }, mall.mallName),
    el(
      'section',
      { class: 'spec licence' },
      el('h3', {}, '资质'),
      row('店铺类型', TYPES[mall.mallType]),
      row('所在地', mall.region),
      row('统一社会信用代码', mall.creditCode),
      row('住所', mall.address),
    ),
    el('div', { class: 'feed' }, ...list.map(tile)),
  )
  done('complete')
}

const [, kind, id] = location.pathname.match(/^\/(?:private\/)?(goods|shop|c)\/([^/]+)/) ?? []
const query = new URLSearchParams(location.search).get('q')
function draw() {
  if (kind === 'goods') return goods(id)
  if (kind === 'shop') return shop(id)
  if (kind === 'c') return feed({ c: id }, window.__CHANNELS__.find((channel) => channel.id === id)?.name ?? '频道')
  if (location.pathname === '/s') return feed({ q: query ?? '' }, query ?? '搜索')
  return feed({}, '推荐')
}

draw().catch(() => {
  app.replaceChildren(el('div', { class: 'dialog' }, el('p', {}, '网络异常，请稍后再试')))
  done('failed')
})
