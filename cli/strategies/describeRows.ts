import type { StrategyRow } from '../../data/tables/strategyRow.ts'
import { decimal, percent, table } from '../format.ts'

const HEAD = ['strategy_id', 'name', 'type', 'logic', 'Sharpe', 'return', 'drawdown', 'trades', 'status']

function status(row: StrategyRow): string {
  if (row.status === 'failed') return `failed: ${row.failure_code ?? 'unknown'}`
  return row.passed_filter ? 'approved' : 'rejected'
}

/** @param none what is said where there are no rows. */
export function describeRows(rows: readonly StrategyRow[], none = 'No strategies yet; run: quantopia research'): string {
  if (rows.length === 0) return none
  const cells = rows.map((row) => [
    row.strategy_id,
    row.strategy_name,
    row.strategy_type,
    row.strategy_logic,
    decimal(row.sharpe_ratio),
    percent(row.total_return),
    percent(row.max_drawdown),
    row.num_trades === null ? '–' : String(row.num_trades),
    status(row),
  ])
  return table(HEAD, cells, ['Sharpe', 'return', 'drawdown', 'trades'])
}
