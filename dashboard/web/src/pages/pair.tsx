import { useState } from 'preact/hooks'
import type { PairScore } from '../../../../domain/index.ts'
import { post } from '../client.ts'
import { fieldOf } from '../form-fields.ts'
import { formatProbability, formatWeight } from '../format.ts'
import { Alignment } from '../parts/alignment.tsx'
import { useText } from '../text/messages.ts'

/** Tries a text against a protected name: aligned characters by channel, and the evidence. */
export function PairPage() {
  const text = useText()
  const [pair, setPair] = useState<{ score: PairScore; text: string; name: string }>()
  const [error, setError] = useState('')
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const asked = { text: fieldOf(form, 'text').trim(), name: fieldOf(form, 'name').trim() }
    try {
      setPair({ ...asked, score: await post<PairScore>('pair', asked) })
      setError('')
    } catch {
      setError(text.common.failed)
    }
  }
  return (
    <section class="page pair">
      <h2>{text.pair.title}</h2>
      <form class="inline-form" onSubmit={(event) => void submit(event)}>
        <label>
          {text.pair.text}
          <input name="text" required maxLength={60} autocomplete="off" />
        </label>
        <label>
          {text.pair.name}
          <input name="name" required maxLength={60} autocomplete="off" />
        </label>
        <button type="submit" class="button primary">
          {text.pair.run}
        </button>
      </form>
      <p class="error" role="alert">
        {error}
      </p>
      {pair ? <Result {...pair} /> : <p class="hint">{text.pair.hint}</p>}
    </section>
  )
}

function Result({ score, text: given, name }: { score: PairScore; text: string; name: string }) {
  const text = useText()
  const widest = Math.max(0.1, ...score.evidence.map(({ weight }) => Math.abs(weight)))
  return (
    <div class="card wide">
      <p class="pair-score">
        {text.pair.score} <b>{given === name ? '0' : formatProbability(score.score)}</b>
        {given === name && <span class="hint">{text.pair.equal}</span>}
        <span class="hint">
          {score.mechanisms.length > 0 &&
            `${text.pair.mechanisms}${text.common.colon}${score.mechanisms.map((one) => text.pair.channels[one] ?? one).join('、')}`}
        </span>
      </p>
      <h3>{text.pair.alignment}</h3>
      <Alignment steps={score.alignment} />
      <h3>{text.pair.evidence}</h3>
      <div class="waterfall">
        {score.evidence.map((item) => (
          <div key={item.feature} class={`reason ${item.weight < 0 ? 'favour' : 'against'}`}>
            <p>{item.reason}</p>
            <svg class="bar-track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <line class="zero" x1="50" x2="50" y1="0" y2="10" />
              <rect
                class={item.weight < 0 ? 'favour' : 'against'}
                x={item.weight < 0 ? 50 + (item.weight / widest) * 50 : 50}
                y="1"
                width={(Math.abs(item.weight) / widest) * 50}
                height="8"
              />
            </svg>
            <b>{formatWeight(item.weight)}</b>
          </div>
        ))}
      </div>
    </div>
  )
}
