import { drawdownEpisodes, drawdowns, maxDrawdown, painIndex, ulcerIndex } from './drawdown.ts'
import { annualReturn, wealth } from './growth.ts'

/** Annual growth over a measure of its falls; undefined where nothing ever fell. */
function over(depth: (path: Float64Array) => number | undefined) {
  return (returns: Float64Array, periodsPerYear: number): number | undefined => {
    const growth = annualReturn(returns, periodsPerYear)
    const fallen = depth(wealth(returns))
    return growth === undefined || fallen === undefined || fallen === 0 ? undefined : growth / fallen
  }
}

/** Drawdowns after each return, the start being a peak. */
const afterEach = (path: Float64Array): Float64Array => drawdowns(path).subarray(1)

/** Over the deepest drawdown (Young 1991). Of simple returns per period, as all here. */
export const calmarRatio = over((path) => maxDrawdown(drawdowns(path)))

/** Over the mean depth. */
export const painRatio = over((path) => painIndex(afterEach(path)))

/** Over the ulcer index (Martin and McCann 1989). */
export const martinRatio = over((path) => ulcerIndex(afterEach(path)))

/** Over the root of the summed squares of the depths of all falls (Burke 1994). */
export const burkeRatio = over((path) => Math.sqrt(drawdownEpisodes(path).reduce((sum, { depth }) => sum + depth * depth, 0)))
