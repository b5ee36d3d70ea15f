import type { Random } from './random.ts'

/** A price between two amounts of CNY, rounded as sellers round. */
export function priceBetween(random: Random, low: number, high: number): number {
  return shopPrice(random, low * (high / low) ** random.next())
}

/** The nearest price that a shop would print. */
export function shopPrice(random: Random, amount: number): number {
  if (amount >= 300) return Math.round(amount / 10) * 10 - random.pick([0, 1, 2])
  if (amount >= 20) return cents(Math.round(amount) - random.pick([0, 0.1, 0.2, 0, 0.5]))
  if (amount >= 3) return cents(Math.round(amount * 10) / 10)
  return cents(Math.max(0.2, amount))
}

export function cents(amount: number): number {
  return Math.round(amount * 100) / 100
}
