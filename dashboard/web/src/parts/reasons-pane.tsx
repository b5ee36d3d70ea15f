import { useContext } from 'preact/hooks'
import type { Evidence } from '../../../../domain/index.ts'
import type { FindingDetail } from '../../../server/api.ts'
import { formatProbability, formatWeight } from '../format.ts'
import { useText } from '../text/messages.ts'
import { type Step, type Waterfall, waterfallOf } from '../waterfall.ts'
import { EvidenceContext } from './marked-text.tsx'

/** Why: each reason with its weight as a bar that goes on where the one before ended. */
export function ReasonsPane({ detail: { finding } }: { detail: FindingDetail }) {
  const text = useText()
  const { evidence } = useContext(EvidenceContext)
  const chart = waterfallOf(finding.probability, evidence)
  const against = chart.steps.filter(({ index }) => (evidence[index ?? -1]?.weight ?? 0) >= 0)
  const favour = chart.steps.filter((step) => !against.includes(step))
  return (
    <section class="pane reasons" aria-label={text.finding.reasons}>
      <h3>
        {text.finding.reasons} <small>{text.finding.logOdds}</small>
      </h3>
      <div class="waterfall">
        <div class="reason one-line" title={text.finding.baselineHint}>
          <p>{text.finding.baseline}</p>
          <Bar chart={chart} step={chart.baseline} kind="base" />
          <b>{formatWeight(chart.baseline.to)}</b>
        </div>
        <h4 class="against">{text.finding.aggravating}</h4>
        {against.map((step) => (
          <Reason key={step.index} chart={chart} step={step} item={evidence[step.index ?? -1]} />
        ))}
        <h4 class="favour">{text.finding.mitigating}</h4>
        {favour.length === 0 && <p class="hint">{text.finding.noMitigating}</p>}
        {favour.map((step) => (
          <Reason key={step.index} chart={chart} step={step} item={evidence[step.index ?? -1]} />
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

function Reason({ chart, step, item }: { chart: Waterfall; step: Step; item: Evidence | undefined }) {
  const { pointed, point } = useContext(EvidenceContext)
  if (!item) return null
  const side = item.weight < 0 ? 'favour' : 'against'
  return (
    <div
      class={`reason ${side} ${pointed === step.index ? 'pointed' : ''}`}
      title={item.signal}
      onMouseEnter={() => point(step.index)}
      onMouseLeave={() => point(undefined)}
    >
      <p>
        {item.reason}
        {item.rule && (
          <a class="by-rule" href={`/rules/${item.rule}`}>
            {item.rule}
          </a>
        )}
      </p>
      <Bar chart={chart} step={step} kind={side} />
      <b>{formatWeight(item.weight)}</b>
    </div>
  )
}

function Bar({ chart, step, kind }: { chart: Waterfall; step: Step; kind: string }) {
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
