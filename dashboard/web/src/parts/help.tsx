import { useEffect, useRef } from 'preact/hooks'
import { useText } from '../text/messages.ts'

export function Help({ onClose }: { onClose: () => void }) {
  const text = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const rows: [string, string][] = [
    ['J', text.keys.next],
    ['K', text.keys.previous],
    ['Enter', text.keys.open],
    ['Esc', text.keys.back],
    ['1', text.keys.case],
    ['2', text.keys.order],
    ['3', text.keys.dismiss],
    ['4', text.keys.doubt],
    ['Z', text.keys.undo],
    ['N', text.keys.note],
    ['/', text.keys.search],
    ['R', text.keys.refresh],
    ['?', text.keys.help],
  ]
  return (
    <dialog
      ref={dialog}
      class="help"
      aria-label={text.keys.title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <h2>{text.keys.title}</h2>
      <dl>
        {rows.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{text.keys.imeHint}</p>
      <button type="button" class="button" onClick={onClose}>
        {text.common.close}
      </button>
    </dialog>
  )
}
