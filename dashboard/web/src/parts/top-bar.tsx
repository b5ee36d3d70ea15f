import { useContext } from 'preact/hooks'
import { request } from '../client.ts'
import { useWatched } from '../observable.ts'
import { route } from '../route.ts'
import type { Desk } from '../state/desk.ts'
import { LanguageContext } from '../text/messages.ts'

export function TopBar({ desk, onSignOut, onHelp }: { desk: Desk; onSignOut: () => void; onHelp: () => void }) {
  const { text, language, choose } = useContext(LanguageContext)
  useWatched(route, desk.queue, desk.progress, desk.outbox)
  const tabs = [
    ['/', text.nav.queue],
    ['/sweeps', text.nav.sweeps],
    ['/rules', text.nav.rules],
    ['/registry', text.nav.registry],
    ...(desk.me.features.similarity ? [['/compare', text.nav.pair]] : []),
    ['/account', text.nav.account],
  ] as const
  const here = (path: string) => (path === '/' ? route.path === '/' || route.path.startsWith('/findings') : route.path.startsWith(path))
  // The next one to sign in begins at the queue, not where this one was.
  const signOut = () =>
    void request('DELETE', 'session').finally(() => {
      route.go('/')
      onSignOut()
    })
  return (
    <header class="top">
      <a class="brand" href="/">
        <span class="brand-mark" aria-hidden="true" />
        {text.brand}
      </a>
      <nav class="tabs" aria-label={text.brand}>
        {tabs.map(([path, name]) => (
          <a key={path} href={path} class="tab" aria-current={here(path ?? '') ? 'page' : undefined}>
            {name}
            {path === '/' && desk.queue.counts && !desk.queue.isFiltered && <span class="count">{desk.queue.counts.open}</span>}
          </a>
        ))}
      </nav>
      <div class="top-right">
        <Live desk={desk} />
        {!desk.progress.connected && <span class="offline">{text.common.offline}</span>}
        <button type="button" class="quiet" onClick={onHelp} aria-label={text.keys.title} title={text.keys.title}>
          <kbd>?</kbd>
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => choose(language === 'zh' ? 'en' : 'zh')}
          lang={language === 'zh' ? 'en' : 'zh-CN'}
        >
          {language === 'zh' ? 'EN' : '中文'}
        </button>
        <span class="who" title={text.roles[desk.me.role]}>
          {desk.me.displayName}
        </span>
        <button type="button" class="quiet" onClick={signOut}>
          {text.common.signOut}
        </button>
      </div>
    </header>
  )
}

/** The running sweep, seen from every page. */
function Live({ desk }: { desk: Desk }) {
  const { text } = useContext(LanguageContext)
  const [running] = desk.progress.running
  if (!running) return null
  const { figures, jobs } = running
  return (
    <a class="live" href="/sweeps">
      <span class="pulse" aria-hidden="true" />
      {text.sweeps.live(figures.pages, figures.findings)}
      <Bar value={jobs.done} max={jobs.done + jobs.open} />
    </a>
  )
}

export function Bar({ value, max }: { value: number; max: number }) {
  return <progress class="bar" value={value} max={Math.max(1, max)} aria-label={`${value} / ${max}`} />
}
