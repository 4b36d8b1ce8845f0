import type { Bars } from '../../domain/bars.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import { barsPerYear } from '../../domain/timeframe.ts'
import type { SweepOptions } from './combination.ts'
import { barPeriods, dayPeriods, type Periods } from './periods.ts'

/** All that the combinations of one sweep have in common. Costs are fractions. */
export interface Market {
  readonly bars: Bars
  readonly periods: Periods
  readonly fee: number
  readonly slippage: number
  readonly initialCash: number
  readonly sizeFraction: number
  readonly tradeFrom: number
  readonly closeFill: boolean
}

export function marketOf(bars: Bars, options: SweepOptions): Market {
  const { costs, initialCash, sizeFraction } = options.engine ?? DEFAULT_ENGINE
  const tradeFrom = options.tradeFrom ?? 0
  const { perBar } = options
  return {
    bars,
    periods: perBar === undefined ? dayPeriods(bars, tradeFrom) : barPeriods(bars.close.length, tradeFrom, barsPerYear(perBar)),
    fee: costs.feeBps / 10_000,
    slippage: costs.slippageBps / 10_000,
    initialCash,
    sizeFraction,
    tradeFrom,
    closeFill: options.closeFill ?? false,
  }
}
