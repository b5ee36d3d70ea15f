import { useContext } from 'preact/hooks'
import { createContext } from 'preact'
import type { Evidence } from '../../../../domain/index.ts'
import { formatWeight } from '../format.ts'
import { segmentsOf, spansIn } from '../highlight.ts'

/** The evidence of the finding on the screen, and which of it the officer points at. */
export interface EvidenceContext {
  evidence: readonly Evidence[]
  pointed: readonly number[]
  point: (evidence: readonly number[]) => void
  tip: (tip: Tip | undefined) => void
}

export interface Tip {
  /** In the window, pixels. */
  x: number
  y: number
  evidence: number[]
}

export const EvidenceContext = createContext<EvidenceContext>({ evidence: [], pointed: [], point: () => {}, tip: () => {} })

/** The text of one field with the words of the evidence marked in place; the reasons appear under pointer and focus. */
export function MarkedText({ field, text }: { field: string; text: string }) {
  const { evidence, pointed, point, tip } = useContext(EvidenceContext)
  return (
    <>
      {segmentsOf(text, spansIn(field, text, evidence)).map((segment) => {
        if (segment.evidence.length === 0) return segment.text
        const weights = segment.evidence.map((index) => evidence[index]?.weight ?? 0)
        const sides = [weights.some((w) => w >= 0) ? 'against' : '', weights.some((w) => w < 0) ? 'favour' : '']
        const active = segment.evidence.some((index) => pointed.includes(index)) ? 'pointed' : ''
        const show = (element: Element) => {
          const box = element.getClientRects()[0] ?? element.getBoundingClientRect()
          point(segment.evidence)
          tip({ x: box.left, y: box.bottom, evidence: segment.evidence })
        }
        const hide = () => {
          point([])
          tip(undefined)
        }
        return (
          <mark
            class={['evidence', ...sides, active].filter(Boolean).join(' ')}
            tabIndex={0}
            aria-label={`${segment.text} · ${segment.evidence.map((index) => evidence[index]?.reason).join(' ')}`}
            onMouseEnter={(event) => show(event.currentTarget)}
            onMouseLeave={hide}
            onFocus={(event) => show(event.currentTarget)}
            onBlur={hide}
          >
            {segment.text}
          </mark>
        )
      })}
    </>
  )
}

export function TipBox({ tip, evidence }: { tip: Tip; evidence: readonly Evidence[] }) {
  const left = Math.max(8, Math.min(tip.x, innerWidth - 348))
  const below = tip.y + 130 < innerHeight
  return (
    <div
      class="tip"
      role="tooltip"
      style={below ? { left: `${left}px`, top: `${tip.y + 6}px` } : { left: `${left}px`, bottom: `${innerHeight - tip.y + 26}px` }}
    >
      {tip.evidence.map((index) => {
        const item = evidence[index]
        return (
          item && (
            <p key={index}>
              <b class={item.weight < 0 ? 'favour' : 'against'}>{formatWeight(item.weight)}</b> {item.reason}
            </p>
          )
        )
      })}
    </div>
  )
}
