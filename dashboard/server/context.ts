import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { z } from 'zod'
import type { Clock } from '../../domain/index.ts'
import { InputError, toInstant } from '../../domain/index.ts'
import type { Store, User } from '../../store/port.ts'
import type { DashboardServices, RuleView } from './services.ts'
import { refuse } from './security.ts'
import type { Sessions } from './sessions.ts'

/** What every route may ask for. */
export interface RouteContext {
  services: DashboardServices
  sessions: Sessions
  /** Whether the cookie may travel over https only. */
  isSecure: (c: Context) => boolean
  /** Where a request came from, for the sign-in limit. */
  addressOf: (c: Context) => string
  /** Resolves when the server closes, so that open streams end. */
  closing: AbortSignal
}

export interface Env {
  Variables: { user: User; token: string }
}

export const COOKIE = 'zhixun'

/** Lets signed-in users through, and those who must change their password only to where they can. */
export function signedIn(sessions: Sessions): MiddlewareHandler<Env> {
  return async (c, next) => {
    const token = getCookie(c, COOKIE)
    const user = token ? await sessions.userOf(token) : undefined
    if (!user || !token) return refuse(c, 401, 'not-signed-in', 'sign in first')
    if (user.mustChangePassword && !c.req.path.startsWith('/api/session'))
      return refuse(c, 403, 'must-change-password', 'choose a password of your own first')
    c.set('user', user)
    c.set('token', token)
    return next()
  }
}

export const adminsOnly: MiddlewareHandler<Env> = async (c, next) =>
  c.get('user').role === 'admin' ? next() : refuse(c, 403, 'forbidden', 'only administrators may do this')

export function seesTrials(user: User): boolean {
  return user.role !== 'officer'
}

/** Ids of the rules whose findings this user does not see. */
export function hiddenRules(services: DashboardServices, user: User): ReadonlySet<string> {
  return new Set(seesTrials(user) ? [] : trialRules(services.rules()))
}

export function trialRules(rules: readonly RuleView[]): string[] {
  return rules.filter((rule) => rule.status === 'trial').map((rule) => rule.id)
}

/** @throws InputError naming the field that is wrong */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  let body: unknown
  try {
    body = await c.req.json()
  } catch {
    throw new InputError('expected a JSON object')
  }
  return parse(schema, body)
}

/** @throws InputError naming the field that is wrong */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new InputError(issue?.message ?? 'not valid', { field: issue?.path.join('.') })
}

/** One line in the log that only grows, for what is not a decision (decisions write their own). */
export async function record(
  store: Store,
  clock: Clock,
  actor: string,
  action: string,
  subject: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await store.audit({ key: `dashboard/${randomUUID()}`, at: toInstant(clock.now()), actor, action, subject, details })
}
