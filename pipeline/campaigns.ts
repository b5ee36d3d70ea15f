import type { Day } from '../domain/index.ts'
import { createCalendar } from '../rules/calendar/calendar.ts'
import { loadCampaigns, openCampaigns } from '../rules/campaigns/load.ts'
import type { Campaign } from '../rules/campaigns/load.ts'

/** The campaigns that are open on a day; asked for every listing, so each day is worked out once. */
export type CampaignsOn = (day: Day) => readonly Campaign[]

export function campaignsOn(campaigns: readonly Campaign[]): CampaignsOn {
  const calendar = createCalendar()
  const known = new Map<Day, readonly Campaign[]>()
  return (day) => {
    let open = known.get(day)
    if (!open) {
      open = openCampaigns(campaigns, day, calendar)
      known.set(day, open)
    }
    return open
  }
}

let shipped: CampaignsOn | undefined

/** Those that come with the project, read once. */
export function shippedCampaigns(): CampaignsOn {
  return (shipped ??= campaignsOn(loadCampaigns()))
}
