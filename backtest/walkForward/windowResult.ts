import { barCount, sliceBars } from '../../domain/bars.ts'
import type { Failure } from '../../domain/facts.ts'
import type { GridPoint } from '../../domain/strategy.ts'
import type { IndexRange } from '../../math/splits/indexRange.ts'
import { dailyReturns, type DailyReturns } from '../../metrics/dailyReturns.ts'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import { DAYS_PER_YEAR, orNull } from '../../metrics/summary.ts'
import { simulate } from '../kernel.ts'
import { firstDifference, replayOf, type Ordered } from '../replay.ts'
import type { Ground } from './ground.ts'

export interface WindowResult {
  readonly daily: DailyReturns
  /** Annualised. */
  readonly sharpe: number | null
  readonly trades: number
}

/**
 * What the orders earn in a window that begins flat and in which every position is closed at the last close at the latest; computed on the host, from the
 * orders alone. `ordered` may reach beyond the window's end.
 */
export function windowResult(ground: Ground, point: GridPoint, window: IndexRange, ordered: Ordered): WindowResult | Failure {
  const { engine, market } = ground
  const bars = sliceBars(ground.bars, window.from, window.to)
  const simulation = simulate(bars, engine, point.exits, 0, replayOf(ordered), market)
  const { equity, trades } = simulation
  // The last bar of a window has no decision.
  if (firstDifference(simulation, ordered, barCount(bars) - 1) !== undefined) {
    const message = 'The orders do not fit the positions that the engine computes from them.'
    return { stage: 'backtest', code: 'replay_mismatch', message }
  }
  const daily = dailyReturns(bars.time, equity, engine.initialCash)
  return { daily, sharpe: orNull(sharpeRatio(daily.returns, DAYS_PER_YEAR)), trades: trades.count }
}
