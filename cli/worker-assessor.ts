import type { Assessor } from '../pipeline/port.ts'
import { sha256Hex } from '../store/hash.ts'
import type { Store } from '../store/port.ts'
import { assessorFor, registryInUse } from './assessor.ts'

/** Builds the assessor of the tables in use, and builds it anew only when they have changed: a sweep that begins is joined at once. */
export function assessorOf(store: Store): () => Promise<Assessor> {
  let built: { tables: string; assessor: Assessor } | undefined
  return async () => {
    const registry = await registryInUse({ store })
    const tables = sha256Hex(JSON.stringify(registry))
    if (built?.tables !== tables) built = { tables, assessor: assessorFor(registry) }
    return built.assessor
  }
}
