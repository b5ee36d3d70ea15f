import type { DecisionOutcome, Verdict } from '../../../../domain/index.ts'
import { bandOf } from '../format.ts'
import { useText } from '../text/messages.ts'

export function PriorityBadge({ priority }: { priority: number }) {
  const text = useText()
  const band = bandOf(priority)
  return (
    <span class={`priority ${band}`} title={`${text.finding.priority} ${priority} · ${text.bands[band]}`}>
      {Math.round(priority)}
    </span>
  )
}

export function VerdictLabel({ verdict, short = false }: { verdict: Verdict | 'REVIEW'; short?: boolean }) {
  const text = useText()
  return (
    <span class={`verdict ${verdict === 'REVIEW' ? 'review' : ''}`} title={text.verdicts[verdict]}>
      {short ? text.verdictShort[verdict] : text.verdicts[verdict]}
    </span>
  )
}

export function DecidedBadge({ outcome }: { outcome: DecisionOutcome }) {
  return <span class={`decided ${outcome}`}>{useText().outcomes[outcome]}</span>
}

export function TrialBadge() {
  return <span class="trial">{useText().trial}</span>
}
