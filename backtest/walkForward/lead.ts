import type { OrderColumns } from '../../domain/order.ts'
import type { Decide, Simulation } from '../simulation.ts'

/** The same decisions in a run that begins `lead` bars earlier. */
export function delayed(decide: Decide, lead: number): Decide {
  return lead === 0 ? decide : (index, position, ticket) => decide(index - lead, position, ticket)
}

function ordersWithout(orders: OrderColumns, lead: number): OrderColumns {
  return Object.fromEntries(Object.entries(orders).map(([field, column]) => [field, column.subarray(lead)])) as unknown as OrderColumns
}

/** A run without its first `lead` bars, in which nothing was decided: every column and every index counts from the bar behind them. */
export function withoutLead(simulation: Simulation, lead: number): Simulation {
  if (lead === 0) return simulation
  const { equity, position, actions, orders, trades, ruinedAt } = simulation
  const earlier = (index: number): number => index - lead
  return {
    ...simulation,
    equity: equity.subarray(lead),
    position: position.subarray(lead),
    actions: actions.subarray(lead),
    orders: orders && ordersWithout(orders, lead),
    trades: { ...trades, entryIndex: trades.entryIndex.map(earlier), exitIndex: trades.exitIndex.map(earlier) },
    ruinedAt: ruinedAt < 0 ? ruinedAt : ruinedAt - lead,
  }
}
