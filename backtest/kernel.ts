import type { Bars } from '../domain/bars.ts'
import type { MarketData } from '../domain/market.ts'
import type { ACTION, EngineSettings, OrderTicket } from '../domain/order.ts'
import type { StrategyExits } from '../domain/strategy.ts'
import { simulateDetailed } from './detailed/simulateDetailed.ts'
import { needsDetail } from './detailed/terms.ts'
import { copyTicket, newTicket } from './orderTicket.ts'
import { newPass, outcomeOf, type Account, type Pass, type Rules } from './pass.ts'
import { flatten } from './positionView.ts'
import type { Decide, Simulation } from './simulation.ts'
import { grow } from './tradeColumns.ts'

// The file's own, though codes.ts has them too: an imported constant is looked up at every bar, which costs this loop a tenth.
const ENTER_LONG: (typeof ACTION)['enterLong'] = 1
const ENTER_SHORT: (typeof ACTION)['enterShort'] = 2
const EXIT: (typeof ACTION)['exit'] = 3

// Places in EXIT_REASONS.
const BY_SIGNAL = 0
const BY_STOP_LOSS = 1
const BY_TAKE_PROFIT = 2
const BY_TRAILING_STOP = 3
const BY_MAX_BARS_HELD = 4
const AT_END_OF_DATA = 5
const BY_LIQUIDATION = 6

const RESIDUAL_LIMIT = 1e-9

/** Two books of one account must agree: cash and position on one side, equity at entry and profit on the other. */
function reconcile(account: Account, byCash: number, byProfit: number): void {
  const scale = Math.max(Math.abs(account.cash), Math.abs(byCash), account.base)
  const difference = Math.abs(byCash - byProfit)
  // Nothing new in nearly every bar, and then no division; NaN is not <= anything and goes on.
  if (difference <= account.maxResidual * scale) return
  const residual = difference / scale
  if (!(residual < RESIDUAL_LIMIT)) throw new Error(`Accounting residual ${residual}: this is a bug in the engine.`)
  account.maxResidual = residual
}

/** Opens a position at `price` before slippage. Fee and position together cost the fraction of equity, so cash stays >= 0. */
function enter(account: Account, rules: Rules, side: number, index: number, price: number): void {
  const spend = rules.sizeFraction * account.cash
  const fee = spend - spend / (1 + rules.fee)
  const entryPrice = price * (1 + side * rules.slippage)
  const value = spend - fee
  account.base = account.cash
  account.side = side
  account.quantity = value / entryPrice
  account.entryIndex = index
  account.entryPrice = entryPrice
  account.entryFee = fee
  account.cash += side > 0 ? -spend : value - fee
  account.feesPaid += fee
  account.tradedValue += value
  account.stop = entryPrice * (1 - side * rules.stopLoss)
  account.trail = entryPrice * (1 - side * rules.trailingStop)
  account.target = entryPrice * (1 + side * rules.takeProfit)
  account.liquidation = side > 0 ? 0 : account.cash / (account.quantity * (1 + rules.slippage) * (1 + rules.fee))
}

/** Closes the position at `price`, which has its slippage in it already, and writes the trade down. */
function leave(pass: Pass, index: number, price: number, barsHeld: number, reason: number): void {
  const { account, rules } = pass
  const value = account.quantity * price
  const fee = value * rules.fee
  const profit = account.side * account.quantity * (price - account.entryPrice) - account.entryFee - fee
  account.cash += account.side * value - fee
  reconcile(account, account.cash, account.base + profit)
  // What a gap costs beyond the account is not the account's: it ends at nothing, never below.
  const ruined = reason === BY_LIQUIDATION || account.cash <= 0
  if (ruined) {
    account.cash = 0
    account.ruinedAt = index
  }
  if (pass.trades.count === pass.trades.side.length) pass.trades = grow(pass.trades)
  const { trades } = pass
  const at = trades.count++
  trades.side[at] = account.side
  trades.entryIndex[at] = account.entryIndex
  trades.exitIndex[at] = index
  trades.entryPrice[at] = account.entryPrice
  trades.exitPrice[at] = price
  trades.quantity[at] = account.quantity
  trades.fees[at] = account.entryFee + fee
  trades.profit[at] = ruined ? -account.base : profit
  trades.equityAtEntry[at] = account.base
  trades.barsHeld[at] = barsHeld
  trades.reason[at] = reason
  account.feesPaid += fee
  account.tradedValue += value
  account.side = 0
  flatten(pass.view)
}

