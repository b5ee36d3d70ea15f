const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Hours of platform files are Beijing's. */
const ZONE_MS = 8 * 3_600_000

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/**
 * When the hours end in which a platform is not asked, or undefined where `now` lies outside of them.
 * @param hours such as `08:30-12:00`; an end before the beginning is on the next day
 */
export function blackoutEnd(hours: readonly string[], now: Date): number | undefined {
  const midnight = Math.floor((now.getTime() + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS
  let end: number | undefined
  for (const entry of hours) {
    const [from = '', to = ''] = entry.split('-')
    const length = (minutesOf(to) - minutesOf(from) + 24 * 60) % (24 * 60) || 24 * 60
    // The window that began yesterday may still be open.
    for (const day of [midnight - DAY_MS, midnight]) {
      const opens = day + minutesOf(from) * MINUTE_MS
      const closes = opens + length * MINUTE_MS
      if (opens <= now.getTime() && now.getTime() < closes) end = Math.max(end ?? 0, closes)
    }
  }
  return end
}
