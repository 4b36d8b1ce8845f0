import { TICKET_FIELDS, type OrderColumns } from '../domain/order.ts'
import { readTicket } from './orderTicket.ts'
import type { Decide } from './simulation.ts'

/** Everything a run ordered, as columns. */
export interface Ordered {
  readonly actions: Uint8Array
  readonly orders?: OrderColumns | undefined
}

/** Decisions that give these orders again, whatever the market does. */
export function replayOf({ actions, orders }: Ordered): Decide {
  const seek = (from: number, to: number): number => {
    let index = from
    while (index < to && actions[index] === 0) index++
    return index
  }
  if (orders === undefined) return Object.assign((index: number) => actions[index] as number, { seek })
  return (index, _position, ticket) => {
    readTicket(orders, index, ticket)
    return actions[index] as number
  }
}

function sameTicket(a: OrderColumns | undefined, b: OrderColumns | undefined, index: number): boolean {
  return TICKET_FIELDS.every((field) => Object.is(a?.[field][index] ?? NaN, b?.[field][index] ?? NaN))
}

/** First bar before `until` at which two runs ordered something else, be it a price; undefined where they agree. */
export function firstDifference(a: Ordered, b: Ordered, until: number): number | undefined {
  const hasTickets = a.orders !== undefined || b.orders !== undefined
  for (let i = 0; i < until; i++) {
    if (a.actions[i] !== b.actions[i]) return i
    if (hasTickets && !sameTicket(a.orders, b.orders, i)) return i
  }
  return undefined
}
