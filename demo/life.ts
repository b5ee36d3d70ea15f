import { DAY_COUNT } from './days.ts'
import type { Change } from './market.ts'
import { shopPrice } from './prices.ts'
import type { Random } from './random.ts'

export interface Life {
  from: number
  to: number
  changes: Change[]
  /** First day of the same goods under a new id, where they come back. */
  returns?: number
}

const LAST = DAY_COUNT - 1
/** 1–11 November: the big sale. */
const SALE = { from: 31, to: 41 }

/** When an ordinary offer is there and what happens to its price and title. */
export function ordinaryLife(random: Random, title: string, amount: number, season: { from: number; to: number } | undefined): Life {
  let from = Math.max(0, season?.from ?? 0)
  let to = Math.min(LAST, season?.to ?? LAST)
  if (from > 0) from = Math.min(to, from + random.int(0, 6))
  if (to < LAST) to = Math.max(from, to - random.int(0, 3))
  const fate = random.next()
  let returns: number | undefined
  if (!season && fate < 0.05) from = random.int(1, LAST)
  else if (!season && fate < 0.1) to = random.int(0, LAST - 1)
  else if (!season && fate < 0.13) {
    to = random.int(5, 35)
    returns = to + random.int(2, 12)
  }
  return { from, to, changes: changesBetween(random, title, amount, from, to), ...(returns === undefined ? {} : { returns }) }
}

function changesBetween(random: Random, title: string, amount: number, from: number, to: number): Change[] {
  const changes: Change[] = []
  if (random.chance(0.35)) {
    changes.push({
      day: SALE.from,
      title: `【双11】${title.replace(/^【[^】]*】/, '')}`,
      amount: shopPrice(random, amount * (0.8 + random.next() * 0.15)),
    })
    changes.push({ day: SALE.to + 1, title, amount })
  }
  for (let i = random.int(0, 2); i > 0; i--)
    changes.push({ day: random.int(1, LAST), amount: shopPrice(random, amount * (0.88 + random.next() * 0.24)) })
  if (random.chance(0.08)) changes.push({ day: random.int(SALE.to + 2, LAST), title: `${title} 新包装` })
  return changes.filter((change) => from < change.day && change.day <= to).sort((a, b) => a.day - b.day)
}

/** Offences and their twins stand through the sixty days but for their prices. */
export function steadyLife(random: Random, amount: number): Life {
  const changes = random.chance(0.4) ? [{ day: random.int(5, 45), amount: shopPrice(random, amount * (0.95 + random.next() * 0.1)) }] : []
  return { from: 0, to: LAST, changes }
}
