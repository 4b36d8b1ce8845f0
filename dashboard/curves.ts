import type { ReturnsFact } from '../domain/facts.ts'
import { drawdowns } from '../metrics/drawdown.ts'
import { wealth } from '../metrics/growth.ts'
import { DAY_MS } from './svg/timeTicks.ts'

/** Wealth and drawdown of a trial by day, beginning with 1 and 0 on the day before the first return. */
export interface Curves {
  /** ms UTC. */
  readonly firstTime: number
  readonly wealth: Float64Array
  /** Zero or negative fractions of the peak, as they are drawn. */
  readonly underWater: Float64Array
}

/** Undefined where there are no returns to draw. */
export function curvesOf(returns: ReturnsFact | undefined): Curves | undefined {
  if (returns === undefined || returns.returns.length === 0) return undefined
  const path = wealth(Float64Array.from(returns.returns))
  return {
    firstTime: Date.parse(returns.first_day) - DAY_MS,
    wealth: path,
    underWater: drawdowns(path).map((depth) => (depth === 0 ? 0 : -depth)),
  }
}
