import type { Baselines, Metrics } from '../../domain/metrics.ts'
import { decimal, percent } from '../format.ts'

/** The figures of one backtest, with what the same bars gave without an idea. */
export function describeMetrics(metrics: Metrics, baselines: Baselines): string {
  const { buy_and_hold: hold, coin_flip: coin } = baselines
  return [
    `Sharpe ${decimal(metrics.sharpe_ratio)}  Sortino ${decimal(metrics.sortino_ratio)}  Calmar ${decimal(metrics.calmar_ratio)}`,
    `return ${percent(metrics.total_return)}  a year ${percent(metrics.annual_return)}  volatility ${percent(metrics.annual_volatility)}  drawdown ${percent(metrics.max_drawdown)}`,
    `${metrics.num_trades} trades  won ${percent(metrics.win_rate)}  profit factor ${decimal(metrics.profit_factor)}  in the market ${percent(metrics.exposure)}  fees ${metrics.fees_paid.toFixed(0)}`,
    `buy and hold: Sharpe ${decimal(hold.sharpe_ratio)}, return ${percent(hold.total_return)}, drawdown ${percent(hold.max_drawdown)}`,
    `coin flip with the same trading: median Sharpe ${decimal(coin.sharpe_ratio)} of ${coin.runs} runs, ${percent(coin.share_beaten, 0)} of them beaten`,
  ].join('\n')
}
