import type { Store } from '../store/port.ts'
import type { Platform } from './platforms/schema.ts'

/** What fetching for a sweep needs besides its jobs, kept with the sweep so that a worker needs no files of its own. */
export interface SweepMeans {
  platforms: Platform[]
  /** Whom operators may write to. */
  contact?: string
}

const settingOf = (sweep: string): string => `sweep-platforms/${sweep}`

export async function keepMeans(store: Store, sweep: string, means: SweepMeans): Promise<void> {
  await store.putSetting(settingOf(sweep), means)
}

/** @returns undefined for a sweep that was begun by a program which did not keep them yet */
export async function meansOf(store: Store, sweep: string): Promise<SweepMeans | undefined> {
  return store.getSetting<SweepMeans>(settingOf(sweep))
}
