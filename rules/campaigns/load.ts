import { z } from 'zod'
import { projectRoot, type Day } from '../../domain/index.ts'
import { FESTIVALS, shiftDay, type Calendar, type Festival } from '../calendar/calendar.ts'
import { checkYaml, yamlFilesIn } from '../yaml-file.ts'

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'expected MM-DD')
const edge = z.union([
  monthDay,
  z.strictObject({
    festival: z.enum(FESTIVALS as [Festival, ...Festival[]]),
    /** Days from the festival; negative lies before it. */
    days: z.number().int().default(0),
  }),
])

const campaignSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.strictObject({ zh: z.string(), en: z.string() }),
  /** Both days belong to the window. One that ends before it begins runs over New Year. */
  window: z.strictObject({ from: edge, to: edge }),
  /** Words of the goods that it is about; any of them in title, category or label counts. */
  goods: z.array(z.string()).min(1),
  /** Rules that it is about; empty means all. */
  rules: z.array(z.string()).default([]),
  /** Texts that the planner asks platforms for, beside protected names and their variants. */
  queries: z.array(z.string()).default([]),
  /** Points of severity that a finding gains inside the window (law.md 2.3). */
  uplift: z.number().int().min(0).max(30).default(10),
  /** Heading of its report. */
  report: z.string(),
})

export interface Campaign extends z.output<typeof campaignSchema> {
  /** Short name of the file that it came from. */
  file: string
}

/** The campaigns that come with the project, one YAML file each. @throws InputError with file, line and field */
export function loadCampaigns(folder: URL = new URL('rules/campaigns/', projectRoot)): Campaign[] {
  return yamlFilesIn(folder, 'rules/campaigns').map((file) => ({ ...checkYaml(file, campaignSchema), file: file.name }))
}

export interface CampaignWindow {
  from: Day
  to: Day
}

/** The window of a campaign around the festivals of a year; its first day may lie in the year before, its last in the year after. */
export function windowOf(campaign: Campaign, year: number, calendar: Calendar): CampaignWindow {
  const dayIn = (side: Campaign['window']['from'], inYear: number): Day =>
    typeof side === 'string' ? `${inYear}-${side}` : shiftDay(calendar.festival(side.festival, inYear), side.days)
  const from = dayIn(campaign.window.from, year)
  const to = dayIn(campaign.window.to, year)
  return { from, to: to < from ? dayIn(campaign.window.to, year + 1) : to }
}

/** The window that a day lies in, or undefined. */
export function openWindow(campaign: Campaign, day: Day, calendar: Calendar): CampaignWindow | undefined {
  const year = Number(day.slice(0, 4))
  return [year - 1, year, year + 1].map((around) => windowOf(campaign, around, calendar)).find(({ from, to }) => from <= day && day <= to)
}

/** The campaigns that are open on a day. */
export function openCampaigns(campaigns: readonly Campaign[], day: Day, calendar: Calendar): Campaign[] {
  return campaigns.filter((campaign) => openWindow(campaign, day, calendar) !== undefined)
}
