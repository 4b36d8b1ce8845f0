import type { PortfolioEvaluation } from '../../backtest/portfolio/evaluatePortfolio.ts'
import { portfolioEngine } from '../../backtest/portfolio/simulatePortfolio.ts'
import { decimal, percent, table } from '../format.ts'
import type { Alone } from './aloneRun.ts'
import { describeAccount, engineDocument } from './describeBacktest.ts'
import { tradeDocument } from './tradeTable.ts'

type Completed = Extract<PortfolioEvaluation, { ok: true }>

const iso = (time: number): string => new Date(time).toISOString()

/** One portfolio as `--json` gives it; trades in order of their exits. */
export function portfolioDocument(evaluation: Completed, alone: readonly Alone[], to: number) {
  const { members, metrics, account, buyAndHold } = evaluation
  const [first] = alone
  const cash = first?.run.engine.initialCash ?? NaN
  return {
    strategy_name: evaluation.declaration.name,
    params: evaluation.params,
    synthetic: alone.some(({ run }) => run.dataset.synthetic),
    window_from: iso(evaluation.time[0] as number),
    window_to: iso(to),
    engine: first === undefined ? {} : engineDocument(portfolioEngine(first.run.engine)),
    symbols: members.map((member, i) => ({
      dataset_id: member.symbol,
      market: alone[i]?.run.used ?? null,
      first_time: iso(member.firstTime),
      last_time: iso(member.lastTime),
      num_trades: member.trades.length,
      profit: member.profit,
      /** Of the cash at the start. */
      contribution: member.profit / cash,
      delisted_at: member.delistedAt.map(iso),
      liquidated_at: member.liquidatedAt === undefined ? null : iso(member.liquidatedAt),
      alone: {
        sharpe_ratio: alone[i]?.evaluation.metrics.sharpe_ratio ?? null,
        total_return: alone[i]?.evaluation.metrics.total_return ?? null,
      },
    })),
    notes: alone.flatMap(({ run }) => run.notes),
    metrics,
    ...account,
    baselines: { buy_and_hold: buyAndHold },
    trades: members
      .flatMap((member) => member.trades.map((trade) => ({ symbol: member.symbol, ...tradeDocument(trade) })))
      .sort((a, b) => (a.exit_time < b.exit_time ? -1 : a.exit_time > b.exit_time ? 1 : 0)),
  }
}

type Document = ReturnType<typeof portfolioDocument>

export function describePortfolio(document: Document): string {
  const { metrics, baselines, symbols } = document
  const hold = baselines.buy_and_hold
  const rows = symbols.map((symbol) => [
    symbol.dataset_id,
    `${symbol.first_time.slice(0, 10)} – ${symbol.last_time.slice(0, 10)}`,
    String(symbol.num_trades),
    symbol.profit.toFixed(2),
    percent(symbol.contribution),
    percent(symbol.alone.total_return),
    symbol.delisted_at.map((time) => time.slice(0, 16)).join(', '),
  ])
  const head = ['symbol', 'bars', 'trades', 'profit', 'of the cash', 'alone', 'delisted']
  return [
    `${document.strategy_name} on ${symbols.length} symbols in one account${document.synthetic ? ' SYNTHETIC' : ''}, ${document.window_from.slice(0, 10)} to ${document.window_to.slice(0, 10)}`,
    `Sharpe ${decimal(metrics.sharpe_ratio)}  Sortino ${decimal(metrics.sortino_ratio)}  Calmar ${decimal(metrics.calmar_ratio)}`,
    `return ${percent(metrics.total_return)}  a year ${percent(metrics.annual_return)}  volatility ${percent(metrics.annual_volatility)}  drawdown ${percent(metrics.max_drawdown)}`,
    `${metrics.num_trades} trades  won ${percent(metrics.win_rate)}  profit factor ${decimal(metrics.profit_factor)}  in the market ${percent(metrics.exposure)}  fees ${metrics.fees_paid.toFixed(0)}`,
    ...describeAccount(document),
    `each bought and held: Sharpe ${decimal(hold.sharpe_ratio)}, return ${percent(hold.total_return)}, drawdown ${percent(hold.max_drawdown)}`,
    '',
    table(head, rows, ['trades', 'profit', 'of the cash', 'alone']),
  ].join('\n')
}
