import type { Label, SellerKind } from '../../domain/index.ts'
import type { Catalogue, ResultPage, Shown } from '../catalogue.ts'
import { DEPARTMENTS, department } from '../goods/index.ts'
import type { Seller } from '../market.ts'
import { escape, inScript, money } from './html.ts'
import { goneBody } from './walls.ts'

/** 禾集商城: a modern shop, drawn by its server, in UTF-8 and with JSON-LD. */
export const MALL_NAME = '禾集商城'
export const MALL_STYLE = '/static/mall.css'

const SHOP_WORDS: Record<SellerKind, string> = {
  'brand-owner': '厂家直营',
  flagship: '旗舰店',
  'brand-store': '专卖店',
  'multi-brand': '专营店',
  platform: '禾集自营',
  business: '企业店铺',
  individual: '个人店铺',
  'second-hand': '闲置转让',
  stall: '个体商户',
}
const BADGE_WORDS: Partial<Record<SellerKind, string>> = {
  flagship: '官方旗舰店',
  'brand-store': '品牌专卖店',
  'multi-brand': '认证专营店',
  platform: '自营',
}
const PLACE_WORDS: Record<Label['where'], string> = {
  package: '包装标签',
  nameplate: '铭牌',
  manual: '说明书',
  'detail-page': '详情图片',
  'main-image': '主图',
  'shop-sign': '门店招牌',
}

export function mallItemPath(id: string): string {
  return `/item/${id}.html`
}

