import { UnavailableError, type Sweep } from '../domain/index.ts'
import { Bell } from '../queue/bell.ts'
import { takePart, type PartOptions } from './worker-part.ts'

/** Between two looks for sweeps that began or ended, in milliseconds. */
const LOOK_MS = 2_000
/** A part that failed is taken up again after this time, in milliseconds. */
const AGAIN_MS = 5_000
/** How long a server may be away before the worker gives up, in milliseconds. */
const OUTAGE_MS = 60_000
/** Most sweeps that run at the same time. */
const MOST = 1_000

/** Whether both servers answer. */
export async function checkServers({ system }: Pick<PartOptions, 'system'>): Promise<Sweep[]> {
  const [running] = await Promise.all([
    system.store.listSweeps({ state: 'running', limit: MOST }),
    system.queue.counts({ kind: 'capture' }),
  ])
  return running
}

/**
 * Takes part in every sweep that runs, from when it is seen until it has ended, while the signal does not say stop. A part that fails is
 * told in the log and taken up again: what it held goes to others meanwhile.
 * @throws UnavailableError when a server is away for longer than a minute
 */
export async function workOnSweeps(options: PartOptions, signal: AbortSignal): Promise<void> {
  const { metrics, log } = options
  const parts = new Map<string, { leave: AbortController; over: Promise<void> }>()

  async function part(sweep: Sweep, leaving: AbortSignal): Promise<void> {
    try {
      await takePart(sweep, options, leaving)
      log.info({ sweep: sweep.id }, 'left')
    } catch (error) {
      log.error({ sweep: sweep.id, err: error }, 'the part in this sweep failed')
      await new Bell().wait(0, AGAIN_MS, leaving)
    }
    parts.delete(sweep.id)
    metrics.sweeps.set(parts.size)
  }

  async function look(): Promise<void> {
    const running = new Map((await checkServers(options)).map((sweep) => [sweep.id, sweep]))
    for (const [id, { leave }] of parts) if (!running.has(id)) leave.abort()
    for (const [id, sweep] of running) {
      if (parts.has(id)) continue
      const leave = new AbortController()
      parts.set(id, { leave, over: part(sweep, AbortSignal.any([signal, leave.signal])) })
      metrics.sweeps.set(parts.size)
    }
  }

  const bell = new Bell()
  // New jobs may be those of a new sweep; its hosts are shared out in the first seconds.
  const mute = options.system.queue.onAdded(() => parts.size === 0 && bell.ring())
  try {
    for (let seenAt = performance.now(); !signal.aborted;) {
      const seen = bell.rings
      try {
        await look()
        seenAt = performance.now()
      } catch (error) {
        if (!(error instanceof UnavailableError) || performance.now() - seenAt > OUTAGE_MS) throw error
        log.warn({ reason: error.message }, 'outage')
      }
      await bell.wait(seen, LOOK_MS, signal)
    }
  } finally {
    mute()
    for (const { leave } of parts.values()) leave.abort()
    await Promise.all([...parts.values()].map(({ over }) => over))
  }
}
