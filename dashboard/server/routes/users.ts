import { Hono } from 'hono'
import { z } from 'zod'
import type { User } from '../../../store/port.ts'
import type { NewPasswordAnswer, UserView } from '../api.ts'
import { adminsOnly, type Env, readBody, record, type RouteContext } from '../context.ts'
import { hashPassword, randomPassword } from '../passwords.ts'
import { refuse } from '../security.ts'

const role = z.enum(['officer', 'supervisor', 'admin'])
const newUser = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/, '2 to 32 small letters, digits, dots or dashes'),
  displayName: z.string().trim().min(1).max(32),
  role,
})
const change = z.object({
  displayName: z.string().trim().min(1).max(32).optional(),
  role: role.optional(),
  resetPassword: z.boolean().optional(),
})

const view = ({ name, displayName, role, mustChangePassword }: User): UserView => ({ name, displayName, role, mustChangePassword })

/** Who works here. For administrators. */
export function userRoutes({ services, sessions }: RouteContext): Hono<Env> {
  const { store, clock } = services
  const routes = new Hono<Env>()
  routes.use(adminsOnly)

  routes.get('/', async (c) => c.json((await store.listUsers()).map(view)))

  routes.post('/', async (c) => {
    const wanted = await readBody(c, newUser)
    if (await store.getUser(wanted.name)) return refuse(c, 409, 'conflict', 'this name is taken')
    const password = randomPassword()
    const user: User = { ...wanted, passwordHash: await hashPassword(password), mustChangePassword: true }
    await store.putUser(user)
    await record(store, clock, c.get('user').name, 'user-added', `user/${user.name}`, { role: user.role })
    return c.json({ user: view(user), password } satisfies NewPasswordAnswer)
  })

  routes.post('/:name', async (c) => {
    const old = await store.getUser(c.req.param('name'))
    if (!old) return refuse(c, 404, 'not-found', 'no such user')
    const { resetPassword, ...wanted } = await readBody(c, change)
    const admins = (await store.listUsers()).filter((other) => other.role === 'admin')
    if (old.role === 'admin' && wanted.role !== undefined && wanted.role !== 'admin' && admins.length === 1)
      return refuse(c, 409, 'conflict', 'the last administrator stays one')
    const user: User = { ...old, displayName: wanted.displayName ?? old.displayName, role: wanted.role ?? old.role }
    const password = resetPassword ? randomPassword() : ''
    if (resetPassword) {
      user.passwordHash = await hashPassword(password)
      user.mustChangePassword = true
    }
    await store.putUser(user)
    if (resetPassword) await sessions.closeAll(user.name)
    await record(store, clock, c.get('user').name, 'user-changed', `user/${user.name}`, { ...wanted, resetPassword })
    return c.json({ user: view(user), password } satisfies NewPasswordAnswer)
  })

  return routes
}
