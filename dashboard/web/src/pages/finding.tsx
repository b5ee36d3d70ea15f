import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { FindingDetail } from '../../../server/api.ts'
import { formatProbability } from '../format.ts'
import { choiceOf, type Command, type KeyPress } from '../keys.ts'
import { useWatched } from '../observable.ts'
import { PriorityBadge, TrialBadge, VerdictLabel } from '../parts/badges.tsx'
import { type Choice, DecisionBar, DISMISS_REASONS, NoticeBox } from '../parts/decision-bar.tsx'
import { Empty } from '../parts/empty.tsx'
import { FactsPane } from '../parts/facts-pane.tsx'
import { ListingPane } from '../parts/listing-pane.tsx'
import { EvidenceContext, type Tip, TipBox } from '../parts/marked-text.tsx'
import { ReasonsPane } from '../parts/reasons-pane.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { usePlatforms } from '../parts/use-platforms.ts'
import { route } from '../route.ts'
import type { Desk } from '../state/desk.ts'
import { LanguageContext, useText } from '../text/messages.ts'

const AHEAD = 2
const addressOf = (id: string) => `/findings/${encodeURIComponent(id)}`

/** One finding, one screen, one key. */
export function FindingPage({ desk, id, onHelp }: { desk: Desk; id: string; onHelp: () => void }) {
  const { queue, findings } = desk
  const text = useText()
  const [picking, setPicking] = useState(false)
  const note = useRef<HTMLInputElement>(null)
  useWatched(desk, queue, findings)

  useEffect(() => {
    setPicking(false)
    desk.begin()
    queue.point(id)
    void findings.load(id).then(() => queue.after(id, AHEAD).map((row) => findings.load(row.id)))
  }, [id])

  const goTo = (next: string | undefined) => next !== undefined && route.go(addressOf(next))
  const step = (by: 1 | -1) => {
    const row = queue.rows[queue.indexOf(id) + by]
    goTo(row?.id)
    return true
  }
  const decide = (outcome: Choice, reason?: string) => {
    const next = queue.after(id, 1)[0]?.id
    const noted = note.current?.value.trim() || undefined
    if (!desk.decide(id, outcome, { reason, note: noted })) return
    if (note.current) note.current.value = ''
    setPicking(false)
    goTo(next)
  }
  const choose = (choice: Choice) => {
    if (!desk.mayChange(id)) return true
    if (choice === 'dismiss') setPicking((shown) => !shown)
    else decide(choice)
    return true
  }
  const undo = () => {
    const target = desk.undoable(id)
    if (target === undefined) return true
    desk.decide(target, 'reopen')
    goTo(target)
    return true
  }
  const pick = (press: KeyPress): boolean => {
    if (!picking) return false
    const choice = choiceOf(press, DISMISS_REASONS.length)
    if (choice !== undefined) decide('dismiss', DISMISS_REASONS[choice - 1])
    else if (press.key === 'Escape') setPicking(false)
    return choice !== undefined || press.key === 'Escape'
  }
  const act = (command: Command): boolean | undefined => {
    switch (command) {
      case 'next':
        return step(1)
      case 'previous':
        return step(-1)
      case 'case':
      case 'order':
      case 'dismiss':
      case 'doubt':
        return choose(command)
      case 'undo':
        return undo()
      case 'note':
        note.current?.focus()
        return true
      case 'back':
      case 'search':
        route.go('/')
        return true
      case 'help':
        onHelp()
        return true
      default:
        return false
    }
  }
  useKeys(act, pick)

  const detail = findings.get(id)
  const state = findings.state(id)
  return (
    <div class="finding">
      <NoticeBox desk={desk} />
      <Progress desk={desk} id={id} onStep={step} />
      {state === 'coming' && <p class="loading">{text.common.loading}</p>}
      {state === 'failed' && (
        <Empty
          title={text.common.failed}
          action={
            <button type="button" class="button" onClick={() => void findings.load(id)}>
              {text.common.retry}
            </button>
          }
        />
      )}
      {state === 'missing' && <Empty title={text.finding.gone} action={<a href="/">{text.finding.back}</a>} />}
      {detail && <Screen key={id} detail={detail} onReveal={() => void findings.load(id, { again: true, reveal: true })} />}
      {state !== 'missing' && (
        <DecisionBar
          desk={desk}
          id={id}
          standing={detail?.decisions.at(-1)}
          picking={picking}
          note={note}
          onChoose={choose}
          onReason={(reason) => (reason === undefined ? setPicking(false) : decide('dismiss', reason))}
          onUndo={undo}
        />
      )}
    </div>
  )
}

/** Where the officer is in the queue, what is left, and how fast it goes. */
function Progress({ desk, id, onStep }: { desk: Desk; id: string; onStep: (by: 1 | -1) => void }) {
  const text = useText()
  const { queue } = desk
  const at = queue.indexOf(id)
  const all = Math.max(queue.rows.length, queue.filter.state === 'open' ? (queue.counts?.open ?? 0) + desk.done : 0)
  return (
    <div class="position">
      <a href="/">← {text.finding.back}</a>
      {at >= 0 && <span>{text.finding.position(at + 1, all)}</span>}
      {queue.counts && <span>{text.finding.remaining(queue.counts.open)}</span>}
      {desk.done > 0 && <span>{text.finding.pace(desk.done, desk.pace)}</span>}
      <span class="steps">
        <button type="button" class="quiet" onClick={() => onStep(-1)} disabled={at <= 0}>
          <kbd>K</kbd> {text.finding.previous}
        </button>
        <button type="button" class="quiet" onClick={() => onStep(1)} disabled={at === -1 || at >= queue.rows.length - 1}>
          <kbd>J</kbd> {text.finding.next}
        </button>
      </span>
    </div>
  )
}

function Screen({ detail, onReveal }: { detail: FindingDetail; onReveal: () => void }) {
  const { text, language } = useContext(LanguageContext)
  const platforms = usePlatforms()
  const [pointed, point] = useState<readonly number[]>([])
  const [tip, setTip] = useState<Tip>()
  const { finding } = detail
  const evidence = useMemo(() => [...finding.evidence, ...finding.mitigating], [finding])
  const platform = platforms.get(detail.listing?.platform ?? '')
  return (
    <EvidenceContext.Provider value={{ evidence, pointed, point, tip: setTip }}>
      <header class="finding-head">
        <PriorityBadge priority={finding.priority} />
        <h2>
          <VerdictLabel verdict={finding.verdict} />
          <span class="subject">{finding.subject}</span>
        </h2>
        {detail.trial && <TrialBadge />}
        {finding.withdrawn && <span class="off">{text.finding.withdrawn}</span>}
        <span class="head-rule">
          <a href={`/rules/${finding.rule}`}>{finding.rule}</a> {detail.ruleTitle?.[language]}
        </span>
        <span class="head-likelihood">
          {text.finding.likelihood} <b>{formatProbability(finding.probability)}</b>
        </span>
      </header>
      <div class="panes">
        <ListingPane detail={detail} platform={platform} onReveal={onReveal} />
        <ReasonsPane detail={detail} />
        <FactsPane detail={detail} />
      </div>
      {tip && <TipBox tip={tip} evidence={evidence} />}
    </EvidenceContext.Provider>
  )
}
