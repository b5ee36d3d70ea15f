import { note } from './streams.ts'
import { text } from './language.ts'

/** A signal that Ctrl-C or SIGTERM aborts; asked a second time, the process ends at once. */
export function interruptible(): { signal: AbortSignal; done: () => void } {
  const controller = new AbortController()
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(130)
    note(text('正在停止，再按一次 Ctrl-C 立即退出', 'stopping; Ctrl-C once more ends at once'))
    controller.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return {
    signal: controller.signal,
    done() {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
