import type { Clock } from '../../domain/index.ts'
import { toInstant } from '../../domain/index.ts'
import type { Store, User } from '../../store/port.ts'
import { createHash, randomBytes } from 'node:crypto'

export const SESSION_HOURS = 12

const idOf = (token: string) => createHash('sha256').update(token).digest('hex')
const changedKey = (user: string) => `password-changed:${user}`

/** Who is signed in. The cookie carries a random token; the store knows only its hash, so a stolen store opens no session. */
export class Sessions {
  readonly #store: Store
  readonly #clock: Clock

  constructor(store: Store, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  /** Returns the token for the cookie. */
  async open(user: string): Promise<string> {
    const token = randomBytes(32).toString('base64url')
    const now = this.#clock.now()
    await this.#store.putSession({
      id: idOf(token),
      user,
      createdAt: toInstant(now),
      expiresAt: toInstant(new Date(now.getTime() + SESSION_HOURS * 3_600_000)),
    })
    return token
  }

  /** The user of a token; undefined when it is unknown, has expired or is older than the user's password. */
  async userOf(token: string): Promise<User | undefined> {
    const session = await this.#store.getSession(idOf(token))
    if (!session) return undefined
    const changed = await this.#store.getSetting<string>(changedKey(session.user))
    const expired = Date.parse(session.expiresAt) <= this.#clock.now().getTime()
    if (expired || (changed !== undefined && Date.parse(session.createdAt) < Date.parse(changed))) {
      await this.#store.deleteSession(session.id)
      return undefined
    }
    return this.#store.getUser(session.user)
  }

  async close(token: string): Promise<void> {
    await this.#store.deleteSession(idOf(token))
  }

  /** Ends every session of a user that was opened before now. */
  async closeAll(user: string): Promise<void> {
    await this.#store.putSetting(changedKey(user), toInstant(this.#clock.now()))
  }
}
