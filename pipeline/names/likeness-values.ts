const [FLOOR, LOW, MIDDLE, HIGH, UNLIKE] = [-5, 2, 6, 12, 7]
const SCALE = 5
const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** The likeness of the least alike character, cut into the pieces that the model weighs one by one. */
export function likenessValues(least: number): { low: number; middle: number; high: number; unlike: number } {
  return {
    low: clamp(least, FLOOR, LOW) / SCALE,
    middle: clamp(least - LOW, 0, MIDDLE - LOW) / SCALE,
    high: clamp(least - MIDDLE, 0, HIGH - MIDDLE) / SCALE,
    unlike: clamp(UNLIKE - least, 0, UNLIKE) / UNLIKE,
  }
}
