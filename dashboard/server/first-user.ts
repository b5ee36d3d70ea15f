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
