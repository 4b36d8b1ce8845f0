import type { TradeColumns } from './simulation.ts'

export function newColumns(capacity: number): TradeColumns {
  const column = (): Float64Array => new Float64Array(capacity)
  return {
    count: 0,
    side: column(),
    entryIndex: column(),
    exitIndex: column(),
    entryPrice: column(),
    exitPrice: column(),
    quantity: column(),
    fees: column(),
    profit: column(),
    equityAtEntry: column(),
    barsHeld: column(),
    reason: column(),
  }
}

/** Twice the room; only trades ever cause an allocation, and only one in many does. */
export function grow(old: TradeColumns): TradeColumns {
  const larger = newColumns(Math.max(64, 2 * old.side.length))
  larger.count = old.count
  larger.side.set(old.side)
  larger.entryIndex.set(old.entryIndex)
  larger.exitIndex.set(old.exitIndex)
  larger.entryPrice.set(old.entryPrice)
  larger.exitPrice.set(old.exitPrice)
  larger.quantity.set(old.quantity)
  larger.fees.set(old.fees)
  larger.profit.set(old.profit)
  larger.equityAtEntry.set(old.equityAtEntry)
  larger.barsHeld.set(old.barsHeld)
  larger.reason.set(old.reason)
  return larger
}
