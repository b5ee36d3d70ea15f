import { InputError } from '../../domain/index.ts'
import type { Store } from '../../store/port.ts'
import { hashPassword, randomPassword } from './passwords.ts'

export interface SignIn {
  name: string
  password: string
}

/**
 * Makes the administrator of a store that has no user yet.
 * @returns the sign-in, to be shown once, or undefined when there are users
 */
export async function ensureFirstUser(store: Store, options: { mustChangePassword?: boolean } = {}): Promise<SignIn | undefined> {
  if ((await store.listUsers()).length > 0) return undefined
  const signIn = { name: 'admin', password: randomPassword() }
  await store.putUser({
    name: signIn.name,
    displayName: '管理员',
    role: 'admin',
    passwordHash: await hashPassword(signIn.password),
    mustChangePassword: options.mustChangePassword ?? true,
  })
  return signIn
}

/** Gives the administrator a new password, for a demonstration that is started again. @throws InputError where there is no such user */
export async function renewSignIn(store: Store, name = 'admin'): Promise<SignIn> {
  const user = await store.getUser(name)
  if (!user) throw new InputError(`no user ${name}`, { field: 'user' })
  const signIn = { name, password: randomPassword() }
  await store.putUser({ ...user, passwordHash: await hashPassword(signIn.password) })
  return signIn
}
