import iconv from 'iconv-lite'
import type { Offer, PlatformId } from './market.ts'
import { department, DEPARTMENTS } from './goods/index.ts'
import { MALL_NAME, MALL_STYLE, mallGone, mallHome, mallItem, mallList, mallShop } from './pages/mall.ts'
import { streamFeed, streamGoods, streamMall, streamShell, streamWall } from './pages/stream.ts'
import { blockedPage, captchaPage, codeCaptchaPage, loginPage } from './pages/walls.ts'
import {
  WHOLESALE_NAME,
  WHOLESALE_STYLE,
  wholesaleCompany,
  wholesaleGone,
  wholesaleHome,
  wholesaleItem,
  wholesaleLicence,
  wholesaleList,
  wholesaleLogin,
} from './pages/wholesale.ts'
import { html, json, redirect, webFile } from './site.ts'
import type { Answer, Routes, Visit } from './site.ts'

const MALL_PAGE = 40
const WHOLESALE_PAGE = 30
const STREAM_PAGE = 20
/** A description that some sellers paste in: more than five megabytes of markup without content. */
const HUGE = 5_400_000

function pageNumber(text: string | undefined): number {
  const number = Number(text ?? '1')
  return Number.isInteger(number) && number > 0 ? number : 1
}

function knownDepartment(id: string): boolean {
  return DEPARTMENTS.some((one) => one.id === id)
}

const mall: Routes = ({ catalogue, path, query, walls }) => {
  if (path === '/') return html(mallHome(catalogue))
  if (path === MALL_STYLE) return webFile('mall.css')
  if (path === '/login') return html(loginPage(MALL_NAME, MALL_STYLE, query('redirect') ?? '/').replace('CHARSET', 'utf-8'))
  const page = pageNumber(query('page'))
  if (path === '/all') return html(mallList(catalogue, '全部商品', '/all', catalogue.page({}, page, MALL_PAGE), page === 1))
  if (path === '/search') {
    const words = query('q') ?? ''
    return html(
      mallList(
        catalogue,
        `“${words}”的搜索结果`,
        `/search?q=${encodeURIComponent(words)}`,
        catalogue.page({ query: words }, page, MALL_PAGE),
        false,
      ),
    )
  }
  const [, kind, name = ''] = /^\/(list|shop|item|private\/item)\/(\w+)(?:\.html)?$/.exec(path) ?? []
  if (kind === 'list' && knownDepartment(name))
    return html(mallList(catalogue, department(name).name, `/list/${name}`, catalogue.page({ department: name }, page, MALL_PAGE), false))
  if (kind === 'shop') {
    const seller = catalogue.seller(name)
    return seller && html(mallShop(catalogue, seller, catalogue.page({ seller: name }, page, MALL_PAGE)))
  }
  if (kind !== 'item' && kind !== 'private/item') return undefined
  const offer = catalogue.offer(name)
  if (!offer) return html(mallGone(), 404)
  if (!catalogue.onSale(offer)) return html(mallGone())
  if (walls && offer.obstacle) return mallWall(offer, path)
  const text = mallItem(
    catalogue,
    catalogue.shown(offer),
    walls && offer.huge ? `<div class="spacer">${'<span style="display:none">&nbsp;</span>'.repeat(HUGE / 41)}</div>` : '',
  )
  if (!walls || !offer.wrongCharset) return html(text)
  // Every second one is GBK under the name of UTF-8, the others UTF-8 under the name of Latin-1.
  return Number(offer.id.at(-1)) % 2 === 0
    ? { ...html(''), body: gbkBytes(text) }
    : html(text.replace('<meta charset="utf-8">', '<meta charset="iso-8859-1">'), 200, 'text/html; charset=iso-8859-1')
}

function mallWall(offer: Offer, path: string): Answer | undefined {
  if (offer.obstacle === 'login') return redirect(`/login?redirect=${encodeURIComponent(path)}`)
  if (offer.obstacle === 'captcha') return html(captchaPage(MALL_NAME, MALL_STYLE).replace('CHARSET', 'utf-8'))
  if (offer.obstacle === 'blocked') return html(blockedPage(MALL_NAME, MALL_STYLE).replace('CHARSET', 'utf-8'), 403)
  if (offer.obstacle === 'empty') return html('')
  return html(mallGone())
}

const outsideGbk = new Map<string, boolean>()

/** Bytes in GBK; what it does not hold, such as ®, becomes a character reference, as browsers and editors of the time did. */
function gbkBytes(text: string): Buffer {
  const written = text.replace(/[^\u0000-\u007f\u4e00-\u9fa5\u3000-\u3002\uff01-\uff5e]/gu, (character) => {
    let outside = outsideGbk.get(character)
    if (outside === undefined) {
      outside = iconv.decode(iconv.encode(character, 'gbk'), 'gbk') !== character
      outsideGbk.set(character, outside)
    }
    return outside ? `&#${character.codePointAt(0)};` : character
  })
  return iconv.encode(written, 'gbk')
}

