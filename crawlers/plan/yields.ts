import type { Day } from '../../domain/index.ts'
import { daysBetween } from '../../domain/index.ts'
import type { Store } from '../../store/port.ts'

/** What asking a platform for a text brought. Pages and findings fade, so that what changed on a platform is found again. */
export interface Yield {
  pages: number
  findings: number
  /** How often it was asked. */
  asked: number
  lastAsked: Day
  /** Pages that it took when it was asked last. */
  lastPages: number
}

/** By text. */
export type YieldBook = Readonly<Record<string, Yield>>

/** What one sweep's queries brought so far, by platform and text. */
export type SweepYields = Record<string, Record<string, { pages: number; findings: number }>>

const HALF_LIFE_DAYS = 45

const bookSetting = (platform: string): string => `yields/${platform}`
const sweepSetting = (sweep: string): string => `yields-of/${sweep}`

/** The yield as it counts on a later day. */
export function faded(one: Yield, day: Day): Yield {
  const share = 0.5 ** (Math.max(0, daysBetween(one.lastAsked, day)) / HALF_LIFE_DAYS)
  return { ...one, pages: one.pages * share, findings: one.findings * share }
}

export async function readYields(store: Store, platform: string): Promise<YieldBook> {
  return (await store.getSetting<YieldBook>(bookSetting(platform))) ?? {}
}

/** Counts what queries bring while a sweep runs, and feeds it to the next night. */
export class YieldMeter {
  readonly #store: Store
  readonly #sweep: string
  #yields: SweepYields = {}

  constructor(store: Store, sweep: string) {
    this.#store = store
    this.#sweep = sweep
  }

  /** Takes up what an interrupted run had counted. */
  async resume(): Promise<void> {
    this.#yields = (await this.#store.getSetting<SweepYields>(sweepSetting(this.#sweep))) ?? {}
  }

  count(platform: string, query: string, more: { pages?: number; findings?: number }): void {
    const ofPlatform = (this.#yields[platform] ??= {})
    const one = (ofPlatform[query] ??= { pages: 0, findings: 0 })
    one.pages += more.pages ?? 0
    one.findings += more.findings ?? 0
  }

  async save(): Promise<void> {
    await this.#store.putSetting(sweepSetting(this.#sweep), this.#yields)
  }

  /** Adds the sweep to the books of its platforms. Called once, when the sweep is done. */
  async close(day: Day): Promise<void> {
    await this.save()
    for (const [platform, queries] of Object.entries(this.#yields)) {
      const book: Record<string, Yield> = { ...(await readYields(this.#store, platform)) }
      for (const [text, { pages, findings }] of Object.entries(queries)) {
        const known = book[text]
        const before = known ? faded(known, day) : { pages: 0, findings: 0, asked: 0 }
        book[text] = {
          pages: before.pages + pages,
          findings: before.findings + findings,
          asked: before.asked + 1,
          lastAsked: day,
          lastPages: pages,
        }
      }
      await this.#store.putSetting(bookSetting(platform), book)
      delete this.#yields[platform]
      await this.save()
    }
  }
}
