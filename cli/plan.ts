import { planQueries } from '../crawlers/plan/plan.ts'
import { readYields } from '../crawlers/plan/yields.ts'
import type { Platform } from '../crawlers/platforms/schema.ts'
import { ConfigError, dayOf, type Clock, type Query, type Registry } from '../domain/index.ts'
import { variants } from '../pipeline/names/index.ts'
import { loadCampaigns, type Campaign } from '../rules/campaigns/load.ts'
import type { Store } from '../store/port.ts'
import { text } from './language.ts'

/** Pages that a planned sweep may take when nobody set a budget. */
const USUAL_BUDGET = 2000

/** @throws ConfigError when there is no such campaign */
export function campaignOf(id: string): Campaign {
  const campaigns = loadCampaigns()
  const campaign = campaigns.find((known) => known.id === id)
  if (!campaign)
    throw new ConfigError(text(`没有专项 ${id}，现有：`, `no campaign ${id}; there are: `) + campaigns.map((known) => known.id).join(', '))
  return campaign
}

interface Planned {
  store: Store
  registry: Registry
  platforms: readonly Platform[]
  campaign?: Campaign | undefined
  budget?: number | undefined
  clock: Clock
}

/**
 * What a sweep asks when nobody named queries: planned ones for a campaign and for platforms that have no list of everything; undefined
 * where the platforms' own lists are to be walked.
 */
export async function plannedQueries(options: Planned): Promise<Query[] | undefined> {
  const { store, registry, platforms, campaign, budget = USUAL_BUDGET, clock } = options
  if (!campaign && platforms.every(({ search }) => search.start.length > 0)) return undefined
  const yields = Object.fromEntries(await Promise.all(platforms.map(async ({ id }) => [id, await readYields(store, id)] as const)))
  const today = dayOf(clock.now())
  return planQueries({
    platforms,
    names: registry.names?.rows ?? [],
    gi: registry.gi?.rows ?? [],
    variantsOf: variants,
    ...(campaign ? { campaign: { title: campaign.title.zh, goods: campaign.goods, queries: campaign.queries } } : {}),
    yields,
    budget,
    today,
    // A day has one plan, so that a sweep that is planned again after a crash asks the same.
    seed: Number(today.replaceAll('-', '')),
  })
}
