import type { Job } from '../../queue/port.ts'
import type { Pace } from './pace.ts'

/** Jobs that wait for their host's turn: one line a host, and the hosts served in turn. */
export class HostLines {
  readonly #lines = new Map<string, Job[]>()
  #size = 0

  get size(): number {
    return this.#size
  }

  lengthOf(host: string): number {
    return this.#lines.get(host)?.length ?? 0
  }

  hosts(): Iterable<string> {
    return this.#lines.keys()
  }

  push(job: Job): void {
    const host = job.host ?? ''
    const line = this.#lines.get(host)
    if (line) line.push(job)
    else this.#lines.set(host, [job])
    this.#size++
  }

  /** The next job whose host may be asked at `now`, else the time at which the first may be. */
  take(pace: Pace, now: number): { job: Job } | { dueAt: number } {
    let dueAt = Infinity
    for (const [host, line] of this.#lines) {
      const due = pace.dueAt(host)
      if (due > now) {
        dueAt = Math.min(dueAt, due)
        continue
      }
      const job = line.shift()
      this.#lines.delete(host)
      if (line.length > 0) this.#lines.set(host, line)
      if (!job) continue
      this.#size--
      return { job }
    }
    return { dueAt }
  }

  all(): Job[] {
    return [...this.#lines.values()].flat()
  }
}
