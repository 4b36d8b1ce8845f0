import { barsPerYear, type Timeframe } from '../../domain/timeframe.ts'
import type { AccountHistory } from '../../metrics/summary.ts'
import type { TradeColumns } from '../simulation.ts'
import type { PortfolioEngine, PortfolioSimulation } from './simulatePortfolio.ts'

function joined(trades: readonly TradeColumns[], name: 'profit' | 'equityAtEntry'): Float64Array {
  return Float64Array.from(trades.flatMap((columns) => [...columns[name].subarray(0, columns.count)]))
}

/** Whether a leg goes on behind its bar `at`: neither does its series end there, nor begins a halt, with either of which its position is closed. */
function goesOn(times: Float64Array, at: number, longestHaltMs: number): boolean {
  return at + 1 < times.length && (times[at + 1] as number) - (times[at] as number) <= longestHaltMs
}

/** Per stamp of the clock, 1 where any leg holds a position in its last bar so far. */
function anyPosition(simulation: PortfolioSimulation, legTimes: readonly Float64Array[], longestHaltMs: number): Int8Array {
  const held = new Int8Array(simulation.time.length)
  simulation.legs.forEach(({ position }, leg) => {
    const times = legTimes[leg] as Float64Array
    let at = -1
    simulation.time.forEach((stamp, i) => {
      if (times[at + 1] === stamp) at++
      if (at >= 0 && position[at] !== 0 && (times[at] === stamp || goesOn(times, at, longestHaltMs))) held[i] = 1
    })
  })
  return held
}

/** What the figures of metrics/summary.ts are taken of; `legTimes` are the legs' own bar opens, in their order. Trades stand leg by leg. */
export function portfolioHistory(
  simulation: PortfolioSimulation,
  legTimes: readonly Float64Array[],
  timeframe: Timeframe,
  { initialCash, longestHaltMs }: PortfolioEngine,
): AccountHistory {
  const trades = simulation.legs.map((leg) => leg.trades)
  return {
    time: simulation.time,
    equity: simulation.equity,
    initialEquity: initialCash,
    position: anyPosition(simulation, legTimes, longestHaltMs),
    tradeProfit: joined(trades, 'profit'),
    tradeEquityAtEntry: joined(trades, 'equityAtEntry'),
    tradedValue: simulation.tradedValue,
    feesPaid: simulation.feesPaid,
    barsPerYear: barsPerYear(timeframe),
    accountingResidual: simulation.maxResidual,
  }
}
