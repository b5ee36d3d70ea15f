import type { ListingKey, StoredListing, Sweep } from '../../domain/index.ts'
import { everyPage } from '../../store/every-page.ts'
import type { Store } from '../../store/port.ts'
import type { Relisting } from './relisting.ts'
import { findRelistings } from './relisting.ts'

/** Goods that were away for longer are new goods. */
const AWAY_DAYS = 90
const DAY_MS = 86_400_000

const setting = (key: ListingKey): string => `relisted/${key}`

/** The listing that this one took the place of, as a sweep recognised it. */
export async function relistedFrom(store: Store, key: ListingKey): Promise<Relisting | undefined> {
  return store.getSetting<Relisting>(setting(key))
}

async function collect(
  store: Store,
  of: Parameters<Store['listListings']>[0],
  keep: (one: StoredListing) => boolean,
): Promise<StoredListing[]> {
  const kept: StoredListing[] = []
  for await (const one of everyPage((after) => store.listListings({ ...of, ...after }))) if (keep(one)) kept.push(one)
  return kept
}

/** Writes down which of the listings that a sweep met for the first time took the place of one that went. @returns how many */
export async function recordRelistings(store: Store, sweep: Sweep, platform: string): Promise<number> {
  const since = new Date(Date.parse(sweep.startedAt) - AWAY_DAYS * DAY_MS)
  const gone = await collect(store, { limit: 500, platform, state: 'off' }, ({ lastSeen }) => Date.parse(lastSeen) >= since.getTime())
  if (gone.length === 0) return 0
  const started = Date.parse(sweep.startedAt)
  const isNew = ({ firstSeen }: StoredListing): boolean => Date.parse(firstSeen) >= started
  const appeared = await collect(store, { limit: 500, platform, sweep: sweep.id, state: 'on' }, isNew)
  const found = findRelistings(gone, appeared)
  for (const relisting of found) await store.putSetting(setting(relisting.to), relisting)
  return found.length
}
