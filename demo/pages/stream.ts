import type { Catalogue, ResultPage, Shown } from '../catalogue.ts'
import { DEPARTMENTS } from '../goods/index.ts'
import type { Obstacle, Seller } from '../market.ts'

/** 拾味拼: a page without content of its own; a script draws everything from the JSON API. */
export const STREAM_NAME = '拾味拼'

export function streamItemPath(id: string): string {
  return `/goods/${id}`
}

/** The same for every address; web/stream.js reads the address and asks the API. */
export function streamShell(): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${STREAM_NAME}</title>
<link rel="stylesheet" href="/assets/stream.css">
</head>
<body>
<div id="app" data-state="loading"></div>
<script>window.__CHANNELS__=${JSON.stringify(DEPARTMENTS.map(({ id, name }) => ({ id, name })))}</script>
<script src="/assets/stream.js" defer></script>
</body>
</html>`
}

function brief({ offer, title, amount }: Shown): object {
  return {
    goodsId: offer.id,
    name: title,
    minGroupPrice: Math.round(amount * 100),
    pic: `/img/${offer.id}-main.jpg`,
    mallName: offer.seller.name,
    salesTip: `已拼${offer.facts.sales ?? 0}件`,
  }
}

/** Prices go over the wire in fen. */
export function streamFeed(result: ResultPage, catalogue: Catalogue, first: boolean): object {
  return {
    code: 0,
    total: result.total,
    list: result.items.map(brief),
    next: result.page < result.pages ? String(result.page + 1) : null,
    ...(first ? { club: catalogue.forbidden.map(({ offer, title }) => ({ href: `/private/goods/${offer.id}`, name: title })) } : {}),
  }
}

export function streamGoods({ offer, title, amount }: Shown): object {
  const { facts, seller } = offer
  return {
    code: 0,
    goods: {
      goodsId: offer.id,
      name: title,
      price: Math.round(amount * 100),
      unit: facts.price?.per,
      pic: `/img/${offer.id}-main.jpg`,
      sold: facts.sales,
      comments: facts.reviews,
      desc: facts.description,
      brand: facts.brand,
      origin: facts.origin,
      shipFrom: facts.shipFrom,
      producer: facts.producer,
      used: facts.condition === 'used',
      params: Object.entries(facts.attributes ?? {}),
      packs: (facts.labels ?? []).map((label, index) => ({
        where: label.where,
        text: label.text,
        date: label.productionDate,
        pic: `/img/${offer.id}-label${index}.png`,
      })),
    },
    mall: { mallId: seller.id, mallName: seller.name, mallType: seller.kind, certified: seller.badge, region: seller.region },
  }
}

const WALL_ANSWERS: Partial<Record<Obstacle, object>> = {
  login: { code: 40001, wall: 'login', message: '请登录后查看商品' },
  captcha: { code: 54001, wall: 'captcha', message: '为了您的账号安全，请完成拼图验证' },
  blocked: { code: 40003, wall: 'blocked', message: '访问被拒绝，请求存在异常' },
  'not-found': { code: 40004, wall: 'not-found', message: '商品已下架或不存在' },
  empty: { code: 0, goods: null },
}

export function streamWall(obstacle: Obstacle): object {
  return WALL_ANSWERS[obstacle] ?? { code: 50000, message: '系统繁忙' }
}

export function streamMall(seller: Seller, result: ResultPage): object {
  return {
    code: 0,
    mall: {
      mallId: seller.id,
      mallName: seller.name,
      mallType: seller.kind,
      certified: seller.badge,
      region: seller.region,
      creditCode: seller.creditCode,
      address: seller.registeredAddress,
    },
    list: result.items.map(brief),
  }
}
