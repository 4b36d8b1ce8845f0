import type { ExitReason } from '../../domain/order.ts'
import { average, equity, fees, free, leverage, margin, open, stepDown, takerPrice, units, volatility, worth } from './plainPosition.ts'
import type { Position, Symbol, World } from './plainPosition.ts'

/** What the position may be worth by rules 39 and 40, in equities; without either as much as its margin carries. */
function wantedWorth(w: World, s: Symbol): number {
  const { sizing } = w.engine
  if (sizing === undefined) return leverage(w)
  if (sizing.kind === 'volatility_target') {
    const sigma = volatility(s, sizing.lookbackBars)
    return sigma === null ? 0 : sizing.annualVolatility / (sigma * Math.sqrt(sizing.barsPerYear))
  }
  const n = w.returns.length
  if (n < sizing.minTrades) return sizing.startFraction
  const mean = w.returns.reduce((a, b) => a + b, 0) / n
  const variance = w.returns.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1)
  const varies = variance > 1e-12 * mean ** 2
  return varies ? Math.min(sizing.cap, (sizing.fraction * mean) / variance) : 0
}

/** Share of the equity that becomes margin. */
function fractionOf(w: World, s: Symbol, size: number): number {
  const margins = wantedWorth(w, s) / leverage(w)
  return w.engine.sizeFraction * Math.min(1, size) * Math.min(1, margins)
}

/** Fills what it can of the entry order. True where something was filled. */
export function buyIn(w: World, s: Symbol, at: number, role: 'taker' | 'maker', worst: number | null): boolean {
  const { order } = s
  if (order === null) return false
  const isFirst = order.budget === null
  if (order.budget === null) {
    const budget = Math.min(fractionOf(w, s, order.ticket.size ?? 1) * equity(w), free(w))
    order.budget = budget > 1e-9 * equity(w) ? budget : 0
  }
  const rate = fees(w)[role]
  const affordable = (order.budget * leverage(w)) / (1 + leverage(w) * rate)
  let price = role === 'maker' ? at : takerPrice(w, s, at, order.side === 1, Math.min(affordable, s.room * at))
  if (worst !== null) price = order.side === 1 ? Math.min(price, worst) : Math.max(price, worst)
  const step = w.engine.lots?.quantityStep
  const whole = stepDown(affordable / price, step)
  if (!(whole > 0) || whole * price < (w.engine.lots?.minNotional ?? 0)) {
    if (isFirst || s.position === null) w.dropped++
    s.order = null
    return false
  }
  const quantity = whole <= s.room ? whole : stepDown(s.room, step)
  if (quantity <= 0) return false
  const fee = quantity * price * rate
  const { side, ticket } = order
  s.position ??= {
    side,
    since: s.t,
    entries: [],
    exits: [],
    fees: 0,
    carry: 0,
    openCarry: 0,
    forgiven: 0,
    best: price,
    bracket: ticket,
    leaving: null,
    insideOf: null,
  }
  s.position.entries.push({ quantity, price })
  s.position.fees += fee
  w.cash -= side * quantity * price + fee
  s.room -= quantity
  order.budget -= (quantity * price) / leverage(w) + fee
  if (whole === quantity) s.order = null
  return true
}

function record(w: World, s: Symbol, p: Position, barsHeld: number, reason: ExitReason): void {
  const profit = p.side * (worth(p.exits) - worth(p.entries)) - p.fees - p.carry + p.forgiven
  const { side, since: entryIndex, fees } = p
  const quantity = units(p.entries)
  const exitPrice = worth(p.exits) / quantity
  s.trades.push({ side, entryIndex, exitIndex: s.t, quantity, entryPrice: average(p), exitPrice, fees, profit, barsHeld, reason })
  w.returns.push(profit / worth(p.entries))
  s.position = null
}

/** Rules 16 and 45. */
function ruin(w: World, s: Symbol, p: Position): void {
  w.ruined = true
  for (const other of w.symbols) {
    other.order = null
    const q = other.position
    if (other === s || q === null) continue
    w.cash += q.side * open(q) * other.price
    q.exits.push({ quantity: open(q), price: other.price })
    record(w, other, q, other.t - q.since + 1, 'liquidation')
  }
  p.forgiven -= w.cash
  w.cash = 0
}

/** Sells (or buys back) at a price that has everything in it but the fee. */
export function sellOut(w: World, s: Symbol, quantity: number, price: number, rate: number, barsHeld: number, reason: ExitReason): void {
  const p = s.position
  if (p === null) return
  const part = quantity / open(p)
  const isAll = quantity === open(p)
  const fee = quantity * price * rate
  const left = part * (margin(w, p) - p.openCarry) + p.side * quantity * (price - average(p)) - fee
  p.openCarry *= 1 - part
  p.exits.push({ quantity, price })
  p.fees += fee
  w.cash += p.side * quantity * price - fee
  s.order = null
  const isIsolated = w.engine.margin !== undefined
  if (isIsolated && left < 0) {
    w.cash -= left
    p.forgiven -= left
    s.stopped = true
  }
  if (!isAll) return
  if (isIsolated && reason === 'liquidation') s.stopped = true
  const others = equity({ ...w, symbols: w.symbols.filter((other) => other !== s) })
  if (!isIsolated && (reason === 'liquidation' || others <= 0)) ruin(w, s, p)
  record(w, s, p, barsHeld, reason)
}

/** Rule 24: what the bar's volume does not take goes on at the next open. */
export function marketExit(w: World, s: Symbol, at: number, barsHeld: number, reason: ExitReason): void {
  const p = s.position
  if (p === null) return
  s.order = null
  p.leaving = reason
  const quantity = open(p) <= s.room ? open(p) : stepDown(s.room, w.engine.lots?.quantityStep)
  if (quantity <= 0) return
  s.room -= quantity
  const price = takerPrice(w, s, at, p.side === -1, quantity * at)
  sellOut(w, s, quantity, price, fees(w).taker, barsHeld, reason)
}
