/** A small generator with a seed (Park–Miller), so that fits and made-up data come out the same everywhere. */
export function randomFrom(seed: number): { next: () => number; below: (n: number) => number; pick: <T>(from: readonly T[]) => T } {
  let state = seed
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    pick: <T>(from: readonly T[]): T => {
      const picked = from[below(from.length)]
      if (picked === undefined) throw new RangeError('nothing to pick from')
      return picked
    },
  }
}
