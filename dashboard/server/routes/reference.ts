import { Hono } from 'hono'
import { z } from 'zod'
import type { RulesAnswer } from '../api.ts'
import { type Env, hiddenRules, readBody, type RouteContext } from '../context.ts'
import { refuse } from '../security.ts'

const DECIDED = ['case', 'order', 'dismiss', 'doubt'] as const

const pairBody = z.object({ text: z.string().min(1).max(60), name: z.string().min(1).max(60) })

/** What the judgement rests on: rules and the matcher. */
export function referenceRoutes({ services }: RouteContext): Hono<Env> {
  const { store } = services
  const routes = new Hono<Env>()

  routes.get('/rules', async (c) => {
    const hidden = hiddenRules(services, c.get('user'))
    const rules: RulesAnswer['rules'] = []
    for (const rule of services.rules().filter(({ id }) => !hidden.has(id))) {
      const [open, ...decided] = await Promise.all([
        store.countFindings({ rule: rule.id, state: 'open' }),
        ...DECIDED.map((outcome) => store.countFindings({ rule: rule.id, state: 'decided', decided: outcome })),
      ])
      const [kase = 0, order = 0, dismiss = 0, doubt = 0] = decided
      rules.push({ ...rule, open, decided: { case: kase, order, dismiss, doubt } })
    }
    return c.json({ rules } satisfies RulesAnswer)
  })

  routes.post('/pair', async (c) => {
    if (!services.similarity) return refuse(c, 404, 'not-found', 'no matcher here')
    const { text, name } = await readBody(c, pairBody)
    return c.json(services.similarity(text, name))
  })

  return routes
}
