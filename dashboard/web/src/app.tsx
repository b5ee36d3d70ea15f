import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Me } from '../../server/api.ts'
import { get, RequestError, session } from './client.ts'
import { useWatched } from './observable.ts'
import { AccountPage } from './pages/account.tsx'
import { FindingPage } from './pages/finding.tsx'
import { PairPage } from './pages/pair.tsx'
import { QueuePage } from './pages/queue.tsx'
import { RegistryPage } from './pages/registry.tsx'
import { RulesPage } from './pages/rules.tsx'
import { ChangePassword, SignInPage } from './pages/sign-in.tsx'
import { SweepsPage } from './pages/sweeps.tsx'
import { Help } from './parts/help.tsx'
import { TopBar } from './parts/top-bar.tsx'
import { route } from './route.ts'
import { Desk } from './state/desk.ts'
import { LANGUAGES, LanguageContext, storedLanguage, storeLanguage } from './text/messages.ts'

export function App() {
  const [language, setLanguage] = useState(storedLanguage)
  const text = LANGUAGES[language]
  const choose = (next: typeof language) => setLanguage(next)
  useEffect(() => storeLanguage(language), [language])
  return (
    <LanguageContext.Provider value={{ language, text, choose }}>
      <Session />
    </LanguageContext.Provider>
  )
}

function Session() {
  const [me, setMe] = useState<Me | 'nobody' | 'unknown'>('unknown')
  const ask = () =>
    get<Me>('session').then(setMe, (error: unknown) => setMe(error instanceof RequestError && error.status === 401 ? 'nobody' : 'unknown'))
  useEffect(() => {
    session.onEnd = (error) => (error === 'not-signed-in' ? setMe('nobody') : void ask())
    void ask()
  }, [])
  if (me === 'unknown') return null
  if (me === 'nobody') return <SignInPage onSignIn={setMe} />
  if (me.mustChangePassword) return <ChangePassword me={me} onChanged={setMe} />
  return <Workplace key={me.name} me={me} onSignOut={() => setMe('nobody')} />
}

function Workplace({ me, onSignOut }: { me: Me; onSignOut: () => void }) {
  const desk = useMemo(() => new Desk(me), [me.name])
  const [help, setHelp] = useState(false)
  useWatched(route)
  useEffect(() => {
    desk.progress.open()
    void desk.queue.load()
    return () => desk.progress.close()
  }, [desk])
  const main = useRef<HTMLElement>(null)
  // A link that was followed would keep the focus, and Enter would follow it again.
  useEffect(() => main.current?.focus({ preventScroll: true }), [route.path])
  const onHelp = () => setHelp((shown) => !shown)
  return (
    <div class="app">
      <TopBar desk={desk} onSignOut={onSignOut} onHelp={onHelp} />
      <main ref={main} class="main" tabIndex={-1}>
        {page(desk, onHelp)}
      </main>
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  )
}

function page(desk: Desk, onHelp: () => void) {
  const [, first = '', second] = route.path.split('/')
  switch (first) {
    case '':
      return <QueuePage desk={desk} onHelp={onHelp} />
    case 'findings':
      return <FindingPage key={second} desk={desk} id={decodeURIComponent(second ?? '')} onHelp={onHelp} />
    case 'sweeps':
      return <SweepsPage desk={desk} id={second} />
    case 'rules':
      return <RulesPage id={second} />
    case 'registry':
      return <RegistryPage me={desk.me} />
    case 'compare':
      return <PairPage />
    case 'account':
      return <AccountPage me={desk.me} />
    default:
      return <QueuePage desk={desk} onHelp={onHelp} />
  }
}
