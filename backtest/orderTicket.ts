import type { OrderColumns, OrderTicket } from '../domain/order.ts'

export function newTicket(): OrderTicket {
  return { limit: NaN, stop: NaN, stopLossPrice: NaN, takeProfitPrice: NaN, size: NaN, bars: NaN }
}

export function newOrderColumns(length: number): OrderColumns {
  const column = (): Float64Array => new Float64Array(length).fill(NaN)
  return { limit: column(), stop: column(), stopLossPrice: column(), takeProfitPrice: column(), size: column(), bars: column() }
}

export function copyTicket(from: OrderTicket, to: OrderTicket): void {
  to.limit = from.limit
  to.stop = from.stop
  to.stopLossPrice = from.stopLossPrice
  to.takeProfitPrice = from.takeProfitPrice
  to.size = from.size
  to.bars = from.bars
}

export function writeTicket(orders: OrderColumns, index: number, ticket: OrderTicket): void {
  orders.limit[index] = ticket.limit
  orders.stop[index] = ticket.stop
  orders.stopLossPrice[index] = ticket.stopLossPrice
  orders.takeProfitPrice[index] = ticket.takeProfitPrice
  orders.size[index] = ticket.size
  orders.bars[index] = ticket.bars
}

export function readTicket(orders: OrderColumns, index: number, ticket: OrderTicket): void {
  ticket.limit = orders.limit[index] as number
  ticket.stop = orders.stop[index] as number
  ticket.stopLossPrice = orders.stopLossPrice[index] as number
  ticket.takeProfitPrice = orders.takeProfitPrice[index] as number
  ticket.size = orders.size[index] as number
  ticket.bars = orders.bars[index] as number
}
