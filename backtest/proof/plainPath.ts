import type { ExitReason } from '../../domain/order.ts'
import { buyIn, marketExit, sellOut } from './plainFills.ts'
import { average, equity, fees, margin, open, slip, stepDown, tick, value } from './plainPosition.ts'
import type { EntryOrder, Position, Symbol, World } from './plainPosition.ts'

export interface Stretch {
  open: number
  high: number
  low: number
  close: number
}
interface Level {
  price: number
  reason: ExitReason
}

function liquidationPrice(w: World, s: Symbol, p: Position): number {
  const m = w.engine.margin
  if (m === undefined) return p.side === 1 ? 0 : (equity(w) - value(s)) / open(p) / (1 + slip(w)) / (1 + fees(w).taker)
  // margin − carry + side · q · (P − average) = maintenance · q · P, for P.
  const atRisk = (margin(w, p) - p.openCarry) / open(p)
  return p.side === 1 ? (average(p) - atRisk) / (1 - m.maintenanceFraction) : (average(p) + atRisk) / (1 + m.maintenanceFraction)
}

/** Levels on the losing side, and the target, by rules 5 to 9, 26 and 36. */
function levelsOf(w: World, s: Symbol, p: Position): { losing: Level[]; target: number | null } {
  const { exits } = s.leg
  const step = w.engine.lots?.priceTick
  const [against, withUs] = p.side === 1 ? (['below', 'above'] as const) : (['above', 'below'] as const)
  const losing: Level[] = [{ reason: 'liquidation', price: liquidationPrice(w, s, p) }]
  if (p.leaving !== null) return { losing, target: null }
  const stopLoss = p.bracket.stopLossPrice ?? (exits.stopLoss === undefined ? null : average(p) * (1 - p.side * exits.stopLoss))
  if (stopLoss !== null) losing.push({ reason: 'stop_loss', price: tick(stopLoss, step, against) })
  if (exits.trailingStop !== undefined) {
    losing.push({ reason: 'trailing_stop', price: tick(p.best * (1 - p.side * exits.trailingStop), step, against) })
  }
  const target = p.bracket.takeProfitPrice ?? (exits.takeProfit === undefined ? null : average(p) * (1 + p.side * exits.takeProfit))
  return { losing, target: target === null ? null : tick(target, step, withUs) }
}

/** Walks start → worst → best. `mark` is the worst mark price of the bar, or null: then the path itself liquidates. */
function walk(w: World, s: Symbol, p: Position, start: number, worst: number, best: number, mark: number | null): void {
  const barsHeld = s.t - p.since + 1
  const { losing, target } = levelsOf(w, s, p)
  const isBelow = (a: number, b: number): boolean => (p.side === 1 ? a <= b : a >= b)
  const hasOpenedAtTarget = target !== null && isBelow(target, start)
  const hit = losing.filter(({ reason, price }) => isBelow(reason === 'liquidation' && mark !== null ? mark : worst, price))
  // The nearest first: the highest for a long. Of equals a stop comes before the liquidation, the stop-loss before the trailing stop.
  const order: ExitReason[] = ['stop_loss', 'trailing_stop', 'liquidation']
  hit.sort((a, b) => p.side * (b.price - a.price) || order.indexOf(a.reason) - order.indexOf(b.reason))
  const [first] = hit
  if (!hasOpenedAtTarget && first !== undefined) {
    const at = isBelow(start, first.price) ? start : first.price
    if (first.reason !== 'liquidation') {
      marketExit(w, s, at, barsHeld, first.reason)
      return
    }
    const rate = fees(w).taker + (w.engine.margin?.liquidationFeeBps ?? 0) / 10_000
    sellOut(w, s, open(p), at * (1 - p.side * slip(w)), rate, barsHeld, 'liquidation')
    return
  }
  if (target !== null && isBelow(target, best)) {
    const quantity = open(p) <= s.room ? open(p) : stepDown(s.room, w.engine.lots?.quantityStep)
    if (quantity > 0) {
      s.room -= quantity
      sellOut(w, s, quantity, target, fees(w).maker, barsHeld, 'take_profit')
    }
  }
  p.best = p.side === 1 ? Math.max(p.best, best) : Math.min(p.best, best)
}

