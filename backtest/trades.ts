import type { Bars } from '../domain/bars.ts'
import { EXIT_REASONS, type ExitReason, type Trade } from '../domain/order.ts'
import type { Simulation, TradeColumns } from './simulation.ts'

function tradeAt(columns: TradeColumns, bars: Bars, i: number): Trade {
  const at = (column: Float64Array): number => column[i] as number
  const entryIndex = at(columns.entryIndex)
  const exitIndex = at(columns.exitIndex)
  return {
    side: at(columns.side) > 0 ? 'long' : 'short',
    entryIndex,
    exitIndex,
    entryTime: bars.time[entryIndex] as number,
    exitTime: bars.time[exitIndex] as number,
    entryPrice: at(columns.entryPrice),
    exitPrice: at(columns.exitPrice),
    quantity: at(columns.quantity),
    fees: at(columns.fees),
    profit: at(columns.profit),
    return: at(columns.profit) / at(columns.equityAtEntry),
    barsHeld: at(columns.barsHeld),
    exitReason: EXIT_REASONS[at(columns.reason)] as ExitReason,
  }
}

/** The round trips of a simulation in order of time; times are the opens (ms UTC) of the bars they were filled in. */
export function tradesOf({ trades }: Pick<Simulation, 'trades'>, bars: Bars): Trade[] {
  return Array.from({ length: trades.count }, (_, i) => tradeAt(trades, bars, i))
}
