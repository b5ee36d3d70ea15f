import { hostname } from 'node:os'
import { ConflictError } from '../domain/index.ts'
import type { Queue } from '../queue/port.ts'
import type { Store } from '../store/port.ts'

/** The right runs out so long after its holder died on another machine, in milliseconds. */
const RIGHT_MS = 60_000

interface Holder {
  owner: string
  host: string
  pid: number
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Takes the right to run a sweep, which one process has at a time. A holder of this machine that is dead is passed over at once,
 * one of another machine when its right has run out.
 * @throws ConflictError when another process runs the sweep
 */
export async function holdSweep(queue: Queue, store: Store, sweep: string): Promise<{ letGo: () => Promise<void> }> {
  const name = `sweep/${sweep}`
  const setting = `sweep-holder/${sweep}`
  const mine: Holder = { owner: crypto.randomUUID(), host: hostname(), pid: process.pid }
  let held = await queue.acquire(name, mine.owner, RIGHT_MS)
  if (!held) {
    const holder = await store.getSetting<Holder>(setting)
    if (holder?.host === mine.host && holder.pid !== mine.pid && !isAlive(holder.pid)) {
      await queue.releaseRight(name, holder.owner)
      held = await queue.acquire(name, mine.owner, RIGHT_MS)
    }
    if (!held) throw new ConflictError(`sweep ${sweep} is running already${holder ? ` (process ${holder.pid} on ${holder.host})` : ''}`)
  }
  await store.putSetting(setting, mine)
  const renew = setInterval(() => void queue.acquire(name, mine.owner, RIGHT_MS).catch(() => {}), RIGHT_MS / 3)
  renew.unref()
  return {
    async letGo() {
      clearInterval(renew)
      await queue.releaseRight(name, mine.owner)
    },
  }
}
