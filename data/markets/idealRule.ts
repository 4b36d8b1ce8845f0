import { ACTION, type Action } from '../../domain/order.ts'
import type { Edge, Market } from './market.ts'

/** What a trader who knows the edge orders at the close of a bar while holding `side` (1 long, -1 short, 0 flat). */
export function idealRule({ enter, stay }: Edge, { signal }: Pick<Market, 'signal'>): (index: number, side: number) => Action {
  return (index, side) => {
    const now = signal[index] as number
    if (side !== 0) return side * now < stay ? ACTION.exit : ACTION.hold
    if (now >= enter) return ACTION.enterLong
    return now <= -enter ? ACTION.enterShort : ACTION.hold
  }
}
