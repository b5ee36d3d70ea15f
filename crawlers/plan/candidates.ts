import type { Day, GiRow, NameRow } from '../../domain/index.ts'

/** A text worth asking for, before a platform's past is looked at. */
export interface Candidate {
  text: string
  /** The protected name behind it; the campaign's own words have none. */
  name?: string
  why: 'brand' | 'gi' | 'variant' | 'campaign'
  /** Findings to be expected on a page, before anything was asked. */
  prior: number
  /** One sentence for the officer. */
  reason: string
}

/** As much of a campaign as the planner asks about. */
export interface PlannedCampaign {
  title: string
  /** Words of the goods that it is about. */
  goods: readonly string[]
  /** Texts to be asked for beside names. */
  queries: readonly string[]
}

export interface CandidateSources {
  names: readonly NameRow[]
  gi: readonly GiRow[]
  /** The likeliest imitations of a name, best first, with the likelihood that they are taken for one. */
  variantsOf: (name: string, top: number) => readonly { text: string; score: number }[]
  /** Imitations asked for beside each name. @default 5 */
  variantsPerName?: number
  campaign?: PlannedCampaign
  today: Day
}

/** Findings a page, as a first guess: imitations are rarer than the name itself, but what is found under them is nearly always one. */
const PRIOR = { brand: 0.03, gi: 0.04, variant: 0.06, campaign: 0.03 }
const IN_SEASON = 1.6
const OFF_SEASON = 0.7
const IN_CAMPAIGN = 2
/** Sellers offer the new harvest before it is there. */
const EARLY_DAYS = 30
/** An imitation less likely than this is not worth a query. */
const LIKELY = 0.5

const dayOfYear = (monthDay: string): number =>
  Date.parse(`2000-${monthDay}T00:00:00Z`) / 86_400_000 - Date.parse('2000-01-01T00:00:00Z') / 86_400_000
const YEAR = 366

/** Whether a day lies in a season of `MM-DD` to `MM-DD`, which may run over New Year, or shortly before it. */
export function isInSeason(day: Day, start: string | undefined, end: string | undefined): boolean | undefined {
  if (!start || !end) return undefined
  const from = dayOfYear(start) - EARLY_DAYS
  const length = ((dayOfYear(end) - dayOfYear(start) + YEAR) % YEAR) + EARLY_DAYS
  return (dayOfYear(day.slice(5)) - from + 2 * YEAR) % YEAR <= length
}

/** All texts worth asking for: names, their likeliest imitations, and the words of the campaign. Each once, by its best reason. */
export function candidatesOf({ names, gi, variantsOf, variantsPerName = 5, campaign, today }: CandidateSources): Candidate[] {
  const found = new Map<string, Candidate>()
  const offer = (candidate: Candidate): void => {
    const known = found.get(candidate.text)
    if (!known || known.prior < candidate.prior) found.set(candidate.text, candidate)
  }
  const inCampaign = (words: readonly string[]): boolean =>
    campaign?.goods.some((goods) => words.some((word) => word.includes(goods) || goods.includes(word))) ?? false
  const withVariants = (name: string, factor: number, kind: string, because: string): void => {
    for (const { text, score } of variantsOf(name, variantsPerName)) {
      if (score < LIKELY) continue
      const reason = `${kind}“${name}”的近似写法，被当作仿冒的可能性 ${Math.round(score * 100)}%${because}`
      offer({ text, name, why: 'variant', prior: PRIOR.variant * score * factor, reason })
    }
  }
  for (const { name, aliases, goods, kind } of names) {
    const hot = inCampaign([name, ...goods])
    const factor = hot ? IN_CAMPAIGN : 1
    const called = kind === 'laozihao' ? '老字号' : kind === 'gi' ? '地理标志' : '品牌'
    const because = hot ? `，属专项“${campaign?.title}”的商品` : ''
    for (const text of [name, ...aliases])
      offer({ text, name, why: 'brand', prior: PRIOR.brand * factor, reason: `${called}“${name}”${because}` })
    withVariants(name, factor, called, because)
  }
  for (const { name, category, seasonStart, seasonEnd } of gi) {
    const season = isInSeason(today, seasonStart, seasonEnd)
    const hot = inCampaign([name, ...(category ? [category] : [])])
    const factor = (season === undefined ? 1 : season ? IN_SEASON : OFF_SEASON) * (hot ? IN_CAMPAIGN : 1)
    const because = `${season ? '，正值上市季节' : season === false ? '，不在上市季节' : ''}${hot ? `，属专项“${campaign?.title}”的商品` : ''}`
    offer({ text: name, name, why: 'gi', prior: PRIOR.gi * factor, reason: `地理标志“${name}”${because}` })
    withVariants(name, factor, '地理标志', because)
  }
  for (const text of campaign?.queries ?? [])
    offer({ text, why: 'campaign', prior: PRIOR.campaign * IN_CAMPAIGN, reason: `专项“${campaign?.title}”指定的搜索词` })
  return [...found.values()]
}
