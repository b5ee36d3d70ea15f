import { useContext } from 'preact/hooks'
import type { FindingDetail } from '../../../server/api.ts'
import { formatProbability, formatWeight } from '../format.ts'
import { fieldLabel } from '../listing-fields.ts'
import { useText } from '../text/messages.ts'
import { type Step, type Waterfall, waterfallOf } from '../waterfall.ts'
import { Alignment } from './alignment.tsx'
import { EvidenceContext } from './marked-text.tsx'

/** Why: each reason with its weight as a bar that goes on where the one before ended. */
export function ReasonsPane({ detail: { finding, comparison } }: { detail: FindingDetail }) {
  const text = useText()
  const { evidence } = useContext(EvidenceContext)
  const chart = waterfallOf(finding.probability, evidence)
  const favour = chart.steps.filter((step) => step.to < step.from)
  return (
    <section class="pane reasons" aria-label={text.finding.reasons}>
      <h3>
        {text.finding.reasons} <small>{text.finding.logOdds}</small>
      </h3>
      {comparison && (
        <div class="comparison">
          <Alignment steps={comparison.alignment} />
          <p class="hint">
            <span>{text.pair.text}</span>
            <span>{text.pair.name}</span>
          </p>
        </div>
      )}
      <div class="waterfall">
        <div class="reason one-line" title={text.finding.baselineHint}>
          <p>{text.finding.baseline}</p>
          <Bar chart={chart} step={chart.baseline} kind="base" />
          <b>{formatWeight(chart.baseline.to)}</b>
        </div>
        <h4 class="against">{text.finding.aggravating}</h4>
        {chart.steps
          .filter((step) => !favour.includes(step))
          .map((step) => (
            <Reason key={step.evidence[0]} chart={chart} step={step} />
          ))}
        <h4 class="favour">{text.finding.mitigating}</h4>
        {favour.length === 0 && <p class="hint">{text.finding.noMitigating}</p>}
        {favour.map((step) => (
          <Reason key={step.evidence[0]} chart={chart} step={step} />
        ))}
        <div class="reason one-line total">
          <p>
            {text.finding.total} {formatProbability(finding.probability)}
          </p>
          <Bar chart={chart} step={{ from: 0, to: chart.total }} kind="sum" />
          <b>{formatWeight(chart.total)}</b>
        </div>
      </div>
    </section>
  )
}

function Reason({ chart, step }: { chart: Waterfall; step: Step }) {
  const text = useText()
  const { evidence, pointed, point } = useContext(EvidenceContext)
  const items = step.evidence.flatMap((index) => evidence[index] ?? [])
  const [first] = items
  if (!first) return null
  const side = step.to < step.from ? 'favour' : 'against'
  const rules = new Set(items.flatMap(({ rule }) => rule ?? []))
  const fields = new Set(items.map(({ field }) => fieldLabel(field, text)))
  return (
    <div
      class={`reason ${side} ${step.evidence.some((index) => pointed.includes(index)) ? 'pointed' : ''}`}
      title={[...new Set(items.map(({ signal }) => signal))].join(' ')}
      onMouseEnter={() => point(step.evidence)}
      onMouseLeave={() => point([])}
    >
      <p>
        {first.reason}
        <span class="where">{[...fields].join('、')}</span>
        {[...rules].map((rule) => (
          <a key={rule} class="by-rule" href={`/rules/${rule}`}>
            {rule}
          </a>
        ))}
      </p>
      <Bar chart={chart} step={step} kind={side} />
      <b>{formatWeight(step.to - step.from)}</b>
    </div>
  )
}

function Bar({ chart, step, kind }: { chart: Waterfall; step: Pick<Step, 'from' | 'to'>; kind: string }) {
  const width = chart.high - chart.low || 1
  const at = (value: number) => ((value - chart.low) / width) * 100
  const from = Math.min(step.from, step.to)
  return (
    <svg class="bar-track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <line class="zero" x1={at(0)} x2={at(0)} y1="0" y2="10" />
      <rect class={kind} x={at(from)} y="1" width={Math.max(0.8, at(Math.max(step.from, step.to)) - at(from))} height="8" rx="0.6" />
    </svg>
  )
}
