import { useEffect, useState } from 'preact/hooks'
import type { Sweep, SweepSummary } from '../../../../domain/index.ts'
import type { SweepDetail, SweepsAnswer } from '../../../server/api.ts'
import { get, post, RequestError } from '../client.ts'
import { formatInstant, formatWhen } from '../format.ts'
import { fieldOf, fieldsOf } from '../form-fields.ts'
import { useWatched } from '../observable.ts'
import { Empty } from '../parts/empty.tsx'
import { Bar } from '../parts/top-bar.tsx'
import type { Desk } from '../state/desk.ts'
import { useText } from '../text/messages.ts'

export function SweepsPage({ desk, id }: { desk: Desk; id?: string }) {
  const text = useText()
  const [answer, setAnswer] = useState<SweepsAnswer>()
  const [error, setError] = useState('')
  useWatched(desk.progress)
  const load = () => get<SweepsAnswer>('sweeps').then(setAnswer, () => setError(text.common.failed))
  const running = desk.progress.running
  useEffect(() => void load(), [running.map(({ sweep }) => sweep.id).join()])
  const attempt = (work: Promise<unknown>) =>
    void work.then(
      () => {
        setError('')
        return load()
      },
      (caught: unknown) => setError(caught instanceof RequestError && caught.message ? caught.message : text.common.failed),
    )
  if (!answer) return <p class="loading">{error || text.common.loading}</p>
  const sweeps = answer.sweeps.map((sweep) => desk.progress.get(sweep.id)?.sweep ?? sweep)
  const past = sweeps.filter((sweep) => !running.some((one) => one.sweep.id === sweep.id))
  return (
    <section class="page sweeps">
      <StartForm answer={answer} onStart={(request) => attempt(post('sweeps', request))} />
      <p class="error" role="alert">
        {error}
      </p>
      {running.map((progress) => (
        <div key={progress.sweep.id} class="card running" aria-live="polite">
          <div class="card-head">
            <h2>
              <span class="pulse" aria-hidden="true" /> {text.sweeps.running}
            </h2>
            <span class="hint">
              {text.sweeps.started} {formatInstant(progress.sweep.startedAt)} · {names(progress.sweep, answer)}
            </span>
            <button type="button" class="button" onClick={() => attempt(post(`sweeps/${progress.sweep.id}/stop`))}>
              {text.sweeps.stop}
            </button>
          </div>
          <Bar value={progress.jobs.done} max={progress.jobs.done + progress.jobs.open} />
          <Figures figures={progress.figures} />
        </div>
      ))}
      {past.length > 0 && <h2>{text.sweeps.history}</h2>}
      {past.length === 0 && running.length === 0 && <Empty title={text.sweeps.emptyTitle}>{text.sweeps.emptyText}</Empty>}
      {past.length > 0 && (
        <table class="plain-table">
          <thead>
            <tr>
              <th>{text.sweeps.started}</th>
              <th>{text.registry.state}</th>
              <th>{text.sweeps.platforms}</th>
              <th class="num">{text.sweeps.queries}</th>
              <th class="num">{text.sweeps.pages}</th>
              <th class="num">{text.sweeps.listings}</th>
              <th class="num">{text.sweeps.walls}</th>
              <th class="num">{text.sweeps.failed}</th>
              <th class="num">{text.sweeps.findings}</th>
              <th class="num">{text.sweeps.duration}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {past.map((sweep) => (
              <SweepRow
                key={sweep.id}
                sweep={sweep}
                platforms={names(sweep, answer)}
                now={desk.now()}
                open={sweep.id === id}
                onResume={desk.me.features.resumeSweep ? () => attempt(post(`sweeps/${sweep.id}/resume`)) : undefined}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function names(sweep: Sweep, { platforms }: SweepsAnswer): string {
  return sweep.platforms.map((id) => platforms.find((platform) => platform.id === id)?.name ?? id).join('、')
}

interface StartRequest {
  platforms: string[]
  budget?: number
}

function StartForm({ answer: { platforms }, onStart }: { answer: SweepsAnswer; onStart: (request: StartRequest) => void }) {
  const text = useText()
  const [message, setMessage] = useState('')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const chosen = fieldsOf(form, 'platform')
    setMessage(chosen.length === 0 ? text.sweeps.pickOne : '')
    if (chosen.length > 0) onStart({ platforms: chosen, budget: Number(fieldOf(form, 'budget')) || undefined })
  }
  if (platforms.length === 0) return <p class="notice">{text.sweeps.none}</p>
  return (
    <form class="card start-form" onSubmit={submit}>
      <fieldset>
        <legend>{text.sweeps.platforms}</legend>
        {platforms.map((platform) => (
          <label key={platform.id}>
            <input type="checkbox" name="platform" value={platform.id} defaultChecked={platform.verified} />
            {platform.name}
            {!platform.verified && <span class="to-check">{text.sweeps.unverified}</span>}
          </label>
        ))}
      </fieldset>
      <label class="budget">
        {text.sweeps.budget}
        <input name="budget" type="number" min="1" step="1" placeholder={text.sweeps.budgetHint} />
      </label>
      <button type="submit" class="button primary">
        {text.sweeps.start}
      </button>
      <p class="error" role="alert">
        {message}
      </p>
    </form>
  )
}

function Figures({ figures }: { figures: SweepSummary }) {
  const text = useText()
  const walls = sum(figures.walls)
  const entries: [string, string | number][] = [
    [text.sweeps.queries, figures.queries],
    [text.sweeps.pages, figures.pages],
    [text.sweeps.listings, figures.listings],
    [text.sweeps.findings, figures.findings],
    [text.sweeps.walls, walls],
    [text.sweeps.failed, figures.failed],
    [text.sweeps.duration, text.sweeps.seconds(figures.seconds)],
  ]
  return (
    <dl class="figures">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === 'number' ? value.toLocaleString('en-US') : value}</dd>
        </div>
      ))}
    </dl>
  )
}

interface SweepRowProps {
  sweep: Sweep
  platforms: string
  now: number
  open: boolean
  onResume?: () => void
}

function SweepRow({ sweep, platforms, now, open, onResume }: SweepRowProps) {
  const text = useText()
  const { summary } = sweep
  const number = (value: number | undefined) => value?.toLocaleString('en-US') ?? '–'
  return (
    <>
      <tr>
        <td>{formatWhen(sweep.startedAt, now, text)}</td>
        <td>
          <span class={`state ${sweep.state}`}>{text.sweeps.states[sweep.state]}</span>
        </td>
        <td>{platforms}</td>
        <td class="num">{number(summary?.queries)}</td>
        <td class="num">{number(summary?.pages)}</td>
        <td class="num">{number(summary?.listings)}</td>
        <td class="num">
          <a href={open ? '/sweeps' : `/sweeps/${encodeURIComponent(sweep.id)}`} aria-expanded={open} title={text.sweeps.wallsTitle}>
            {number(summary && sum(summary.walls))}
          </a>
        </td>
        <td class="num">{number(summary?.failed)}</td>
        <td class="num">{number(summary?.findings)}</td>
        <td class="num">{summary ? text.sweeps.seconds(summary.seconds) : '–'}</td>
        <td>
          {sweep.state === 'interrupted' && onResume && (
            <button type="button" class="link" onClick={onResume}>
              {text.sweeps.resume}
            </button>
          )}
        </td>
      </tr>
      {open && (
        <tr class="detail-row">
          <td colSpan={11}>
            <Walls id={sweep.id} />
          </td>
        </tr>
      )}
    </>
  )
}

/** Pages where a wall stood or nothing came: never listings, never forgotten. */
function Walls({ id }: { id: string }) {
  const text = useText()
  const [detail, setDetail] = useState<SweepDetail>()
  useEffect(() => void get<SweepDetail>(`sweeps/${encodeURIComponent(id)}`).then(setDetail, () => {}), [id])
  if (!detail) return <p class="loading">{text.common.loading}</p>
  if (detail.walls.length === 0) return <p class="hint">{text.sweeps.noWalls}</p>
  return (
    <table class="plain-table inner">
      <tbody>
        {detail.walls.map((wall) => (
          <tr key={wall.url + wall.fetchedAt}>
            <td>
              <span class="state">{text.sweeps.wallKinds[wall.kind] ?? wall.kind}</span>
            </td>
            <td class="long">{wall.url}</td>
            <td>{wall.why}</td>
            <td class="num">{wall.status || '–'}</td>
            <td class="num">{text.sweeps.attempts(wall.attempts)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function sum(counts: Partial<Record<string, number>>): number {
  return Object.values(counts).reduce<number>((total, n) => total + (n ?? 0), 0)
}
