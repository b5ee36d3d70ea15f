import { useContext, useEffect, useState } from 'preact/hooks'
import type { Me, NewPasswordAnswer, UserView } from '../../../server/api.ts'
import { get, post, RequestError } from '../client.ts'
import { LANGUAGES, LanguageContext, type Language, useText } from '../text/messages.ts'
import { PasswordForm } from './sign-in.tsx'

const ROLES = ['officer', 'supervisor', 'admin'] as const

export function AccountPage({ me }: { me: Me }) {
  const { text, language, choose } = useContext(LanguageContext)
  return (
    <section class="page account">
      <div class="card">
        <h2>{text.account.password}</h2>
        <PasswordForm userName={me.name} onChanged={() => {}} />
        <h2 class="second">{text.account.language}</h2>
        <select aria-label={text.account.language} value={language} onChange={(event) => choose(event.currentTarget.value as Language)}>
          {Object.entries(LANGUAGES).map(([code, messages]) => (
            <option key={code} value={code}>
              {messages.language}
            </option>
          ))}
        </select>
      </div>
      {me.role === 'admin' && <Users />}
    </section>
  )
}

function Users() {
  const text = useText()
  const [users, setUsers] = useState<readonly UserView[]>([])
  const [once, setOnce] = useState<NewPasswordAnswer>()
  const [error, setError] = useState('')
  const load = () => get<UserView[]>('users').then(setUsers, () => setError(text.common.failed))
  useEffect(() => void load(), [])
  const attempt = async (path: string, body: unknown): Promise<boolean> => {
    try {
      const answer = await post<NewPasswordAnswer>(path, body)
      setOnce(answer.password ? answer : undefined)
      setError('')
      await load()
      return true
    } catch (caught) {
      const status = caught instanceof RequestError ? caught.status : 0
      setError(status === 409 ? text.account.nameTaken : status === 400 ? text.account.nameRule : text.common.failed)
      return false
    }
  }
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    if (await attempt('users', Object.fromEntries(new FormData(form)))) form.reset()
  }
  return (
    <div class="card wide">
      <h2>{text.account.users}</h2>
      <table class="plain-table">
        <thead>
          <tr>
            <th>{text.account.name}</th>
            <th>{text.account.displayName}</th>
            <th>{text.account.role}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.name}>
              <td>
                <code>{user.name}</code>
              </td>
              <td>
                {user.displayName} {user.mustChangePassword && <span class="to-check">{text.account.pendingChange}</span>}
              </td>
              <td>
                <select
                  aria-label={text.account.role}
                  value={user.role}
                  onChange={(event) => void attempt(`users/${user.name}`, { role: event.currentTarget.value })}
                >
                  {ROLES.map((role) => (
                    <option key={role} value={role}>
                      {text.roles[role]}
                    </option>
                  ))}
                </select>
              </td>
              <td>
                <button type="button" class="link" onClick={() => void attempt(`users/${user.name}`, { resetPassword: true })}>
                  {text.account.reset}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {once && (
        <p class="notice" role="status">
          {text.account.once(once.user.displayName)} <code class="secret">{once.password}</code>
        </p>
      )}
      <form class="inline-form" onSubmit={(event) => void add(event)}>
        <label>
          {text.account.name}
          <input name="name" required pattern="[a-z0-9][a-z0-9._\-]{1,31}" title={text.account.nameRule} autocomplete="off" />
        </label>
        <label>
          {text.account.displayName}
          <input name="displayName" required maxLength={32} autocomplete="off" />
        </label>
        <label>
          {text.account.role}
          <select name="role">
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {text.roles[role]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="button">
          {text.account.add}
        </button>
      </form>
      <p class="error" role="alert">
        {error}
      </p>
    </div>
  )
}
