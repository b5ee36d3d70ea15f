import type { AuditEntry, Decision } from '../domain/index.ts'
import { canonicalJson, sha256Hex } from './hash.ts'
import type { Store } from './port.ts'

/** What the first entry names as the one before it. */
export const GENESIS = '0'.repeat(64)

export type NewAuditEntry = Parameters<Store['audit']>[0]

/** The entry that follows `last` in the chain: its hash covers all of it and the hash before. */
export function chainEntry(last: Pick<AuditEntry, 'seq' | 'hash'> | undefined, entry: Omit<NewAuditEntry, 'key'>): AuditEntry {
  const { at, actor, action, subject, details } = entry
  const body = { seq: (last?.seq ?? 0) + 1, at, actor, action, subject, details, previous: last?.hash ?? GENESIS }
  return { ...body, hash: hashOf(body) }
}

function hashOf({ seq, at, actor, action, subject, details, previous }: Omit<AuditEntry, 'hash'>): string {
  return sha256Hex(canonicalJson({ seq, at, actor, action, subject, details, previous }))
}

/** The audit entry that goes with a decision; its key ties the two together. */
export function auditOfDecision(decision: Decision): NewAuditEntry {
  const { id, finding, outcome, reason, note, by, at, supersedes } = decision
  return {
    key: `decision/${id}`,
    at,
    actor: by,
    action: 'decide',
    subject: finding,
    details: { decision: id, outcome, reason, note, supersedes },
  }
}

export interface AuditCheck {
  entries: number
  /** Hash of the last entry. Print it outside the system: only who knows it can tell that the end was cut off. */
  head: string
  /** The first entry that does not fit, with what is wrong with it. */
  broken?: { seq: number; why: string }
}

/** Reads the whole log and checks each entry's number, its hash and its link to the one before. */
export async function verifyAudit(store: Pick<Store, 'listAudit'>): Promise<AuditCheck> {
  let seq = 0
  let head = GENESIS
  for (;;) {
    const page = await store.listAudit({ after: seq, limit: 1000 })
    if (page.length === 0) return { entries: seq, head }
    for (const entry of page) {
      const why = faultOf(entry, seq + 1, head)
      if (why !== undefined) return { entries: seq, head, broken: { seq: entry.seq, why } }
      seq = entry.seq
      head = entry.hash
    }
  }
}

function faultOf(entry: AuditEntry, seq: number, previous: string): string | undefined {
  if (entry.seq !== seq) return `entry ${seq} is missing`
  if (entry.previous !== previous) return 'it does not follow the entry before'
  if (entry.hash !== hashOf(entry)) return 'it was changed after it was written'
  return undefined
}