function gbk(text: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=gb2312' }, body: gbkBytes(text.replace('CHARSET', 'gb2312')) }
}

const wholesale: Routes = ({ catalogue, path, query, walls }) => {
  if (path === '/') return gbk(wholesaleHome(catalogue))
  if (path === WHOLESALE_STYLE) return webFile('wholesale.css')
  if (path === '/member/login.asp') return gbk(wholesaleLogin(query('back') ?? '/'))
  const page = pageNumber(query('pn'))
  if (path === '/all.htm')
    return gbk(wholesaleList(catalogue, '最新供应', '/all.htm', catalogue.page({}, page, WHOLESALE_PAGE), page === 1))
  if (path === '/search.asp') {
    const words = query('keywords') ?? ''
    const encoded = [...iconv.encode(words, 'gbk')].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('')
    return gbk(
      wholesaleList(catalogue, words, `/search.asp?keywords=${encoded}`, catalogue.page({ query: words }, page, WHOLESALE_PAGE), false),
    )
  }
  const category = /^\/category\/(\w+)\.htm$/.exec(path)?.[1]
  if (category && knownDepartment(category))
    return gbk(
      wholesaleList(catalogue, department(category).name, path, catalogue.page({ department: category }, page, WHOLESALE_PAGE), false),
    )
  const [, company, licence] = /^\/company\/(\w+)(\/licence)?\.htm$/.exec(path) ?? []
  const seller = company === undefined ? undefined : catalogue.seller(company)
  if (seller)
    return gbk(
      licence ? wholesaleLicence(seller) : wholesaleCompany(catalogue, seller, catalogue.page({ seller: seller.id }, page, WHOLESALE_PAGE)),
    )
  const id = /^\/(?:private\/)?offer\/(\w+)\.htm$/.exec(path)?.[1]
  if (id === undefined) return undefined
  const offer = catalogue.offer(id)
  if (!offer || !catalogue.onSale(offer)) return gbk(wholesaleGone(), 404)
  if (walls && offer.obstacle) return wholesaleWall(offer, path)
  const text = wholesaleItem(catalogue, catalogue.shown(offer))
  if (!walls || !offer.wrongCharset) return gbk(text)
  // Every second one is UTF-8 under the name of GB 2312, the others GBK under the name of UTF-8.
  return Number(offer.id.at(-1)) % 2 === 0 ? html(text, 200, 'text/html; charset=gb2312') : { ...html(''), body: gbkBytes(text) }
}

function wholesaleWall(offer: Offer, path: string): Answer {
  if (offer.obstacle === 'login') return gbk(wholesaleLogin(path))
  if (offer.obstacle === 'captcha') return gbk(codeCaptchaPage(WHOLESALE_NAME, WHOLESALE_STYLE))
  if (offer.obstacle === 'blocked') return gbk(blockedPage(WHOLESALE_NAME, WHOLESALE_STYLE), 403)
  if (offer.obstacle === 'empty') return gbk('<html><head><title></title></head><body></body></html>')
  return gbk(wholesaleGone())
}

const stream: Routes = ({ catalogue, path, query, walls }) => {
  if (path === '/assets/stream.css' || path === '/assets/stream.js') return webFile(path.slice('/assets/'.length))
  if (path === '/api/feed') {
    const page = pageNumber(query('cursor'))
    const [channel, words] = [query('c'), query('q')]
    const choice = words === undefined ? (channel ? { department: channel } : {}) : { query: words }
    return json(
      streamFeed(catalogue.page(choice, page, STREAM_PAGE), catalogue, page === 1 && words === undefined && channel === undefined),
    )
  }
  const [, api, kind, id = ''] = /^\/(api\/|private\/|)(goods|shop|c|s)\/?(\w*)$/.exec(path) ?? []
  if (path !== '/' && kind === undefined) return undefined
  if (api !== 'api/') return html(streamShell())
  return streamApi({ catalogue, path, query, walls }, kind ?? '', id)
}

function streamApi({ catalogue, query, walls }: Visit, kind: string, id: string): Answer | undefined {
  if (kind === 'shop') {
    const seller = catalogue.seller(id)
    return seller ? json(streamMall(seller, catalogue.page({ seller: id }, pageNumber(query('cursor')), 100))) : json({ code: 40004 }, 404)
  }
  if (kind !== 'goods') return undefined
  const offer = catalogue.offer(id)
  if (!offer || !catalogue.onSale(offer)) return json(streamWall('not-found'))
  if (walls && offer.obstacle) return json(streamWall(offer.obstacle))
  return json(streamGoods(catalogue.shown(offer)))
}

export const ROUTES: Record<PlatformId, Routes> = { 'demo-mall': mall, 'demo-wholesale': wholesale, 'demo-stream': stream }
