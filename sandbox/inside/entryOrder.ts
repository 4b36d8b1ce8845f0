import { complain, describe } from './stop.ts'

/** What the engine reads a richer order from; one object, reused. */
export type Ticket = Record<string, number>

const PRICES = ['limit', 'stop', 'stopLossPrice', 'takeProfitPrice']
const KNOWN = ['side', ...PRICES, 'size', 'bars']
const SIDES: Readonly<Record<string, number>> = { none: 0, long: 1, short: 2 }
/** From a side to the ACTION that says: as the ticket says. */
const WITH_TICKET = 3

function bad(bar: number, message: string): Error {
  return complain('wrong_order', `shouldEnter ordered something else at bar ${bar}: ${message}`)
}

function numberAt(order: object, field: string, bar: number): number {
  const value = (order as Record<string, unknown>)[field]
  if (value === undefined) return NaN
  const isValid = typeof value === 'number' && value > 0 && value < Infinity
  if (!isValid) throw bad(bar, `${field} is a positive number, not ${describe(value)}`)
  if (field === 'size' && value > 1) throw bad(bar, `size is a share of the engine's own size, at most 1, not ${value}`)
  if (field === 'bars' && !Number.isInteger(value)) throw bad(bar, `bars is a whole number, not ${value}`)
  return value
}

/** Writes `{ side, limit, stop, stopLossPrice, takeProfitPrice, size, bars }` into the ticket; all but the side may be left out. */
export function orderAction(order: object, ticket: Ticket, bar: number): number {
  for (const key of Object.keys(order)) {
    if (!KNOWN.includes(key))
      throw complain('wrong_order', `an order has no field "${key.slice(0, 60)}"`, { word: key.slice(0, 60), known: KNOWN })
  }
  const { side } = order as { side?: unknown }
  const place = typeof side === 'string' && Object.hasOwn(SIDES, side) ? (SIDES[side] as number) : undefined
  if (place === undefined) throw bad(bar, `side is "long", "short" or "none", not ${describe(side)}`)
  for (const field of KNOWN) if (field !== 'side') ticket[field] = numberAt(order, field, bar)
  return place === 0 ? 0 : place + WITH_TICKET
}
