import type { Metrics } from '../../domain/metrics.ts'
import { decimal, percent, signedPercent, significant, whole } from '../format.ts'
import { markup, type Html } from '../markup.ts'

type Figure = readonly [label: string, text: string]

function groups(metrics: Metrics, sharpeError: number | undefined): [string, Figure[]][] {
  const error = sharpeError === undefined ? '' : ` ±${decimal(sharpeError)}`
  return [
    [
      'Reward for risk',
      [
        ['Sharpe ratio', `${decimal(metrics.sharpe_ratio)}${error}`],
        ['Sortino ratio', decimal(metrics.sortino_ratio)],
        ['Calmar ratio', decimal(metrics.calmar_ratio)],
        ['Omega ratio', decimal(metrics.omega_ratio)],
      ],
    ],
    [
      'Return and risk',
      [
        ['Total return', signedPercent(metrics.total_return)],
        ['Return a year', signedPercent(metrics.annual_return)],
        ['Volatility a year', percent(metrics.annual_volatility)],
        ['Deepest drawdown', percent(metrics.max_drawdown)],
        ['Longest under water', `${whole(metrics.max_drawdown_bars)} bars`],
      ],
    ],
    [
      'Trades',
      [
        ['Trades', whole(metrics.num_trades)],
        ['Won', percent(metrics.win_rate)],
        ['Profit factor', decimal(metrics.profit_factor)],
        ['Mean profit of a trade', signedPercent(metrics.expectancy, 2)],
        ['In the market', percent(metrics.exposure)],
      ],
    ],
    [
      'Cost and account',
      [
        ['Turnover a year', metrics.turnover === null ? decimal(null) : `${decimal(metrics.turnover, 1)} ×`],
        ['Fees paid', decimal(metrics.fees_paid)],
        ['Bars', whole(metrics.bars)],
        ['Accounting residual', significant(metrics.accounting_residual)],
      ],
    ],
  ]
}

/** All figures of one backtest by what they speak of. `sharpeError`: standard error of the Sharpe ratio. */
export function metricsTable(metrics: Metrics, sharpeError: number | undefined): Html {
  const parts = groups(metrics, sharpeError).map(
    ([title, figures]) =>
      markup`<div><h3>${title}</h3><dl class="figures">${figures.map(([label, text]) => markup`<div><dt>${label}</dt><dd>${text}</dd></div>`)}</dl></div>`,
  )
  return markup`<div class="columns">${parts}</div>`
}
