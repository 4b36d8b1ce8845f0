import type { WindowFigures } from './windowResult.ts'

/** A point that trades less in a training window than this is not chosen for its luck. */
export const FEWEST_TRADES = 5

/**
 * Index of the result with the highest Sharpe ratio among those with enough trades; of equal ones the first, so that the order of the grid decides. Where none
 * has traded enough, or none varies, it is 0: the defaults of the strategy.
 */
export function choose(results: readonly WindowFigures[], fewestTrades: number): number {
  let best = 0
  let highest = -Infinity
  results.forEach(({ sharpe, trades }, index) => {
    if (sharpe === null || trades < fewestTrades || sharpe <= highest) return
    best = index
    highest = sharpe
  })
  return best
}
