import { InputError } from '../domain/index.ts'
import type { NewJob } from './port.ts'

export const DEFAULT_PRIORITY = 100
export const MAX_PRIORITY = 1_000_000
export const DEFAULT_LEASE_MS = 60_000

/** @throws InputError for a key or priority that one of the adapters could not hold */
export function checkJob({ key, priority = DEFAULT_PRIORITY }: NewJob): void {
  if (key === '' || key.includes(':') || /^\d+$/.test(key))
    throw new InputError(`expected a job key without colon that is no bare number, got ${JSON.stringify(key)}`, { field: 'key' })
  if (!Number.isInteger(priority) || priority < 0 || priority > MAX_PRIORITY)
    throw new InputError(`expected a priority from 0 to ${MAX_PRIORITY}, got ${priority}`, { field: 'priority' })
}
