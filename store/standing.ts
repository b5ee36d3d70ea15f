import type { Decision } from '../domain/index.ts'

/** The decision that stands on a finding: the last one, or none where that took the one before back. `decisions` are oldest first. */
export function standing(decisions: readonly Decision[]): Decision | undefined {
  const last = decisions.at(-1)
  return last?.outcome === 'reopen' ? undefined : last
}
