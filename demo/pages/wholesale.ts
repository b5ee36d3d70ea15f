import type { Label } from '../../domain/index.ts'
import type { Catalogue, ResultPage, Shown } from '../catalogue.ts'
import { DEPARTMENTS, department } from '../goods/index.ts'
import type { Seller } from '../market.ts'
import { escape, money } from './html.ts'
import { goneBody } from './walls.ts'

/** 通衢批发网: a business-to-business site as they were built twenty years ago: GBK, tables, no structured data. */
export const WHOLESALE_NAME = '通衢批发网'
export const WHOLESALE_STYLE = '/style/main.css'

const PLACE_WORDS: Record<Label['where'], string> = {
  package: '包装标注',
  nameplate: '铭牌标注',
  manual: '说明书标注',
  'detail-page': '资质证书',
  'main-image': '主图文字',
  'shop-sign': '门店招牌',
}

export function wholesaleItemPath(id: string): string {
  return `/offer/${id}.htm`
}

function layout(title: string, body: string): string {
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>${escape(title)}</title>
<link rel="stylesheet" type="text/css" href="${WHOLESALE_STYLE}">
</head>
<body bgcolor="#FFFFFF">
<table width="960" border="0" align="center" cellpadding="0" cellspacing="0" class="top"><tr><td width="220" class="logo"><a href="/">${WHOLESALE_NAME}</a></td>
<td><form action="/search.asp" method="get">产品：<input type="text" name="keywords" size="36"> <input type="submit" value="搜 索"></form></td><td align="right"><a href="/member/login.asp">会员登录</a> | <a href="/member/reg.asp">免费注册</a></td></tr></table>
<table width="960" border="0" align="center" cellpadding="4" cellspacing="0" class="nav"><tr>${DEPARTMENTS.map((one) => `<td align="center"><a href="/category/${one.id}.htm">${one.name}</a></td>`).join('')}</tr></table>
${body}
<table width="960" border="0" align="center" class="foot"><tr><td align="center">关于${WHOLESALE_NAME} | 服务条款 | 意见反馈<br>演示用样例市场，企业与产品均为虚构</td></tr></table>
</body>
</html>`
}

function row({ offer, title, amount }: Shown): string {
  const href = offer.forbidden ? `/private/offer/${offer.id}.htm` : wholesaleItemPath(offer.id)
  return `<tr class="offer-row"><td width="110"><a href="${href}"><img src="/img/${offer.id}-main.jpg" width="100" height="100" border="0"></a></td><td valign="top"><a class="offer-title" href="${href}">${escape(title)}</a><br><font color="#666666">${escape((offer.facts.description ?? '').slice(0, 40))}...</font><br><a href="/company/${offer.seller.id}.htm">${escape(offer.seller.name)}</a></td><td width="130" align="center"><font color="#CC0000"><b>${money(amount)}</b></font>元/${escape(offer.facts.price?.per ?? '件')}</td><td width="120" align="center">${escape(offer.seller.region.slice(0, 8))}</td></tr>`
}

function pager(base: string, { page, pages, total }: ResultPage): string {
  const join = base.includes('?') ? '&amp;' : '?'
  return `<table width="960" border="0" align="center" class="page"><tr><td align="right">共 ${total} 条 第 ${page}/${pages} 页 ${page > 1 ? `<a href="${base}${join}pn=${page - 1}">上一页</a>` : '上一页'} ${page < pages ? `<a href="${base}${join}pn=${page + 1}">下一页</a>` : '下一页'}</td></tr></table>`
}

export function wholesaleList(catalogue: Catalogue, heading: string, base: string, result: ResultPage, members: boolean): string {
  // Members' goods stand among the others; that they are not for robots only robots.txt says.
  const shown = members ? [...result.items, ...catalogue.forbidden] : result.items
  const rows =
    result.items.length === 0
      ? '<tr><td class="none" align="center">没有找到符合条件的供应信息</td></tr>'
      : `<tr class="head"><td>图片</td><td>产品名称/公司</td><td align="center">价格</td><td align="center">地区</td></tr>${shown.map(row).join('\n')}`
  return layout(
    `${heading} 供应信息 - ${WHOLESALE_NAME}`,
    `<table width="960" border="0" align="center"><tr><td class="path">当前位置：<a href="/">首页</a> &gt; ${escape(heading)}</td></tr></table><table width="960" border="1" align="center" cellpadding="4" cellspacing="0" class="list">${rows}</table>${pager(base, result)}`,
  )
}

export function wholesaleHome(catalogue: Catalogue): string {
  const { items } = catalogue.page({}, 1, 20)
  return layout(
    `${WHOLESALE_NAME} - 首页`,
    `<table width="960" align="center"><tr><td><a href="/all.htm">最新供应</a></td></tr></table><table width="960" border="1" align="center" cellpadding="4" cellspacing="0" class="list">${items.map(row).join('')}</table>`,
  )
}

function detailRows({ offer, amount }: Shown): [string, string][] {
  const { facts, seller } = offer
  const rows: [string, string][] = [
    ['产品价格', `${money(amount)}元/${facts.price?.per ?? '件'}`],
    ['供货总量', `${(facts.sales ?? 10) * 10}`],
    ['累计成交', `${facts.sales ?? 0}`],
  ]
  if (facts.brand) rows.push(['品牌', facts.brand])
  if (facts.origin) rows.push(['产地', facts.origin])
  if (facts.shipFrom) rows.push(['发货地', facts.shipFrom])
  if (facts.producer?.name) rows.push(['生产厂家', facts.producer.name])
  if (facts.producer?.address) rows.push(['厂家地址', facts.producer.address])
  for (const [name, value] of Object.entries(facts.attributes ?? {})) if (name !== '品牌') rows.push([name, value])
  for (const label of facts.labels ?? []) {
    rows.push([PLACE_WORDS[label.where], label.text])
    if (label.productionDate) rows.push(['生产日期', label.productionDate])
  }
  rows.push(['供应商', seller.name])
  return rows
}

export function wholesaleItem(catalogue: Catalogue, shown: Shown): string {
  const { offer, title } = shown
  const { seller, facts } = offer
  const of = department(offer.department)
  const labelImages = (facts.labels ?? []).map((_, index) => `<br><img src="/img/${offer.id}-label${index}.png" width="360">`).join('')
  const cells = detailRows(shown)
    .map(([name, value]) => `<tr><td width="110" align="right" bgcolor="#F5F5F5">${escape(name)}：</td><td>${escape(value)}</td></tr>`)
    .join('\n')
  return layout(
    `${title}_${seller.name}`,
    `<table width="960" border="0" align="center"><tr><td class="path">当前位置：<a href="/">首页</a> &gt; <a href="/category/${of.id}.htm">${of.name}</a> &gt; 产品信息</td></tr></table>
<table width="960" border="0" align="center" cellpadding="0" cellspacing="6"><tr>
<td width="370" valign="top" align="center"><img src="/img/${offer.id}-main.jpg" width="360" height="360">${labelImages}</td>
<td valign="top"><h1 class="pro-title">${escape(title)}</h1><table width="100%" border="1" cellpadding="5" cellspacing="0" class="pro-info">${cells}</table></td>
<td width="190" valign="top"><table width="100%" border="1" cellpadding="5" cellspacing="0" class="corp"><tr><td bgcolor="#E8F0F8"><b>供应商信息</b></td></tr><tr><td><a href="/company/${seller.id}.htm">${escape(seller.name)}</a><br>所在地区：${escape(seller.region)}<br>${seller.kind === 'brand-owner' ? '经营模式：生产厂家' : '经营模式：经销批发'}<br><a href="/company/${seller.id}/licence.htm">查看营业执照</a></td></tr></table></td>
</tr></table>
<table width="960" border="1" align="center" cellpadding="8" cellspacing="0" class="desc"><tr><td bgcolor="#E8F0F8"><b>详细说明</b></td></tr><tr><td class="intro">${escape(facts.description ?? '')}</td></tr></table>`,
  )
}

export function wholesaleCompany(catalogue: Catalogue, seller: Seller, result: ResultPage): string {
  return layout(
    `${seller.name} - ${WHOLESALE_NAME}`,
    `<table width="960" border="1" align="center" cellpadding="6" cellspacing="0" class="corp"><tr><td><h1>${escape(seller.name)}</h1>所在地区：${escape(seller.region)} <a href="/company/${seller.id}/licence.htm">营业执照</a></td></tr></table><table width="960" border="1" align="center" cellpadding="4" cellspacing="0" class="list">${result.items.map(row).join('')}</table>${pager(`/company/${seller.id}.htm`, result)}`,
  )
}

export function wholesaleLicence(seller: Seller): string {
  const rows: [string, string][] = [
    ['企业名称', seller.name],
    ['统一社会信用代码', seller.creditCode ?? '未登记'],
    ['住所', seller.registeredAddress],
    ['类型', seller.name.includes('公司') ? '有限责任公司' : '个体工商户'],
    ['登记机关', `${seller.region.replace(/^.*[省区]/, '')}市场监督管理局`],
  ]
  return layout(
    `营业执照信息_${seller.name}`,
    `<table width="700" border="1" align="center" cellpadding="8" cellspacing="0" class="licence"><tr><td colspan="2" align="center"><b>营业执照公示信息</b></td></tr>${rows.map(([name, value]) => `<tr><td width="160" bgcolor="#F5F5F5">${name}</td><td>${escape(value)}</td></tr>`).join('')}</table>`,
  )
}

export function wholesaleGone(): string {
  return layout(
    `信息不存在 - ${WHOLESALE_NAME}`,
    `<table width="960" align="center"><tr><td>${goneBody('对不起，该产品信息不存在或已下架')}</td></tr></table>`,
  )
}

/** What a walled offer shows instead: the frame of the page with a login form in it. */
export function wholesaleLogin(path: string): string {
  return layout(
    `会员登录 - ${WHOLESALE_NAME}`,
    `<table width="420" border="1" align="center" cellpadding="10" cellspacing="0" class="gate"><tr><td><b>会员登录</b><br>该信息仅对会员开放，请登录后查看<form method="post" action="/member/login.asp"><input type="hidden" name="back" value="${escape(path)}">用户名：<input name="user" size="16"><br>密&nbsp;&nbsp;码：<input type="password" name="pwd" size="16"><br><input type="submit" value="登录"></form></td></tr></table>`,
  )
}
