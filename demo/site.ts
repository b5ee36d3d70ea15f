import { readFileSync } from 'node:fs'
import { projectRoot } from '../domain/index.ts'
import { openCatalogue } from './catalogue.ts'
import type { Catalogue } from './catalogue.ts'
import type { FaultLevel } from './faults.ts'
import { PictureDesk } from './pictures.ts'
import type { Picture } from './pictures.ts'
import type { Offer, PlatformId, World } from './market.ts'

/** What a platform sends for an address, before anything goes wrong on the way. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer | string
}

/** What a route may look at. */
export interface Visit {
  catalogue: Catalogue
  path: string
  query: (name: string) => string | undefined
  /** Without walls at fault level `none`. */
  walls: boolean
}

/** The pages of one platform. Undefined where it has no page of that address. */
export type Routes = (visit: Visit) => Answer | Promise<Answer> | undefined

export function html(body: string, status = 200, contentType = 'text/html; charset=utf-8'): Answer {
  return { status, headers: { 'content-type': contentType }, body }
}

export function redirect(location: string): Answer {
  return { status: 302, headers: { location, 'content-type': 'text/html; charset=utf-8' }, body: '' }
}

export function json(value: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) }
}

const TYPES: Record<string, string> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' }
const files = new Map<string, Answer>()

/** A style sheet or script of `demo/web`. */
export function webFile(name: string): Answer {
  let answer = files.get(name)
  if (!answer) {
    const body = readFileSync(new URL(`demo/web/${name}`, projectRoot))
    answer = {
      status: 200,
      headers: { 'content-type': TYPES[name.split('.').pop() ?? ''] ?? 'text/plain', 'cache-control': 'max-age=3600' },
      body,
    }
    files.set(name, answer)
  }
  return answer
}

/** Forbids the members' area, cart and login, as shops do; says nothing of the rest. */
export function robots(): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: 'User-agent: *\nDisallow: /private/\nDisallow: /cart\nDisallow: /login\nDisallow: /member/\n',
  }
}

/** One platform of a market on a day that can be turned. */
export class Site {
  readonly platform: PlatformId
  readonly #world: World
  readonly #routes: Routes
  readonly #pictures = new PictureDesk()
  readonly #walls: boolean
  #catalogue: Catalogue

  constructor(world: World, platform: PlatformId, routes: Routes, day: number, faults: FaultLevel) {
    this.platform = platform
    this.#world = world
    this.#routes = routes
    this.#walls = faults !== 'none'
    this.#catalogue = openCatalogue(world, platform, day)
  }

  setDay(day: number): void {
    this.#catalogue = openCatalogue(this.#world, this.platform, day)
  }

  /** The offer that a page is about, by the address. */
  offerAt(path: string): Offer | undefined {
    const id = /^\/(?:item|offer|goods)\/(\w+)/.exec(path)?.[1]
    return id === undefined ? undefined : this.#catalogue.offer(id)
  }

  async answer(path: string, query: Visit['query']): Promise<Answer> {
    const picture = /^\/img\/(\w+)-(?:main|label(\d+))\./.exec(path)
    if (picture) return this.#picture(picture[1] ?? '', picture[2])
    if (path === '/robots.txt') return robots()
    const answer = await this.#routes({ catalogue: this.#catalogue, path, query, walls: this.#walls })
    return (
      answer ??
      html(
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>404</title></head><body><h1>404 页面不存在</h1></body></html>',
        404,
      )
    )
  }

  async #picture(id: string, label: string | undefined): Promise<Answer> {
    const offer = this.#catalogue.offer(id)
    const picture: Picture | undefined =
      offer && (await (label === undefined ? this.#pictures.main(offer) : this.#pictures.label(offer, Number(label))))
    if (!picture) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'not found' }
    return { status: 200, headers: { 'content-type': picture.type, 'cache-control': 'max-age=86400' }, body: picture.bytes }
  }
}
