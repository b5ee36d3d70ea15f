import { dayOf, systemClock, TABLE_NAMES, type Registry, type RegistryTable, type TableName } from '../domain/index.ts'
import { createAssessor, matcherSource } from '../pipeline/assess.ts'
import { buildMatcher } from '../pipeline/names/index.ts'
import type { Assessor } from '../pipeline/port.ts'
import { loadRules, type RuleSet } from '../rules/load.ts'
import { loadRegistry, loadShippedRegistry } from '../rules/registry/index.ts'
import type { Store } from '../store/port.ts'

/**
 * The registry in use: the folder that was named, else what the office imported, each table beside what ships where the office has none.
 * A folder that is named stands alone, so that a judgement can be repeated from it.
 */
export async function registryInUse(options: { folder?: string | undefined; store?: Store }): Promise<Registry> {
  if (options.folder !== undefined) return loadRegistry(options.folder)
  const registry: Partial<Record<TableName, RegistryTable<TableName>>> = { ...loadShippedRegistry() }
  if (options.store)
    for (const name of TABLE_NAMES) {
      const imported = await options.store.getTable(name)
      if (imported) registry[name] = imported
    }
  return registry as Registry
}

export function assessorFor(registry: Registry, rules: RuleSet = loadRules()): Assessor {
  return createAssessor({ registry, rules, matcher: buildMatcher(matcherSource(registry)), today: () => dayOf(systemClock.now()) })
}
