import { useEffect, useRef } from 'preact/hooks'
import { type Command, commandOf, type KeyPress } from '../keys.ts'

/** Calls `act` for the single keys of `keys.ts`; it says whether it did something. Not while a dialog is open. */
export function useKeys(act: (command: Command) => boolean | undefined, first?: (press: KeyPress) => boolean): void {
  const current = useRef({ act, first })
  current.current = { act, first }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]')) return
      if (current.current.first?.(event)) return event.preventDefault()
      const command = commandOf(event)
      if (command && current.current.act(command)) event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
