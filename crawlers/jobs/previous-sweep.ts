import type { Sweep } from '../../domain/index.ts'
import type { Job } from '../../queue/port.ts'
import type { Store } from '../../store/port.ts'

const SWEEPS_LOOKED_AT = 100

type Asked = Pick<Job, 'sweep' | 'platform'>

/** Finds, once for each platform, the latest earlier sweep that asked it. */
export function previousSweeps(store: Store): (job: Asked) => Promise<string | undefined> {
  const known = new Map<string, Promise<string | undefined>>()
  const find = async ({ sweep, platform }: Asked): Promise<string | undefined> => {
    const own = await store.getSweep(sweep)
    const isEarlier = (other: Sweep): boolean => other.id !== sweep && (own === undefined || other.startedAt < own.startedAt)
    const sweeps = await store.listSweeps({ limit: SWEEPS_LOOKED_AT })
    return sweeps.find((other) => isEarlier(other) && other.platforms.includes(platform))?.id
  }
  return (job) => {
    const name = `${job.sweep}\n${job.platform}`
    let found = known.get(name)
    if (!found) known.set(name, (found = find(job)))
    return found
  }
}
