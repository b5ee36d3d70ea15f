import { ConfigError, InputError, RefusedError, ZhixunError } from '../domain/index.ts'

/** Thrown by a handler when no other try can help; the name follows BullMQ. */
export class UnrecoverableError extends ZhixunError {}

/** Whether trying again is pointless: the input is wrong, the address is refused, or the handler says so. */
export function isUnrecoverable(error: unknown): boolean {
  return [UnrecoverableError, InputError, ConfigError, RefusedError].some((kind) => error instanceof kind)
}

export interface Backoff {
  /** Before the second try, in milliseconds. @default 1,000 */
  firstMs?: number
  /** @default 2 */
  factor?: number
  /** Longest wait, in milliseconds. @default 300,000 */
  maxMs?: number
}

/**
 * How long to wait after a failed try: exponential, with the upper half at random ("equal jitter"), so that jobs that failed together do
 * not come back together.
 * @param attempt 1 after the first try
 * @param random in 0..1
 */
export function backoffMs(attempt: number, { firstMs = 1_000, factor = 2, maxMs = 300_000 }: Backoff = {}, random = Math.random()): number {
  const full = Math.min(maxMs, firstMs * factor ** (attempt - 1))
  return Math.round(full / 2 + (full / 2) * random)
}
