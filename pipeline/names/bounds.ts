import { likenessValues } from './likeness-values.ts'
import { prior, weightOf } from './model.ts'

/** Names longer than this are alike for the bound. */
const LONGEST = 5

/**
 * The most log-odds that running text can give a replaced character, whatever stands around it: what the search need not look at again.
 * @param least log-odds of the least alike character
 * @param goods whether the text may speak of the name's goods
 */
export function mostOdds(length: number, kinds: number, least: number, goods: boolean): number {
  const { low, middle, high, unlike } = likenessValues(least)
  const likeness = low * weightOf('low') + middle * weightOf('middle') + high * weightOf('high')
  const way =
    kinds === 1
      ? weightOf('sub')
      : weightOf(length === 3 ? 'subs3' : 'subs4') +
        weightOf('runningSeveral') +
        1.6 * weightOf('mean') +
        3 * weightOf('information') +
        weightOf('share')
  const around = weightOf('running') + (goods ? weightOf('goods') : 0) + Math.max(0, weightOf('meaning')) + Math.max(0, weightOf('number'))
  const size =
    length === 2
      ? weightOf('runningTwo') + unlike * weightOf('runningTwoUnlike') + weightOf('runningTwoTold') + (goods ? weightOf('twoGoods') : 0)
      : unlike * weightOf('runningUnlike') + (length >= 4 ? weightOf('runningFour') : 0)
  return prior() + way + likeness + around + size
}

const STEP = 0.25
const FLOOR = -5

/** Log-odds from which a replaced character is looked at, by length of the name and number of different replacements. */
export type Least = (length: number, kinds: number) => number

/** From which likeness on a replaced character can be told at all, by length of the name and number of different replacements. */
export function leastWorth(goods: boolean): Least {
  const table = Array.from({ length: LONGEST + 1 }, (_, length) =>
    [1, 2].map((kinds) => {
      let least = 15
      while (least > FLOOR && mostOdds(Math.max(2, length), kinds, least - STEP, goods) >= 0) least -= STEP
      return least
    }),
  )
  return (length, kinds) => table[Math.min(length, LONGEST)]?.[Math.min(kinds, 2) - 1] ?? FLOOR
}
