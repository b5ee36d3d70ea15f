import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { loadPlatform } from '../crawlers/platforms/load.ts'
import type { Platform } from '../crawlers/platforms/schema.ts'
import { newSweepId } from '../crawlers/sweep.ts'
import { ConfigError, InputError, systemClock, type Query, type Sweep } from '../domain/index.ts'
import { assessorFor, registryInUse } from './assessor.ts'
import { command, wholeNumber, type CommonOptions } from './command.ts'
import { openSystem, sweepWith, type System } from './compose.ts'
import { interruptible } from './interrupt.ts'
import { text } from './language.ts'
import { campaignOf, plannedQueries } from './plan.ts'
import { note, print, printJson, progressLine } from './streams.ts'
import { progressText, summaryOf, summaryText } from './sweep-view.ts'

interface SweepCommandOptions extends CommonOptions {
  platform?: string[]
  query?: string[]
  campaign?: string
  budget?: number
  resume?: boolean
  sweep?: string
  registry?: string
  consent?: boolean
}

export default function sweep(): Command {
  return command('sweep', '立即巡查一次', 'one sweep now')
    .option('--platform <ID|FILE...>', text('平台编号或平台文件', 'ids of platforms, or platform files'))
    .option(
      '--query <TEXT...>',
      text('搜索词；不写则走平台的商品目录', "texts to search for; without them the platform's own lists are walked"),
    )
    .option(
      '--campaign <ID>',
      text('专项：按受保护名称、仿冒写法和专项用词安排查询', 'a campaign: queries are planned from names, their imitations and its words'),
    )
    .option('--budget <N>', text('最多访问多少网页', 'most pages to fetch'), wholeNumber(1))
    .option('--resume', text('继续最近一次被中断的巡查', 'go on with the latest sweep that did not end'))
    .option(
      '--sweep <ID>',
      text('巡查编号：新巡查的编号，或与 --resume 同用', 'id of the sweep: of a new one, or with --resume of one to go on with'),
    )
    .option('--registry <DIR>', text('名录文件夹；不写则用已导入的名录', 'folder of registry tables; without it the imported ones'))
    .option(
      '--consent',
      text('已取得平台许可（未经核实的平台文件需要）', 'the platform has consented (needed for unverified platform files)'),
    )
    .action(async (options: SweepCommandOptions) => {
      const system = await openSystem(options)
      const stop = interruptible()
      try {
        const { platforms, queries, registry, sweepId } = options.resume ? await resumed(system, options) : fresh(system, options)
        const tables = await registryInUse({ folder: registry, store: system.store })
        const campaign = options.campaign === undefined ? undefined : campaignOf(options.campaign)
        const planned =
          queries ??
          (options.resume
            ? undefined
            : await plannedQueries({
                store: system.store,
                registry: tables,
                platforms,
                campaign,
                budget: options.budget,
                clock: systemClock,
              }))
        const progress = progressLine()
        if (!options.resume) await system.store.putSetting(meansSetting(sweepId), { platforms: options.platform?.map(absolute), registry })
        const result = await sweepWith(
          { system, assessor: assessorFor(tables), platforms },
          {
            sweepId,
            ...(planned ? { queries: planned } : {}),
            ...(campaign ? { campaign: campaign.id } : {}),
            ...(options.budget === undefined ? {} : { budget: options.budget }),
            resume: options.resume === true,
            signal: stop.signal,
            onProgress: (at) => progress.show(progressText(at)),
          },
        )
        progress.end()
        if (options.json) await printJson(summaryOf(result))
        else await print(summaryText(result))
        if (result.state === 'interrupted') process.exitCode = 1
      } finally {
        stop.done()
        await system.close()
      }
    })
}

/** What a sweep needs to go on, besides what its own jobs carry. */
export interface Means {
  platforms?: string[]
  registry?: string
}

export const meansSetting = (sweep: string): string => `sweep-means/${sweep}`

/** A platform file keeps its place when the sweep is resumed from another folder. */
const absolute = (platform: string): string => (existsSync(platform) ? resolve(platform) : platform)

interface Plan {
  platforms: Platform[]
  queries?: Query[]
  registry?: string | undefined
  sweepId: string
}

function fresh(system: System, options: SweepCommandOptions): Plan {
  const wanted = options.platform ?? []
  if (wanted.length === 0) throw new ConfigError(text('请用 --platform 指定至少一个平台', 'name at least one platform with --platform'))
  const platforms = wanted.map((platform) => loadPlatform(platform, { folders: [system.platformFolder] }))
  const asking = platforms.find((platform) => platform.status === 'unverified')
  if (asking && !options.consent)
    throw new ConfigError(
      text(
        `平台文件 ${asking.id} 未经核实：${asking.permission ?? '须先取得平台许可'}。已取得许可的，请加 --consent`,
        `platform ${asking.id} is not verified: ${asking.permission ?? 'its consent is needed'}; with it, add --consent`,
      ),
    )
  const queries = options.query?.flatMap((words) =>
    platforms
      .filter((platform) => platform.search.url !== undefined)
      .map((platform) => ({ platform: platform.id, text: words, reason: '--query' })),
  )
  return {
    platforms,
    ...(queries ? { queries } : {}),
    registry: options.registry === undefined ? undefined : resolve(options.registry),
    sweepId: options.sweep ?? newSweepId(),
  }
}

async function resumed(system: System, options: SweepCommandOptions): Promise<Plan> {
  const sweep = await interrupted(system, options.sweep)
  const means = (await system.store.getSetting<Means>(meansSetting(sweep.id))) ?? {}
  const platforms = (options.platform ?? means.platforms ?? sweep.platforms).map((platform) =>
    loadPlatform(platform, { folders: [system.platformFolder] }),
  )
  note(text(`继续巡查 ${sweep.id}`, `going on with sweep ${sweep.id}`))
  return { platforms, registry: options.registry ?? means.registry, sweepId: sweep.id }
}

async function interrupted(system: System, id: string | undefined): Promise<Sweep> {
  const found =
    id === undefined
      ? (await system.store.listSweeps({ limit: 100 })).find(({ state }) => state !== 'done')
      : await system.store.getSweep(id)
  if (!found) throw new InputError(text('没有可继续的巡查', 'there is no sweep to go on with'), { field: '--resume' })
  return found
}