/** What has to be true of a price for the order to be filled there. */
export function waitsFor(w: World, { side, ticket, isTriggered }: EntryOrder): ((price: number) => boolean)[] {
  const step = w.engine.lots?.priceTick
  const stop = ticket.stop === undefined || isTriggered ? null : tick(ticket.stop, step, side === 1 ? 'above' : 'below')
  const limit = ticket.limit === undefined ? null : tick(ticket.limit, step, side === 1 ? 'below' : 'above')
  return [
    (price) => stop === null || (side === 1 ? price >= stop : price <= stop),
    (price) => limit === null || (side === 1 ? price <= limit : price >= limit),
  ]
}

type Entered = { from: 'open' } | { from: 'limit' | 'stop'; at: number } | null

/** Rules 34 and 35. */
export function enterWithin(w: World, s: Symbol, stretch: Stretch): Entered {
  const { order } = s
  if (order === null || (order.ticket.limit === undefined && order.ticket.stop === undefined)) return null
  const { side, ticket } = order
  const step = w.engine.lots?.priceTick
  const limit = ticket.limit === undefined ? null : tick(ticket.limit, step, side === 1 ? 'below' : 'above')
  const isWithin = (price: number): boolean => limit === null || (side === 1 ? price <= limit : price >= limit)
  if (ticket.stop !== undefined && !order.isTriggered) {
    const stop = tick(ticket.stop, step, side === 1 ? 'above' : 'below')
    const reaches = (price: number): boolean => (side === 1 ? price >= stop : price <= stop)
    if (!reaches(side === 1 ? stretch.high : stretch.low)) return null
    order.isTriggered = true
    order.hasWaited = true
    // From now on a market order: what is left of it goes on at the next open.
    if (limit === null) {
      order.ticket = { ...ticket, stop: undefined as never }
      order.lastBar = Infinity
    }
    const at = reaches(stretch.open) ? stretch.open : stop
    if (!isWithin(at) || !buyIn(w, s, at, 'taker', limit)) return null
    return reaches(stretch.open) ? { from: 'open' } : { from: 'stop', at }
  }
  const hasWaited = order.hasWaited
  order.hasWaited = true
  if (limit === null) return null
  if (!hasWaited && isWithin(stretch.open)) return buyIn(w, s, stretch.open, 'taker', limit) ? { from: 'open' } : null
  if (!isWithin(side === 1 ? stretch.low : stretch.high)) return null
  if (!buyIn(w, s, limit, 'maker', null)) return null
  return isWithin(stretch.open) ? { from: 'open' } : { from: 'limit', at: limit }
}

export function live(w: World, s: Symbol, raw: Stretch, mark: { high: number; low: number } | null): void {
  const stretch = { ...raw, high: Math.max(raw.high, raw.open, raw.close), low: Math.min(raw.low, raw.open, raw.close) }
  const wasHeld = s.position !== null
  s.price = stretch.open
  const entered = enterWithin(w, s, stretch)
  const p = s.position
  if (p === null) return
  const [worst, best] = p.side === 1 ? [stretch.low, stretch.high] : [stretch.high, stretch.low]
  const better = (a: number, b: number): number => (p.side * (a - b) > 0 ? a : b)
  if (wasHeld && entered?.from === 'limit') {
    walk(w, s, p, stretch.open, worst, better(stretch.open, stretch.close), mark === null ? null : p.side === 1 ? mark.low : mark.high)
  } else if (wasHeld || entered === null || entered.from === 'open') {
    walk(w, s, p, stretch.open, worst, best, mark === null ? null : p.side === 1 ? mark.low : mark.high)
  } else if (entered.from === 'stop') walk(w, s, p, entered.at, worst, best, null)
  else walk(w, s, p, entered.at, worst, better(stretch.close, entered.at), null)
}
