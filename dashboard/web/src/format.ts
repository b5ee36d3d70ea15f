import type { Instant, Price } from '../../../domain/index.ts'
import type { Messages } from './text/messages.ts'

/** Bands of the queue: 70 and more is due the same day, 40 to 69 within three working days, less in batches (rule catalogue 2.3). */
export type Band = 'red' | 'amber' | 'green'

export function bandOf(priority: number): Band {
  if (priority >= 70) return 'red'
  return priority >= 40 ? 'amber' : 'green'
}

const SYMBOLS: Record<string, string> = { CNY: '¥', USD: '$', EUR: '€', JPY: 'JP¥', HKD: 'HK$' }

export function formatPrice(price: Price | undefined): string {
  if (!price) return '–'
  const symbol = SYMBOLS[price.currency] ?? `${price.currency} `
  return symbol + price.amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

/** Two digits, never 0 % or 100 %: nothing is certain. */
export function formatProbability(probability: number): string {
  const percent = Math.round(probability * 100)
  if (percent >= 100) return '>99%'
  return percent <= 0 ? '<1%' : `${percent}%`
}

const SHANGHAI = 8 * 3_600_000
const inShanghai = (time: number) => new Date(time + SHANGHAI).toISOString()

/** Beijing time: the hour for today and yesterday, else the day, with the year when it is another. */
export function formatWhen(at: Instant, now: number, text: Messages): string {
  const time = inShanghai(Date.parse(at))
  const day = time.slice(0, 10)
  if (day === inShanghai(now).slice(0, 10)) return `${text.common.today} ${time.slice(11, 16)}`
  if (day === inShanghai(now - 86_400_000).slice(0, 10)) return `${text.common.yesterday} ${time.slice(11, 16)}`
  return day.slice(0, 4) === inShanghai(now).slice(0, 4) ? day.slice(5) : day
}

/** Beijing time to the minute. */
export function formatInstant(at: Instant): string {
  return inShanghai(Date.parse(at)).slice(0, 16).replace('T', ' ')
}

export function formatWeight(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`
}
