import { isLoopbackHost } from '../crawlers/fetch/guard.ts'
import { listPlatforms } from '../crawlers/platforms/load.ts'
import type { Platform } from '../crawlers/platforms/schema.ts'
import { renewSignIn, ruleView, type DashboardServices, type SignIn } from '../dashboard/server/index.ts'
import { systemClock, TABLE_NAMES, type Clock } from '../domain/index.ts'
import { similarity } from '../pipeline/names/index.ts'
import type { Assessor } from '../pipeline/port.ts'
import { loadRules } from '../rules/load.ts'
import { assessorFor, registryInUse } from './assessor.ts'
import type { System } from './compose.ts'
import { campaignOf, plannedQueries } from './plan.ts'
import { ProcessSweeps } from './sweep-control.ts'

export interface Office {
  services: DashboardServices
  sweeps: ProcessSweeps
  /** Gives the administrator a new password, to be shown once. */
  renewSignIn(): Promise<SignIn>
}

export interface OfficeOptions {
  system: System
  /** @default the verified platforms among the office's own files and those that come with the project */
  platforms?: readonly Platform[]
  /** Folder of registry tables that stands in for the imported ones. */
  registry?: string
  /** @default the system's */
  clock?: Clock
  onError: (error: unknown, sweep: string) => void
}

/** Whether an office can start a sweep of it: verified, with hosts of its own and somewhere to begin; the sample market is for the demo. */
function isSweepable({ status, hosts, search }: Platform): boolean {
  const real = hosts.filter((host) => !isLoopbackHost(host.replace(/:\d+$/, '')))
  return status === 'stable' && real.length > 0 && (search.url !== undefined || search.start.length > 0)
}

/** All that the dashboard works with, over one system. */
export async function openOffice({ system, platforms, registry: folder, clock = systemClock, onError }: OfficeOptions): Promise<Office> {
  const known = platforms ?? listPlatforms({ folders: [system.platformFolder] }).filter(isSweepable)
  const rules = loadRules()
  let registry = await registryInUse({ folder, store: system.store })
  const assessor = async (): Promise<Assessor> => assessorFor(await registryInUse({ folder, store: system.store }), rules)
  const sweeps = new ProcessSweeps({
    system,
    platforms: known,
    assessor,
    clock,
    onError,
    plan: async (asked, { campaign, budget, resume }) =>
      resume
        ? undefined
        : plannedQueries({
            store: system.store,
            registry,
            platforms: asked,
            campaign: campaign === undefined ? undefined : campaignOf(campaign),
            budget,
            clock,
          }),
  })
  return {
    sweeps,
    renewSignIn: () => renewSignIn(system.store),
    services: {
      store: system.store,
      queue: system.queue,
      clock,
      sweeps,
      platforms: () => known.map(({ id, title, status }) => ({ id, name: title, verified: status === 'stable' })),
      rules: () => rules.rules.map(ruleView),
      registry: () =>
        TABLE_NAMES.flatMap((name) => {
          const table = registry[name]
          return table ? [{ name, asOf: table.asOf, rows: table.rows.length, complete: table.complete, source: table.source }] : []
        }),
      ...(folder === undefined
        ? {
            async registryChanged() {
              registry = await registryInUse({ store: system.store })
            },
          }
        : {}),
      similarity,
    },
  }
}
