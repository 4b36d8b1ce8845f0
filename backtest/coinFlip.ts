import { ACTION } from '../domain/order.ts'
import { integerBetween, type Random } from '../math/random.ts'
import type { TradeColumns } from './simulation.ts'

/** In place (Fisher and Yates; Durstenfeld 1964). */
function shuffle(random: Random, values: Float64Array): Float64Array {
  for (let i = values.length - 1; i > 0; i--) {
    const j = integerBetween(random, 0, i)
    const kept = values[i] as number
    values[i] = values[j] as number
    values[j] = kept
  }
  return values
}

/** Holding times that fit into `room` bars with one bar between trades; shortened in proportion where they do not. */
function fittingHolds(held: Float64Array, room: number): Float64Array {
  let wanted = 0
  for (const bars of held) wanted += bars
  const ratio = Math.min(1, (room - held.length) / wanted)
  return held.map((bars) => Math.max(1, Math.floor(bars * ratio)))
}

/**
 * Orders of a trader without an idea: the candidate's own sides and holding times, both shuffled, at entries spread evenly at random
 * over the bars [tradeFrom, length). Entry and exit are orders at a close, filled at the next open.
 */
export function coinFlipActions(random: Random, trades: TradeColumns, tradeFrom: number, length: number): Uint8Array {
  const actions = new Uint8Array(length)
  const count = trades.count
  // Decisions fall on [tradeFrom, length − 2]; a trade held for h bars blocks h + 1 of them.
  const room = length - 1 - tradeFrom
  const sides = shuffle(random, trades.side.slice(0, count))
  const holds = shuffle(random, fittingHolds(trades.barsHeld.slice(0, count), room))
  let free = room - count
  for (const bars of holds) free -= bars
  const offsets = Float64Array.from({ length: count }, () => integerBetween(random, 0, Math.max(0, free))).sort()
  let blocked = 0
  for (let i = 0; i < count; i++) {
    const enter = tradeFrom + blocked + (offsets[i] as number)
    const leave = enter + (holds[i] as number)
    if (enter < length) actions[enter] = (sides[i] as number) > 0 ? ACTION.enterLong : ACTION.enterShort
    if (leave < length) actions[leave] = ACTION.exit
    blocked += (holds[i] as number) + 1
  }
  return actions
}
