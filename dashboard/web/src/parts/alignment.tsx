import type { AlignedCharacters } from '../../../../domain/index.ts'
import { useText } from '../text/messages.ts'

/** Two names under each other, each step coloured by what makes it alike. */
export function Alignment({ steps }: { steps: readonly AlignedCharacters[] }) {
  const text = useText()
  return (
    <div class="alignment">
      {steps.map((step, at) => {
        const channel = text.pair.channels[step.channel] ?? step.channel
        return (
          <div key={at} class={`aligned ${step.channel}`} title={`${channel} ${step.likeness.toFixed(2)}`}>
            <span>{step.text || '∅'}</span>
            <span>{step.name || '∅'}</span>
            <small>{channel}</small>
          </div>
        )
      })}
    </div>
  )
}