/** Which of the stop levels a falling (long) or rising (short) price meets first. */
function nearestStop(account: Account): number {
  const { stop, trail, liquidation, side } = account
  if (side > 0) return trail > stop ? BY_TRAILING_STOP : BY_STOP_LOSS
  if (liquidation < stop && liquidation < trail) return BY_LIQUIDATION
  return trail < stop ? BY_TRAILING_STOP : BY_STOP_LOSS
}

function stopLevel(account: Account, reason: number): number {
  return reason === BY_LIQUIDATION ? account.liquidation : reason === BY_TRAILING_STOP ? account.trail : account.stop
}

/**
 * Stop, trailing stop, target and liquidation inside one bar, along the pessimistic path: the open comes first and decides
 * gaps; then, where the bar reaches both a stop and the target, the stop was first. Stops fill as market orders (the open where it
 * gapped through, slippage on top), the target as a limit order at its own price.
 */
function exitInside(pass: Pass, index: number): void {
  const { account, rules, bars } = pass
  const open = bars.open[index] as number
  const close = bars.close[index] as number
  const side = account.side
  const barsHeld = index - account.entryIndex + 1
  const reason = nearestStop(account)
  const level = stopLevel(account, reason)
  const adverse = side > 0 ? Math.min(bars.low[index] as number, open, close) : Math.max(bars.high[index] as number, open, close)
  const favourable = side > 0 ? Math.max(bars.high[index] as number, open, close) : Math.min(bars.low[index] as number, open, close)
  const opensAtTarget = side * (open - account.target) >= 0
  if (!opensAtTarget && side * (adverse - level) <= 0) {
    const price = side > 0 ? Math.min(open, level) : Math.max(open, level)
    leave(pass, index, price * (1 - side * rules.slippage), barsHeld, reason)
  } else if (side * (favourable - account.target) >= 0) {
    leave(pass, index, account.target, barsHeld, BY_TAKE_PROFIT)
  } else if (rules.trailingStop !== Infinity) {
    // Only now: a bar's own extreme moves the level of the next bar, since whether it came before the low is unknown.
    const moved = favourable * (1 - side * rules.trailingStop)
    account.trail = side > 0 ? Math.max(account.trail, moved) : Math.min(account.trail, moved)
  }
}

/** Gives the decisions made so far again, then the order that only the detailed kernel can carry out, and goes on asking. */
function resume(actions: Uint8Array, at: number, wish: number, ticket: OrderTicket, decide: Decide): Decide {
  const ordered = { ...ticket }
  return (index, position, into) => {
    if (index < at) return actions[index] as number
    if (index > at) return decide(index, position, into)
    copyTicket(ordered, into)
    return wish
  }
}

/** Carries out at the open what was ordered at the close before. */
function fill(pass: Pass, index: number): void {
  const { account, rules, pending } = pass
  const price = pass.bars.open[index] as number
  pass.pending = 0
  if (pending === ENTER_LONG) enter(account, rules, 1, index, price)
  else if (pending === ENTER_SHORT) enter(account, rules, -1, index, price)
  else leave(pass, index, price * (1 - account.side * rules.slippage), index - account.entryIndex, pass.pendingReason)
}

/** Marks the open position at the close. */
function mark(pass: Pass, index: number): void {
  const { account, view } = pass
  const close = pass.bars.close[index] as number
  const { side, quantity, entryPrice } = account
  const marked = account.cash + side * quantity * close
  reconcile(account, marked, account.base + side * quantity * (close - entryPrice) - account.entryFee)
  pass.equity[index] = marked
  view.side = side
  view.entryPrice = entryPrice
  view.barsHeld = index - account.entryIndex + 1
  view.unrealizedReturn = side * (close / entryPrice - 1)
}

