import { useEffect, useRef } from 'preact/hooks'
import type { QueueRow } from '../../../server/api.ts'
import { formatPrice, formatWhen } from '../format.ts'
import type { Command } from '../keys.ts'
import { useWatched } from '../observable.ts'
import { DecidedBadge, PriorityBadge, TrialBadge, VerdictLabel } from '../parts/badges.tsx'
import { Empty } from '../parts/empty.tsx'
import { QueueFilters } from '../parts/queue-filters.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { usePlatforms } from '../parts/use-platforms.ts'
import { route } from '../route.ts'
import type { Desk } from '../state/desk.ts'
import { useText } from '../text/messages.ts'

export function QueuePage({ desk, onHelp }: { desk: Desk; onHelp: () => void }) {
  const text = useText()
  const { queue, progress } = desk
  const platforms = usePlatforms()
  const search = useRef<HTMLInputElement>(null)
  useWatched(queue, progress)
  useArrivals(desk)

  const open = (id = queue.cursor) => {
    if (id === undefined) return false
    queue.point(id)
    desk.begin()
    route.go(`/findings/${encodeURIComponent(id)}`)
    return true
  }
  const act = (command: Command): boolean | undefined => {
    switch (command) {
      case 'next':
      case 'previous':
        scrollTo(queue.move(command === 'next' ? 1 : -1))
        return true
      case 'open':
        return open()
      case 'search':
        search.current?.focus()
        return true
      case 'refresh':
        void queue.load()
        return true
      case 'help':
        onHelp()
        return true
      default:
        return false
    }
  }
  useKeys(act)

  return (
    <section class="queue">
      <QueueFilters
        desk={desk}
        platforms={platforms}
        search={search}
        onStart={() => open(queue.after('', 1)[0]?.id ?? queue.rows[0]?.id)}
      />
      {queue.fresh > 0 && (
        <button type="button" class="fresh" onClick={() => void queue.load()}>
          {text.queue.fresh(queue.fresh)} <kbd>R</kbd>
        </button>
      )}
      {queue.rows.length === 0 ? <Nothing desk={desk} /> : <Table desk={desk} platforms={platforms} onOpen={open} />}
    </section>
  )
}

/** Shows findings of a running sweep as they arrive: at once while nobody works on the list, else as an offer. */
function useArrivals({ queue, progress }: Desk): void {
  const seen = useRef(0)
  useEffect(() => {
    let asking = false
    return progress.watch(() => {
      const found = progress.running.reduce((sum, { figures }) => sum + figures.findings, 0)
      if (asking || found === seen.current) return
      seen.current = found
      asking = true
      const untouched = queue.rows.length === 0 || (queue.isUntouched && scrollY < 40 && !queue.isFiltered)
      const asked = untouched && queue.filter.state === 'open' ? queue.load() : queue.look()
      void asked.finally(() => (asking = false))
    })
  }, [queue, progress])
}

function Table({ desk, platforms, onOpen }: { desk: Desk; platforms: ReadonlyMap<string, string>; onOpen: (id: string) => void }) {
  const text = useText()
  const { queue } = desk
  const now = desk.now()
  const shown = queue.filter.state === 'open' ? queue.counts?.open : queue.filter.decided && queue.counts?.decided[queue.filter.decided]
  return (
    <div class="rows">
      <table>
        <thead>
          <tr>
            <th class="c-priority" title={text.queue.order}>
              {text.queue.priority}
            </th>
            <th class="c-verdict">{text.queue.verdict}</th>
            <th class="c-title">{text.queue.title}</th>
            <th class="c-subject">{text.queue.subject}</th>
            <th class="c-platform">{text.queue.platform}</th>
            <th class="c-seller">{text.queue.seller}</th>
            <th class="c-price">{text.queue.price}</th>
            <th class="c-seen">{text.queue.firstSeen}</th>
          </tr>
        </thead>
        <tbody>
          {queue.rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              now={now}
              current={row.id === queue.cursor}
              platform={platforms.get(row.platform)}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
      <div class="rows-end">
        {text.queue.rows(queue.rows.length, Math.max(queue.rows.length, shown ?? 0))}
        {queue.hasMore && (
          <button type="button" class="button" onClick={() => void queue.more()}>
            {text.queue.more}
          </button>
        )}
      </div>
    </div>
  )
}

interface RowProps {
  row: QueueRow
  now: number
  current: boolean
  platform?: string
  onOpen: (id: string) => void
}

function Row({ row, now, current, platform, onOpen }: RowProps) {
  const text = useText()
  return (
    <tr
      id={`row-${row.id}`}
      class={row.decided ? 'is-decided' : undefined}
      aria-current={current ? 'true' : undefined}
      onClick={() => onOpen(row.id)}
    >
      <td class="c-priority">
        <PriorityBadge priority={row.priority} />
      </td>
      <td class="c-verdict">{row.decided ? <DecidedBadge outcome={row.decided} /> : <VerdictLabel verdict={row.verdict} short />}</td>
      <td class="c-title">
        <a href={`/findings/${encodeURIComponent(row.id)}`} onClick={(event) => event.preventDefault()} title={row.title}>
          {row.title}
        </a>
        {row.trial && <TrialBadge />}
        {row.off && <span class="off">{text.queue.off}</span>}
      </td>
      <td class="c-subject" title={row.subject}>
        {row.subject}
      </td>
      <td class="c-platform">{platform ?? row.platform}</td>
      <td class="c-seller" title={row.sellerKind && text.sellerKinds[row.sellerKind]}>
        {row.seller || '–'}
      </td>
      <td class="c-price" title={row.price?.per}>
        {formatPrice(row.price)}
      </td>
      <td class="c-seen">{formatWhen(row.firstSeen, now, text)}</td>
    </tr>
  )
}

function Nothing({ desk: { queue, progress } }: { desk: Desk }) {
  const text = useText()
  if (queue.loading && !queue.counts) return <p class="loading">{text.common.loading}</p>
  if (queue.failed)
    return (
      <Empty
        title={text.common.failed}
        action={
          <button type="button" class="button" onClick={() => void queue.load()}>
            {text.common.retry}
          </button>
        }
      />
    )
  if (queue.isFiltered)
    return (
      <Empty
        title={text.queue.noMatchTitle}
        action={
          <button
            type="button"
            class="button"
            onClick={() => void queue.load({ state: queue.filter.state, decided: queue.filter.decided })}
          >
            {text.queue.clear}
          </button>
        }
      >
        {text.queue.noMatchText}
      </Empty>
    )
  if (progress.running.length > 0) return <Empty title={text.queue.runningTitle}>{text.queue.runningText}</Empty>
  const decided = Object.values(queue.counts?.decided ?? {}).some((n) => n > 0)
  const action = (
    <a class="button primary" href="/sweeps">
      {text.queue.emptyAction}
    </a>
  )
  if (decided && queue.filter.state === 'open')
    return (
      <Empty title={text.queue.doneTitle} action={action}>
        {text.queue.doneText}
      </Empty>
    )
  if (queue.filter.state === 'decided') return <Empty title={text.queue.noMatchTitle} />
  return (
    <Empty title={text.queue.emptyTitle} action={action}>
      {text.queue.emptyText}
    </Empty>
  )
}

function scrollTo(id: string | undefined): void {
  document.getElementById(`row-${id}`)?.scrollIntoView({ block: 'nearest' })
}
