import { barsPerYear, type Timeframe } from '../domain/timeframe.ts'
import type { Bars } from '../domain/bars.ts'
import type { AccountHistory } from '../metrics/summary.ts'
import type { Simulation } from './simulation.ts'

/** What the figures are taken of: the bars from `tradeFrom` on, so that a warm-up neither dilutes nor lengthens anything. */
export function accountHistory(
  simulation: Simulation,
  bars: Bars,
  tradeFrom: number,
  timeframe: Timeframe,
  initialEquity: number,
): AccountHistory {
  const { trades } = simulation
  return {
    time: bars.time.subarray(tradeFrom),
    equity: simulation.equity.subarray(tradeFrom),
    initialEquity,
    position: simulation.position.subarray(tradeFrom),
    tradeProfit: trades.profit.slice(0, trades.count),
    tradeEquityAtEntry: trades.equityAtEntry.slice(0, trades.count),
    tradedValue: simulation.tradedValue,
    feesPaid: simulation.feesPaid,
    barsPerYear: barsPerYear(timeframe),
    accountingResidual: simulation.maxResidual,
  }
}
