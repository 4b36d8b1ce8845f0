import type { Trade } from '../../domain/order.ts'
import { writeTable } from './writeTable.ts'

export function tradeDocument(trade: Trade) {
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

export type TradeDocument = ReturnType<typeof tradeDocument>

const COLUMNS = [
  'side',
  'entry_time',
  'exit_time',
  'entry_price',
  'exit_price',
  'quantity',
  'fees',
  'profit',
  'return',
  'bars_held',
  'exit_reason',
] as const satisfies readonly (keyof TradeDocument)[]

/** Writes trades as CSV, with a symbol in front where there are several; a file that is there is replaced. @throws ResourceError */
export function writeTrades(file: string, trades: readonly (TradeDocument & { readonly symbol?: string })[]): void {
  const columns = trades.some(({ symbol }) => symbol !== undefined) ? (['symbol', ...COLUMNS] as const) : COLUMNS
  const lines = trades.map((trade) => columns.map((name) => String(trade[name])).join(','))
  writeTable('trades', file, [columns.join(','), ...lines])
}
