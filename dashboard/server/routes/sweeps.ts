import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import type { StoredPage } from '../../../domain/index.ts'
import { ConfigError, ConflictError, WALL_KINDS } from '../../../domain/index.ts'
import type { SweepDetail, SweepsAnswer } from '../api.ts'
import { type Env, readBody, record, type RouteContext } from '../context.ts'
import { refuse } from '../security.ts'
import type { SweepProgress } from '../services.ts'

const LISTED_SWEEPS = 50
const LISTED_WALLS = 50
/** Proxies close streams that are silent for long. */
const HEARTBEAT_MS = 15_000

const startBody = z.object({
  platforms: z.array(z.string().max(128)).max(200).default([]),
  budget: z.number().int().min(1).max(10_000_000).optional(),
  queries: z.array(z.string().trim().min(1).max(100)).max(1000).optional(),
})

/** Start, stop and watch sweeps. */
export function sweepRoutes({ services, closing }: RouteContext): Hono<Env> {
  const { store, sweeps, clock } = services
  const routes = new Hono<Env>()

  routes.get('/', async (c) =>
    c.json({
      sweeps: await store.listSweeps({ limit: LISTED_SWEEPS }),
      current: sweeps.current(),
      platforms: services.platforms(),
      jobs: await services.queue?.counts(),
    } satisfies SweepsAnswer),
  )

  routes.get('/events', (c) =>
    streamSSE(c, async (stream) => {
      const waiting = new Map<string, SweepProgress>(sweeps.current().map((progress) => [progress.sweep.id, progress]))
      let wake: () => void = () => {}
      const unsubscribe = sweeps.subscribe((progress) => {
        waiting.set(progress.sweep.id, progress)
        wake()
      })
      const end = () => wake()
      stream.onAbort(end)
      closing.addEventListener('abort', end)
      try {
        await stream.writeSSE({ event: 'hello', data: '{}' })
        while (!stream.aborted && !closing.aborted) {
          const due = [...waiting.values()]
          waiting.clear()
          for (const progress of due) await stream.writeSSE({ event: 'progress', data: JSON.stringify(progress) })
          if (waiting.size > 0) continue
          const woken = await new Promise<boolean>((resolve) => {
            const timer = setTimeout(() => resolve(false), HEARTBEAT_MS)
            wake = () => {
              clearTimeout(timer)
              resolve(true)
            }
          })
          if (!woken) await stream.writeSSE({ event: 'beat', data: '{}' })
        }
      } finally {
        unsubscribe()
        closing.removeEventListener('abort', end)
      }
    }),
  )

  routes.post('/', async (c) => {
    const user = c.get('user')
    const request = await readBody(c, startBody)
    try {
      const sweep = await sweeps.start({ ...request, by: user.name })
      await record(store, clock, user.name, 'sweep-started', `sweep/${sweep.id}`, { platforms: sweep.platforms, budget: sweep.budget })
      return c.json(sweep)
    } catch (error) {
      if (error instanceof ConflictError) return refuse(c, 409, 'conflict', error.message)
      if (error instanceof ConfigError) return refuse(c, 400, 'bad-request', error.message)
      throw error
    }
  })

  routes.get('/:id', async (c) => {
    const sweep = await store.getSweep(c.req.param('id'))
    if (!sweep) return refuse(c, 404, 'not-found', 'no such sweep')
    const walls: SweepDetail['walls'] = []
    for (const kind of [...WALL_KINDS, 'failed', 'refused'] satisfies StoredPage['kind'][]) {
      const page = await store.listPages({ sweep: sweep.id, kind, limit: LISTED_WALLS })
      for (const { url, platform, why, status, attempts, fetchedAt } of page.rows)
        walls.push({ url, platform, kind, why, status, attempts, fetchedAt })
    }
    return c.json({ sweep, walls } satisfies SweepDetail)
  })

  routes.post('/:id/stop', async (c) => {
    const user = c.get('user')
    await sweeps.stop(c.req.param('id'))
    await record(store, clock, user.name, 'sweep-stopped', `sweep/${c.req.param('id')}`)
    return c.json({})
  })

  routes.post('/:id/resume', async (c) => {
    if (!sweeps.resume) return refuse(c, 404, 'not-found', 'sweeps cannot be resumed from here')
    const user = c.get('user')
    try {
      const sweep = await sweeps.resume(c.req.param('id'))
      await record(store, clock, user.name, 'sweep-resumed', `sweep/${sweep.id}`)
      return c.json(sweep)
    } catch (error) {
      if (error instanceof ConflictError) return refuse(c, 409, 'conflict', error.message)
      throw error
    }
  })

  return routes
}
