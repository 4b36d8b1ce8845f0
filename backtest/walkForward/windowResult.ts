import { sliceBars } from '../../domain/bars.ts'
import type { Failure } from '../../domain/facts.ts'
import type { GridPoint } from '../../domain/strategy.ts'
import type { IndexRange } from '../../math/splits/indexRange.ts'
import { dailyReturns, type DailyReturns } from '../../metrics/dailyReturns.ts'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import { DAYS_PER_YEAR, orNull } from '../../metrics/summary.ts'
import { leadOf } from '../../sandbox/inside/leadOf.ts'
import { simulate } from '../kernel.ts'
import { firstDifference, replayOf, type Ordered } from '../replay.ts'
import type { Simulation } from '../simulation.ts'
import type { Ground } from './ground.ts'
import { delayed, withoutLead } from './lead.ts'

export interface WindowFigures {
  /** Annualised. */
  readonly sharpe: number | null
  readonly trades: number
}

export interface WindowResult extends WindowFigures {
  readonly daily: DailyReturns
}

/**
 * What the orders do in a window that begins flat; `ordered` may reach beyond the window's end. An engine that looks back is given as many bars before the
 * window as the sandbox gives it; in the result they are not.
 */
export function simulateWindow(ground: Ground, point: GridPoint, window: IndexRange, ordered: Ordered): Simulation | Failure {
  const { engine, market } = ground
  const lead = leadOf(engine, window)
  const bars = sliceBars(ground.bars, window.from - lead, window.to)
  const simulation = withoutLead(simulate(bars, engine, point.exits, lead, delayed(replayOf(ordered), lead), market), lead)
  // The last bar of a window has no decision.
  if (firstDifference(simulation, ordered, window.to - window.from - 1) === undefined) return simulation
  const message = 'The orders do not fit the positions that the engine computes from them.'
  return { stage: 'backtest', code: 'replay_mismatch', message }
}

/**
 * What the orders earn in a window that begins flat and in which every position is closed at the last close at the latest; computed on the host, from the
 * orders alone. `ordered` may reach beyond the window's end.
 */
export function windowResult(ground: Ground, point: GridPoint, window: IndexRange, ordered: Ordered): WindowResult | Failure {
  const simulation = simulateWindow(ground, point, window, ordered)
  if ('stage' in simulation) return simulation
  const { equity, trades } = simulation
  const daily = dailyReturns(ground.bars.time.subarray(window.from, window.to), equity, ground.engine.initialCash)
  return { daily, sharpe: orNull(sharpeRatio(daily.returns, DAYS_PER_YEAR)), trades: trades.count }
}
