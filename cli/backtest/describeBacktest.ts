import type { Evaluation } from '../../backtest/evaluate.ts'
import type { Dataset } from '../../domain/dataset.ts'
import type { Trade } from '../../domain/order.ts'
import { describeMetrics } from '../strategies/describeMetrics.ts'
import { percent, table } from '../format.ts'

type Completed = Extract<Evaluation, { ok: true }>

/** One backtest as `--json` gives it. */
export function backtestDocument(evaluation: Completed, dataset: Dataset, window: { from: number; to: number }) {
  return {
    strategy_name: evaluation.declaration.name,
    dataset_id: dataset.dataset_id,
    synthetic: dataset.synthetic,
    window_from: new Date(window.from).toISOString(),
    window_to: new Date(window.to).toISOString(),
    metrics: evaluation.metrics,
    baselines: evaluation.baselines,
    trades: evaluation.trades.map(tradeDocument),
  }
}

function tradeDocument(trade: Trade) {
  return {
    side: trade.side,
    entry_time: new Date(trade.entryTime).toISOString(),
    exit_time: new Date(trade.exitTime).toISOString(),
    entry_price: trade.entryPrice,
    exit_price: trade.exitPrice,
    quantity: trade.quantity,
    fees: trade.fees,
    profit: trade.profit,
    return: trade.return,
    bars_held: trade.barsHeld,
    exit_reason: trade.exitReason,
  }
}

const SHOWN_TRADES = 10

export function describeBacktest(document: ReturnType<typeof backtestDocument>): string {
  const { metrics, baselines, trades } = document
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
  const shown = trades.length > SHOWN_TRADES ? `The last ${SHOWN_TRADES} of ${trades.length} trades (all with --json)` : 'Trades'
  return [
    `${document.strategy_name} on ${document.dataset_id}${document.synthetic ? ' SYNTHETIC' : ''}, ${document.window_from.slice(0, 10)} to ${document.window_to.slice(0, 10)}`,
    describeMetrics(metrics, baselines),
    '',
    shown,
    table(['side', 'entry', 'exit', 'entry price', 'exit price', 'return', 'why'], rows, ['entry price', 'exit price', 'return']),
  ].join('\n')
}
