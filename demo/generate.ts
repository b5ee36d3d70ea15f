import { ordinaryOffers } from './ordinary.ts'
import type { Draft } from './ordinary.ts'
import { lawfulAndUnlawful } from './offences/index.ts'
import { isOnSale, PLATFORMS } from './market.ts'
import type { Obstacle, Offer, PlatformId, Seller, World } from './market.ts'
import { DAY_COUNT, DEFAULT_DAY } from './days.ts'
import { resaleOffers } from './resale.ts'
import { hash32, randomOf } from './random.ts'
import { ordinarySellers } from './shops.ts'

/** How large each platform is: sellers, and offers over the sixty days. The scripted one is small, as a browser has to draw each page. */
const SIZES: Record<PlatformId, { sellers: number; offers: number }> = {
  'demo-mall': { sellers: 110, offers: 1800 },
  'demo-wholesale': { sellers: 90, offers: 1500 },
  'demo-stream': { sellers: 36, offers: 340 },
}

const WORLDS = new Map<number, World>()

/** The market of a seed, made once a process. */
export function createWorld(seed = 1): World {
  let world = WORLDS.get(seed)
  if (!world) {
    world = generateWorld(seed)
    WORLDS.set(seed, world)
  }
  return world
}

/** Sellers, and every offer with its life over the sixty days. The same seed gives the same market. */
export function generateWorld(seed: number): World {
  const sellers: Seller[] = []
  const drafts: Draft[] = []
  for (const platform of PLATFORMS) {
    const own = ordinarySellers(seed, platform, SIZES[platform].sellers)
    sellers.push(...own)
    drafts.push(...ordinaryOffers(seed, platform, own, SIZES[platform].offers))
  }
  drafts.push(...resaleOffers(seed, sellers), ...lawfulAndUnlawful(seed))
  for (const { seller } of drafts) if (!sellers.includes(seller)) sellers.push(seller)
  const world = { seed, sellers, offers: withIds(seed, drafts) }
  placeObstacles(world)
  return world
}

/** Ids look like those of the platform and do not tell what a listing is. */
function withIds(seed: number, drafts: readonly Draft[]): Offer[] {
  const taken = new Set<string>()
  const offers = drafts.map((draft) => {
    for (let attempt = 0; ; attempt++) {
      const number = hash32(`${seed}/${draft.ref}/${attempt}`)
      const id =
        draft.platform === 'demo-mall'
          ? `6${String(number).padStart(10, '0')}`
          : draft.platform === 'demo-wholesale'
            ? String((number % 90_000_000) + 10_000_000)
            : `g${number.toString(36).padStart(7, '0')}`
      const key = `${draft.platform}/${id}`
      if (taken.has(key)) continue
      taken.add(key)
      return { ...draft, id }
    }
  })
  // Shelves are ordered by id, so that offences lie scattered among the rest.
  return offers.sort((a, b) =>
    a.platform === b.platform ? (a.id < b.id ? -1 : 1) : PLATFORMS.indexOf(a.platform) - PLATFORMS.indexOf(b.platform),
  )
}

const OBSTACLES: Record<PlatformId, Partial<Record<Obstacle, number>>> = {
  'demo-mall': { login: 7, captcha: 7, blocked: 4, 'not-found': 9, empty: 4, cut: 2 },
  'demo-wholesale': { login: 6, captcha: 4, blocked: 3, 'not-found': 7, empty: 3, cut: 2 },
  'demo-stream': { login: 3, captcha: 2, blocked: 2, 'not-found': 4, empty: 2 },
}

/** Puts walls, wrong charsets, the huge page and the forbidden area onto ordinary offers that are there all sixty days. */
function placeObstacles(world: World): void {
  for (const platform of PLATFORMS) {
    const free = randomOf(world.seed, platform, 'obstacles').shuffle(
      world.offers.filter(
        (offer) =>
          offer.platform === platform &&
          offer.from === 0 &&
          offer.to === DAY_COUNT - 1 &&
          !offer.offence &&
          !offer.twinOf &&
          isOnSale(offer, DEFAULT_DAY),
      ),
    )
    const take = (count: number, mark: (offer: Offer) => void): void => free.splice(0, count).forEach(mark)
    for (const [kind, count] of Object.entries(OBSTACLES[platform]) as [Obstacle, number][])
      take(count, (offer) => void (offer.obstacle = kind))
    take(4, (offer) => void (offer.forbidden = true))
    if (platform === 'demo-stream') continue
    take(6, (offer) => void (offer.wrongCharset = true))
    if (platform === 'demo-mall') take(1, (offer) => void (offer.huge = true))
  }
}
