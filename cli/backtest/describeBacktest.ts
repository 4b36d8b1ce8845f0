import type { Dataset } from '../../domain/dataset.ts'
import type { EngineSettings } from '../../domain/order.ts'
import { describeMetrics } from '../strategies/describeMetrics.ts'
import { percent, table } from '../format.ts'
import type { Completed } from './evaluateRun.ts'
import type { ManualRun } from './manualRun.ts'
import { tradeDocument } from './tradeTable.ts'

/** Settings with their names in snake_case, as everything that is printed. */
export function engineDocument(engine: EngineSettings): Record<string, unknown> {
  const snake = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(([name, one]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snake(one),
    ])
    return Object.fromEntries(entries) as unknown
  }
  return snake(engine) as Record<string, unknown>
}

export function windowDocument(dataset: Dataset, window: ManualRun['window']) {
  return {
    dataset_id: dataset.dataset_id,
    synthetic: dataset.synthetic,
    window_from: new Date(window.from).toISOString(),
    window_to: new Date(window.to).toISOString(),
  }
}

/** One backtest as `--json` gives it. */
export function backtestDocument(evaluation: Completed, { dataset, window, engine, used }: ManualRun, notes: readonly string[]) {
  return {
    strategy_name: evaluation.declaration.name,
    ...windowDocument(dataset, window),
    params: evaluation.params,
    engine: engineDocument(engine),
    market: used,
    notes,
    metrics: evaluation.metrics,
    ...evaluation.account,
    baselines: evaluation.baselines,
    trades: evaluation.trades.map(tradeDocument),
  }
}

type BacktestDocument = ReturnType<typeof backtestDocument>

const SHOWN_TRADES = 10

/** What the account paid, dropped or lost beside its trades; nothing where that is nothing. */
export function describeAccount({
  funding_paid,
  borrow_paid,
  orders_dropped,
  orders_expired,
  liquidated_at,
}: Pick<BacktestDocument, 'funding_paid' | 'borrow_paid' | 'orders_dropped' | 'orders_expired' | 'liquidated_at'>): string[] {
  const parts = [
    funding_paid === null
      ? ''
      : `funding ${funding_paid < 0 ? `received ${(-funding_paid).toFixed(2)}` : `paid ${funding_paid.toFixed(2)}`}`,
    borrow_paid === null ? '' : `borrow paid ${borrow_paid.toFixed(2)}`,
    orders_dropped === 0 ? '' : `orders dropped ${orders_dropped}`,
    orders_expired === 0 ? '' : `orders expired ${orders_expired}`,
    liquidated_at === null ? '' : `LIQUIDATED ${liquidated_at.slice(0, 16)}`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? [] : [parts.join('  ')]
}

function describeMarket({ funding, mark, finer }: BacktestDocument['market']): string[] {
  const parts = [
    funding === null ? '' : `${funding.payments} payments of ${funding.series_id}`,
    mark === null ? '' : mark.series_id,
    finer === null ? '' : `the path inside a bar from ${finer.dataset_id}`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? [] : [`with ${parts.join(', ')}`]
}

export function describeBacktest(document: BacktestDocument): string {
  const { metrics, baselines, trades, params } = document
  const last = trades.slice(-SHOWN_TRADES)
  const rows = last.map((trade) => [
    trade.side,
    trade.entry_time.slice(0, 16),
    trade.exit_time.slice(0, 16),
    trade.entry_price.toPrecision(7),
    trade.exit_price.toPrecision(7),
    percent(trade.return, 2),
    trade.exit_reason,
  ])
  const shown =
    trades.length > SHOWN_TRADES ? `The last ${SHOWN_TRADES} of ${trades.length} trades (all with --json or --trades FILE)` : 'Trades'
  const chosen = Object.entries(params).map(([name, value]) => `${name} = ${value}`)
  return [
    `${document.strategy_name} on ${document.dataset_id}${document.synthetic ? ' SYNTHETIC' : ''}, ${document.window_from.slice(0, 10)} to ${document.window_to.slice(0, 10)}`,
    ...(chosen.length === 0 ? [] : [`at ${chosen.join(', ')}`]),
    ...describeMarket(document.market),
    describeMetrics(metrics, baselines),
    ...describeAccount(document),
    '',
    shown,
    table(['side', 'entry', 'exit', 'entry price', 'exit price', 'return', 'why'], rows, ['entry price', 'exit price', 'return']),
  ].join('\n')
}
