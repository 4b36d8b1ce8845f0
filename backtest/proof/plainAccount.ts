import type { EngineSettings } from '../../domain/order.ts'
import { buyIn, marketExit, sellOut } from './plainFills.ts'
import { enterWithin, live, waitsFor, type Stretch } from './plainPath.ts'
import { equity, fees, open, slip, type PlainLeg, type PlainTrade, type Symbol, type World } from './plainPosition.ts'

const at = (column: Float64Array, i: number): number => column[i] as number
const stretchAt = (bars: { open: Float64Array; high: Float64Array; low: Float64Array; close: Float64Array }, i: number): Stretch => ({
  open: at(bars.open, i),
  high: at(bars.high, i),
  low: at(bars.low, i),
  close: at(bars.close, i),
})

function usualStep({ bars: { time } }: PlainLeg): number {
  return time.length < 2 ? 0 : Math.min(...[...time].slice(1).map((stamp, i) => stamp - at(time, i)))
}
function nextBar(s: Symbol): number | null {
  return s.t + 1 < s.leg.bars.time.length ? at(s.leg.bars.time, s.t + 1) : null
}
function isDelisted(w: World, s: Symbol): boolean {
  const next = nextBar(s)
  return next === null || next - at(s.leg.bars.time, s.t) > (w.engine.longestHaltMs ?? Infinity)
}
function markOf(s: Symbol): { open: number; high: number; low: number } | null {
  const { mark } = s.leg.market
  const i = mark === undefined ? -1 : mark.time.indexOf(at(s.leg.bars.time, s.t))
  return mark === undefined || i < 0 ? null : { open: at(mark.open, i), high: at(mark.high, i), low: at(mark.low, i) }
}

/** Rule 27. */
function fund(w: World, s: Symbol, until: number, price: number): void {
  const funding = s.leg.market.funding
  while (funding !== undefined && s.fundingSeen < funding.time.length && at(funding.time, s.fundingSeen) < until) {
    const rate = at(funding.rate, s.fundingSeen++)
    if (s.position === null) continue
    const paid = s.position.side * open(s.position) * price * rate
    w.cash -= paid
    w.funding += paid
    s.position.carry += paid
    s.position.openCarry += paid
  }
}
/** Rule 28. */
function borrow(w: World, s: Symbol): void {
  if (s.position?.side !== -1) return
  const start = at(s.leg.bars.time, s.t)
  const duration = isDelisted(w, s) ? usualStep(s.leg) : (nextBar(s) as number) - start
  const rate = ((w.engine.costs.borrowBpsPerYear ?? 0) / 10_000) * (duration / (365 * 86_400_000))
  const paid = open(s.position) * at(s.leg.bars.open, s.t) * rate
  w.cash -= paid
  w.borrow += paid
  s.position.carry += paid
  s.position.openCarry += paid
}

