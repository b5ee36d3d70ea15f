import type { Ref } from 'preact'
import type { DecisionView } from '../../../server/api.ts'
import { useWatched } from '../observable.ts'
import type { Desk } from '../state/desk.ts'
import { useText } from '../text/messages.ts'
import { DecidedBadge } from './badges.tsx'

/** Codes of the reasons for dismissal, in the order of their keys. Codes are never renamed: decisions keep them. */
export const DISMISS_REASONS = ['authorised', 'not-similar', 'fair-use', 'other-goods', 'genuine', 'wrong-reading', 'other'] as const
export type Choice = 'case' | 'order' | 'dismiss' | 'doubt'

interface BarProps {
  desk: Desk
  id: string
  standing: DecisionView | undefined
  picking: boolean
  note: Ref<HTMLInputElement>
  onChoose: (choice: Choice) => void
  onReason: (reason: string | undefined) => void
  onUndo: () => void
}

/** The four outcomes with their keys, the reasons for dismissal, a note, and whether it is saved. */
export function DecisionBar({ desk, id, standing, picking, note, onChoose, onReason, onUndo }: BarProps) {
  const text = useText()
  const others = !desk.mayChange(id)
  const choices = ['case', 'order', 'dismiss', 'doubt'] as const
  return (
    <footer class="bar-bottom">
      {picking && (
        <div class="picker" role="group" aria-label={text.finding.pickReason}>
          <p>{text.finding.pickReason}</p>
          {DISMISS_REASONS.map((reason, at) => (
            <button key={reason} type="button" onClick={() => onReason(reason)}>
              <kbd>{at + 1}</kbd> {text.reasons[reason]}
            </button>
          ))}
          <button type="button" onClick={() => onReason(undefined)}>
            <kbd>Esc</kbd> {text.common.cancel}
          </button>
        </div>
      )}
      <div class="choices">
        {choices.map((choice, at) => (
          <button
            key={choice}
            type="button"
            class={`choice ${choice}`}
            disabled={others}
            title={others ? text.finding.othersDecision : undefined}
            aria-pressed={standing?.outcome === choice}
            aria-expanded={choice === 'dismiss' ? picking : undefined}
            onClick={() => onChoose(choice)}
          >
            <kbd>{at + 1}</kbd> {text.outcomes[choice]}
          </button>
        ))}
        <label class="note-field">
          <span class="unseen">{text.finding.note}</span>
          <input
            ref={note}
            placeholder={text.finding.notePlaceholder}
            maxLength={2000}
            onKeyDown={(event) => isDone(event) && event.currentTarget.blur()}
          />
          <kbd aria-hidden="true">N</kbd>
        </label>
        <button type="button" class="button" onClick={onUndo} disabled={desk.undoable(id) === undefined}>
          <kbd>Z</kbd> {text.finding.undo}
        </button>
        {standing && standing.outcome !== 'reopen' && <DecidedBadge outcome={standing.outcome} />}
        {others && <span class="hint">{text.finding.othersDecision}</span>}
        <SaveState desk={desk} />
      </div>
    </footer>
  )
}

const isDone = (event: KeyboardEvent) => !event.isComposing && (event.key === 'Escape' || event.key === 'Enter')

/** Says “saved” only when the server did. */
function SaveState({ desk }: { desk: Desk }) {
  const text = useText()
  useWatched(desk, desk.outbox)
  const { pending, failures } = desk.outbox
  const { notice } = desk
  const state = () => {
    if (pending.length > 0)
      return failures > 0 ? (
        <span class="save waiting">{text.finding.waiting(pending.length)}</span>
      ) : (
        <span class="save">{text.finding.saving}</span>
      )
    if (notice?.kind === 'saved') return <span class="save saved">✓ {text.finding.saved}</span>
    return null
  }
  return (
    <div class="save-state" role="status" aria-live="polite">
      {state()}
    </div>
  )
}

/** Another officer was faster, or the server said no: shown until it is read. */
export function NoticeBox({ desk }: { desk: Desk }) {
  const text = useText()
  useWatched(desk)
  const { notice } = desk
  if (!notice || notice.kind === 'saved') return null
  return (
    <div class="notice-box" role="alert">
      <p>
        {notice.kind === 'conflict'
          ? text.finding.conflict(notice.theirs.byName, text.outcomes[notice.theirs.outcome])
          : text.finding.refused + text.common.colon + notice.message}
      </p>
      <a class="button" href={`/findings/${encodeURIComponent(notice.finding)}`}>
        {text.keys.open}
      </a>
      <button type="button" class="button" onClick={() => desk.dismissNotice()}>
        {text.finding.keepTheirs}
      </button>
    </div>
  )
}