/** A bar with an open position: what the price does to it, and what it is worth at the close where it is still there. */
function hold(pass: Pass, index: number): void {
  const { account, rules, bars } = pass
  pass.position[index] = account.side
  if (rules.guarded || account.side < 0) exitInside(pass, index)
  if (account.side === 0) return
  const close = bars.close[index] as number
  if (index < bars.close.length - 1) mark(pass, index)
  else leave(pass, index, close * (1 - account.side * rules.slippage), index - account.entryIndex + 1, AT_END_OF_DATA)
}

/** Takes down what is wished for, where it can be; else the end of a position's longest time. */
function heed(pass: Pass, index: number, wish: number): void {
  const { account } = pass
  if (account.side === 0 ? wish === ENTER_LONG || wish === ENTER_SHORT : wish === EXIT) {
    pass.actions[index] = wish
    pass.pending = wish
    pass.pendingReason = BY_SIGNAL
  } else if (account.side !== 0 && index - account.entryIndex + 1 >= pass.rules.maxBarsHeld) {
    pass.pending = EXIT
    pass.pendingReason = BY_MAX_BARS_HELD
  }
}

/** The bar at which a flat account, or one that was ruined, next wishes anything; it is worth the same until then. */
function rest({ account, equity }: Pass, from: number, tradeFrom: number, seek: (from: number, to: number) => number): number {
  const last = equity.length - 1
  const next = account.ruinedAt >= 0 ? last : Math.min(seek(Math.max(from, tradeFrom), last), last)
  if (next > from) equity.fill(account.cash, from, next)
  return next
}

/**
 * Market orders at one fee and one slippage, all or nothing: what most runs are, and the fastest. An order with a ticket hands the run
 * over, from its beginning, to the detailed kernel.
 * The loop is short because V8 waits with the replacement of a running function the longer the more text it has: as one function of 900 bytes of bytecode a
 * run of 100,000 bars had half of them behind it by then.
 */
function simulatePlain(bars: Bars, engine: EngineSettings, exits: StrategyExits, tradeFrom: number, decide: Decide): Simulation {
  const pass = newPass(bars, engine, exits)
  const { account, view, equity } = pass
  const { seek } = decide
  const ticket = newTicket()
  const last = equity.length - 1
  for (let t = 0; t <= last; t++) {
    if (pass.pending !== 0) fill(pass, t)
    if (account.side !== 0) hold(pass, t)
    if (account.side === 0) {
      if (seek !== undefined) t = rest(pass, t, tradeFrom, seek)
      equity[t] = account.cash
    }
    if (t < tradeFrom || t === last || account.ruinedAt >= 0) continue
    const wish = decide(t, view, ticket)
    if (wish > EXIT && account.side === 0) {
      return simulateDetailed(bars, engine, exits, tradeFrom, resume(pass.actions, t, wish, ticket, decide), {})
    }
    if (wish !== 0 || account.side !== 0) heed(pass, t, wish)
  }
  return outcomeOf(pass)
}

/**
 * What would have happened: one pass over the bars, by the rules of docs/engine.md.
 * `decide` is asked at the close of every bar from `tradeFrom` on, the last one excepted, and answers with an ACTION, which is
 * carried out from the next open on: flat, an entry is heeded; in a position, an exit. `position` and `ticket` are one object each, reused.
 * Bars have finite, positive prices (assertTradable); settings are in range (assertEngine).
 * @throws Error when the two books of the account disagree, which is a bug.
 */
export function simulate(
  bars: Bars,
  engine: EngineSettings,
  exits: StrategyExits,
  tradeFrom: number,
  decide: Decide,
  market: MarketData = {},
): Simulation {
  if (needsDetail(engine, market)) return simulateDetailed(bars, engine, exits, tradeFrom, decide, market)
  return simulatePlain(bars, engine, exits, tradeFrom, decide)
}