function begin(w: World, s: Symbol): void {
  const { bars } = s.leg
  s.price = at(bars.open, s.t)
  const { participation, impact } = w.engine.costs
  const isSilent = at(bars.volume, s.t) === 0 && impact !== undefined
  s.room = participation !== undefined ? participation * at(bars.volume, s.t) : isSilent ? 0 : Infinity
  fund(w, s, at(bars.time, s.t) + 60_000, markOf(s)?.open ?? s.price)
  if (s.position?.leaving != null) marketExit(w, s, s.price, s.t - s.position.since, s.position.leaving)
}
function enter(w: World, s: Symbol): void {
  const isAtMarket = s.order !== null && s.order.ticket.limit === undefined && s.order.ticket.stop === undefined
  if (isAtMarket) buyIn(w, s, s.price, 'taker', null)
  else if (s.order !== null && waitsFor(w, s.order).every((reached) => reached(s.price))) {
    enterWithin(w, s, { open: s.price, high: s.price, low: s.price, close: s.price })
  }
}
/** Rule 38. */
function makesUp(parts: readonly Stretch[], whole: Stretch): boolean {
  const extremes = Math.max(...parts.map(({ high }) => high)) >= whole.high && Math.min(...parts.map(({ low }) => low)) <= whole.low
  return parts[0]?.open === whole.open && parts.at(-1)?.close === whole.close && extremes
}
function pass(w: World, s: Symbol): void {
  const { bars, market } = s.leg
  const start = at(bars.time, s.t)
  const end = Math.min(start + usualStep(s.leg), nextBar(s) ?? Infinity)
  const before = s.trades.length
  const held = s.position?.side ?? 0
  borrow(w, s)
  const { finer } = market
  const isInside = (stamp: number): boolean => stamp >= start && stamp < end
  const parts =
    finer === undefined
      ? []
      : [...finer.time.keys()].filter((i) => isInside(at(finer.time, i))).map((i) => ({ from: at(finer.time, i), ...stretchAt(finer, i) }))
  const whole = { from: start, ...stretchAt(bars, s.t) }
  const path = makesUp(parts, whole) ? parts : [whole]
  path.forEach((stretch, k) => {
    fund(w, s, path[k + 1]?.from ?? end, stretch.open)
    // Rule 30.
    const hasCome = s.position === null || s.position.insideOf === s.t
    live(w, s, stretch, hasCome ? null : markOf(s))
    if (hasCome && s.position !== null) s.position.insideOf = s.t
  })
  s.price = at(bars.close, s.t)
  if (isDelisted(w, s)) {
    s.order = null
    const p = s.position
    if (p !== null) sellOut(w, s, open(p), s.price * (1 - p.side * slip(w)), fees(w).taker, s.t - p.since + 1, 'end_of_data')
  }
  s.sides.push(s.position?.side ?? (s.trades.length > before ? (s.trades.at(-1)?.side ?? 0) : held))
}
function decide(w: World, s: Symbol): void {
  if (s.order !== null && s.t >= s.order.lastBar) {
    if (s.position === null) w.expired++
    s.order = null
  }
  if (s.t < s.leg.tradeFrom || s.stopped || w.ruined || isDelisted(w, s)) return
  const wish = s.leg.wishes[s.t] as number
  if (s.position === null) {
    if (wish === 0 || wish === 3) return
    const ticket = wish > 3 ? (s.leg.tickets[s.t] ?? {}) : {}
    const isAtMarket = ticket.limit === undefined && ticket.stop === undefined
    const lastBar = isAtMarket ? Infinity : s.t + (ticket.bars ?? 1)
    s.order = { side: wish === 1 || wish === 4 ? 1 : -1, ticket, lastBar, budget: null, isTriggered: false, hasWaited: false }
  } else if (s.position.leaving === null) {
    if (wish === 3) s.position.leaving = 'signal'
    else if (s.t - s.position.since + 1 >= (s.leg.exits.maxBarsHeld ?? Infinity)) s.position.leaving = 'max_bars_held'
  }
}

export interface PlainResult {
  time: number[]
  equity: number[]
  legs: { trades: PlainTrade[]; sides: number[] }[]
  dropped: number
  expired: number
  funding: number
  borrow: number
}

/** The rules of docs/engine.md, all of them, written for the eye: positions are lists of fills, and everything else is computed from those. */
export function plainAccount(legs: readonly PlainLeg[], engine: EngineSettings): PlainResult {
  const fresh = { t: -1, position: null, order: null, price: NaN, room: 0, fundingSeen: 0, stopped: false }
  const symbols: Symbol[] = legs.map((leg) => ({ leg, ...fresh, trades: [], sides: [] }))
  const w: World = { engine, cash: engine.initialCash, symbols, dropped: 0, expired: 0, funding: 0, borrow: 0, returns: [], ruined: false }
  const time = [...new Set(legs.flatMap((leg) => [...leg.bars.time]))].sort((a, b) => a - b)
  const curve = time.map((now) => {
    const present = symbols.filter((s) => nextBar(s) === now)
    for (const s of present) {
      s.t++
      begin(w, s)
    }
    for (const s of present) enter(w, s)
    for (const s of present) pass(w, s)
    const usedUp = equity(w) <= 0 ? symbols.find((s) => s.position !== null) : undefined
    if (usedUp?.position != null) {
      sellOut(w, usedUp, open(usedUp.position), usedUp.price, 0, usedUp.t - usedUp.position.since + 1, 'liquidation')
    }
    const total = equity(w)
    for (const s of present) decide(w, s)
    return total
  })
  const { dropped, expired, funding, borrow: borrowed } = w
  return { time, equity: curve, legs: symbols.map(({ trades, sides }) => ({ trades, sides })), dropped, expired, funding, borrow: borrowed }
}
