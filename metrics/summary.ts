import { mean } from '../math/moments.ts'
import type { Metrics } from '../domain/metrics.ts'
import { dailyReturns } from './dailyReturns.ts'
import { drawdowns, longestUnderWater, maxDrawdown } from './drawdown.ts'
import { annualReturn, annualVolatility } from './growth.ts'
import { omegaRatio } from './omega.ts'
import { sharpeRatio } from './sharpe.ts'
import { sortinoRatio } from './sortino.ts'
import { profitFactor, winRate } from './winsAndLosses.ts'

/** Crypto trades every day: daily figures are annualised with 365. */
export const DAYS_PER_YEAR = 365

/** One account over the bars that count (warm-up cut off); every column but the trades' has one entry per bar. */
export interface AccountHistory {
  /** Bar opens, ms UTC. */
  readonly time: Float64Array
  /** At each bar's close. */
  readonly equity: Float64Array
  readonly initialEquity: number
  /** Anything but 0 is a position. */
  readonly position: Int8Array
  /** Of each trade, after fees. */
  readonly tradeProfit: Float64Array
  readonly tradeEquityAtEntry: Float64Array
  readonly tradedValue: number
  readonly feesPaid: number
  readonly barsPerYear: number
  readonly accountingResidual: number
}

/** A figure that does not exist, or that JSON has no form for, is null in a record. */
export function orNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}

function exposure(position: Int8Array): number {
  let held = 0
  for (let i = 0; i < position.length; i++) if (position[i] !== 0) held++
  return position.length === 0 ? 0 : held / position.length
}

/** Traded value over mean equity, a year. */
function turnover(history: AccountHistory): number | undefined {
  const equity = mean(history.equity)
  const years = history.equity.length / history.barsPerYear
  return equity === undefined || equity === 0 ? undefined : history.tradedValue / equity / years
}

/** Every figure of domain/metrics.ts. Ratios are taken of daily UTC returns, drawdown of the equity at every bar. */
export function summarize(history: AccountHistory): Metrics {
  const { equity, initialEquity, tradeProfit } = history
  const { returns } = dailyReturns(history.time, equity, initialEquity)
  const fallen = drawdowns(equity, initialEquity)
  const deepest = maxDrawdown(fallen)
  const growth = annualReturn(returns, DAYS_PER_YEAR)
  const tradeReturns = tradeProfit.map((profit, i) => profit / (history.tradeEquityAtEntry[i] as number))
  return {
    sharpe_ratio: orNull(sharpeRatio(returns, DAYS_PER_YEAR)),
    sortino_ratio: orNull(sortinoRatio(returns, DAYS_PER_YEAR)),
    calmar_ratio: orNull(deepest === 0 || growth === undefined ? undefined : growth / deepest),
    omega_ratio: orNull(omegaRatio(returns)),
    total_return: equity.length === 0 ? 0 : (equity[equity.length - 1] as number) / initialEquity - 1,
    annual_return: orNull(growth),
    annual_volatility: orNull(annualVolatility(returns, DAYS_PER_YEAR)),
    max_drawdown: deepest,
    max_drawdown_bars: longestUnderWater(fallen),
    win_rate: orNull(winRate(tradeProfit)),
    profit_factor: orNull(profitFactor(tradeProfit)),
    expectancy: orNull(mean(tradeReturns)),
    num_trades: tradeProfit.length,
    exposure: exposure(history.position),
    turnover: orNull(turnover(history)),
    fees_paid: history.feesPaid,
    bars: equity.length,
    accounting_residual: history.accountingResidual,
  }
}
