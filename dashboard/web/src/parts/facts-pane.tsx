import type { LegalBasis } from '../../../../domain/index.ts'
import type { FindingDetail } from '../../../server/api.ts'
import { formatInstant } from '../format.ts'
import { citation } from '../legal-basis.ts'
import { fieldLabel } from '../listing-fields.ts'
import { useText } from '../text/messages.ts'
import { DecidedBadge, VerdictLabel } from './badges.tsx'

/** What is still to be found out, what the law says, and what has happened so far. */
export function FactsPane({ detail }: { detail: FindingDetail }) {
  const text = useText()
  const { finding, decisions, timeline, siblings } = detail
  return (
    <section class="pane facts" aria-label={text.finding.missing}>
      <h3>{text.finding.missing}</h3>
      {finding.missing.length === 0 && <p class="hint">{text.finding.nothingMissing}</p>}
      <ul class="missing">
        {finding.missing.map((fact) => (
          <li key={fact.fact}>
            <p class="question">{fact.question}</p>
            <p>{text.finding.lookup + text.common.colon + fact.lookup}</p>
            <p class="hint">{text.finding.wouldChange(text.verdicts[fact.wouldChangeTo])}</p>
          </li>
        ))}
      </ul>
      <h3>{text.finding.basis}</h3>
      <ul class="basis">
        {finding.basis.map((basis) => (
          <Basis key={`${basis.law}${basis.article}${basis.validFrom}`} basis={basis} />
        ))}
      </ul>
      {siblings.length > 0 && (
        <>
          <h3>{text.finding.siblings}</h3>
          <ul class="siblings">
            {siblings.map((other) => (
              <li key={other.id}>
                <a href={`/findings/${encodeURIComponent(other.id)}`}>
                  <VerdictLabel verdict={other.verdict} short /> {other.subject}
                </a>
                {other.decided && <DecidedBadge outcome={other.decided} />}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{text.finding.decisions}</h3>
      {decisions.length === 0 && <p class="hint">{text.finding.noDecisions}</p>}
      <ol class="decisions">
        {decisions.toReversed().map((decision) => (
          <li key={decision.id}>
            <DecidedBadge outcome={decision.outcome} /> {decision.byName} <time>{formatInstant(decision.at)}</time>
            {decision.reason && <p>{text.reasons[decision.reason] ?? decision.reason}</p>}
            {decision.note && <p class="note">{decision.note}</p>}
          </li>
        ))}
      </ol>
      <h3>{text.finding.timeline}</h3>
      <ol class="timeline">
        {timeline.toReversed().map((entry, at) => (
          <li key={at}>
            <time>{formatInstant(entry.at)}</time> {text.finding.timelineKinds[entry.kind]}
            {entry.changes.map((change) => (
              <p key={change.field}>
                {fieldLabel(change.field, text) + text.common.colon}
                <del>{plain(change.before)}</del> → <ins>{plain(change.after)}</ins>
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

export function Basis({ basis }: { basis: LegalBasis }) {
  const text = useText()
  return (
    <li>
      <span class="article">{citation(basis)}</span>
      {basis.certainty === 'to-check' && (
        <span class="to-check" title={text.finding.toCheckHint}>
          {text.finding.toCheck}
        </span>
      )}
      <p class="hint">{basis.validTo ? text.finding.between(basis.validFrom, basis.validTo) : text.finding.since(basis.validFrom)}</p>
      {basis.note && <p class="hint">{basis.note}</p>}
    </li>
  )
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