function layout(title: string, head: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="stylesheet" href="${MALL_STYLE}">
${head}
</head>
<body>
<header class="site-head"><div class="wrap"><a class="logo" href="/">${MALL_NAME}</a>
<form class="search" action="/search" method="get" role="search"><input name="q" placeholder="搜索商品、品牌或店铺"><button type="submit">搜索</button></form>
<nav class="user"><a href="/login" rel="nofollow">登录</a><a href="/cart" rel="nofollow">购物车</a><a href="/help">帮助</a></nav></div></header>
<nav class="departments"><div class="wrap">${DEPARTMENTS.map((one) => `<a href="/list/${one.id}">${one.name}</a>`).join('')}</div></nav>
<main class="wrap">
${body}
</main>
<footer class="site-foot"><div class="wrap"><p>${MALL_NAME} · 演示用样例市场，商家与商品均为虚构</p><p><a href="/about">关于我们</a> <a href="/rules">交易规则</a> <a href="/report">举报中心</a></p></div></footer>
</body>
</html>`
}

function card({ offer, title, amount }: Shown): string {
  const href = offer.forbidden ? `/private/item/${offer.id}.html` : mallItemPath(offer.id)
  return `<li class="card" data-id="${offer.id}"><a class="pic" href="${href}"><img src="/img/${offer.id}-main.jpg" alt="" loading="lazy" width="220" height="220"></a><div class="price"><i>¥</i><b>${money(amount)}</b><span class="sold">${offer.facts.sales ?? 0}人付款</span></div><a class="title" href="${href}">${escape(title)}</a><div class="shop"><a href="/shop/${offer.seller.id}">${escape(offer.seller.name)}</a><span>${escape((offer.facts.shipFrom ?? offer.seller.region).slice(0, 6))}</span></div></li>`
}

function pager(base: string, { page, pages }: ResultPage): string {
  const link = (target: number, text: string, rel = ''): string =>
    `<a href="${base}${base.includes('?') ? '&amp;' : '?'}page=${target}"${rel}>${text}</a>`
  const near = [page - 2, page - 1, page, page + 1, page + 2].filter((number) => number >= 1 && number <= pages)
  return `<nav class="pager" aria-label="分页">${page > 1 ? link(page - 1, '上一页', ' rel="prev"') : ''}${near.map((number) => (number === page ? `<span class="current">${number}</span>` : link(number, String(number)))).join('')}${page < pages ? link(page + 1, '下一页', ' rel="next"') : ''}<span class="of">共${pages}页</span></nav>`
}

export function mallList(catalogue: Catalogue, heading: string, base: string, result: ResultPage, members: boolean): string {
  // Members' goods stand among the others; that they are not for robots only robots.txt says.
  const shown = members ? [...result.items, ...catalogue.forbidden] : result.items
  const body =
    result.items.length === 0
      ? `<h1 class="list-head">${escape(heading)}</h1><div class="no-result">没有找到相关的商品，换个关键词试试吧</div>`
      : `<h1 class="list-head">${escape(heading)} <small>共 ${result.total} 件商品</small></h1><ul class="cards">${shown.map(card).join('\n')}</ul>${pager(base, result)}`
  return layout(`${heading} - ${MALL_NAME}`, '', body)
}

export function mallHome(catalogue: Catalogue): string {
  const rows = DEPARTMENTS.map((one) => {
    const { items } = catalogue.page({ department: one.id }, 1, 5)
    return `<section><h2><a href="/list/${one.id}">${one.name}</a></h2><ul class="cards">${items.map(card).join('')}</ul></section>`
  })
  return layout(`${MALL_NAME} 首页`, '', `<p class="all"><a href="/all">全部商品</a></p>${rows.join('\n')}`)
}

export function shopKindBlock(seller: Seller): string {
  const badge = seller.badge
    ? `<span class="badge badge-${seller.kind}" title="平台认证">${BADGE_WORDS[seller.kind] ?? '认证店铺'}</span>`
    : ''
  return `${badge}<span class="shop-kind">${SHOP_WORDS[seller.kind]}</span>`
}

function labelFigure(id: string, label: Label, index: number): string {
  const date = label.productionDate ? `<p class="made">生产日期：${label.productionDate}</p>` : ''
  return `<figure class="label-photo" data-where="${label.where}"><img src="/img/${id}-label${index}.png" alt="${PLACE_WORDS[label.where]}：${escape(label.text)}" loading="lazy"><figcaption><span class="where">${PLACE_WORDS[label.where]}</span><span class="label-text">${escape(label.text)}</span></figcaption>${date}</figure>`
}

/** Parameter rows of a product page, in the order of the page. */
function parameters({ offer }: Shown): [string, string][] {
  const { facts } = offer
  const rows: [string, string][] = []
  if (facts.brand && !facts.attributes?.['品牌']) rows.push(['品牌', facts.brand])
  if (facts.origin) rows.push(['产地', facts.origin])
  if (facts.producer?.name) rows.push(['生产厂家', facts.producer.name])
  if (facts.producer?.address) rows.push(['厂址', facts.producer.address])
  rows.push(...Object.entries(facts.attributes ?? {}))
  if (facts.condition === 'used') rows.push(['成色', '二手'])
  return rows
}

function jsonLd(shown: Shown, url: string): string {
  const { offer, title, amount } = shown
  const { facts, seller } = offer
  return inScript({
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: title,
    sku: offer.id,
    url,
    image: [`/img/${offer.id}-main.jpg`],
    description: facts.description,
    ...(facts.brand ? { brand: { '@type': 'Brand', name: facts.brand } } : {}),
    category: facts.category?.join(' > '),
    ...(facts.origin ? { countryOfOrigin: { '@type': 'Country', name: '中国' } } : {}),
    ...(facts.producer ? { manufacturer: { '@type': 'Organization', name: facts.producer.name, address: facts.producer.address } } : {}),
    itemCondition: facts.condition === 'used' ? 'https://schema.org/UsedCondition' : 'https://schema.org/NewCondition',
    aggregateRating: { '@type': 'AggregateRating', ratingValue: '4.8', reviewCount: facts.reviews },
    offers: {
      '@type': 'Offer',
      price: money(amount),
      priceCurrency: 'CNY',
      availability: 'https://schema.org/InStock',
      seller: { '@type': 'Organization', name: seller.name },
    },
  })
}

export function mallItem(catalogue: Catalogue, shown: Shown, padding = ''): string {
  const { offer, title, amount } = shown
  const { facts, seller } = offer
  const path = mallItemPath(offer.id)
  const of = department(offer.department)
  const related = catalogue
    .page({ department: offer.department }, 1 + (Number(offer.id.slice(-3)) % 7), 6)
    .items.filter((item) => item.offer.id !== offer.id)
  const labels = facts.labels ?? []
  const body = `<div class="crumbs"><a href="/">首页</a> &gt; <a href="/list/${of.id}">${of.name}</a></div>
<article class="item" data-item-id="${offer.id}">
<div class="gallery"><img class="main-image" src="/img/${offer.id}-main.jpg" alt="${escape(title)}" width="420" height="420"></div>
<div class="buy">
<h1 class="item-title">${escape(title)}</h1>
<div class="price-box"><span class="price-name">价格</span><span class="price-now"><i>¥</i><em>${money(amount)}</em></span><span class="price-per">/ ${escape(facts.price?.per ?? '件')}</span><del class="price-was">¥${money(amount * 1.25)}</del></div>
<dl class="facts"><dt>月销量</dt><dd class="sales">${facts.sales ?? 0}</dd><dt>累计评价</dt><dd class="reviews">${facts.reviews ?? 0}</dd>${facts.shipFrom ? `<dt>发货地</dt><dd class="ship-from">${escape(facts.shipFrom)}</dd>` : ''}<dt>服务</dt><dd>七天无理由退换 · 破损包赔</dd></dl>
<div class="actions"><button class="cart" type="button">加入购物车</button><button class="now" type="button">立即购买</button></div>
</div>
<aside class="shop-card"><a class="shop-name" href="/shop/${seller.id}">${escape(seller.name)}</a>${shopKindBlock(seller)}<p class="shop-region">所在地：${escape(seller.region)}</p><p><a href="/shop/${seller.id}">进店逛逛</a></p></aside>
</article>
<section class="params"><h2>商品参数</h2><ul>${parameters(shown)
    .map(([name, value]) => `<li><span class="k">${escape(name)}</span>：<span class="v">${escape(value)}</span></li>`)
    .join('')}</ul></section>
<section class="detail"><h2>商品详情</h2><p class="description">${escape(facts.description ?? '')}</p>${labels.map((label, index) => labelFigure(offer.id, label, index)).join('')}${padding}</section>
<section class="related"><h2>看了又看</h2><ul class="cards">${related.slice(0, 5).map(card).join('')}</ul></section>`
  return layout(
    `${title} - ${MALL_NAME}`,
    `<link rel="canonical" href="${path}">\n<script type="application/ld+json">${jsonLd(shown, path)}</script>`,
    body,
  )
}

export function mallShop(catalogue: Catalogue, seller: Seller, result: ResultPage): string {
  const licence = seller.creditCode
    ? `<section class="licence"><h2>资质公示</h2><dl><dt>企业名称</dt><dd class="company">${escape(seller.name)}</dd><dt>统一社会信用代码</dt><dd class="credit-code">${seller.creditCode}</dd><dt>住所</dt><dd class="address">${escape(seller.registeredAddress)}</dd></dl></section>`
    : ''
  return layout(
    `${seller.name} - ${MALL_NAME}`,
    '',
    `<section class="shop-head"><h1 class="shop-name">${escape(seller.name)}</h1>${shopKindBlock(seller)}<p class="shop-region">所在地：${escape(seller.region)}</p></section>${licence}<ul class="cards">${result.items.map(card).join('')}</ul>${pager(`/shop/${seller.id}`, result)}`,
  )
}

export function mallGone(): string {
  return layout(`商品不存在 - ${MALL_NAME}`, '', goneBody('抱歉，您查看的商品不存在或已下架'))
}
