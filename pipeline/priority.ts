import type { Listing } from '../domain/index.ts'
import type { Campaign } from '../rules/campaigns/load.ts'
import type { RuleHit } from '../rules/evaluate.ts'
import type { Circumstances } from './port.ts'

export interface SeverityDriver {
  add: number
  note: string
}

/** Harm in points of law.md 2.3, not clipped: the base of the rule, its own drivers and those that every rule shares. */
export interface Severity {
  base: number
  drivers: SeverityDriver[]
}

/** What an officer's plan puts first (工作方案 clause 8): food, medicine, children, sight. */
const SENSITIVE =
  /食品|食用|粮|米|面粉|油|茶|酒|醋|蟹|水产|果|蜂蜜|保健|药|党参|饮片|医疗|儿童|童装|婴|母婴|青少年|学生|近视|视力|护眼|眼贴|镜片|口罩/
const EVASION = /懂的来|懂的进|加薇|加V|加微|v我|V我|私聊看图|打码|遮标/
const LIVE = /直播|主播|达人|网红/

/** Harm of a finding, with every driver named for the officer. `campaigns` are those that are open on the date of conduct. */
export function severityOf(hit: RuleHit, listing: Listing, campaigns: readonly Campaign[], circumstances: Circumstances = {}): Severity {
  const drivers: SeverityDriver[] = [...hit.severity.drivers]
  const goods = [listing.title, ...(listing.category ?? []), ...(listing.labels ?? []).map((label) => label.text)].join(' ')
  const words = `${goods} ${listing.description ?? ''}`
  const push = (holds: boolean | undefined, add: number, note: string): void => {
    if (holds) drivers.push({ add, note })
  }
  push(SENSITIVE.test(goods), 15, '食品、药品、儿童或视力相关商品')
  const campaign = campaigns.find(
    (open) => (open.rules.length === 0 || open.rules.includes(hit.rule.id)) && open.goods.some((word) => goods.includes(word)),
  )
  if (campaign) drivers.push({ add: campaign.uplift, note: `专项期间：${campaign.title.zh}` })
  const turnover = (listing.price?.amount ?? 0) * (listing.sales ?? 0)
  push(turnover >= 150_000, 20, '估算经营额不低于 15 万元')
  push(turnover >= 50_000 && turnover < 150_000, 10, '估算经营额不低于 5 万元')
  push(EVASION.test(words), 10, '有逃避监管的用语')
  push(LIVE.test(words), 5, '直播或达人带货')
  push(circumstances.repeated, 20, '五年内再次违法')
  push(circumstances.sharedContact, 10, '多店铺共用联系方式或仓库')
  push(circumstances.complaint, 10, '权利人投诉')
  push(circumstances.ownCounty, 10, '经营地在本县')
  return { base: hit.severity.base, drivers }
}

/** Points at which urgency begins to level off: 57 points become 61, 80 become 76, 130 become 93. */
const LEVEL = 80

/**
 * How urgent, 0..100: expected harm (probability × severity), squashed smoothly so that grave cases still differ from graver ones.
 * ≥ 70 same day, ≥ 40 within three working days (law.md 2.3).
 */
export function priorityOf(probability: number, severity: Severity): number {
  const points = severity.base + severity.drivers.reduce((sum, driver) => sum + driver.add, 0)
  return Math.round(1000 * Math.tanh((probability * Math.max(0, points)) / LEVEL)) / 10
}
