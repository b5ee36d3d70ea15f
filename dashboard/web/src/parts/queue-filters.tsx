import { useRef } from 'preact/hooks'
import { VERDICTS } from '../../../../domain/assessment.ts'
import type { Desk } from '../state/desk.ts'
import type { QueueFilter } from '../state/queue.ts'
import { useText } from '../text/messages.ts'

const DECIDED = ['case', 'order', 'dismiss', 'doubt'] as const
/** How long after the last letter the search begins. */
const TYPING_MS = 250

interface QueueFiltersProps {
  desk: Desk
  platforms: ReadonlyMap<string, string>
  search: { current: HTMLInputElement | null }
  onStart: () => void
}

/** Open or decided how, which conclusion, which platform, which words. */
export function QueueFilters({ desk: { queue }, platforms, search, onStart }: QueueFiltersProps) {
  const text = useText()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const { filter, counts } = queue
  const change = (next: Partial<QueueFilter>) => void queue.load({ ...filter, ...next })
  const onSearch = (value: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => change({ text: value.trim() || undefined }), TYPING_MS)
  }
  return (
    <div class="filters">
      <div class="states" role="group" aria-label={text.queue.open}>
        <button type="button" aria-pressed={filter.state === 'open'} onClick={() => change({ state: 'open', decided: undefined })}>
          {text.queue.open} <span class="count">{counts?.open ?? ''}</span>
        </button>
        {DECIDED.map((decided) => (
          <button
            key={decided}
            type="button"
            aria-pressed={filter.decided === decided}
            onClick={() => change({ state: 'decided', decided })}
          >
            {text.outcomes[decided]} <span class="count">{counts?.decided[decided] ?? ''}</span>
          </button>
        ))}
      </div>
      <label>
        <span class="unseen">{text.queue.verdict}</span>
        <select value={filter.outcome ?? ''} onChange={(event) => change({ outcome: event.currentTarget.value || undefined })}>
          <option value="">{text.queue.allVerdicts}</option>
          {[...VERDICTS, 'REVIEW' as const].map((verdict) => (
            <option key={verdict} value={verdict}>
              {text.verdicts[verdict]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="unseen">{text.queue.platform}</span>
        <select value={filter.platform ?? ''} onChange={(event) => change({ platform: event.currentTarget.value || undefined })}>
          <option value="">{text.queue.allPlatforms}</option>
          {[...platforms].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="search">
        <span class="unseen">{text.queue.search}</span>
        <input
          ref={search}
          type="search"
          placeholder={text.queue.search}
          value={filter.text ?? ''}
          onInput={(event) => !event.isComposing && onSearch(event.currentTarget.value)}
          onCompositionEnd={(event) => onSearch(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <button type="button" class="button primary start" onClick={onStart} disabled={queue.rows.length === 0}>
        {text.queue.start} <kbd>Enter</kbd>
      </button>
    </div>
  )
}
