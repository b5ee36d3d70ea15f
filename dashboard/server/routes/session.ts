import { Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { toInstant } from '../../../domain/index.ts'
import type { User } from '../../../store/port.ts'
import type { Me } from '../api.ts'
import { COOKIE, type Env, readBody, record, type RouteContext, signedIn } from '../context.ts'
import { checkPassword, hashPassword, SHORTEST_PASSWORD, weakness } from '../passwords.ts'
import { FailureLimit } from '../rate-limit.ts'
import { refuse } from '../security.ts'
import { SESSION_HOURS } from '../sessions.ts'

const MINUTE = 60_000
const signInBody = z.object({ name: z.string().min(1).max(64), password: z.string().min(1).max(256) })
const passwordBody = z.object({ current: z.string().min(1).max(256), next: z.string().min(1).max(256) })

/** Sign in, sign out, who am I, change my password. */
export function sessionRoutes({ services, sessions, isSecure, addressOf }: RouteContext): Hono<Env> {
  const { store, clock } = services
  const byName = new FailureLimit(clock, { limit: 5, windowMs: 5 * MINUTE })
  const byAddress = new FailureLimit(clock, { limit: 30, windowMs: 15 * MINUTE })
  const routes = new Hono<Env>()

  const me = (user: User): Me => ({
    name: user.name,
    displayName: user.displayName,
    role: user.role,
    mustChangePassword: user.mustChangePassword,
    now: toInstant(clock.now()),
    features: {
      similarity: services.similarity !== undefined,
      resumeSweep: services.sweeps.resume !== undefined,
      replaceTable: services.registryChanged !== undefined && user.role !== 'officer',
    },
  })

  routes.post('/', async (c) => {
    const { name, password } = await readBody(c, signInBody)
    const limits = [
      [byName, name],
      [byAddress, addressOf(c)],
    ] as const
    const wait = Math.max(...limits.map(([limit, key]) => limit.waitSeconds(key)))
    if (wait > 0) {
      c.header('Retry-After', String(wait))
      return refuse(c, 429, 'too-many-attempts', `try again in ${wait} seconds`)
    }
    for (const [limit, key] of limits) limit.fail(key)
    const user = await store.getUser(name)
    if (!(await checkPassword(user?.passwordHash, password)) || !user) {
      await record(store, clock, name, 'sign-in-failed', 'session', { address: addressOf(c) })
      return refuse(c, 401, 'wrong-password', 'name or password is wrong')
    }
    byName.clear(name)
    byAddress.forgive(addressOf(c))
    setCookie(c, COOKIE, await sessions.open(name), {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      secure: isSecure(c),
      maxAge: SESSION_HOURS * 3600,
    })
    await record(store, clock, name, 'sign-in', 'session', { address: addressOf(c) })
    return c.json(me(user))
  })

  const own = new Hono<Env>()
  own.use(signedIn(sessions))

  own.get('/', (c) => c.json(me(c.get('user'))))

  own.delete('/', async (c) => {
    await sessions.close(c.get('token'))
    deleteCookie(c, COOKIE, { path: '/' })
    return c.json({})
  })

  own.post('/password', async (c) => {
    const user = c.get('user')
    const { current, next } = await readBody(c, passwordBody)
    const wait = byName.waitSeconds(user.name)
    if (wait > 0) return refuse(c, 429, 'too-many-attempts', `try again in ${wait} seconds`)
    if (!(await checkPassword(user.passwordHash, current))) {
      byName.fail(user.name)
      return refuse(c, 403, 'wrong-password', 'the current password is wrong')
    }
    const weak = weakness(next, user.name)
    if (weak || next === current)
      return refuse(c, 400, 'weak-password', `at least ${SHORTEST_PASSWORD} characters, unlike your name and the old one`)
    const changed: User = { ...user, passwordHash: await hashPassword(next), mustChangePassword: false }
    await store.putUser(changed)
    await sessions.closeAll(user.name)
    setCookie(c, COOKIE, await sessions.open(user.name), {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      secure: isSecure(c),
      maxAge: SESSION_HOURS * 3600,
    })
    await record(store, clock, user.name, 'password-changed', `user/${user.name}`)
    return c.json(me(changed))
  })

  routes.route('/', own)
  return routes
}
