import { Hono } from 'hono'
import { z } from 'zod'
import type { Decision } from '../../../domain/index.ts'
import { ConflictError, DECISION_OUTCOMES, toInstant } from '../../../domain/index.ts'
import type { Store } from '../../../store/port.ts'
import { standing } from '../../../store/standing.ts'
import type { DecideAnswer, DecideConflict, DecisionView } from '../api.ts'
import { type Env, hiddenRules, readBody, type RouteContext } from '../context.ts'
import { refuse } from '../security.ts'

const decideBody = z.object({
  id: z.uuid(),
  outcome: z.enum(DECISION_OUTCOMES),
  reason: z.string().max(64).optional(),
  note: z.string().max(2000).optional(),
  expected: z.string().max(128).optional(),
})

export async function decisionViews(store: Store, decisions: readonly Decision[]): Promise<DecisionView[]> {
  const names = new Map<string, string>()
  for (const name of new Set(decisions.map((decision) => decision.by))) names.set(name, (await store.getUser(name))?.displayName ?? name)
  return decisions.map((decision) => ({ ...decision, byName: names.get(decision.by) ?? decision.by }))
}

/** The officers' words on findings. Nothing is ever changed or deleted: taking back is a decision too. */
export function decisionRoutes({ services }: RouteContext): Hono<Env> {
  const { store, clock } = services
  const routes = new Hono<Env>()

  routes.post('/:id/decisions', async (c) => {
    const user = c.get('user')
    const finding = await store.getFinding(c.req.param('id'))
    if (!finding || hiddenRules(services, user).has(finding.rule)) return refuse(c, 404, 'not-found', 'no such finding')
    const { expected, ...wanted } = await readBody(c, decideBody)
    const before = await store.decisionsOn(finding.id)
    const repeated = before.find((decision) => decision.id === wanted.id)
    // The page sends again what it got no answer for; the same id is the same decision.
    if (repeated) return c.json(await answer(repeated))
    const last = before.at(-1)
    if (last?.id !== expected) return conflict()
    const stands = standing(before)
    if (wanted.outcome === 'reopen' && !stands) return refuse(c, 400, 'bad-request', 'outcome: nothing stands that could be taken back')
    if (stands && stands.by !== user.name && user.role === 'officer')
      return refuse(c, 403, 'forbidden', 'the decision of another officer is changed by a supervisor')
    const decision: Decision = { ...wanted, finding: finding.id, by: user.name, at: toInstant(clock.now()), supersedes: stands?.id }
    try {
      await store.decide(decision, stands?.id)
    } catch (error) {
      if (error instanceof ConflictError) return conflict()
      throw error
    }
    return c.json(await answer(decision))

    async function answer(standing: Decision): Promise<DecideAnswer> {
      const [view] = await decisionViews(store, [standing])
      return { decision: view ?? { ...standing, byName: standing.by } }
    }
    async function conflict() {
      const decisions = await decisionViews(store, await store.decisionsOn(c.req.param('id')))
      return c.json({ error: 'conflict', message: 'another decision stands by now', decisions } satisfies DecideConflict, 409)
    }
  })

  return routes
}
