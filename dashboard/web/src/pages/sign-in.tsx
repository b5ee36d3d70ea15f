import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Me } from '../../../server/api.ts'
import { post, RequestError } from '../client.ts'
import { fieldOf } from '../form-fields.ts'
import { useText } from '../text/messages.ts'

function Sheet({ title, children }: { title: string; children: ComponentChildren }) {
  const text = useText()
  return (
    <main class="sign-in">
      <div class="sheet">
        <div class="brand large">
          <span class="brand-mark" aria-hidden="true" />
          {text.brand}
        </div>
        <p class="hint">{text.tagline}</p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  )
}

export function SignInPage({ onSignIn }: { onSignIn: (me: Me) => void }) {
  const text = useText()
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    setBusy(true)
    try {
      onSignIn(await post<Me>('session', { name: fieldOf(form, 'name').trim(), password: fieldOf(form, 'password') }))
    } catch (caught) {
      const status = caught instanceof RequestError ? caught.status : 0
      setError(status === 401 ? text.signIn.wrong : status === 429 ? text.signIn.tooMany : text.common.failed)
      setBusy(false)
    }
  }
  return (
    <Sheet title={text.signIn.title}>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {text.signIn.name}
          <input ref={field} name="name" autocomplete="username" required autocapitalize="none" />
        </label>
        <label>
          {text.signIn.password}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <p class="error" role="alert">
          {error}
        </p>
        <button type="submit" class="button primary wide" disabled={busy}>
          {text.signIn.submit}
        </button>
      </form>
      <p class="hint">{text.signIn.hint}</p>
    </Sheet>
  )
}

export function ChangePassword({ me, onChanged }: { me: Me; onChanged: (me: Me) => void }) {
  return (
    <Sheet title={useText().signIn.mustChange}>
      <PasswordForm userName={me.name} onChanged={onChanged} />
    </Sheet>
  )
}

export function PasswordForm({ userName, onChanged }: { userName: string; onChanged: (me: Me) => void }) {
  const text = useText()
  const [message, setMessage] = useState('')
  const [done, setDone] = useState(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const element = event.currentTarget as HTMLFormElement
    const form = new FormData(element)
    setDone(false)
    if (form.get('next') !== form.get('repeat')) return setMessage(text.account.differs)
    try {
      const me = await post<Me>('session/password', { current: fieldOf(form, 'current'), next: fieldOf(form, 'next') })
      setMessage('')
      setDone(true)
      element.reset()
      onChanged(me)
    } catch (caught) {
      const error = caught instanceof RequestError ? caught.body.error : undefined
      const known = { 'wrong-password': text.account.wrong, 'weak-password': text.account.weak, 'too-many-attempts': text.signIn.tooMany }
      setMessage(known[error as keyof typeof known] ?? text.common.failed)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <input type="hidden" name="username" autocomplete="username" value={userName} />
      <label>
        {text.account.current}
        <input name="current" type="password" autocomplete="current-password" required />
      </label>
      <label>
        {text.account.next}
        <input name="next" type="password" autocomplete="new-password" minLength={10} required />
      </label>
      <label>
        {text.account.repeat}
        <input name="repeat" type="password" autocomplete="new-password" minLength={10} required />
      </label>
      <p class={done ? 'success' : 'error'} role="alert">
        {done ? text.account.changed : message}
      </p>
      <button type="submit" class="button primary">
        {text.account.change}
      </button>
    </form>
  )
}
